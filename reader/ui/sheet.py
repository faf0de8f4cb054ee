"""The article as a tall sheet of lines: gutter, text, margin, and what is put between the lines.

The sheet maps its own line numbers to rows of the layout and back, and draws one line at a time. In a wide
window notes stand in the margin; in a narrow one a sign stands in the gutter, and the note of the mark at the
cursor is set under its paragraph.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from reader.domain.mark import Mark
from reader.ui import notes
from reader.ui.cells import cut
from reader.ui.inks import Inks
from reader.ui.layout import Layout
from reader.ui.margin import GAP, LEFT, Box, Margin, Stroke, border
from reader.ui.page import Page
from reader.ui.paint import Cursor, numbered, paint

GUTTER = 3
AIR = 1  # a column between the text and the lines to the notes
NOTE_WIDEST, NOTE_NARROWEST = 36, 24
MEASURE_NARROWEST = 56  # beside a margin


@dataclass(frozen=True, slots=True)
class Geometry:
    """Columns of a sheet: where the text begins, how wide it is, and the margin's width (0: none)."""

    width: int
    left: int
    measure: int
    note: int

    @property
    def text_left(self) -> int:
        return self.left + GUTTER

    @property
    def note_left(self) -> int:
        """The column of the notes' brackets."""
        return self.text_left + self.measure + AIR + GAP


def geometry(width: int, measure: int) -> Geometry:
    """How a window of `width` columns is divided when the text may be `measure` wide."""
    inner = width - 1  # a column of air at the right
    note = max(NOTE_NARROWEST, min(NOTE_WIDEST, int(inner * 0.3)))
    text = min(measure, inner - GUTTER - AIR - GAP - note - 1)
    if text < MEASURE_NARROWEST:
        text = max(4, min(measure, inner - GUTTER))
        return Geometry(width, max(0, (inner - GUTTER - text) // 2), text, 0)
    return Geometry(width, max(0, (inner - GUTTER - text - AIR - GAP - 1 - note) // 2), text, note)


@dataclass(frozen=True)
class Aside:
    """Lines put in behind row `after`: (colour, line); inset: a note under its paragraph."""

    after: int
    lines: list[tuple[str, str]]
    inset: bool = False


@dataclass
class Sheet:
    """One article laid out for one width. Cheap to make anew for other marks: pass the old layout."""

    page: Page
    geometry: Geometry
    layout: Layout
    inks: Inks
    color_names: Mapping[str, str] = field(default_factory=dict)
    names_shown: bool = True
    numbers_shown: bool = False
    resting: notes.Resting | None = None
    margin: Margin = field(default_factory=Margin)
    asides: list[Aside] = field(default_factory=list)

    def annotate(self, active: Mark | None, draft: tuple[str, int] = ("", 0)) -> None:
        """Place the notes. active: the mark in focus; draft: the one being edited, its editor's lines."""
        measure = self.geometry.measure
        if draft[1]:
            marks = (*self.page.marks, *self.page.whole)
            active = next((m for m in marks if m.id == draft[0]), active)
        tail = notes.appendix(self.page.loose, "Without a place", measure)
        self.asides = []
        if self.geometry.note:
            if self.resting is None:
                width = self.geometry.note - 2
                self.resting = notes.Resting(self.page, self.layout, width, self.color_names)
            self.margin = self.resting.margin(active, draft[1])
        else:
            tail += notes.appendix(self.page.whole, "On this article", measure)
            self._inset(active, draft[1])
        if tail:
            self.asides.append(Aside(len(self.layout) - 1, tail))

    @cached_property
    def signs(self) -> dict[int, str]:
        """The rows where a mark with a note begins, with its colour."""
        return {self.layout.row_of(m.start): m.color for m in self.page.marks if m.note}

    def _inset(self, mark: Mark | None, reserved: int) -> None:
        """Sets the note of the mark in focus, or the place of its editor, under the paragraph."""
        if mark is None or not (reserved or mark.note or mark.tags):
            return
        lines = notes.brackets(reserved) or notes.inset(mark, self.geometry.measure, self.color_names)
        row = self.layout.row_of(max(0, mark.end - 1)) if mark.quote else 0
        block = self.layout.rows[row].block
        after = self.layout.last_rows[block] if block >= 0 else row
        self.asides.append(Aside(after, [(mark.color, line) for line in lines], inset=True))

    @property
    def height(self) -> int:
        rows = len(self.layout) + sum(len(aside.lines) for aside in self.asides)
        return max(rows, self.margin.height)

    def y_of(self, row: int) -> int:
        """The sheet's line of a row of the layout."""
        return row + sum(len(aside.lines) for aside in self.asides if aside.after < row)

    def row_at(self, y: int) -> int:
        """The row drawn on line `y`; on an inset line, the row above it."""
        for aside in reversed(self.asides):
            first = self.y_of(aside.after) + 1
            if y >= first + len(aside.lines):
                y -= len(aside.lines)
            elif y >= first:
                y = first - 1
        return max(0, min(y, len(self.layout) - 1))

    def _aside_at(self, y: int) -> tuple[str, str] | None:
        for aside in self.asides:
            first = self.y_of(aside.after) + 1
            if first <= y < first + len(aside.lines):
                return aside.lines[y - first]
        return None

    def offset_at(self, x: int, y: int) -> int:
        """The code point drawn nearest to column `x` of line `y`."""
        return self.layout.offset_at(self.row_at(y), max(0, x - self.geometry.text_left))

    def note_at(self, x: int, y: int) -> str:
        """The id of the mark whose note is drawn in the margin there, or ""."""
        box = self.margin.box_at(y) if self.geometry.note and x >= self.geometry.note_left else None
        return box.note.mark if box else ""

    @property
    def inset(self) -> Region | None:
        """Where the note under a paragraph stands; None when there is none."""
        aside = self.asides[0] if self.asides and self.asides[0].inset else None
        if aside is None:
            return None
        size = (self.geometry.measure, len(aside.lines))
        return Region(self.geometry.text_left, self.y_of(aside.after) + 1, *size)

    def draft_at(self) -> Region | None:
        """Where the editor of the note that is being written stands: columns and lines of the sheet."""
        inset = self.inset
        if inset is not None:
            return Region(inset.x + 2, inset.y, inset.width - 2, inset.height)
        box = self.margin.drafted
        if box is None:
            return None
        return Region(self.geometry.note_left + 2, box.top, self.geometry.note - 2, len(box.note.lines))

    def line(self, y: int, cursor: Cursor, sentence: tuple[int, int]) -> Strip:
        """Line `y` as drawn; `sentence` is the range that has the bar in the gutter."""
        aside = self._aside_at(y)
        if aside is not None:
            segments = self._aside_line(*aside)
        elif self.row_at(y) == y - self._above(y) and y - self._above(y) < len(self.layout):
            segments = self._row_line(self.row_at(y), cursor, sentence)
        else:
            segments = [Segment(" " * self.geometry.text_left, self.inks.ground)]
        if self.geometry.note:
            segments += self._margin_cells(y, sum(cell_len(s.text) for s in segments))
        strip = Strip(segments)
        return strip.adjust_cell_length(self.geometry.width, self.inks.ground)

    def _above(self, y: int) -> int:
        return sum(len(aside.lines) for aside in self.asides if self.y_of(aside.after) < y)

    def _aside_line(self, color: str, line: str) -> list[Segment]:
        left = Segment(" " * self.geometry.text_left, self.inks.ground)
        if not color:
            return [left, Segment(line, self.inks.quiet)]
        return [left, Segment(line[:1], self.inks.sign(color)), Segment(line[1:], self.inks.plain)]

    def _row_line(self, row: int, cursor: Cursor, sentence: tuple[int, int]) -> list[Segment]:
        line = self.layout.rows[row]
        here = line.block >= 0 and line.start < sentence[1] and line.end > sentence[0]
        inks = self.inks
        left = Segment(" " * (self.geometry.left + (not here)), inks.ground)
        gutter = [left, Segment("▎", inks.bar)] if here else [left]
        if row in self.signs and not self.geometry.note:
            gutter += [Segment("✎", inks.sign(self.signs[row])), Segment(" ", inks.ground)]
        else:
            gutter.append(Segment("  ", inks.ground))
        text = paint(self.page, self.layout, row, inks, cursor, self.names_shown)
        if self.numbers_shown:
            text = numbered(self.page, self.layout, row, text, inks)
        return gutter + text

    def _margin_cells(self, y: int, used: int) -> Iterator[Segment]:
        """From the end of the text to the end of the note: the connecting line, then the note."""
        box, lanes = self.margin.look_at(y)
        edge = self.geometry.note_left - GAP
        if not lanes:
            yield Segment(" " * (edge + GAP - used), self.inks.ground)
        else:
            yield from self._stroke_cells(lanes, edge - used)
        if box:
            yield from self._note_line(box, y - box.top)

    def _stroke_cells(self, lanes: Mapping[int, Stroke], room: int) -> Iterator[Segment]:
        """`room` cells from the end of the text to the lanes, and the lanes."""
        ground, nearest = self.inks.ground, lanes.get(0)
        if nearest is not None and nearest.arms & LEFT and room > 0:
            yield Segment(" ", ground)
            yield Segment("─" * (room - 1), self.inks.sign(nearest.color, nearest.focused))
        else:
            yield Segment(" " * room, ground)
        for lane in range(GAP):
            stroke = lanes.get(lane)
            if stroke is None:
                yield Segment(" ", ground)
            else:
                yield Segment(stroke.char, self.inks.sign(stroke.color, stroke.focused))

    def _note_line(self, box: Box, line: int) -> Iterator[Segment]:
        note = box.note
        inks = self.inks
        yield Segment(border(box, line) + " ", inks.sign(note.color, note.focused))
        if line < len(note.lines):
            yield Segment(note.lines[line], inks.plain if note.focused else inks.quiet)
            return
        room = self.geometry.note - 2
        tags = cut(note.tags, room)
        yield Segment(tags, inks.bar if note.focused else inks.quiet)
        gap = room - cell_len(tags) - cell_len(note.label)
        if gap > 0:
            yield Segment(" " * gap, inks.ground)
            yield Segment(note.label, inks.sign(note.color))
