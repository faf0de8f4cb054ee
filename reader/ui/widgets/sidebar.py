"""The left side: the search box, the shelves and the list, and which list it is that is shown.

The library is asked in threads; the list that is shown stays until the new one is there. An article that no longer
fits its list (read, under "unread") stays until the list is left; one that was archived or restored goes or comes
at once.
"""

from array import array
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from reader.desk import Desk
from reader.domain.errors import QueryError
from reader.store.library import Row
from reader.ui.finding import FIRST, Found, again, beginning, find, turned
from reader.ui.shelf import Shelf, fixed
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.shelves import Shelves

if TYPE_CHECKING:
    from reader.ui.widgets.search_box import SearchBox

NARROWEST, WIDEST = 20, 80  # columns
MANY = 100  # changed articles; from there on the list is asked again without looking at each
EMPTY = {
    "all": "Nothing here yet.\n\nglosse add FILE brings articles in,\ngf follows a feed.",
    "unread": "Everything is read.\n\nga shows all articles, F fetches.",
    "starred": "No star yet.\n\ns stars an article.",
    "archive": "The archive is empty.\n\nd puts an article here\nwhen you are done with it.",
    "": "No article fits.\n\nga shows all articles.",
}


class Edge(Vertical):
    """A pane whose right edge can be dragged by the mouse."""

    @dataclass
    class Dragged(Message):
        """Columns."""

        width: int

    _dragging = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.screen_x == self.region.right - 1:
            self._dragging = True
            self.capture_mouse()
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragging:
            self.post_message(self.Dragged(int(event.screen_x) - self.region.x + 1))

    def on_mouse_up(self) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()


class Sidebar(Edge):
    """Routes between box, shelves and list."""

    @dataclass
    class Opened(Message):
        """An article is to be shown; at: where in its text, None for its kept place; find: what was searched."""

        row: Row
        at: int | None = None
        find: str = ""
        read_on: bool = False

    @dataclass
    class Changed(Message):
        """Another list, another title, another number of articles."""

        title: str

    @dataclass
    class _Selected(Message):
        """A worker's answer: what is to be shown of a shelf. at: the key to be on; None: stay."""

        shelf: Shelf
        found: Found
        at: int | None = None
        again: bool = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="sidebar")
        self._desk = desk
        self._shelf = fixed("all")
        self._found = Found("", array("q"))
        self._before: tuple[Shelf, int | None] | None = None  # where one was when the search began

    def compose(self) -> ComposeResult:
        yield Shelves(self._desk, id="shelves")
        yield ArticleList(self._desk.library.rows, id="list")

    async def fill(self) -> None:
        """Puts the search box there, which the first frame did not wait for."""
        from reader.ui.widgets.search_box import SearchBox

        self._box = SearchBox(self._desk, id="search")
        await self.mount(self._box, before=self.shelves)

    @property
    def article_list(self) -> ArticleList:
        return self.query_one(ArticleList)

    @property
    def shelves(self) -> Shelves:
        return self.query_one(Shelves)

    @property
    def box(self) -> "SearchBox":
        return self._box

    @property
    def shelf(self) -> Shelf:
        """Whose articles are shown."""
        return self._shelf

    @property
    def title(self) -> str:
        """ "Unread 12"."""
        line = self.shelves.line(self._shelf.name)
        return f"{self._shelf.label} {line.unread}" if line and line.unread else self._shelf.label

    def begin(self, shelf: Shelf) -> None:
        """Shows a first page at once, in the program's first frame, and the whole when it is there."""
        self._shelf = shelf
        keys = beginning(self._desk.library, shelf.query)
        shown = self._desk.library.fold(keys)
        self.article_list.show(shown, empty=EMPTY[shelf.name if shelf.name in EMPTY else ""])
        self.shelves.show(shelf.name)
        self._retitle()
        if len(keys) == FIRST:
            self._again(shelf, shown)

    def show(self, shelf: Shelf, at: int | None = None) -> None:
        """Shows the articles of `shelf`, the cursor on the article with the key `at`."""
        self._leave_search()
        self._select(shelf, at)

    def search(self) -> None:
        """Opens the box; Esc leads back to the list shown now."""
        row = self.article_list.current
        self._before = (self._shelf, row.key if row else None)
        self.add_class("-searching")
        self.box.begin()

    def refill(self) -> None:
        """Articles came or went: asks again for the list shown, the cursor and the view stay where they are."""
        self._again(self._shelf, self.article_list.keys)
        self.shelves.recount()

    def changed(self, ids: Collection[str]) -> None:
        """The person did something with these articles: here, or in another process."""
        self.article_list.touch()
        self.shelves.recount()
        if ids:
            self._again_if(self._shelf, self.article_list.keys, ids)

    @work(thread=True, exclusive=True, group="list")
    def _select(self, shelf: Shelf, at: int | None) -> None:
        found = find(self._desk.library, shelf.query, shelf.name)
        self.post_message(self._Selected(shelf, found, at))

    @work(thread=True, exclusive=True, group="list")
    def _again(self, shelf: Shelf, shown: "array[int]") -> None:
        self._ask_again(shelf, shown)

    @work(thread=True, exclusive=True, group="list")
    def _again_if(self, shelf: Shelf, shown: "array[int]", ids: Collection[str]) -> None:
        """Asks again when an article came that is not shown, or one shown was archived or restored."""
        if len(ids) < MANY:
            rows = [self._desk.library.row(id_) for id_ in ids]
            archive = shelf.name == "archive"
            if all((row.key in shown) == (row.archived == archive) for row in rows):
                return
        self._ask_again(shelf, shown)

    def _ask_again(self, shelf: Shelf, shown: "array[int]") -> None:
        keys = again(self._desk.library, shelf, shown)
        self.post_message(self._Selected(shelf, Found(shelf.name, keys), again=True))

    def on_sidebar__selected(self, event: _Selected) -> None:
        event.stop()
        if event.again:
            if event.shelf == self._shelf:
                self.article_list.merge(event.found.keys)
        else:
            self._shelf, self._found = event.shelf, event.found
            kind = event.shelf.name if event.shelf.name in EMPTY else ""
            self.article_list.show(
                event.found.keys, at=event.at, snippets=event.found.snippets, empty=EMPTY[kind]
            )
            self.shelves.show(event.shelf.name)
        self._retitle()

    def on_search_box_found(self, event: "SearchBox.Found") -> None:
        event.stop()
        self._found = event.found
        label = f"Search: {event.found.text}" if event.found.text.strip() else "Search"
        self._shelf = Shelf("box", label, event.query)
        self.article_list.show(event.found.keys, snippets=event.found.snippets, empty=EMPTY[""])
        self.box.say(f"{len(event.found.keys)} found")
        self._retitle()

    def on_search_box_kept(self, event: "SearchBox.Kept") -> None:
        from reader.domain.query import parse

        event.stop()
        try:
            parse(event.text)
        except QueryError as error:
            self.box.wrong(error, at_once=True)
            return
        self._leave_search()
        self.screen.set_focus(self.article_list)

    def on_search_box_left(self, event: "SearchBox.Left") -> None:
        event.stop()
        before = self._before
        self._leave_search()
        if before is not None and self._shelf.name == "box":
            self._select(*before)
        self.screen.set_focus(self.article_list)

    def on_search_box_down(self, event: "SearchBox.Down") -> None:
        event.stop()
        self.screen.set_focus(self.article_list)

    @on(Shelves.Chosen)
    def _shelf_chosen(self, event: Shelves.Chosen) -> None:
        event.stop()
        self.show(event.shelf)
        self.screen.set_focus(self.article_list)

    @on(Shelves.Counted)
    def _retitle(self) -> None:
        keys = self.article_list.keys
        self.article_list.border_title = Content(self.title)  # never markup: a tag's or feed's name
        self.article_list.set_foot(f"{self.article_list.cursor + 1}/{len(keys)}" if keys else "")
        self.post_message(self.Changed(self.title))

    @on(ArticleList.Highlighted)
    def _moved(self) -> None:
        picked = len(self.article_list.picked)
        place = f"{self.article_list.cursor + 1}/{len(self.article_list.keys)}"
        self.article_list.set_foot(f"{picked} selected · {place}" if picked else place)

    @on(ArticleList.ReportsWanted)
    def _turn_reports(self, event: ArticleList.ReportsWanted) -> None:
        """Opens or closes a story's other reports."""
        event.stop()
        listed = self.article_list
        before = listed.keys
        listed.merge(turned(self._desk.library, event.row, before))
        if len(listed.keys) < len(before):
            mine = set(self._desk.library.story_keys(event.row.story))
            listed.go_to(next(key for key in listed.keys if key in mine))
        self._retitle()

    @on(ArticleList.Chosen)
    def _chosen(self, event: ArticleList.Chosen) -> None:
        event.stop()
        words = self._found.words
        at = self._found.firsts.get(event.row.key)
        self.post_message(self.Opened(event.row, at, words[0] if words else "", event.read_on))

    def _leave_search(self) -> None:
        self._before = None
        self.remove_class("-searching")
        self.box.display = False
