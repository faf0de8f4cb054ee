"""A sheet on the screen: wrapped anew for each width, scrolled so that the cursor is seen.

Of what a change brings, only the lines that differ are sent to the terminal: stepping to the next sentence
repaints two sentences, not a screen.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.ui import reading
from reader.ui.canvas import Canvas, Look, set_sheet
from reader.ui.colors import palette
from reader.ui.inks import Inks
from reader.ui.layout import MEASURE
from reader.ui.page import Page
from reader.ui.reading import Place
from reader.ui.revealing import scrolled
from reader.ui.sheet import Sheet


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
        self._canvas: Canvas | None = None
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
        return self._canvas.sheet if self._canvas else None

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
        self._set(anew=True)
        caret = self._place.caret
        self.scroll_to(y=0, animate=False, force=True)
        if caret:
            self.reveal(caret, caret, far=True)
        self._tell()

    def change(self, page: Page | None = None, look: Look | None = None) -> None:
        """Shows other names, marks or hits in the same text."""
        self._page, self._look = page or self._page, look or self._look
        moving = self._place.moving
        if moving and self._page and all(mark.id != moving for mark in self._page.marks):
            self._place = Place(self._place.caret)  # the mark is gone
        self._set()
        self._tell()

    def put(self, place: Place) -> None:
        """Moves the cursor. Does not scroll."""
        if self._canvas is not None and place != self._place:
            self._place = place
            self._send(self._canvas.move(place, self._in_view()))
            self._measure_sheet(self._canvas.sheet)
            self._tell()

    def reveal(self, start: int, end: int, *, far: bool = False, by_line: bool = False) -> None:
        """Scrolls so that start..end is seen, with lines around it; far, by_line: see `scrolled`."""
        if self._canvas is None:
            return
        first, last = self.y_of(start), self.y_of(max(start, end - 1))
        inset = self._canvas.sheet.inset
        if inset is not None and inset.bottom - first <= self._rows_seen:
            last = max(last, inset.bottom - 1)
        top = scrolled(self.top, self._rows_seen, first, last, far=far, by_line=by_line)
        if top != self.top:
            self.scroll_to(y=top, animate=False, force=True)

    def reveal_lines(self, start: int, end: int) -> None:
        """Scrolls as little as brings the lines start to end into view, the first of them before all."""
        top = max(self.top, end + 1 - self.lines_in_view)
        self.scroll_to(y=min(top, max(0, start - 1)), animate=False, force=True)

    def y_of(self, offset: int) -> int:
        """The sheet's line on which `offset` is drawn; 0 before the first layout."""
        return self._canvas.y_of(offset) if self._canvas else 0

    def render_line(self, y: int) -> Strip:
        if self._canvas is None:
            words = "" if self._page else self._empty
            return _nothing(words, y, self.scrollable_content_region.size, self.rich_style)
        return self._canvas.line(y + self.top)

    def on_mount(self) -> None:
        palette(self.app.current_theme)  # made now, the first article need not wait for it
        self.app.theme_changed_signal.subscribe(self, lambda _: self._set(anew=True))

    def on_resize(self) -> None:
        """The same code point stays on the first line, and the cursor in view."""
        top, caret = self._top, self._place.caret
        self._set(anew=True)
        if self._canvas is not None:
            self.scroll_to(y=self.y_of(top) if top else 0, animate=False, force=True)
            if self.y_of(caret) not in self._in_view():
                self.reveal(caret, caret)

    @on(events.Focus)
    @on(events.Blur)
    def _focus_shown(self, event: events.Event) -> None:
        """The caret comes or goes."""
        if self._canvas is not None:
            self._canvas.focused = isinstance(event, events.Focus)
            self._send(self._canvas.renew(self._in_view()))
            self._tell()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self._canvas is not None and round(old_value) != round(new_value):
            self._canvas.keep(self._in_view())
            sheet = self._canvas.sheet
            self._top = sheet.layout.rows[sheet.row_at(self.top)].start if self.top else 0
            self._tell()

    def _set(self, *, anew: bool = False) -> None:
        """Sets the page and sends what differs; anew: for another width, text or theme."""
        width, height = self.scrollable_content_region.size
        self._rows_seen = max(1, height)
        old = None if anew else self._canvas
        if self._page is None or width < 1:
            self._canvas = None
            self.virtual_size = Size(width, 0)
            self.refresh()
            return
        inks = old.sheet.inks if old else Inks(palette(self.app.current_theme), bare=self.app.no_color)
        sheet = set_sheet(self._page, width, self._measure, inks, self._look, old.sheet if old else None)
        strips = old.strips if old else None
        self._canvas = Canvas(sheet, self._place, self._look.draft, focused=self.has_focus, strips=strips)
        self._measure_sheet(sheet)
        if old is None:
            self.refresh()
        else:
            self._send(self._canvas.renew(self._in_view()))

    def _measure_sheet(self, sheet: Sheet) -> None:
        """Tells the scrollbar; the screen is laid out anew only if the bar comes or goes."""
        size = Size(sheet.geometry.width, sheet.height)
        if size == self.virtual_size:
            return
        shown = self.container_size.height
        if self.show_vertical_scrollbar and size.height > shown and self.virtual_size.width == size.width:
            self.set_reactive(SheetView.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = size.height
            self.scroll_y = self.validate_scroll_y(self.scroll_y)
        else:
            self.virtual_size = size

    def _in_view(self) -> range:
        return range(self.top, self.top + self._rows_seen)

    def _send(self, lines: Iterable[int]) -> None:
        """Has `lines` sent to the terminal, those that follow each other in one piece."""
        for first, last in _stretches(lines):
            self.refresh_lines(first, last - first)

    def _tell(self) -> None:
        """Says where the cursor is: to the terminal, for screen readers, and, once it is drawn, to the panes."""
        sheet = self.sheet
        if sheet is None or self._page is None:
            return
        if self._canvas and self._canvas.focused:
            at = reading.standing(self._page, self._place)
            row = sheet.layout.row_of(at)
            column = sheet.geometry.text_left + sheet.layout.column_of(at, row)
            self.app.cursor_position = self.region.offset + Offset(column, sheet.y_of(row) - self.top)
        if not self._telling:
            self._telling = True
            self.call_after_refresh(self._tell_panes)

    def _tell_panes(self) -> None:
        self._telling = False
        self.post_message(self.Moved(self._place, self.percent))


def _stretches(lines: Iterable[int]) -> list[tuple[int, int]]:
    """Lines as ranges, each from its first line to the one behind its last."""
    found: list[tuple[int, int]] = []
    for y in sorted(lines):
        if found and found[-1][1] == y:
            found[-1] = found[-1][0], y + 1
        else:
            found.append((y, y + 1))
    return found


def _nothing(words: str, y: int, size: Size, style: Style) -> Strip:
    """Line `y` of a window in which only `words` stand."""
    lines = words.splitlines()
    first = max(0, (size.height - len(lines)) // 3)
    text = lines[y - first] if 0 <= y - first < len(lines) else ""
    return Strip([Segment(text.center(size.width)[: size.width], style)]).adjust_cell_length(size.width, style)
