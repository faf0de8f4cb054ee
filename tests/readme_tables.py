"""README's tables of commands and keys, made from the parser's table and the keymap.

`python -m tests.readme_tables` writes them into README.md; test_cli_readme.py says whether that is needed.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from reader.cli.commands import COMMANDS
from reader.keymap import SCOPES, VERBS, Verb, spoken

README = Path(__file__).parent.parent / "README.md"
_EVERYWHERE = """\
Before or behind a command stand `--home DIR`, `--json` and `--debug`; `glosse COMMAND --help` explains its words.
ARTICLE is an id or the start of one that is unique; QUERY is what the search box takes; `-` is standard input.
Standard output is data, standard error is talk. Exit codes: 0 done; 1 something asked for failed, each failure named
and the rest done; 2 the words of the command are wrong."""
_NUMBERED = re.compile(r"(.*)-\d+")


def commands() -> str:
    """The section "Commands"."""
    rows = ["| command | what it does |", "|---|---|", "| `glosse` | Opens the reader |"]
    rows += [f"| `{_cell(f'glosse {c.usage}')}` | {_cell(c.help)} |" for c in COMMANDS]
    return "\n".join([*rows, "", _EVERYWHERE])


def keys() -> str:
    """The section "Keys": a table a scope."""
    tables = {name: [verb for verb in VERBS if verb.scope == scope] for scope, name in SCOPES.items()}
    head = ("", "| keys | what they do | id |", "|---|---|---|")
    return "\n\n".join(
        "\n".join((f"### {name}", *head, *_rows(verbs))) for name, verbs in tables.items() if verbs
    )


def _rows(verbs: list[Verb]) -> Iterator[str]:
    """A row a verb; verbs that differ by a number only share one."""
    for _, group in groupby(verbs, lambda verb: m[1] if (m := _NUMBERED.fullmatch(verb.id)) else verb.id):
        alike = list(group)
        first, last = alike[0], alike[-1]
        if first is last:
            yield f"| {_keys(first)} | {_cell(_help(first))} | `{first.id}` |"
        else:
            number = last.id.rpartition("-")[2]
            yield f"| {_keys(first)} … {_keys(last)} | {_cell(_help(first))} … {number} | `{first.id}` … |"


def _keys(verb: Verb) -> str:
    return " ".join(f"`` {key} ``" if "`" in key else f"`{_cell(key)}`" for key in spoken(verb.keys).split())


def _help(verb: Verb) -> str:
    return f"{verb.help} ({verb.when})" if verb.when else verb.help


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def section(text: str, name: str) -> str:
    """What stands under a heading, or "" when README has none of that name."""
    found = _section(name).search(text)
    return found[0].partition("\n")[2].strip() if found else ""


def written(text: str) -> str:
    """README with both sections as they should be; one that is missing goes in before "Changes"."""
    for name, table in (("Commands", commands()), ("Keys", keys())):
        if not section(text, name):
            text = text.replace("## Changes", f"## {name}\n\n## Changes", 1)
        text = _section(name).sub(f"## {name}\n\n{table}\n\n".replace("\\", r"\\"), text, count=1)
    return text


def _section(name: str) -> re.Pattern[str]:
    return re.compile(rf"^## {name}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
