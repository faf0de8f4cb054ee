"""The list of articles, drawn by the Line API: two lines for each article and no widget for any.

It holds an array of keys in the query's order and reads the rows in pages of 64 as they come into view, the last
few pages kept. So a hundred thousand articles cost an array of as many integers. Moving the cursor draws the old
row and the new one and nothing else.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.store.library import Row
from reader.ui.cells import Cell
from reader.ui.widgets.article_rows import (
    STYLES,
    Snippet,
    Story,
    meta_cells,
    snippet_cells,
    title_cells,
)
from reader.ui.widgets.cursor_lines import CursorLines

PAGE = 64  # rows read at once
KEPT = 12  # pages
NEAR = 4 * PAGE  # rows that are looked through one by one

Rows = Callable[[Sequence[int]], list[Row]]


class RowPages:
    """Rows by their index in an array of keys, read page by page."""

    def __init__(self, rows: Rows) -> None:
        self._read = rows
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self.keys: array[int] = array("q")

    def show(self, keys: "array[int]") -> None:
        self.keys = keys
        self._pages.clear()

    def forget(self) -> None:
        """What was read may have changed."""
        self._pages.clear()

    def row(self, index: int) -> Row | None:
        """The row at `index`; None when its article was removed."""
        number = index // PAGE
        page = self._pages.get(number)
        if page is None:
            page = {row.key: row for row in self._read(self.keys[number * PAGE : (number + 1) * PAGE])}
            self._pages[number] = page
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page.get(self.keys[index])


class ArticleList(CursorLines):
    """A cursor over articles, some of them selected.

    Args:
        rows: reads the rows of some keys (`Library.rows`).
    """

    KEY_SCOPE: ClassVar[str] = "list"
    LINES: ClassVar[int] = 2
    STYLE: ClassVar[str] = "list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"list--{name}" for name in (*STYLES, "cursor", "empty")}

    @dataclass
    class Highlighted(Message):
        """The cursor came to rest on an article."""

        row: Row

    @dataclass
    class Chosen(Message):
        """An article is to be opened; page: read on in it where it is open already."""

        row: Row
        read_on: bool = False

    @dataclass
    class ReportsWanted(Message):
        """The other reports of a row's story are to be shown below it, or no longer."""

        row: Row

    def __init__(self, rows: Rows, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pages = RowPages(rows)
        self._picked: set[int] = set()
        self._snippets: Mapping[int, Snippet] = {}
        self._empty = ""
        self._now = datetime.now(UTC)

    @property
    def keys(self) -> "array[int]":
        return self._pages.keys

    @property
    def count(self) -> int:
        return len(self.keys)

    @property
    def picked(self) -> frozenset[int]:
        """The keys of the selected articles."""
        return frozenset(self._picked)

    @property
    def current(self) -> Row | None:
        """The row under the cursor; None in an empty list."""
        return self._pages.row(self._cursor) if self.keys else None

    def show(
        self,
        keys: "array[int]",
        *,
        at: int | None = None,
        snippets: Mapping[int, Snippet] | None = None,
        empty: str = "",
    ) -> None:
        """Shows `keys` from the top, or with the cursor on the key `at`.

        Args:
            snippets: what stands in a row's second line, by key.
            empty: what to say where there is no article.
        """
        self._pages.show(keys)
        self._snippets = snippets or {}
        self._empty = empty
        self._picked.clear()
        self._now = datetime.now(UTC)
        self._cursor = _index(keys, at, 0)
        self._measure()
        self.scroll_to(y=0, animate=False, force=True)
        self._reveal()
        self.refresh()
        self.moved()

    def merge(self, keys: "array[int]", snippets: Mapping[int, Snippet] | None = None) -> None:
        """Shows `keys` in place of those shown: the cursor stays on its article, the view where it is."""
        if snippets is not None and snippets != self._snippets:
            self._snippets = snippets
            self.refresh()
        if keys == self.keys:
            return
        here = self.keys[self._cursor] if self.keys else None
        line = self._cursor * self.LINES - round(self.scroll_offset.y)
        before = self._cursor
        self._pages.show(keys)
        self._picked &= set(keys)
        self._cursor = _index(keys, here, min(before, max(0, len(keys) - 1)))
        self._measure()
        if before != self._cursor:
            self.scroll_to(y=self._cursor * self.LINES - line, animate=False, force=True)
        self._reveal()
        self.refresh()
        if keys and self.keys[self._cursor] != here:
            self.moved()

    def touch(self) -> None:
        """Rows may have changed: reads again what is in view."""
        self._pages.forget()
        self._now = datetime.now(UTC)
        self.refresh()

    def go_to(self, key: int) -> bool:
        """Moves the cursor to the article `key`; False if it is not in the list."""
        index = _index(self.keys, key, -1)
        if index >= 0:
            self._move(index)
        return index >= 0

    def unread_near(self, step: int) -> tuple[Row | None, bool]:
        """The next unread article in the direction of `step` (1 or -1) among a few; and whether the list goes on."""
        indices = self._behind(step)
        rows = (self._pages.row(index) for index in indices[:NEAR])
        return next((row for row in rows if row is not None and not row.read), None), len(indices) > NEAR

    def unread_far(self, step: int, unread: Collection[int]) -> Row | None:
        """The next one behind those few. unread: the keys of all that are."""
        far = next((index for index in self._behind(step)[NEAR:] if self.keys[index] in unread), None)
        return None if far is None else self._pages.row(far)

    def _behind(self, step: int) -> range:
        return range(self._cursor + step, len(self.keys) if step > 0 else -1, step)

    def drop_selection(self) -> None:
        if self._picked:
            self._picked.clear()
            self.refresh()
            self.moved()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index, line = divmod(y + round(self.scroll_offset.y), self.LINES)
        if index >= len(self.keys):
            return self._blank(y, width)
        row = self._pages.row(index)
        if row is None:
            return Strip.blank(width, self._ink())
        over = self._style("cursor") if index == self._cursor else None
        return self._strip(self._cells(row, index, line, width), width, over)

    def _cells(self, row: Row, index: int, line: int, width: int) -> list[Cell]:
        story = self._story_at(row, index)
        if line == 0:
            return title_cells(row, width, picked=row.key in self._picked, story=story)
        snippet = self._snippets.get(row.key)
        return snippet_cells(snippet, width) if snippet else meta_cells(row, width, self._now, story)

    def _story_at(self, row: Row, index: int) -> Story:
        """How the row stands to those around it that are of the same story."""
        if row.copies == 1 or self._snippets:
            return Story.NONE
        around = [self._pages.row(n) for n in (index - 1, index + 1) if 0 <= n < len(self.keys)]
        same = [other.key for other in around if other is not None and other.story == row.story]
        if index and self.keys[index - 1] in same:
            return Story.MEMBER
        return Story.OPEN if same else Story.CLOSED

    def _blank(self, y: int, width: int) -> Strip:
        """A line below the last row; in an empty list, what to do."""
        lines = self._empty.splitlines() if not self.keys else []
        text = lines[y - 1] if 0 < y <= len(lines) else ""
        return self._strip([(f" {text}", "empty")], width)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        index = self.index_at(event)
        if index is not None:
            self._move(index)
            self.action_open()

    def action_open(self) -> None:
        self._choose(False)

    def action_read_on(self) -> None:
        self._choose(True)

    def action_reports(self) -> None:
        """Opens or closes the other reports of the story under the cursor."""
        row = self.current
        if row is not None:
            self.post_message(self.ReportsWanted(row))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "reports":
            row = self.current if self.keys else None
            return True if row is not None and row.copies > 1 else None
        return True

    def action_select(self) -> None:
        """Selects the article under the cursor or no longer, and goes on to the next."""
        if self.keys:
            self._picked ^= {self.keys[self._cursor]}
            self.refresh()
            self._move(self._cursor + 1)
            self.moved()

    def _choose(self, read_on: bool) -> None:
        row = self.current
        if row is not None:
            self.post_message(self.Chosen(row, read_on))

    def moved(self) -> None:
        row = self.current
        if row is not None:
            self.post_message(self.Highlighted(row))


def _index(keys: "array[int]", key: int | None, default: int) -> int:
    try:
        return default if key is None else keys.index(key)
    except ValueError:
        return default
