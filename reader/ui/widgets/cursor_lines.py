"""Rows of one or more lines with a cursor, drawn by the Line API: what the list and the shelves have in common.

Moving the cursor draws the old row and the new one and nothing else. When the view scrolls, every line is another;
but all except one or two were drawn before, and are kept with the frame at both ends as they go to the terminal.
"""

from collections.abc import Sequence
from typing import ClassVar, Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from reader.ui.cells import Cell, filled

KEPT = 512  # lines


class StillBar(ScrollBar):
    """A scrollbar that is painted only when its thumb moves by what can be seen: an eighth of a cell."""

    def validate_position(self, position: float) -> float:
        seen = max(self.window_virtual_size / (8 * max(1, self.size.height)), 1 / 8)
        return position // seen * seen


class CursorLines(ScrollView, can_focus=True):
    """A cursor over `count` rows of `LINES` lines; a subclass says how many rows there are and draws them."""

    LINES: ClassVar[int] = 1
    STYLE: ClassVar[str] = ""  # what the names of its styles begin with

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cursor = 0
        self._lines_kept: LRUCache[tuple[int, bool, int], Strip] = LRUCache(KEPT)
        self._frame: tuple[Strip, Strip] | None = None
        self._inks: dict[tuple[str, Style | None], Style] = {}
        self._styles_kept: dict[str, Style] = {}

    @property
    def count(self) -> int:
        """The number of rows."""
        return 0

    @property
    def cursor(self) -> int:
        """The index of the row under the cursor."""
        return self._cursor

    def moved(self) -> None:
        """The cursor came to another row."""

    def set_foot(self, words: str) -> None:
        """Puts `words` into the lower edge and paints that edge alone: `border_subtitle` would have all painted."""
        foot = Content(words)
        if foot != self._border_subtitle:
            self._border_subtitle = foot
            self.refresh(Region(-1, self.size.height, self.outer_size.width, 1))

    def on_resize(self) -> None:
        self._forget()
        self._measure()
        self._reveal()

    def action_cursor(self, step: int) -> None:
        self._move(self._cursor + step)

    def action_page(self, pages: int) -> None:
        self._move(self._cursor + pages * max(1, self.size.height // self.LINES - 1))

    def action_edge(self, index: int) -> None:
        """To the first row (0) or the last (-1)."""
        self._move(index % self.count if self.count else 0)

    def index_at(self, event: events.MouseEvent) -> int | None:
        """The row under the mouse; None below the last one."""
        line = (event.get_content_offset(self) or event.offset).y + round(self.scroll_offset.y)
        index = line // self.LINES
        return index if 0 <= index < self.count else None

    def _move(self, index: int) -> None:
        index = max(0, min(index, self.count - 1))
        if index == self._cursor or not self.count:
            return
        for row in (self._cursor, index):
            self.refresh_lines(row * self.LINES, self.LINES)
        self._cursor = index
        self._reveal()
        self.moved()

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self.count * self.LINES)

    def _reveal(self) -> None:
        """Scrolls so far that the cursor's row is in view."""
        top, height = round(self.scroll_offset.y), self.scrollable_content_region.height
        first, last = self._cursor * self.LINES, (self._cursor + 1) * self.LINES
        if first < top or height < self.LINES:
            self.scroll_to(y=first, animate=False, force=True)
        elif last > top + height:
            self.scroll_to(y=last - height, animate=False, force=True)

    def _style(self, name: str) -> Style:
        style = self._styles_kept.get(name)
        if style is None:
            style = self.get_component_rich_style(f"{self.STYLE}--{name}", partial=True)
            self._styles_kept[name] = style
        return style

    def render_lines(self, crop: Region) -> list[Strip]:
        width, top = self.outer_size.width, self.gutter.top
        if crop.column_span != (0, width):
            return super().render_lines(crop)
        inside = range(top, top + self.size.height)
        return [self._line(y - top, width) if y in inside else self._edge(y, width) for y in crop.line_range]

    def _line(self, y: int, width: int) -> Strip:
        """The line `y` of the view between the edges of the frame."""
        line = y + round(self.scroll_offset.y)
        key = (line, line // self.LINES == self._cursor, width)
        strip = self._lines_kept.get(key)
        if strip is None:
            content = self.render_line(y)
            for filter_ in self.get_line_filters():
                content = content.apply_filter(filter_, self.background_colors[1])
            left, right = self._sides(width, content.cell_length)
            strip = self._lines_kept[key] = Strip.join([left, content, right])
        return strip

    def _sides(self, width: int, inside: int) -> tuple[Strip, Strip]:
        """What stands left and right of each line."""
        if self._frame is None:
            whole, left = self._edge(self.gutter.top, width), self.gutter.left
            self._frame = whole.crop(0, left), whole.crop(left + inside)
        return self._frame

    def _edge(self, y: int, width: int) -> Strip:
        return super().render_lines(Region(0, y, width, 1))[0]

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Without a region what is drawn is another: no line is kept."""
        if not regions:
            self._forget()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        if self._vertical_scrollbar is None:
            bar = StillBar(vertical=True, name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self._vertical_scrollbar = bar
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def _strip(self, cells: Sequence[Cell], width: int, over: Style | None = None) -> Strip:
        """The cells as a line; over: laid over all of them."""
        return Strip([Segment(text, self._ink(style, over)) for text, style in filled(cells, width)], width)

    def _ink(self, name: str = "", over: Style | None = None) -> Style:
        """The widget's own style, that of `name` on it, `over` on both. Kept: Textual takes half a millisecond."""
        ink = self._inks.get((name, over))
        if ink is None:
            if not name and over is None:
                ink = self.rich_style
            else:
                ink = self._ink() + (self._style(name) if name else Style()) + (over or Style())
            self._inks[name, over] = ink
        return ink

    def notify_style_update(self) -> None:
        """Another theme, or the focus came or went."""
        super().notify_style_update()
        self._forget()
        self._inks.clear()
        self._styles_kept.clear()

    def _forget(self) -> None:
        self._lines_kept.clear()
        self._frame = None
