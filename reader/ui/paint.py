"""A row of the article as styled segments.

What stands in a row is asked of the page's span indexes, so painting costs what is visible, not what the article
holds. Later layers win: block, inline style, name, what rules highlight, marks, selection, search hits, caret.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from reader.domain import grapheme
from reader.domain.mark import Mark
from reader.ui.inks import Inks
from reader.ui.layout import Glyph, Layout, Row
from reader.ui.page import Page

Layer = tuple[int, int, Style]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the reader is: the caret, the selection, the mark in focus, what is shown of them."""

    caret: int = 0
    selection: tuple[int, int] | None = None
    active: str = ""  # a mark's id
    caret_shown: bool = True


def paint(
    page: Page, layout: Layout, number: int, inks: Inks, cursor: Cursor, names: bool = True
) -> list[Segment]:
    """The segments of row `number`, from the left edge of the measure to the end of what is drawn.

    names: whether mentions are coloured.
    """
    row = layout.rows[number]
    base = inks.block(row.kind)
    if row.shown:
        return [Segment(row.shown, base)]
    segments = [Segment(row.lead, inks.faint if row.kind != "item" else inks.quiet)] if row.lead else []
    if row.start == row.end:
        return segments
    layers = list(_layers(page, row, inks, cursor, names))
    cuts = sorted(
        {row.start, row.end, *(min(max(edge, row.start), row.end) for s, e, _ in layers for edge in (s, e))}
    )
    plain = not row.spaced and not row.tabs and grapheme.plain(page.text, row.start, row.end)
    glyphs = () if plain else layout.glyphs(number)
    for start, end in pairwise(cuts):
        style = base
        for low, high, layer in layers:
            if low < end and high > start:
                style += layer
        if plain:
            segments.append(Segment(page.text[start:end], style))
        else:
            segments.extend(_clusters(glyphs, start, end, style))
    return segments


def numbered(page: Page, layout: Layout, number: int, segments: list[Segment], inks: Inks) -> list[Segment]:
    """Row `number`, painted as `segments`, with the numbers of the links that begin in it over their first letters."""
    row = layout.rows[number]
    for place, link in enumerate(page.links, 1):
        if row.start <= link.start < row.end:
            label = Segment(str(place), inks.number)
            column = layout.column_of(link.start, number)
            cuts = [column, column + len(label.text), max(column + len(label.text), layout.measure)]
            before, _, behind = Segment.divide(segments, cuts)
            segments = [*before, label, *behind]
    return segments


def _clusters(glyphs: Sequence[Glyph], start: int, end: int, style: Style) -> Iterator[Segment]:
    """One segment for each cluster: a terminal and the compositor may count a joined one differently."""
    for glyph in glyphs:
        if start <= glyph.start < end:
            yield Segment(glyph.shown, style)


def _layers(page: Page, row: Row, inks: Inks, cursor: Cursor, names: bool) -> Iterator[Layer]:
    start, end = row.start, row.end
    for low, high, inline in page.inlines.touching(start, end):
        yield low, high, inks.inline(inline)
    marks = page.marks.touching(start, end)
    grounds = [(low, high) for low, high, _ in marks] + ([cursor.selection] if cursor.selection else [])
    for low, high in grounds:
        yield low, high, inks.written  # quiet inks are not read on every ground
    if names:
        for low, high, mention in page.mentions.touching(start, end):
            style = inks.name(mention.kind)
            if style:
                yield low, high, style
    for low, high in page.lights_in(start, end):
        yield low, high, inks.light
    yield from _marked(marks, inks, cursor)
    if cursor.selection:
        yield *cursor.selection, inks.selection
    for low, high in page.hits_in(start, end):
        yield low, high, inks.hit
    if cursor.caret_shown and start <= cursor.caret < end:
        yield cursor.caret, grapheme.after(page.text, cursor.caret), inks.caret


def _marked(marks: list[tuple[int, int, Mark]], inks: Inks, cursor: Cursor) -> Iterator[Layer]:
    """Between every two ends of marks, the ground for all marks that cover that piece."""
    cuts = sorted({edge for start, end, _ in marks for edge in (start, end)})
    for low, high in pairwise(cuts):
        covering = [(start - end, mark) for start, end, mark in marks if start <= low and end >= high]
        if covering:
            covering.sort(key=lambda item: item[0])
            yield low, high, inks.mark(tuple(mark for _, mark in covering), cursor.active)
