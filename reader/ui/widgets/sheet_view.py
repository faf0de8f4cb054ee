"""A sheet on the screen: drawn line by line, wrapped anew for each width, scrolled so that the cursor is seen.

Lines are kept as they were drawn. After a change only those are drawn again that could differ, and only those
that do differ are sent to the terminal: stepping to the next sentence repaints two sentences, not a screen.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from rich.segment import Segment
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.domain.mark import COLORS
from reader.ui import reading
from reader.ui.colors import palette
from reader.ui.facts import facts
from reader.ui.inks import Inks
from reader.ui.layout import MEASURE, Layout
from reader.ui.margin import Margin
from reader.ui.page import Page
from reader.ui.paint import Cursor
from reader.ui.reading import Place
from reader.ui.sheet import Sheet, geometry

_AROUND = 4  # lines kept in view above and below the cursor, in a window that is high enough


@dataclass(frozen=True, slots=True)
class Look:
    """What a sheet shows beside its page.

    Args:
        names: whether names are coloured.
        color_names: what the person calls the colours of marks.
        draft: the mark whose note is being written, and the lines its editor takes.
    """

    names: bool = True
    color_names: Mapping[str, str] = field(default_factory=dict)
    draft: tuple[str, int] = ("", 0)

    def name_of(self, color: str) -> str:
        return self.color_names.get(color) or color

    def with_draft(self, mark: str, lines: int) -> "Look":
        return replace(self, draft=(mark, lines))

    def with_name(self, color: str, name: str) -> "Look":
        return replace(self, color_names={**self.color_names, color: name})


class SheetView(ScrollView, can_focus=True):
    """Draws one page and its reading cursor."""

    @dataclass
    class Moved(Message):
        """The cursor or the view moved; percent: how much of the article has come into view."""

        place: Place
        percent: int

    def __init__(self, measure: int = MEASURE, *, names: bool = True, empty: str = "") -> None:
        super().__init__()
        self._measure = measure
        self._empty = empty
        self._page: Page | None = None
        self._place = Place()
        self._look = Look(names)
        self._sheet: Sheet | None = None
        self._strips: dict[int, Strip] = {}
        self._rows_seen = 1  # in view
        self._telling = False
        self._top = 0  # the code point on the first line in view

    @property
    def page(self) -> Page | None:
        return self._page

    @property
    def place(self) -> Place:
        return self._place

    @property
    def sheet(self) -> Sheet | None:
        """The page as it is set now; None before the first layout."""
        return self._sheet

    @property
    def look(self) -> Look:
        return self._look

    @property
    def top(self) -> int:
        """The line of the sheet that is first in view."""
        return round(self.scroll_offset.y)

    @property
    def lines_in_view(self) -> int:
        return self._rows_seen

    @property
    def percent(self) -> int:
        """How much of the sheet stands above the lower edge of the view."""
        total = self.virtual_size.height
        return min(100, round(100 * (self.top + self.lines_in_view) / total)) if total else 0

    def show(self, page: Page | None, place: Place | None = None) -> None:
        """Shows another article, scrolled to `place`; None: nothing."""
        self._page, self._place = page, place or Place()
        self._look = self._look.with_draft("", 0)
        self._sheet = None
        self._set()
        caret = self._place.caret
        self.scroll_to(y=0, animate=False, force=True)
        if caret:
            self.reveal(caret, caret, far=True)
        self._tell()

    def change(self, page: Page | None = None, look: Look | None = None) -> None:
        """Shows other names, marks or hits in the same text."""
        self._page, self._look = page or self._page, look or self._look
        self._place = self._known(self._place)
        self._set()
        self._tell()

    def put(self, place: Place) -> None:
        """Moves the cursor. Does not scroll."""
        sheet = self._sheet
        if sheet is None or self._page is None or place == self._place:
            return
        before, self._place = self._drawn_for(), place
        after = self._drawn_for()
        lines = self._touched(*before[1:], *after[1:])
        if before[0] != after[0]:
            margin, asides = sheet.margin, sheet.asides
            self._annotate(sheet)
            lines |= set(self._in_view()) if asides != sheet.asides else self._notes_moved(margin, sheet.margin)
        self._renew(lines)
        self._tell()

    def _notes_moved(self, before: Margin, after: Margin) -> set[int]:
        """The lines in view on which the margin is another one now."""
        return {y for y in self._in_view() if before.look_at(y) != after.look_at(y)}

    def reveal(self, start: int, end: int, *, far: bool = False, by_line: bool = False) -> None:
        """Scrolls so that start..end is seen, with lines around it.

        Args:
            far: as if from elsewhere. by_line: as little as it takes; else far enough that the next steps need no
                scrolling, which leaves the text still under the cursor.
        """
        if self._sheet is None:
            return
        first, last = self.y_of(start), self.y_of(max(start, end - 1))
        top, height = self.top, self.lines_in_view
        inset = self._sheet.inset
        if inset is not None and inset.bottom - first <= height:
            last = max(last, inset.bottom - 1)
        room = min(_AROUND, height // 5)
        if far or not top - height < first < top + 2 * height:
            top = first - height // 3
        elif last > top + height - 1 - room:
            top = last - (height - 1 - room) if by_line else first - height // 4
        elif first < top + room and not by_line:
            top = first - height // 2
        top = max(top, last - (height - 1 - room))
        top = min(top, first - room)
        self.scroll_to(y=max(0, top), animate=False, force=True)

    def reveal_lines(self, start: int, end: int) -> None:
        """Scrolls as little as brings the lines start to end into view, the first of them before all."""
        top = max(self.top, end + 1 - self.lines_in_view)
        self.scroll_to(y=min(top, max(0, start - 1)), animate=False, force=True)

    def y_of(self, offset: int) -> int:
        """The sheet's line on which `offset` is drawn."""
        assert self._sheet is not None
        return self._sheet.y_of(self._sheet.layout.row_of(offset))

    def render_line(self, y: int) -> Strip:
        sheet = self._sheet
        if sheet is None:
            return self._nothing(y, self.scrollable_content_region.width)
        line = y + self.top
        strip = self._strips.get(line)
        if strip is None:
            strip = self._strips[line] = self._draw(sheet, line)
        return strip

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self._restyle())

    def on_resize(self) -> None:
        top, caret = self._top, self._place.caret
        self._sheet = None
        self._set()
        if self._sheet is not None:
            self.scroll_to(y=self.y_of(top) if top else 0, animate=False, force=True)
            self._keep_in_view(caret)

    def on_focus(self) -> None:
        self._renew()
        self._tell()

    def on_blur(self) -> None:
        self._renew()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self._sheet is not None and round(old_value) != round(new_value):
            seen = self._in_view()
            self._strips = {y: strip for y, strip in self._strips.items() if y in seen}
            row = self._sheet.row_at(self.top)
            self._top = self._sheet.layout.rows[row].start if self.top else 0
            self._tell()

    def _restyle(self) -> None:
        self._sheet = None
        self._set()

    def _set(self) -> None:
        """Lays the page out where the width or the text is new, annotates it, and draws what differs."""
        width, height = self.scrollable_content_region.size
        self._rows_seen = max(1, height)
        if self._page is None or width < 1:
            self._sheet, self._strips = None, {}
            self.virtual_size = Size(width, 0)
            self.refresh()
            return
        old = self._sheet
        columns = geometry(width, self._measure)
        layout = old.layout if old else Layout(self._page.article, columns.measure, facts(self._page.article))
        inks = old.inks if old else Inks(palette(self.app.current_theme), bare=self.app.no_color)
        colors = {color: self._look.name_of(color) for color in COLORS}
        same = old is not None and old.page.marks is self._page.marks and old.color_names == colors
        resting = old.resting if old and same and old.page.whole == self._page.whole else None
        self._sheet = Sheet(self._page, columns, layout, inks, colors, self._look.names, resting)
        self._annotate(self._sheet)
        if old is None:
            self._strips = {}
            self.refresh()
        else:
            self._renew()

    def _annotate(self, sheet: Sheet) -> None:
        page = sheet.page
        sheet.annotate(reading.active(page, self._place), self._look.draft)
        self._resize_sheet(Size(sheet.geometry.width, sheet.height))

    def _resize_sheet(self, size: Size) -> None:
        """Tells the scrollbar; the screen is laid out anew only if the bar comes or goes."""
        shown = self.container_size.height
        if self.show_vertical_scrollbar and size.height > shown and self.virtual_size.width == size.width:
            self.set_reactive(SheetView.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = size.height
            self.scroll_y = self.validate_scroll_y(self.scroll_y)
        else:
            self.virtual_size = size

    def _known(self, place: Place) -> Place:
        """`place`, no longer moving a mark that is gone."""
        gone = place.moving and self._page and all(mark.id != place.moving for mark in self._page.marks)
        return Place(place.caret) if gone else place

    def _drawn_for(self) -> tuple[str, *tuple[tuple[int, int], ...]]:
        """What a line's look depends on: the active mark; the ranges of the sentence, the caret and that mark."""
        assert self._page is not None
        page, place = self._page, self._place
        here = reading.standing(page, place)
        span = reading.selection(page, place) or (here, here + 1)
        mark = reading.active(page, place)
        ranges = [reading.sentence(page, place), (min(span[0], here), max(span[1], here + 1))]
        if mark is not None and mark.quote:
            ranges.append((mark.start, mark.end))
        return (mark.id if mark else "", *ranges)

    def _touched(self, *ranges: tuple[int, int]) -> set[int]:
        """The lines in view that draw any of `ranges`."""
        seen = self._in_view()
        lines: set[int] = set()
        for start, end in ranges:
            first, last = self.y_of(start), self.y_of(max(start, end - 1))
            lines.update(range(max(first, seen.start), min(last + 1, seen.stop)))
        return lines

    def _in_view(self) -> range:
        return range(self.top, self.top + self.lines_in_view)

    def _renew(self, lines: Container[int] | None = None) -> None:
        """Draws `lines` (all) anew that are in view and refreshes those that differ; forgets the others."""
        sheet, seen = self._sheet, self._in_view()
        if sheet is None:
            return
        fresh = {y: strip for y, strip in self._strips.items() if y in seen}
        for y in [y for y in fresh if lines is None or y in lines]:
            strip = self._draw(sheet, y)
            if strip != fresh[y]:
                fresh[y] = strip
                self.refresh_line(y)
        self._strips = fresh

    def _draw(self, sheet: Sheet, y: int) -> Strip:
        page, place = sheet.page, self._place
        mark = reading.active(page, place)
        cursor = Cursor(
            reading.standing(page, place),
            reading.selection(page, place),
            mark.id if mark else self._look.draft[0],
            self.has_focus,
        )
        return sheet.line(y, cursor, reading.sentence(page, place))

    def _nothing(self, y: int, width: int) -> Strip:
        lines = self._empty.splitlines() if self._page is None else []
        first = max(0, (self.lines_in_view - len(lines)) // 3)
        text = lines[y - first] if 0 <= y - first < len(lines) else ""
        return Strip([Segment(text.center(width)[:width], self.rich_style)]).adjust_cell_length(
            width, self.rich_style
        )

    def _keep_in_view(self, caret: int) -> None:
        """Scrolls as little as brings `caret` into view."""
        y = self.y_of(caret)
        if not self.top <= y < self.top + self.lines_in_view:
            self.reveal(caret, caret)

    def _tell(self) -> None:
        """Says where the cursor is: to the terminal, for screen readers, and, once all is moved, to the panes."""
        sheet = self._sheet
        if sheet is None or self._page is None:
            return
        if self.has_focus:
            at = reading.standing(self._page, self._place)
            row = sheet.layout.row_of(at)
            column = sheet.geometry.text_left + sheet.layout.column_of(at, row)
            self.app.cursor_position = self.region.offset + Offset(column, sheet.y_of(row) - self.top)
        if not self._telling:
            self._telling = True
            self.call_next(self._tell_panes)

    def _tell_panes(self) -> None:
        self._telling = False
        self.post_message(self.Moved(self._place, self.percent))
