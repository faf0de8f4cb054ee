"""How marks stand in a list: grouped by article, day, tag or colour, each on one line; pure.

What has lost its place, and what was found again only perhaps, comes first, in groups of its own: there something
is to be done.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rich.cells import cell_len

from reader.desk.marks import MarkRow
from reader.domain.clean import clean_line
from reader.domain.mark import COLORS, Mark, Status
from reader.ui.cells import Cell, cut, fitted
from reader.ui.when import long_date, short_date

GROUPINGS = ("article", "day", "tag", "colour")
TO_DO = {
    Status.ORPHAN: "Without a place: their words were not found",
    Status.UNCERTAIN: "Uncertain: found again, perhaps",
}
_UNTAGGED = "Without a tag"
_NOTE_SHARE = 0.4  # of a row, for the note


@dataclass(frozen=True, slots=True)
class Heading:
    """A group's name, with how many marks it has."""

    name: str
    count: int


Entry = Heading | MarkRow


@dataclass(frozen=True, slots=True)
class Look:
    """What a row depends on besides itself. names: what the person calls the colours."""

    grouping: str
    picked: Collection[str]
    names: Mapping[str, str]
    now: datetime


def entries(rows: Sequence[MarkRow], look: Look) -> list[Entry]:
    """`rows` under their headings. A mark with several tags stands under each of them."""
    found: list[Entry] = []
    for status, name in TO_DO.items():
        _extend(found, name, [row for row in rows if row.mark.status is status])
    placed = [row for row in rows if row.mark.status not in TO_DO]
    for name, group in _GROUPED[look.grouping](placed, look):
        _extend(found, name, group)
    return found


def _extend(found: list[Entry], name: str, group: Sequence[MarkRow]) -> None:
    if group:
        found.append(Heading(name, len(group)))
        found.extend(group)


def _collected(pairs: Iterable[tuple[str, MarkRow]]) -> dict[str, list[MarkRow]]:
    groups: dict[str, list[MarkRow]] = {}
    for name, row in pairs:
        groups.setdefault(name, []).append(row)
    return groups


def _by_article(rows: Sequence[MarkRow], look: Look) -> Iterator[tuple[str, list[MarkRow]]]:
    """Articles with the newest mark first; within one, as they stand in the text."""
    for group in _collected((row.mark.article, row) for row in rows).values():
        name = clean_line(group[0].title) or "An article without a title"
        yield name, sorted(group, key=lambda row: (row.mark.start, row.mark.end))


def _by_day(rows: Sequence[MarkRow], look: Look) -> Iterator[tuple[str, list[MarkRow]]]:
    groups: dict[date, list[MarkRow]] = {}
    for row in rows:
        groups.setdefault(row.mark.created.astimezone().date(), []).append(row)
    for group in groups.values():
        yield long_date(group[0].mark.created), group


def _by_tag(rows: Sequence[MarkRow], look: Look) -> Iterator[tuple[str, list[MarkRow]]]:
    groups = _collected((tag.casefold(), row) for row in rows for tag in row.mark.tags)
    names = {tag.casefold(): tag for row in reversed(rows) for tag in row.mark.tags}
    for key in sorted(groups):
        yield f"#{clean_line(names[key])}", groups[key]
    yield _UNTAGGED, [row for row in rows if not row.mark.tags]


def _by_color(rows: Sequence[MarkRow], look: Look) -> Iterator[tuple[str, list[MarkRow]]]:
    groups = _collected((row.mark.color, row) for row in rows)
    for color in (*COLORS, *sorted(groups.keys() - set(COLORS))):
        yield color_name(color, look.names), groups.get(color, [])


_GROUPED: dict[str, Callable[[Sequence[MarkRow], Look], Iterator[tuple[str, list[MarkRow]]]]] = {
    "article": _by_article,
    "day": _by_day,
    "tag": _by_tag,
    "colour": _by_color,
}


def color_name(color: str, names: Mapping[str, str]) -> str:
    """ "yellow", or "yellow · claim" where the person has a name for it."""
    given = clean_line(names.get(color, ""))
    return f"{color} · {given}" if given else color


def cells(entry: Entry, width: int, look: Look) -> list[Cell]:
    """An entry on one line of `width` cells."""
    if isinstance(entry, Heading):
        count = f" {entry.count}"
        return [(f"{cut(entry.name, width - len(count))}", "head"), (count, "dim")]
    mark = entry.mark
    tail = _tail(entry, look)
    room = max(8, width - 4 - cell_len(tail))
    quote, note = clean_line(mark.quote), clean_line(mark.note)
    ink = f"mark-{mark.color}"
    head: list[Cell] = [("◆ " if mark.id in look.picked else "  ", "head"), ("▍", ink), (" ", "")]
    if not quote:
        return [*head, (fitted(note or "(a note without words)", room), "strong"), (tail, "dim")]
    if not note:
        return [*head, (fitted(quote, room), ""), (tail, "dim")]
    noted = cut(f"✎ {note}", max(6, int(room * _NOTE_SHARE)))
    first = fitted(quote, room - cell_len(noted) - 2)
    return [*head, (first, ""), ("  ", ""), (noted, ink), (tail, "dim")]


def _tail(entry: MarkRow, look: Look) -> str:
    """What stands at the right: tags, the article where the group does not say it, the day."""
    tags = " ".join(f"#{clean_line(tag)}" for tag in entry.mark.tags) if look.grouping != "tag" else ""
    title = clean_line(entry.title) if look.grouping != "article" else ""
    day = short_date(entry.mark.created, "", look.now)
    parts = [cut(tags, 20), cut(title, 24)]
    return "".join(f"  {part}" for part in parts if part) + f"{day:>9}"


def place_of(mark: Mark) -> str:
    """What a screen is dismissed with to open a mark: "ID@OFFSET"; the article's own place where it has none."""
    return mark.article if mark.status is Status.ORPHAN or not mark.quote else f"{mark.article}@{mark.start}"


def marks_of(found: Iterable[Entry]) -> list[Mark]:
    """The marks among entries, each once."""
    rows = (entry for entry in found if isinstance(entry, MarkRow))
    return list({row.mark.id: row.mark for row in rows}.values())
