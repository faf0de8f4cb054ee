"""A list of one-line rows drawn by the Line API: entities, feeds, marks, an entity's articles.

The rows are any values; a function draws one of them when it comes into view, so filling the list costs nothing
for each row. No widget stands for a row.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.domain.entity import Kind
from reader.ui.cells import Cell
from reader.ui.colors import palette

_KINDS = {"per": Kind.PER, "org": Kind.ORG, "loc": Kind.LOC, "misc": Kind.MISC}

Row = TypeVar("Row")


class RowList(ScrollView, Generic[Row], can_focus=True):
    """One-line rows with a cursor.

    Args:
        draw: gives a row's cells for a width in terminal cells: (text, style) pairs; the style is one of
            "", "dim", "strong", "head", "per", "org", "loc" and "misc".
        selectable: whether a row is one the cursor may rest on (headings are not).
    """

    KEY_SCOPE: ClassVar[str] = "rows"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{name}" for name in ("dim", "strong", "head", "cursor")}
    DEFAULT_CSS = """
    RowList { height: 1fr; }
    RowList > .rows--dim { color: $text-muted; }
    RowList > .rows--strong { text-style: bold; }
    RowList > .rows--head { color: $text-accent; text-style: bold; }
    RowList > .rows--cursor { background: $block-cursor-blurred-background; }
    RowList:focus > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    """

    @dataclass
    class Highlighted(Message):
        """The cursor came to rest on `row`."""

        list: "RowList[object]"
        row: object

        @property
        def control(self) -> "RowList[object]":
            return self.list

    @dataclass
    class Chosen(Message):
        """Enter or a click on `row`."""

        list: "RowList[object]"
        row: object

        @property
        def control(self) -> "RowList[object]":
            return self.list

    def __init__(
        self,
        draw: Callable[[Row, int], Sequence[Cell]],
        *,
        selectable: Callable[[Row], bool] = lambda _: True,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._selectable = selectable
        self._rows: Sequence[Row] = ()
        self._cursor = 0

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    @property
    def current(self) -> Row | None:
        """The row under the cursor, None in an empty list."""
        if self._rows and self._selectable(self._rows[self._cursor]):
            return self._rows[self._cursor]
        return None

    def fill(self, rows: Sequence[Row], keep: Callable[[Row], bool] | None = None) -> None:
        """Shows `rows`; the cursor goes to the first for which `keep` holds, else to the first it may rest on."""
        self._rows = rows
        allowed = [i for i, row in enumerate(rows) if self._selectable(row)]
        wanted = (i for i in allowed if keep is not None and keep(rows[i]))
        self._cursor = next(wanted, allowed[0] if allowed else 0)
        self.virtual_size = Size(0, len(rows))
        self._reveal()
        self.refresh()
        self._tell()

    def render_line(self, y: int) -> Strip:
        index = y + round(self.scroll_offset.y)
        width = self.scrollable_content_region.width
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        base = self.rich_style
        here = index == self._cursor and self._selectable(self._rows[index])
        cursor = self.get_component_rich_style("rows--cursor", partial=True) if here else Style()
        segments, left = [], width
        for text, name in self._draw(self._rows[index], width):
            own = self.ink(name) if name else Style()
            size = min(left, cell_len(text))
            segments.append(Segment(set_cell_size(text, size), base + own + cursor))
            left -= size
        segments.append(Segment(" " * left, base + cursor))
        return Strip(segments, width)

    def ink(self, name: str) -> Style:
        """The style that a cell's name stands for; a list with names of its own says it here."""
        if name in _KINDS:
            return Style(color=palette(self.app.current_theme).kinds[_KINDS[name]].rich_color)
        return self.get_component_rich_style(f"rows--{name}", partial=True)

    def on_resize(self) -> None:
        self.virtual_size = Size(0, len(self._rows))
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        index = event.y + round(self.scroll_offset.y)
        if index < len(self._rows) and self._selectable(self._rows[index]):
            again = index == self._cursor
            self._move(index)
            if again:
                self.action_choose()

    def action_cursor(self, step: int) -> None:
        """To the next row it may rest on, `step` forward (1) or back (-1)."""
        index = self._cursor + step
        while 0 <= index < len(self._rows) and not self._selectable(self._rows[index]):
            index += step
        if 0 <= index < len(self._rows):
            self._move(index)

    def action_page(self, pages: int) -> None:
        """`pages` screens forward or back."""
        self._jump(self._cursor + pages * max(1, self.size.height - 1), 1 if pages > 0 else -1)

    def action_edge(self, index: int) -> None:
        """To the first (0) or last (-1) row."""
        self._jump(index % len(self._rows) if self._rows else 0, 1 if index == 0 else -1)

    def action_choose(self) -> None:
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))  # type: ignore[arg-type]

    def _jump(self, index: int, step: int) -> None:
        index = max(0, min(index, len(self._rows) - 1))
        reach = [*range(index, len(self._rows)), *range(index, -1, -1)]
        if step < 0:
            reach = [*range(index, -1, -1), *range(index, len(self._rows))]
        found = next((i for i in reach if i < len(self._rows) and self._selectable(self._rows[i])), None)
        if found is not None:
            self._move(found)

    def _move(self, index: int) -> None:
        if index == self._cursor:
            return
        for row in (self._cursor, index):
            self.refresh(Region(0, row - round(self.scroll_offset.y), self.size.width, 1))
        self._cursor = index
        self._reveal()
        self._tell()

    def _reveal(self) -> None:
        top, height = round(self.scroll_offset.y), self.size.height
        first = self._cursor
        while first > 0 and not self._selectable(self._rows[first - 1]):
            first -= 1  # headings come into view with their first row
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif height and self._cursor >= top + height:
            self.scroll_to(y=self._cursor - height + 1, animate=False, force=True)

    def _tell(self) -> None:
        if self.current is not None:
            self.post_message(self.Highlighted(self, self.current))  # type: ignore[arg-type]
