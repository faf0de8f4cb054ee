"""The facts above a Markdown file: "---" with `key: value` lines, or "+++" with TOML."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from reader.intake.compose import Facts
from reader.intake.dates import parse_date
from reader.intake.links import resolve

_FENCED = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<inside>.*?)(?:^|\n)(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_MOST = 50_000  # characters; more is no front matter
_PAIR = re.compile(r"^(?P<key>[A-Za-z_][\w -]*?)\s*:\s*(?P<value>.*)$")
_TEXTS = ("title", "source", "author", "language", "agency")
_SYNONYMS = {
    "title": "titel headline",
    "source": "publication publisher site",
    "author": "authors by",
    "date": "published pubdate created",
    "url": "link source_url",
    "language": "lang",
    "lede": "subtitle description summary",
    "tags": "categories keywords tag",
}
_OTHER_NAMES = {other: name for name, others in _SYNONYMS.items() for other in others.split()}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    values: Mapping[str, Any]  # under the names that `Facts` has, and kicker and lede
    rest: str  # the document below

    def facts(self, known: Facts) -> Facts:
        """`known`, filled up from the front matter, which speaks for the article itself."""
        texts: dict[str, Any] = {k: self.text(k) for k in _TEXTS if self.text(k)}
        tags = self.values.get("tags", ())
        listed = (
            tuple(map(str, tags)) if isinstance(tags, list) else tuple(re.split(r"\s*,\s*", str(tags or "")))
        )
        return replace(
            known,
            **texts,
            url=resolve("", self.text("url")) or known.url,
            published=_when(self.values.get("date")) or known.published,
            tags=tuple(dict.fromkeys((*known.tags, *filter(None, listed if tags else ())))),
        )

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def split(text: str) -> FrontMatter:
    """The front matter of `text` and what stands below; all of it stands below where there is none."""
    match = _FENCED.match(text)
    if match is None or len(match["inside"]) > _MOST:
        return FrontMatter({}, text)
    raw = _toml(match["inside"]) if match["fence"] == "+++" else _pairs(match["inside"])
    if not raw and match["inside"].strip():
        return FrontMatter({}, text)  # a rule between paragraphs, no front matter
    named = {key.lower(): value for key, value in raw.items()}
    values = {_OTHER_NAMES.get(key, key): value for key, value in named.items()}
    return FrontMatter(values, text[match.end() :])


def _toml(inside: str) -> dict[str, Any]:
    try:
        return tomllib.loads(inside)
    except tomllib.TOMLDecodeError:
        return {}


def _pairs(inside: str) -> dict[str, Any]:
    """The part of YAML that front matter is written in: `key: value`, `[a, b]`, lists, folded lines."""
    found: dict[str, Any] = {}
    key = ""
    for line in inside.split("\n"):
        pair = _PAIR.match(line)
        if pair is not None:
            key = pair["key"].strip()
            found[key] = _value(pair["value"].strip())
        elif key and line.lstrip().startswith("- "):
            before = found[key] if isinstance(found[key], list) else []
            found[key] = [*before, _value(line.strip()[2:].strip())]
        elif key and line.startswith((" ", "\t")) and line.strip() and isinstance(found[key], str):
            found[key] = f"{found[key].strip('>|-')} {line.strip()}".strip()
    return found


def _value(raw: str) -> Any:
    if raw.startswith("[") and raw.endswith("]"):
        return [_value(part.strip()) for part in raw[1:-1].split(",") if part.strip()]
    if len(raw) >= 2 and raw[0] == raw[-1] and raw[0] in "\"'":
        return raw[1:-1].replace('\\"', '"').replace("''", "'")
    return raw


def _when(value: object) -> datetime | None:
    if isinstance(value, date):
        value = value.isoformat()
    return parse_date(str(value)) if value else None
