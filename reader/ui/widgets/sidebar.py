"""The left side: the search box, the shelves and the list; while one searches, the box stands for the shelves."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from reader.desk import Desk
from reader.domain.errors import QueryError
from reader.ui.shelf import BOX, Shelf
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.edge import Edge
from reader.ui.widgets.listing import Listing
from reader.ui.widgets.shelves import Shelves

if TYPE_CHECKING:
    from reader.ui.widgets.search_box import SearchBox

NARROWEST, WIDEST = 20, 80  # columns


class Sidebar(Edge):
    """Routes between box, shelves and list.

    Attributes:
        shelves: what can be listed. listing: the list shown.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="sidebar")
        self._desk = desk
        self.shelves = Shelves(desk, id="shelves")
        self.listing = Listing(desk, self._unread)
        self._before: tuple[Shelf, int | None] | None = None  # where one was when the search began

    def compose(self) -> ComposeResult:
        yield self.shelves
        yield self.listing

    async def fill(self) -> None:
        """Puts the search box there, which the first frame did not wait for."""
        from reader.ui.widgets.search_box import SearchBox

        self._box = SearchBox(self._desk, id="search")
        await self.mount(self._box, before=self.shelves)

    @property
    def article_list(self) -> ArticleList:
        return self.listing.articles

    @property
    def box(self) -> "SearchBox":
        return self._box

    @property
    def shelf(self) -> Shelf:
        """Whose articles are shown."""
        return self.listing.shelf

    @property
    def waiting(self) -> int:
        """How many new articles wait to be shown."""
        return self.listing.waiting

    def _unread(self, name: str) -> int:
        line = self.shelves.line(name)
        return line.unread if line else 0

    def begin(self, shelf: Shelf) -> None:
        """Shows a first page at once, in the program's first frame, and the whole when it is there."""
        self.listing.begin(shelf)
        self.shelves.show(shelf.name)

    def show(self, shelf: Shelf, at: int | None = None) -> None:
        """Shows the articles of `shelf`, the cursor on the article with the key `at`."""
        self._leave_search()
        self.listing.select(shelf, at)

    def refill(self) -> None:
        """Articles came or went: asks again for the list shown, the cursor and the view stay where they are."""
        self.listing.again()
        self.shelves.recount()

    def changed(self, ids: Collection[str]) -> None:
        """The person did something with these articles: here, or in another process."""
        self.shelves.recount()
        self.listing.again_if(ids)

    @on(Listing.Turned)
    def _turned(self, event: Listing.Turned) -> None:
        event.stop()
        self.shelves.show(event.shelf.name)

    @on(Shelves.Counted)
    def _counted(self) -> None:
        self.listing.retitle()

    @on(Shelves.Chosen)
    def _shelf_chosen(self, event: Shelves.Chosen) -> None:
        event.stop()
        self.show(event.shelf)
        self._into_list()

    def search(self) -> None:
        """Opens the box; Esc leads back to the list shown now."""
        row = self.article_list.current
        self._before = (self.shelf, row.key if row else None)
        self.add_class("-searching")
        self.box.begin()

    def on_search_box_found(self, event: "SearchBox.Found") -> None:
        event.stop()
        found = event.found
        if not event.more:
            self.listing.hits(event.query, found)
        elif not self.listing.more_hits(found):
            return
        number = len(found.keys)
        self.box.say(f"{number:,} found" if found.whole else f"more than {number} found")

    def on_search_box_kept(self, event: "SearchBox.Kept") -> None:
        from reader.domain.query import parse

        event.stop()
        try:
            parse(event.text)
        except QueryError as error:
            self.box.wrong(error, at_once=True)
            return
        self._leave_search()
        self._into_list()

    def on_search_box_left(self, event: "SearchBox.Left") -> None:
        event.stop()
        before = self._before
        self._leave_search()
        if before is not None and self.shelf.name == BOX:
            self.listing.select(*before)
        self._into_list()

    def on_search_box_down(self, event: "SearchBox.Down") -> None:
        event.stop()
        self._into_list()

    def _into_list(self) -> None:
        self.screen.set_focus(self.article_list)

    def _leave_search(self) -> None:
        self._before = None
        self.remove_class("-searching")
        self.box.display = False
