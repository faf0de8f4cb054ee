"""A mark's note as lines for the margin, for the space under a paragraph, and for the end of the article."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from reader.domain.clean import clean
from reader.domain.mark import Mark
from reader.ui.layout import Layout
from reader.ui.margin import Note
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
    kept = lines[:limit]
    last = kept[-1]
    room = wrap(last, 0, len(last), max(1, width - 2), verbatim=True)[0]
    return (*kept[:-1], last[: room.end] + " …")


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


def margin_notes(
    page: Page, layout: Layout, width: int, names: Mapping[str, str], active: str, draft: tuple[str, int]
) -> list[Note]:
    """Every note of the page in reading order, those on the whole article first.

    active: the mark in focus. draft: the mark that is being edited and the lines its editor takes, or ("", 0).
    """
    found = []
    for mark in (*page.whole, *page.marks):
        reserved = draft[1] if mark.id == draft[0] else 0
        if mark.note or mark.tags or reserved:
            row = layout.row_of(mark.start) if mark.quote else None
            focused = mark.id == active
            found.append(note_of(mark, row, width, names, focused=focused, reserved=reserved))
    return found


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
        lines += [("", f"▏ {line}") for line in lines_of(mark.note, width - 2)]
        if mark.tags:
            lines.append(("", "▏ " + " ".join(f"#{tag}" for tag in mark.tags)))
    return lines
