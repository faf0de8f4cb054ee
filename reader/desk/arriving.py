"""What a fetch brings: stored, ruled, counted, and what is too old given up."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reader.desk.fetching import Visit
from reader.desk.incoming import Fetched, Progress
from reader.desk.rules import apply_rules
from reader.domain.errors import NotFound
from reader.domain.feed import Feed, with_said
from reader.domain.query import parse
from reader.store.library import Row

if TYPE_CHECKING:
    from reader.desk import Desk


class Tally:
    """Takes visits one after the other; `fetched` is what they brought so far."""

    def __init__(self, desk: "Desk", total: int, progress: Callable[[Progress], None]) -> None:
        self.fetched = Fetched()
        self._desk = desk
        self._total = total
        self._progress = progress

    def take(self, visit: Visit) -> None:
        """Stores a visit's articles and what its server said. A feed unsubscribed meanwhile stays away."""
        new = changed = 0
        try:
            feed = self._desk.library.feed(visit.feed.id)
        except NotFound:
            feed = None
        if feed is not None:
            new, changed = self._store(feed, visit)
            self._desk.library.put_feed(with_said(feed, visit.feed))
        before = self.fetched
        self.fetched = replace(
            before,
            asked=before.asked + 1,
            new=before.new + new,
            changed=before.changed + changed,
            failed=(*before.failed, visit.feed) if feed and visit.feed.error else before.failed,
        )
        self._progress(Progress(self.fetched.asked, self._total, visit.feed, new))

    def _store(self, feed: Feed, visit: Visit) -> tuple[int, int]:
        """How many articles are new, those that a rule dropped not counted, and how many changed."""
        if not visit.articles:
            return 0, 0
        outcomes = self._desk.add(visit.articles)
        new = [outcome.id for outcome in outcomes if outcome.new]
        dropped = apply_rules(self._desk, new)
        if feed.keep:
            self._give_up(feed, {outcome.id for outcome in outcomes})
        return len(new) - dropped, sum(outcome.changed for outcome in outcomes)

    def _give_up(self, feed: Feed, listed: Collection[str]) -> None:
        """Removes what is older than the feed is kept.

        Never what is starred, marked, noted or tagged by the person, nor what the feed still lists.
        """
        library = self._desk.library
        day = datetime.now(UTC) - timedelta(days=feed.keep)
        old = parse(f"feed:{feed.id} -is:starred -is:marked before:{day:%Y-%m-%d}")
        own = {*feed.tags, *(tag for rule in self._desk.config.rules for tag in rule.tag)}
        rows = library.rows(library.select(old))
        gone = [row.id for row in rows if row.id not in listed and not self._is_tagged(row, own)]
        library.remove(gone)

    def _is_tagged(self, row: Row, own: Collection[str]) -> bool:
        """Whether the article has a tag that neither its feed nor a rule gave it."""
        more = set(row.tags) - set(own)
        return bool(more) and not more <= set(self._desk.library.get(row.id).tags)
