"""The list of articles with what it is a list of: a shelf or a search, and which new articles wait.

The library is asked in threads; the list that is shown stays until the new one is there. An article that no longer
fits its list (read, under "unread") stays until the list is left; one that was archived or restored goes or comes
at once. What comes in while one reads moves nothing: it waits behind a sign until it is asked for or another list is
shown.
"""

from array import array
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from reader.desk import Desk
from reader.domain.query import Query
from reader.store.library import Row
from reader.ui.asking import Answer, Asker, Shown
from reader.ui.finding import Found, beginning, turned
from reader.ui.shelf import BOX, Shelf, fixed
from reader.ui.widgets.article_list import ArticleList

EMPTY = {
    "all": "Nothing here yet.\n\nglosse add FILE brings articles in,\ngf follows a feed.",
    "unread": "Everything is read.\n\nga shows all articles, F fetches.",
    "starred": "No star yet.\n\ns stars an article.",
    "archive": "The archive is empty.\n\nd puts an article here\nwhen you are done with it.",
    "": "No article fits.\n\nga shows all articles.",
}


class Listing(Vertical):
    """Shows the articles of one shelf after the other.

    Attributes:
        articles: the list itself.
    """

    @dataclass
    class Opened(Message):
        """An article is to be shown; at: where in its text, None for its kept place; find: what was searched."""

        row: Row
        at: int | None = None
        find: str = ""
        read_on: bool = False

    @dataclass
    class Turned(Message):
        """Another shelf's articles are shown."""

        shelf: Shelf

    @dataclass
    class Changed(Message):
        """Another list, another title, another number of articles."""

        title: str

    def __init__(self, desk: Desk, unread: Callable[[str], int]) -> None:
        """Shows nothing yet.

        Args:
            unread: how many unread articles the shelf of a name has.
        """
        super().__init__()
        self._desk = desk
        self._unread = unread
        self.articles = ArticleList(desk.library.rows, id="list")
        self._shelf = fixed("all")
        self._found = Found("", array("q"))
        self._since = datetime.now(UTC)  # when what is shown was asked for: what comes later waits
        self._waiting: Collection[int] = ()
        self._whole = False  # whether the list shows all there is
        self._asker = Asker(desk, self)

    def compose(self) -> ComposeResult:
        yield self.articles

    @property
    def shelf(self) -> Shelf:
        """Whose articles are shown."""
        return self._shelf

    @property
    def title(self) -> str:
        """ "Unread 12"."""
        unread = self._unread(self._shelf.name)
        return f"{self._shelf.label} {unread}" if unread else self._shelf.label

    @property
    def waiting(self) -> int:
        """How many new articles wait to be shown."""
        return len(self._waiting)

    def begin(self, shelf: Shelf) -> None:
        """Shows a first page at once, in the program's first frame, and the whole when it is there."""
        self._shelf = shelf
        found = beginning(self._desk.library, shelf.query, shelf.name)
        self._whole = found.whole
        self.articles.show(found.keys, empty=_empty(shelf))
        self.retitle()
        if not found.whole:  # looked for when this is drawn: the processor is busy enough until then
            self.call_after_refresh(self._asker.again, Shown(shelf, found.keys))

    def select(self, shelf: Shelf, at: int | None = None) -> None:
        """Asks for the articles of `shelf`, to show them with the cursor on the article with the key `at`."""
        self._asker.select(shelf, at)

    def again(self) -> None:
        """Articles came or went: asks again for the list shown, the cursor and the view stay where they are."""
        self._asker.again(self._shown)

    def again_if(self, changed: Collection[str]) -> None:
        """Rows are others now; asks again if that may have moved articles in or out.

        Args:
            changed: the ids of articles with which the person did something.
        """
        self.articles.touch()
        if changed:
            self._asker.again_if(self._shown, changed)

    def take_in(self) -> None:
        """Shows the new articles that wait, the cursor on the first of them."""
        if self._waiting:
            self._asker.again(replace(self._shown, since=None))

    @property
    def _shown(self) -> Shown:
        keys = self.articles.keys  # an empty list is one that nothing can move: then nothing waits
        return Shown(self._shelf, keys, self._since if keys else None, self._whole)

    def hits(self, query: Query, found: Found) -> None:
        """Shows what a search found."""
        label = f"Search: {found.text}" if found.text.strip() else "Search"
        self._show(Shelf(BOX, label, query), found, datetime.now(UTC))

    def more_hits(self, found: Found) -> bool:
        """The same search is complete now; False when another list is shown meanwhile."""
        if self._shelf.name != BOX or self._found.text != found.text:
            return False
        self._found, self._whole = found, True
        self.articles.merge(found.keys, found.snippets)
        self.retitle()
        return True

    def on_answer(self, event: Answer) -> None:
        event.stop()
        if not event.again:
            self._show(event.shelf, event.found, event.asked, event.at)
            self.post_message(self.Turned(event.shelf))
        elif event.shelf == self._shelf:
            self._merge(event)

    def _show(self, shelf: Shelf, found: Found, asked: datetime, at: int | None = None) -> None:
        self._shelf, self._found = shelf, found
        self._since, self._waiting, self._whole = asked, (), found.whole
        self.articles.show(found.keys, at=at, snippets=found.snippets, empty=_empty(shelf))
        self.retitle()

    def _merge(self, event: Answer) -> None:
        """The list that is shown, as it is now. What has waited and is there now gets the cursor."""
        came = [key for key in event.found.keys if key in self._waiting]
        self._since, self._waiting, self._whole = event.asked, event.waiting, True
        if event.found.words:  # a search that is complete now
            self._found = event.found
        self.articles.merge(event.found.keys, event.found.snippets or None)
        if came:
            self.articles.go_to(came[0])
        self.retitle()

    def retitle(self) -> None:
        """Brings the title and the words at the foot up to date."""
        self.articles.border_title = Content(self.title)  # never markup: a tag's or feed's name
        self._say_place()
        self.post_message(self.Changed(self.title))

    @on(ArticleList.Highlighted)
    def _say_place(self) -> None:
        """Says at the foot where the cursor is, what is selected, and how many new articles wait."""
        listed = self.articles
        said = [f"{len(listed.picked)} selected"] if listed.picked else []
        said += [f"{self.waiting} new ↑"] if self._waiting else []
        said += [f"{listed.cursor + 1}/{len(listed.keys)}"]
        listed.set_foot(" · ".join(said) if listed.keys else "")

    @on(ArticleList.ReportsWanted)
    def _turn_reports(self, event: ArticleList.ReportsWanted) -> None:
        """Opens or closes a story's other reports."""
        event.stop()
        listed = self.articles
        before = listed.keys
        listed.merge(turned(self._desk.library, event.row, before))
        if len(listed.keys) < len(before):
            mine = set(self._desk.library.story_keys(event.row.story))
            listed.go_to(next(key for key in listed.keys if key in mine))
        self.retitle()

    @on(ArticleList.Chosen)
    def _chosen(self, event: ArticleList.Chosen) -> None:
        event.stop()
        key = event.row.key
        at, needle = self._found.firsts.get(key), self._found.needle(key)
        self.post_message(self.Opened(event.row, at, needle, event.read_on))


def _empty(shelf: Shelf) -> str:
    """What is said where a shelf has no article."""
    return EMPTY[shelf.name if shelf.name in EMPTY else ""]
