"""The subscriptions: what is followed, what came when, what went wrong.

Fetching is the app's: it goes on when this screen is left. What it brings is heard from `desk.incoming`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from reader.desk import Desk
from reader.desk.incoming import FeedRow, Fetched, Progress
from reader.domain.clean import clean_line
from reader.domain.counting import counted
from reader.domain.feed import Feed
from reader.ui.answers import answer
from reader.ui.feed_deeds import FeedDeeds
from reader.ui.screens.feed_rows import details, feed_cells, feed_head, narrowed
from reader.ui.widgets.footer import VerbFooter
from reader.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp

EMPTY = """No feeds yet.

a follows one: type a feed's address, or that of a page that has one.
From another reader: glosse opml import FILE."""


class FeedList(RowList[FeedRow]):
    """The subscriptions, each on a line; what is wrong with one in the colour of errors."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--wrong"}
    DEFAULT_CSS = "FeedList > .rows--wrong { color: $text-error; }"

    def __init__(self) -> None:
        super().__init__(lambda row, width: feed_cells(row, width, datetime.now(UTC)), id="feed-list")


class FeedsScreen(Screen[str | None]):
    """Dismissed with the shelf to show, "feed ID", or None."""

    KEY_SCOPE: ClassVar[str] = "feeds"

    @dataclass
    class Heard(Message):
        """A fetch went on, or ended."""

        event: Progress | Fetched

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="feeds")
        self._desk = desk
        self._deeds = FeedDeeds(self, desk, self._refill, self._retitle)
        self._fetching = ""  # how far a fetch is, "" when there is none
        self._deaf: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        yield Static("", id="feed-head", markup=False)
        yield FeedList()
        yield Static(EMPTY, id="feed-empty", markup=False)
        yield Static("", id="feed-details", markup=False)
        yield VerbFooter()

    def on_mount(self) -> None:
        def heard(event: Progress | Fetched) -> None:
            self.post_message(self.Heard(event))

        self._deaf = self._desk.incoming.listen(heard)
        self._list.focus()
        self._refill()

    def on_unmount(self) -> None:
        if self._deaf is not None:
            self._deaf()

    @property
    def _list(self) -> FeedList:
        return self.query_one(FeedList)

    @property
    def _feed(self) -> Feed | None:
        """The feed under the cursor."""
        row = self._list.current
        return row.feed if row else None

    @work(thread=True, exclusive=True, group="feeds")
    def _refill(self, at: str = "") -> None:
        """Asks the library in a thread; at: the id of the feed the cursor goes to, "" where it is."""
        rows = self._desk.incoming.rows()
        answer(self, self._fill, rows, at)

    def _fill(self, rows: list[FeedRow], at: str) -> None:
        wanted = at or (self._feed.id if self._feed else "")
        self._list.fill(rows, keep=lambda row: row.feed.id == wanted)
        unread = sum(row.unread for row in rows)
        self._list.border_title = f"Feeds {len(rows)}" + (f" · {unread} unread" if unread else "")
        self._list.display = bool(rows)
        self.on_resize()
        self.query_one("#feed-empty").display = not rows
        if rows and self.focused is None:
            self._list.focus()
        self._tell_details()

    @on(RowList.Highlighted, "#feed-list")
    def _tell_details(self) -> None:
        feed = self._feed
        shown = self.query_one("#feed-details", Static)
        shown.display = feed is not None
        if feed is not None:
            lines = details(feed, datetime.now(UTC))
            inks = {"": "$foreground", "dim": "$text-muted", "wrong": "$text-error"}
            room = max(20, self.size.width - 4)
            shown.border_title = Content(clean_line(feed.label))
            shown.update(
                Content("\n").join(Content.styled(narrowed(t, room) if not s else t, inks[s]) for t, s in lines)
            )
        self.query_one(VerbFooter).renew()

    def on_resize(self) -> None:
        head = self.query_one("#feed-head", Static)
        words = feed_head(self.size.width - 2)
        head.display = bool(words) and self._list.display
        head.update(words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some verbs hold only while there is something to do them to."""
        if action in ("stop", "undo"):
            return bool(self._fetching if action == "stop" else self._deeds.can_undo)
        if action in ("set", "form", "remove", "copy") or (action == "fetch" and not parameters):
            return True if self._list.current else None
        return True

    def action_add(self) -> None:
        """Asks for an address and follows the feed there."""
        self._deeds.add()

    def action_fetch(self, which: str = "") -> None:
        """Fetches the feed under the cursor, or all that are due."""
        feed = self._feed
        if which or feed:
            self._fetching = "fetching …"
            self._retitle()
            cast("GlosseApp", self.app).clockwork.fetch(None if which or feed is None else feed.id)

    def action_stop(self) -> None:
        self.app.workers.cancel_group(self.app, "fetch")
        self._fetching = ""
        self._retitle("stopped")

    def on_feeds_screen_heard(self, heard: Heard) -> None:
        event = heard.event
        self._fetching = f"fetching {event.done}/{event.total}" if isinstance(event, Progress) else ""
        self._retitle(_said(event) if isinstance(event, Fetched) else "")
        self._refill()

    def _retitle(self, said: str = "") -> None:
        self._list.border_subtitle = self._fetching or said
        self.query_one(VerbFooter).renew()

    def action_set(self, setting: str) -> None:
        """Changes a setting of the feed under the cursor: asks for it, or turns it round."""
        if self._feed is not None:
            self._deeds.set(self._feed, setting)

    def action_form(self) -> None:
        """All that can be said of the feed under the cursor, on one form."""
        if self._feed is not None:
            self._deeds.form(self._feed)

    def action_remove(self) -> None:
        if self._feed is not None:
            self._deeds.remove(self._feed)

    def action_undo(self) -> None:
        self._deeds.undo()

    def action_copy(self) -> None:
        if self._feed is not None:
            self.app.copy_to_clipboard(self._feed.url)

    @on(RowList.Chosen, "#feed-list")
    def _chosen(self) -> None:
        if self._feed is not None:
            self.dismiss(f"feed {self._feed.id}")


def _said(fetched: Fetched) -> str:
    """A fetch in a few words."""
    words = [counted(fetched.new, "new article", "new articles")]
    words += [f"{len(fetched.failed)} failed"] if fetched.failed else []
    words += [f"{counted(len(fetched.problems), 'file', 'files')} not read"] if fetched.problems else []
    words += [f"{fetched.waiting} not due"] if fetched.waiting else []
    words += ["stopped"] if fetched.cancelled else []
    return " · ".join(words)
