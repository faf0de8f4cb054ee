"""Rows of one or more lines with a cursor, drawn by the Line API: what the list and the shelves have in common.

Moving the cursor draws the old row and the new one and nothing else, unless the view has to scroll.
"""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.ui.widgets.article_rows import Cell, filled


class CursorLines(ScrollView, can_focus=True):
    """A cursor over `count` rows of `LINES` lines; a subclass says how many rows there are and draws them."""

    LINES: ClassVar[int] = 1
    STYLE: ClassVar[str] = ""  # what the names of its styles begin with

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cursor = 0
        self._drawn: LRUCache[tuple[tuple[Cell, ...], int, Style | None], Strip] = LRUCache(512)
        self._inks: dict[tuple[str, Style | None], Style] = {}

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
        return self.get_component_rich_style(f"{self.STYLE}--{name}", partial=True)

    def _strip(self, cells: Sequence[Cell], width: int, over: Style | None = None) -> Strip:
        """The cells as a line; over: laid over all of them. Kept: when the view scrolls, most lines are the same."""
        key = (tuple(cells), width, over)
        strip = self._drawn.get(key)
        if strip is None:
            segments = [Segment(text, self._ink(style, over)) for text, style in filled(cells, width)]
            strip = self._drawn[key] = Strip(segments, width)
        return strip

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
        self._drawn.clear()
        self._inks.clear()
