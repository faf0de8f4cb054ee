"""What comes in over the network: pages by their address, feeds and their articles.

`desk.incoming` is the one door to it for the screen and the command line. It keeps the subscriptions in the
library, asks for their news (`fetching.py` asks many servers at once), and stores what is new. Whatever goes
wrong with one feed is kept at that feed as a sentence and stops no other.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reader.desk.fetched import FeedRow, Fetched, Progress
from reader.desk.watching import Watching
from reader.domain.article import Article
from reader.domain.errors import Ambiguous, InputError, NotFound
from reader.domain.feed import SETTINGS, Feed, is_due

if TYPE_CHECKING:
    from reader.desk import Desk, Outcome
    from reader.desk.fetching import Round
    from reader.desk.importing import Importing
    from reader.desk.lists import Followed
    from reader.intake.fetch import Limits

__all__ = ["FeedRow", "Fetched", "Incoming", "Progress"]


class Incoming:
    """Pages and subscriptions. Calls block; run them in a thread."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._heard: list[Callable[[Progress | Fetched], None]] = []
        self._watching = Watching(desk)

    @property
    def importing(self) -> "Importing":
        """Takes in what other programs export."""
        from reader.desk.importing import Importing

        return Importing(self._desk)

    def listen(self, heard: Callable[[Progress | Fetched], None]) -> Callable[[], None]:
        """Has `heard` called, in the fetching thread, after each feed of any fetch and at its end.

        Gives what ends it.
        """
        self._heard.append(heard)
        return lambda: self._heard.remove(heard)

    def _tell(self, event: Progress | Fetched) -> None:
        for heard in tuple(self._heard):
            heard(event)

    def add_url(
        self,
        url: str,
        *,
        kind: str | None = None,
        tags: Sequence[str] = (),
        cancelled: Callable[[], bool] = lambda: False,
    ) -> "list[Outcome]":
        """Fetches a page, or a feed's articles, that the person named, and stores what is in it.

        Args:
            kind: one of `intake.kinds.KINDS`; None: told from what comes.
            tags: given to each article.
            cancelled: asked every tenth of a second.

        Raises:
            FetchError, InputError: it did not come, or holds no article.
        """
        from reader.desk.subscribing import full_address
        from reader.intake.answers import articles_in
        from reader.intake.compose import Facts
        from reader.intake.fetch import Wish, get

        answer = get(Wish(full_address(url), typed=True), self._limits, cancelled)
        articles = articles_in(answer, Facts(url=answer.url), kind or "")
        return self._desk.add(articles, tags)

    def fetch_pages(
        self,
        ids: Sequence[str],
        *,
        told: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[str]:
        """Fetches the pages of articles of which only the link is known; those with a text are left alone.

        Args:
            told: called with how many are done, and of how many.

        Returns:
            A sentence for each page that did not come.
        """
        links = [article for article in map(self._desk.library.get, ids) if article.is_link]
        missing: list[str] = []
        count = 0

        def took(got: tuple[Article, str]) -> None:
            nonlocal count
            count += 1
            article, error = got
            if error or article.is_link:
                missing.append(error or f"There is no article under {article.url}.")
            else:
                self._desk.library.remove([article.id])  # the link was no version of it
                self._desk.add([article])
            told(count, len(links))

        self._round(datetime.now(UTC)).pages(links, took, cancelled)
        return missing

    def subscribe(
        self,
        url: str,
        *,
        name: str = "",
        tags: Sequence[str] = (),
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Feed:
        """Follows the feed at `url`, or the one that the page at `url` names, and stores its articles.

        One that is followed already is given as it is.

        Raises:
            FetchError, InputError: nothing came, or there is no feed.
        """
        from reader.desk.subscribing import Finding

        found = replace(Finding(self._limits, cancelled).find(url), name=name, tags=tuple(tags))
        known = next((f for f in self._desk.library.feeds() if found.url == f.url or found.id == f.id), None)
        if known is not None:
            return known
        self._desk.library.put_feed(found)
        self.fetch([found], cancelled=cancelled)
        return self._desk.library.feed(found.id)

    def unsubscribe(self, feed_id: str) -> Feed:
        """Follows a feed no longer; its articles stay. Gives the feed, for `restore`."""
        feed = self._desk.library.feed(feed_id)
        self._desk.library.remove_feed(feed_id)
        return feed

    def restore(self, feed: Feed) -> Feed:
        """Follows again what was followed before, with its settings."""
        self._desk.library.put_feed(feed)
        return feed

    def change(self, feed_id: str, **settings: object) -> Feed:
        """Changes settings of a feed: name, tags, whole, pace, keep, login, gone, typed. Another pace holds at once."""
        unknown = settings.keys() - set(SETTINGS)
        if unknown:
            raise InputError(f"A feed has no setting {sorted(unknown)[0]}; it has {', '.join(SETTINGS)}.")
        feed = replace(self._desk.library.feed(feed_id), **settings)  # type: ignore[arg-type]
        feed = replace(feed, due=None) if "pace" in settings else feed
        self._desk.library.put_feed(feed)
        return feed

    def find(self, text: str) -> Feed:
        """The feed with this id or start of it, address, or part of its name.

        Raises:
            NotFound, Ambiguous: none, or several.
        """
        feeds = self._desk.library.feeds()
        wanted = text.strip().lower()
        for fits in _FITS:
            found = [feed for feed in feeds if wanted and fits(feed, wanted)]
            if len(found) == 1:
                return found[0]
            if found:
                names = [f"{feed.id} {feed.label}" for feed in found]
                raise Ambiguous(f"“{text}” fits {len(found)} feeds: {'; '.join(names[:5])}.", names)
        raise NotFound(f"No feed is called “{text}”.")

    def rows(self) -> list[FeedRow]:
        """All subscriptions, by name."""
        counts = self._desk.library.counts().feeds
        feeds = sorted(self._desk.library.feeds(), key=lambda feed: feed.label.casefold())
        return [FeedRow(feed, *counts.get(feed.id, (0, 0))) for feed in feeds]

    def fetch(
        self,
        feeds: Sequence[Feed] | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Fetched:
        """Asks for news and stores them.

        Args:
            feeds: asked whether due or not; None: all that are due, and the watched folders are looked into.
            progress: called in this thread after each feed.
            cancelled: asked every tenth of a second; when it says yes, what is not stored yet is given up.
        """
        from reader.desk.arriving import Tally

        now = datetime.now(UTC)
        all_ = self._desk.library.feeds() if feeds is None else list(feeds)
        asked = [feed for feed in all_ if feeds is not None or is_due(feed, now)]

        def told(event: Progress) -> None:
            if progress is not None:
                progress(event)
            self._tell(event)

        tally = Tally(self._desk, len(asked), told)
        whole = not asked or self._round(now).run(asked, tally.take, cancelled or (lambda: False))
        fetched = replace(tally.fetched, waiting=len(all_) - len(asked), cancelled=not whole)
        if feeds is None and whole:
            came = self._watching.look()
            problems = tuple(outcome.error for outcome in came if outcome.error)
            fetched = replace(
                fetched, new=fetched.new + sum(outcome.new for outcome in came), problems=problems
            )
        self._tell(fetched)
        return fetched

    def look(self, settled: float = 0.0) -> "list[Outcome]":
        """Adds what is new in the watched folders; see `Watching.look`."""
        return self._watching.look(settled)

    def import_list(self, data: bytes) -> "Followed":
        """Follows what an OPML file (folders as tags) or newsboat's urls file lists; see `lists.follow`."""
        from reader.desk.lists import follow

        return follow(self._desk, data)

    def export_opml(self) -> str:
        """All subscriptions as OPML 2.0."""
        from reader.intake.opml import to_opml

        return to_opml(self._desk.library.feeds())

    def _round(self, now: datetime) -> "Round":
        from reader.desk.fetching import Round
        from reader.desk.logins import login_of

        settings = self._desk.config.fetch
        pace = timedelta(minutes=settings.pace)
        return Round(self._limits, settings.entries, int(pace.total_seconds()), self._is_known, login_of, now)

    def _is_known(self, article: str) -> bool:
        try:
            self._desk.library.key_of(article)
        except NotFound:
            return False
        return True

    @property
    def _limits(self) -> "Limits":
        from reader.intake.fetch import Limits

        settings = self._desk.config.fetch
        return Limits(
            user_agent=settings.user_agent,
            allow_hosts=frozenset(host.lower() for host in settings.allow_hosts),
            seconds=settings.timeout,
            size=settings.max_bytes,
            redirects=settings.redirects,
            parallel=settings.parallel,
            proxy=settings.proxy.strip(),
        )


_FITS: tuple[Callable[[Feed, str], bool], ...] = (
    lambda feed, wanted: wanted in (feed.id, feed.url.lower()),
    lambda feed, wanted: wanted in (feed.label.lower(), feed.title.lower()),
    lambda feed, wanted: len(wanted) >= 4 and feed.id.startswith(wanted),
    lambda feed, wanted: wanted in f"{feed.label} {feed.title} {feed.url}".lower(),
)
