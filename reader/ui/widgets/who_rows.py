"""The lines of the pane "Who and what": an article's names by kind, its dates in order, its marks; pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from reader.domain.entity import NAMES, Kind, Mention
from reader.domain.mark import Mark
from reader.domain.moment import days, said
from reader.ui.cells import Cell, fitted
from reader.ui.page import Page

_TITLES = {Kind.PER: "People", Kind.ORG: "Organisations", Kind.LOC: "Places", Kind.MISC: "Other names"}
_STYLES = {Kind.PER: "per", Kind.ORG: "org", Kind.LOC: "loc", Kind.MISC: "misc"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A kind, above its names."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Named:
    """An entity; places: where it stands, code points, in order."""

    entity: str
    kind: Kind
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date; entity: its words where it stands first; value: ISO 8601."""

    entity: str
    value: str
    places: tuple[int, ...]
    kind: Kind = Kind.DATE


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark of the article."""

    mark: Mark


Line = Heading | Named | Dated | Marked


def name_lines(page: Page) -> Iterator[Line]:
    """The page's entities under headings, those named most often first."""
    places: dict[tuple[Kind, str], list[int]] = {}
    for mention in page.mentions:
        places.setdefault((mention.kind, mention.entity), []).append(mention.start)
    for kind in NAMES:
        named = [Named(entity, kind, tuple(at)) for (k, entity), at in places.items() if k is kind]
        if named:
            yield Heading(_TITLES[kind], len(named))
            yield from sorted(named, key=lambda line: (-len(line.places), line.places[0]))
    dated = list(dated_lines(page.mentions))
    if dated:
        yield Heading("Dates", len(dated))
        yield from dated


def dated_lines(mentions: Iterable[Mention]) -> Iterator[Dated]:
    """The dates that could be resolved, in order of time: what an article tells of when."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind is Kind.DATE and days(mention.value):
            found.setdefault(mention.value, []).append(mention)
    dated = [Dated(some[0].entity, value, tuple(m.start for m in some)) for value, some in found.items()]
    return iter(sorted(dated, key=lambda line: (days(line.value) or (date.max, date.max), line.places)))


def mark_lines(page: Page) -> Iterator[Line]:
    """The page's marks in the order of the text, then the notes on the whole article and the lost ones."""
    for title, marks in (
        ("Marks", page.marks),
        ("Notes on the article", page.whole),
        ("Lost their place", page.loose),
    ):
        found = [Marked(mark) for mark in marks]
        if found:
            yield Heading(title, len(found))
            yield from found


def next_place(places: Sequence[int], at: int, step: int) -> int:
    """The place behind `at` (step 1) or before it (step -1), from the end to the beginning and the other way round."""
    if step > 0:
        return next((place for place in places if place > at), places[0])
    return next((place for place in reversed(places) if place < at), places[-1])


def line_cells(line: Line, width: int) -> list[Cell]:
    """One line of the pane: text left, count right."""
    if isinstance(line, Heading):
        return [(_spread(line.title, str(line.count), width), "head")]
    if isinstance(line, Named):
        return [(_spread(f"  {line.entity}", str(len(line.places)), width), _STYLES[line.kind])]
    if isinstance(line, Dated):
        when = said(line.value)
        return [(_spread(f"  {line.entity}", "", max(0, width - cell_len(when))), ""), (when, "dim")]
    words = " ".join((line.mark.quote or line.mark.note).split())
    note = " ✎" if line.mark.note and line.mark.quote else ""
    return [(_spread(f"  {words}", note, width), "")]


def _spread(left: str, right: str, width: int) -> str:
    return fitted(left, max(0, width - cell_len(right) - 1)) + f" {right}"


def line_key(line: Line) -> tuple[str, str]:
    """What a line is known by when the pane is filled anew."""
    if isinstance(line, Named):
        return line.kind.value, line.entity
    if isinstance(line, Dated):
        return "date", line.value
    return ("mark", line.mark.id) if isinstance(line, Marked) else ("heading", line.title)
