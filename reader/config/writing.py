"""The settings file as `glosse config` writes it."""

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from reader.config.settings import Config, FetchConfig


def written(keys: Iterable[tuple[str, str, str]] = ()) -> str:
    """The file as `glosse config` writes it: every default in a comment, with what it means.

    Args:
        keys: id, keys and help of every binding, for the table [keys].
    """
    lines = ["# Settings of Glosse. Each line below shows a default: take away its # and change it."]
    group = ""
    for f in (f for f in fields(Config) if "check" in f.metadata):
        if f.metadata["group"] != group:
            group = f.metadata["group"]
            lines += ["", f"# --- {group} ---"]
        lines += _commented(f.name, f.metadata["comment"], f.default)
    lines += ["", "# --- The network ---", "", "[fetch]"]
    for f in fields(FetchConfig):
        lines += _commented(f.name, f.metadata["comment"], f.default)
    lines += [
        "",
        "# --- The keys: several are separated by spaces, a sequence is written together ---",
        "",
        "[keys]",
    ]
    lines += [f"# {_toml(name)} = {_toml(pressed)}  # {text}" for name, pressed, text in keys]
    return "\n".join([*lines, "", *_RULES_EXAMPLE, ""])


_RULES_EXAMPLE = (
    "# --- Rules on arrival: what happens to the articles that a query finds ---",
    "",
    "# [[rules]]",
    '# when = "title:Liveticker"',
    '# tag = ["live"]',
    '# highlight = ["Eilmeldung"]',
    "# star = false",
    "# read = true",
    "# archive = false",
    "# drop = false",
)


def _commented(name: str, comment: str, default: Any) -> list[str]:
    return ["", f"# {comment}", f"# {name} = {_toml(default)}"]


def _toml(value: Any) -> str:
    """`value` as TOML writes it; JSON's texts, numbers, switches and lists are TOML's too."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
