"""What comes in over the network: pages by their address, feeds and their articles.

`desk.incoming` is the one door to it for the screen and the command line. It keeps the subscriptions in the
library, asks for their news (`fetching.py` asks many servers at once), and stores what is new. Whatever goes
wrong with one feed is kept at that feed as a sentence and stops no other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.domain.feed import Feed

if TYPE_CHECKING:
    from reader.desk import Desk, Outcome


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a fetch is: `done` of `total` feeds, the last one being `feed` with `new` articles."""

    done: int
    total: int
    feed: Feed
    new: int = 0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch brought."""

    asked: int = 0  # feeds asked
    waiting: int = 0  # feeds left alone: not due yet, or gone
    new: int = 0  # articles
    changed: int = 0  # articles that came again with other words
    failed: tuple[Feed, ...] = ()  # each with its sentence in `error`
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A subscription as a list shows it."""

    feed: Feed
    unread: int
    total: int


class Incoming:
    """Pages and subscriptions. Calls block; run them in a thread."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def add_url(self, url: str, *, kind: str | None = None, tags: Sequence[str] = ()) -> "list[Outcome]":
        """Fetches a page, or a feed's articles, that the person named, and stores what is in it.

        Raises:
            FetchError, InputError: it did not come, or holds no article.
        """
        raise NotImplementedError

    def subscribe(self, url: str, *, name: str = "", tags: Sequence[str] = ()) -> Feed:
        """Follows the feed at `url`, or the one that the page at `url` names, and stores its articles.

        Raises:
            FetchError, InputError: nothing came, or there is no feed.
        """
        raise NotImplementedError

    def unsubscribe(self, feed_id: str) -> Feed:
        """Follows a feed no longer; its articles stay. Gives the feed, for `restore`."""
        raise NotImplementedError

    def restore(self, feed: Feed) -> None:
        """Follows again what was followed before, with its settings."""
        raise NotImplementedError

    def change(self, feed_id: str, **settings: object) -> Feed:
        """Changes settings of a feed: name, tags, whole, pace, keep, login, gone."""
        raise NotImplementedError

    def find(self, text: str) -> Feed:
        """The feed with this id or start of it, address, or part of its name.

        Raises:
            NotFound, Ambiguous: none, or several.
        """
        raise NotImplementedError

    def rows(self) -> list[FeedRow]:
        """All subscriptions, by name."""
        raise NotImplementedError

    def fetch(
        self,
        feeds: Sequence[Feed] | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Fetched:
        """Asks for news and stores them.

        Args:
            feeds: asked whether due or not; None: all that are due.
            progress: called in this thread after each feed.
            cancelled: asked every tenth of a second; when it says yes, what is not stored yet is given up.
        """
        raise NotImplementedError

    def import_opml(self, data: bytes) -> list[Feed]:
        """Follows what an OPML file lists, folders as tags; gives those that were not followed yet."""
        raise NotImplementedError

    def export_opml(self) -> str:
        """All subscriptions as OPML 2.0."""
        raise NotImplementedError

    def import_urls(self, data: bytes) -> list[Feed]:
        """Follows what newsboat's urls file lists; its query feeds become saved searches."""
        raise NotImplementedError
