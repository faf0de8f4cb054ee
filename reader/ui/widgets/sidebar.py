"""The left side: the search box, the shelves and the list, and which list it is that is shown.

The library is asked in threads; the list that is shown stays until the new one is there. An article that no longer
fits its list (read, under "unread") stays until the list is left; one that was archived or restored goes or comes
at once. What comes in while one reads moves nothing: it waits behind a sign until it is asked for or another list is
shown.
"""

from array import array
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message

from reader.desk import Desk
from reader.domain.errors import QueryError
from reader.store.library import Row
from reader.ui.asking import Answer, Asker, Shown
from reader.ui.finding import Found, beginning, turned
from reader.ui.shelf import Shelf, fixed
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.edge import Edge
from reader.ui.widgets.shelves import Shelves

if TYPE_CHECKING:
    from reader.ui.widgets.search_box import SearchBox

NARROWEST, WIDEST = 20, 80  # columns
EMPTY = {
    "all": "Nothing here yet.\n\nglosse add FILE brings articles in,\ngf follows a feed.",
    "unread": "Everything is read.\n\nga shows all articles, F fetches.",
    "starred": "No star yet.\n\ns stars an article.",
    "archive": "The archive is empty.\n\nd puts an article here\nwhen you are done with it.",
    "": "No article fits.\n\nga shows all articles.",
}


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

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="sidebar")
        self._desk = desk
        self._shelf = fixed("all")
        self._found = Found("", array("q"))
        self._before: tuple[Shelf, int | None] | None = None  # where one was when the search began
        self._since = datetime.now(UTC)  # when what is shown was asked for: what comes later waits
        self._waiting: Collection[int] = ()
        self._whole = False  # whether the list shows all there is
        self._asker = Asker(desk, self)

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

    @property
    def waiting(self) -> int:
        """How many new articles wait to be shown."""
        return len(self._waiting)

    def begin(self, shelf: Shelf) -> None:
        """Shows a first page at once, in the program's first frame, and the whole when it is there."""
        self._shelf = shelf
        found = beginning(self._desk.library, shelf.query, shelf.name)
        self._whole = found.whole
        self.article_list.show(found.keys, empty=EMPTY[shelf.name if shelf.name in EMPTY else ""])
        self.shelves.show(shelf.name)
        self._retitle()
        if not found.whole:  # looked for when this is drawn: the processor is busy enough until then
            self.call_after_refresh(self._asker.again, Shown(shelf, found.keys))

    def show(self, shelf: Shelf, at: int | None = None) -> None:
        """Shows the articles of `shelf`, the cursor on the article with the key `at`."""
        self._leave_search()
        self._asker.select(shelf, at)

    def search(self) -> None:
        """Opens the box; Esc leads back to the list shown now."""
        row = self.article_list.current
        self._before = (self._shelf, row.key if row else None)
        self.add_class("-searching")
        self.box.begin()

    def refill(self) -> None:
        """Articles came or went: asks again for the list shown, the cursor and the view stay where they are."""
        self._asker.again(self._shown)
        self.shelves.recount()

    def take_in(self) -> None:
        """Shows the new articles that wait, the cursor on the first of them."""
        if self._waiting:
            self._asker.again(replace(self._shown, since=None))

    @property
    def _shown(self) -> Shown:
        keys = self.article_list.keys  # an empty list is one that nothing can move: then nothing waits
        return Shown(self._shelf, keys, self._since if keys else None, self._whole)

    def changed(self, ids: Collection[str]) -> None:
        """The person did something with these articles: here, or in another process."""
        self.article_list.touch()
        self.shelves.recount()
        if ids:
            self._asker.again_if(self._shown, ids)

    def on_answer(self, event: Answer) -> None:
        event.stop()
        if event.again:
            if event.shelf == self._shelf:
                self._merge(event)
        else:
            self._shelf, self._found = event.shelf, event.found
            self._since, self._waiting, self._whole = event.asked, (), event.found.whole
            kind = event.shelf.name if event.shelf.name in EMPTY else ""
            self.article_list.show(
                event.found.keys, at=event.at, snippets=event.found.snippets, empty=EMPTY[kind]
            )
            self.shelves.show(event.shelf.name)
        self._retitle()

    def _merge(self, event: Answer) -> None:
        """The list that is shown, as it is now. What has waited and is there now gets the cursor."""
        came = [key for key in event.found.keys if key in self._waiting]
        self._since, self._waiting, self._whole = event.asked, event.waiting, True
        if event.found.words:  # a search that is complete now
            self._found = event.found
        self.article_list.merge(event.found.keys, event.found.snippets or None)
        if came:
            self.article_list.go_to(came[0])

    def on_search_box_found(self, event: "SearchBox.Found") -> None:
        event.stop()
        if event.more:
            if self._shelf.name == "box" and self._found.text == event.found.text:
                self._found, self._whole = event.found, True
                self.article_list.merge(event.found.keys, event.found.snippets)
                self._tell_found(event.found)
            return
        self._found = event.found
        label = f"Search: {event.found.text}" if event.found.text.strip() else "Search"
        self._shelf = Shelf("box", label, event.query)
        self._since, self._waiting, self._whole = datetime.now(UTC), (), event.found.whole
        self.article_list.show(event.found.keys, snippets=event.found.snippets, empty=EMPTY[""])
        self._tell_found(event.found)

    def _tell_found(self, found: Found) -> None:
        number = len(found.keys)
        self.box.say(f"{number:,} found" if found.whole else f"more than {number} found")
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
            self._asker.select(*before)
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
        self.article_list.set_foot(self._place if keys else "")
        self.post_message(self.Changed(self.title))

    @on(ArticleList.Highlighted)
    def _moved(self) -> None:
        picked = len(self.article_list.picked)
        self.article_list.set_foot(f"{picked} selected · {self._place}" if picked else self._place)

    @property
    def _place(self) -> str:
        """Where the cursor is, and how many new articles wait."""
        place = f"{self.article_list.cursor + 1}/{len(self.article_list.keys)}"
        return f"{self.waiting} new ↑ · {place}" if self._waiting else place

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
        key = event.row.key
        at, needle = self._found.firsts.get(key), self._found.needle(key)
        self.post_message(self.Opened(event.row, at, needle, event.read_on))

    def _leave_search(self) -> None:
        self._before = None
        self.remove_class("-searching")
        self.box.display = False
