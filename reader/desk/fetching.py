"""One round over many feeds: each is asked, read and, where wanted, its articles' pages too, all at the same time.

A feed that hangs, fails or is broken ends as a sentence at that feed, and holds up no other.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from reader.desk.network import Network, Place
from reader.domain.article import Article, BlockKind
from reader.domain.errors import FetchError, GlosseError
from reader.domain.feed import Feed, answered, failed
from reader.intake.compose import Facts
from reader.intake.fetch import FEEDS, Answer, Limits, Wish


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of one feed: the feed with what its server said, and the articles in it."""

    feed: Feed
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """What holds for all feeds of a round."""

    limits: Limits
    entries: int  # read of one feed
    pace: int  # seconds, see `domain.feed.answered`
    known: Callable[[str], bool]  # whether an article of this id is there
    login: Callable[[Feed], tuple[str, str] | None]
    now: datetime

    def run(self, feeds: Iterable[Feed], done: Callable[[Visit], None], cancelled: Callable[[], bool]) -> bool:
        """Visits `feeds`; `done` is called after each, in this thread. False when it was called off."""

        def visit(place: Place, feed: Feed) -> Coroutine[Any, Any, Visit]:
            return _Visiting(self, place).visit(feed)

        return Network(self.limits, visit).run(feeds, done, cancelled)

    def pages(
        self,
        articles: Iterable[Article],
        done: Callable[[tuple[Article, str]], None],
        cancelled: Callable[[], bool],
    ) -> bool:
        """Asks for the page of each article; `done` gets it as its page has it, else as it is, with a sentence why.

        False when it was called off.
        """

        def whole(place: Place, article: Article) -> Coroutine[Any, Any, tuple[Article, str]]:
            return _Visiting(self, place).whole(article)

        return Network(self.limits, whole).run(articles, done, cancelled)


@dataclass(frozen=True, slots=True)
class _Visiting:
    """What is asked and read for one feed or article."""

    round: Round
    place: Place

    async def visit(self, feed: Feed) -> Visit:
        now, pace = self.round.now, self.round.pace
        try:
            login = await asyncio.to_thread(self.round.login, feed)
            wish = Wish(feed.url, feed.etag, feed.modified, FEEDS, typed=feed.typed, login=login)
            answer = await self.place.fetcher.get(wish)
            if answer.status == 304:
                return Visit(answered(feed, now, pace))
            return await self._read(feed, answer)
        except FetchError as error:
            visited = failed(feed, str(error), now, pace, error.wait)
            return Visit(replace(visited, gone=error.status == 410))
        except GlosseError as error:
            return Visit(failed(feed, str(error), now, pace))

    async def _read(self, feed: Feed, answer: Answer) -> Visit:
        facts = Facts(url=answer.url, feed=feed.id, tags=feed.tags, source=feed.name, added=datetime.now(UTC))
        if not feed.whole:  # pages may take long: nobody is held up for them
            await self.place.take()
        parsed = await self.place.reading.feed(answer, facts, self.round.entries)
        said = replace(
            feed,
            url=answer.moved or feed.url,
            title=parsed.title or feed.title,
            site=parsed.site or feed.site,
            ttl=parsed.ttl,
            etag=answer.etag,
            modified=answer.modified,
        )
        visited = answered(said, self.round.now, self.round.pace)
        if not feed.whole:
            return Visit(visited, parsed.articles)
        return await self._with_pages(visited, parsed.articles)

    async def _with_pages(self, feed: Feed, articles: Sequence[Article]) -> Visit:
        """The articles that are new, each with its page's text where that can be had."""
        new = [article for article in articles if not self.round.known(article.id)]
        wholes = await asyncio.gather(*(self.whole(article) for article in new))
        missing = [error for _, error in wholes if error]
        if missing:
            count = f"{len(missing)} of {len(new)} pages" if len(new) > 1 else "A page"
            feed = replace(feed, error=f"{count} could not be fetched, the feed's text is kept: {missing[0]}")
        return Visit(feed, tuple(article for article, _ in wholes))

    async def whole(self, article: Article) -> tuple[Article, str]:
        """The article as its page has it, else as it is, with a sentence why."""
        if not article.url:
            return article, ""
        try:
            answer = await self.place.fetcher.get(Wish(article.url))
            facts = Facts(url=answer.url, source=article.source, added=article.added)
            page = (await self.place.reading.page(answer, facts))[0]
        except GlosseError as error:
            return article, str(error)
        if page.words < article.words:  # a wall or a teaser: the feed says more
            return article, ""
        return _one(article, page), ""


def _one(entry: Article, page: Article) -> Article:
    """The page's text under the entry's name, so that the entry is known when it comes again."""
    titled = bool(page.first(BlockKind.HEADLINE))
    return replace(
        page,
        id=entry.id,
        url=entry.url,
        title=page.title if titled else entry.title,
        published=entry.published or page.published,
        author=page.author or entry.author,
        language=page.language or entry.language,
        source=entry.source,
        feed=entry.feed,
        tags=entry.tags,
    )
