"""A sheet as it was last drawn: lines are kept, and after a change it is known which of them differ.

Moving the cursor changes little: the sentence left and the one come to, the caret, the ground of the mark in focus,
and in the margin the notes that unfold or give way. Only those lines are drawn again.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from textual.strip import Strip

from reader.domain.mark import COLORS
from reader.ui import reading
from reader.ui.facts import facts
from reader.ui.inks import Inks
from reader.ui.layout import Layout
from reader.ui.margin import Margin
from reader.ui.page import Page
from reader.ui.paint import Cursor
from reader.ui.reading import Place
from reader.ui.sheet import Sheet, geometry


@dataclass(frozen=True, slots=True)
class Look:
    """What a sheet shows beside its page.

    Args:
        names: whether names are coloured.
        color_names: what the person calls the colours of marks.
        draft: the mark whose note is being written, and the lines its editor takes.
        numbers: whether links have their numbers over them.
    """

    names: bool = True
    color_names: Mapping[str, str] = field(default_factory=dict)
    draft: tuple[str, int] = ("", 0)
    numbers: bool = False

    def name_of(self, color: str) -> str:
        return self.color_names.get(color) or color

    def with_draft(self, mark: str, lines: int) -> "Look":
        return replace(self, draft=(mark, lines))

    def with_name(self, color: str, name: str) -> "Look":
        return replace(self, color_names={**self.color_names, color: name})


def set_sheet(page: Page, width: int, measure: int, inks: Inks, look: Look, old: Sheet | None) -> Sheet:
    """`page` set for a window of `width` columns; old: the same text, set for the same width, to be used again."""
    columns = geometry(width, measure)
    layout = old.layout if old else Layout(page.article, columns.measure, facts(page.article, page.version))
    # A colour without a name of the person's needs no word, unless it cannot be seen.
    colors = {color: look.name_of(color) for color in COLORS if inks.bare or look.color_names.get(color)}
    same = old is not None and old.page.marks is page.marks and old.page.whole == page.whole
    resting = old.resting if old and same and old.color_names == colors else None
    return Sheet(page, columns, layout, inks, colors, look.names, look.numbers, resting)


class Canvas:
    """Draws a sheet line by line, for the cursor at one place.

    Args:
        draft: see `Look`. focused: whether the caret is shown.
        strips: lines drawn before, which may differ now.
    """

    def __init__(
        self,
        sheet: Sheet,
        place: Place,
        draft: tuple[str, int],
        *,
        focused: bool,
        strips: dict[int, Strip] | None = None,
    ) -> None:
        self.sheet = sheet
        self.focused = focused
        self._place = place
        self._draft = draft
        self.strips = {} if strips is None else strips
        self._here: tuple[Cursor, tuple[int, int]] | None = None
        sheet.annotate(reading.active(sheet.page, place), draft)

    def line(self, y: int) -> Strip:
        """Line `y` as drawn."""
        strip = self.strips.get(y)
        if strip is None:
            strip = self.strips[y] = self._draw(y)
        return strip

    def y_of(self, offset: int) -> int:
        """The line on which `offset` is drawn."""
        return self.sheet.y_of(self.sheet.layout.row_of(offset))

    def keep(self, seen: range) -> None:
        """Forgets the lines out of view."""
        self.strips = {y: strip for y, strip in self.strips.items() if y in seen}

    def move(self, place: Place, seen: range) -> list[int]:
        """Puts the cursor at `place`; the lines in view that differ now."""
        sheet, before = self.sheet, self._drawn_for()
        self._place, self._here = place, None
        after = self._drawn_for()
        lines = self._touched(seen, *before[1:], *after[1:])
        if before[0] != after[0]:
            margin, asides = sheet.margin, sheet.asides
            sheet.annotate(reading.active(sheet.page, place), self._draft)
            lines |= set(seen) if asides != sheet.asides else _notes_moved(margin, sheet.margin, seen)
        return self.renew(seen, lines)

    def renew(self, seen: range, lines: Container[int] | None = None) -> list[int]:
        """Draws `lines` (all) anew that are in view; those that differ. The others out of view are forgotten."""
        self.keep(seen)
        differ = []
        for y in [y for y in self.strips if lines is None or y in lines]:
            strip = self._draw(y)
            if strip != self.strips[y]:
                self.strips[y] = strip
                differ.append(y)
        return differ

    def _drawn_for(self) -> tuple[str, *tuple[tuple[int, int], ...]]:
        """What a line's look depends on: the active mark; the ranges of the sentence, the caret and that mark."""
        page, place = self.sheet.page, self._place
        here = reading.standing(page, place)
        span = reading.selection(page, place) or (here, here + 1)
        mark = reading.active(page, place)
        ranges = [reading.sentence(page, place), (min(span[0], here), max(span[1], here + 1))]
        if mark is not None and mark.quote:
            ranges.append((mark.start, mark.end))
        return (mark.id if mark else "", *ranges)

    def _touched(self, seen: range, *ranges: tuple[int, int]) -> set[int]:
        """The lines in view that draw any of `ranges`."""
        lines: set[int] = set()
        for start, end in ranges:
            first, last = self.y_of(start), self.y_of(max(start, end - 1))
            lines.update(range(max(first, seen.start), min(last + 1, seen.stop)))
        return lines

    def _draw(self, y: int) -> Strip:
        if self._here is None or self._here[0].caret_shown != self.focused:
            self._here = self._look()
        return self.sheet.line(y, *self._here)

    def _look(self) -> tuple[Cursor, tuple[int, int]]:
        """The cursor as it is drawn, and the sentence that has the bar: the same for every line."""
        page, place = self.sheet.page, self._place
        mark = reading.active(page, place)
        cursor = Cursor(
            reading.standing(page, place),
            reading.selection(page, place),
            mark.id if mark else self._draft[0],
            self.focused,
        )
        return cursor, reading.sentence(page, place)


def _notes_moved(before: Margin, after: Margin, seen: range) -> set[int]:
    """The lines in view on which the margin is another one now."""
    return {y for y in seen if before.look_at(y) != after.look_at(y)}
