"""A mark's note as lines for the margin, for the space under a paragraph, and for the end of the article."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rich.cells import cell_len, chop_cells

from reader.domain.clean import clean
from reader.domain.mark import Mark
from reader.ui.layout import Layout
from reader.ui.margin import Margin, Note, give_way, settle, wish
from reader.ui.page import Page
from reader.ui.wrap import wrap

CLIPPED = 3  # lines of a note that is not in focus


@lru_cache(maxsize=2048)
def _wrapped(note: str, width: int) -> tuple[str, ...]:
    text = clean(note).strip().replace("\t", " ")
    return tuple(text[start:end] for start, end, _ in wrap(text, 0, len(text), width))


def lines_of(note: str, width: int, limit: int = 0) -> tuple[str, ...]:
    """`note` in lines of at most `width` cells; past `limit` lines (0: none) it ends in "…"."""
    lines = _wrapped(note, max(1, width))
    if not limit or len(lines) <= limit:
        return lines
    last, room = lines[limit - 1], max(1, width - 2)
    short = last if cell_len(last) <= room else chop_cells(last, room)[0]
    return (*lines[: limit - 1], f"{short} …")


def note_of(
    mark: Mark, row: int | None, width: int, names: Mapping[str, str], *, focused: bool, reserved: int = 0
) -> Note:
    """`mark` as a note of the margin.

    names: what the person calls the colours. reserved: lines kept free for an editor instead of the text.
    """
    if reserved:
        return Note(mark.id, mark.color, row, ("",) * reserved, focused=True, drafted=True)
    return Note(
        mark.id,
        mark.color,
        row,
        lines_of(mark.note, width, 0 if focused else CLIPPED),
        " ".join(f"#{tag}" for tag in mark.tags),
        names.get(mark.color, "") if mark.note or mark.tags else "",
        focused,
    )


class Resting:
    """The notes of a page at rest, none of them in focus; from there one note after the other comes into focus.

    Args:
        width: cells of a note's text. names: what the person calls the colours.
    """

    def __init__(self, page: Page, layout: Layout, width: int, names: Mapping[str, str]) -> None:
        self._marks = [mark for mark in (*page.whole, *page.marks) if mark.note or mark.tags]
        self._layout = layout
        self._width = width
        self._names = names
        self._notes = [self._note(mark) for mark in self._marks]
        self._tops = settle(self._notes)

    def margin(self, focus: Mark | None, reserved: int = 0) -> Margin:
        """The margin with the note of `focus` whole and in its place.

        Args:
            reserved: lines kept free in it for an editor.
        """
        if focus is None or not (reserved or focus.note or focus.tags):
            return Margin(self._notes, self._tops)
        notes, tops = [*self._notes], [*self._tops]
        note = self._note(focus, focused=True, reserved=reserved)
        at = next((n for n, mark in enumerate(self._marks) if mark.id == focus.id), -1)
        if at < 0:
            at = bisect_right(self._marks, _order(focus), key=_order)
            notes.insert(at, note)
            tops.insert(at, wish(note))
        notes[at] = note
        return Margin(notes, give_way(notes, tops, at))

    def _note(self, mark: Mark, *, focused: bool = False, reserved: int = 0) -> Note:
        row = self._layout.row_of(mark.start) if mark.quote else None
        return note_of(mark, row, self._width, self._names, focused=focused, reserved=reserved)


def _order(mark: Mark) -> tuple[bool, int]:
    """Notes on the whole article first, then in reading order."""
    return bool(mark.quote), mark.start


def inset(mark: Mark, width: int, names: Mapping[str, str]) -> list[str]:
    """The lines of a note under its paragraph: a bracket, the note, its tags and colour."""
    foot = "  ".join(part for part in (" ".join(f"#{t}" for t in mark.tags), names.get(mark.color, "")) if part)
    lines = [*lines_of(mark.note, width - 2), *([foot] if foot else [])]
    return [f"{bracket} {line}" for bracket, line in zip(brackets(len(lines)), lines, strict=True)]


def brackets(count: int) -> list[str]:
    """The signs at the left of `count` lines that belong together."""
    return [_bracket(n, count) for n in range(count)]


def _bracket(line: int, count: int) -> str:
    if count == 1:
        return "╶"
    return "╭" if line == 0 else "╰" if line == count - 1 else "│"


def appendix(marks: Sequence[Mark], title: str, width: int) -> list[tuple[str, str]]:
    """(colour, line) for marks without a place: a heading, then each quote with its note. [] if there are none."""
    if not marks:
        return []
    lines = [("", ""), ("", f"── {title} {'─' * max(0, width - len(title) - 4)}"[:width])]
    for mark in marks:
        quoted = f"“{mark.quote}”" if mark.quote else ""
        lines += [("", ""), *((mark.color, f"▍ {line}") for line in lines_of(quoted, width - 2, CLIPPED))]
        lines += [("", f"▏ {line}") for line in lines_of(mark.note, width - 2)] if mark.note else []
        if mark.tags:
            lines.append(("", "▏ " + " ".join(f"#{tag}" for tag in mark.tags)))
    return lines
