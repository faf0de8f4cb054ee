"""The table of dates and amounts; its first lines tell its columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "entities" / "dates.tsv"


@dataclass(frozen=True, slots=True)
class Case:
    """A text and all that is to be found in it: start, end, kind, value; when: the article's date."""

    language: str
    text: str
    when: date | None
    spans: tuple[tuple[int, int, str, str], ...]


def cases() -> Iterator[Case]:
    """The texts in the order of the file."""
    found: dict[tuple[str, str, str], list[tuple[int, int, str, str]]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, text, when, span, kind, value = line.split("\t")
            spans = found.setdefault((language, text, when), [])
            if kind != "-":
                spans.append((text.index(span), text.index(span) + len(span), kind, value))
    for (language, text, when), spans in found.items():
        yield Case(language, text, date.fromisoformat(when) if when else None, tuple(sorted(spans)))
