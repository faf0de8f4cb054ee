"""A comparison of two texts, drawn by the Line API, with a cursor that goes from change to change."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.ui.cells import filled
from reader.ui.comparing import GUTTER, Comparison, Line, lines

MEASURE = 84  # columns of text at most


class DifferenceView(ScrollView, can_focus=True):
    """Shows one comparison."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"difference--{name}" for name in ("in", "out", "fold", "sign", "here")
    }

    class Moved(Message):
        """The cursor is on another change."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._comparison: Comparison | None = None
        self._lines: list[Line] = []
        self._whole = False
        self.change = 0  # the one under the cursor

    @property
    def count(self) -> int:
        """Changes in all."""
        return len(self._comparison.places) if self._comparison else 0

    def show(self, comparison: Comparison) -> None:
        """Shows another comparison, from its first change."""
        self._comparison = comparison
        self.change = 0
        self._set()
        self.scroll_to(y=0, animate=False, force=True)

    def turn(self) -> None:
        """Shows or hides what stayed the same."""
        self._whole = not self._whole
        self._set()
        self._reveal()

    def step(self, step: int) -> None:
        """To the next change (1) or the one before (-1)."""
        self.go(self.change + step)

    def go(self, change: int) -> None:
        """To a change by its number, or the nearest there is."""
        self.change = max(0, min(change, self.count - 1))
        self._reveal()
        self.refresh()
        self.post_message(self.Moved())

    def page(self, pages: int) -> None:
        height = max(1, self.scrollable_content_region.height - 1)
        self.scroll_to(y=self.scroll_offset.y + pages * height, animate=False, force=True)

    def on_resize(self) -> None:
        self._set()
        self._reveal()

    def _set(self) -> None:
        width = min(MEASURE, self.scrollable_content_region.width - 1)
        if self._comparison is None or width < 1:
            return
        self._lines = lines(self._comparison, width, whole=self._whole, bare=self.app.no_color)
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()
        self.post_message(self.Moved())

    def _reveal(self) -> None:
        here = [n for n, line in enumerate(self._lines) if self.change in line.changes]
        height = self.scrollable_content_region.height
        top = round(self.scroll_offset.y)
        if here and height and not (top <= here[0] and here[-1] < top + height):
            self.scroll_to(y=max(0, here[0] - height // 4), animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = y + round(self.scroll_offset.y)
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[index]
        here = bool(self.count) and self.change in line.changes
        base = self.rich_style
        gutter = f"{'▌' if here else ' '}{line.sign} "
        segments = [Segment(gutter, base + self._ink("here" if here else "sign"))]
        segments += [
            Segment(text, base + (self._ink(name) if name and name != "same" else Style()))
            for text, name in filled(line.cells, max(0, width - GUTTER))
        ]
        return Strip(segments, width)

    def _ink(self, name: str) -> Style:
        return self.get_component_rich_style(f"difference--{name}", partial=True)
