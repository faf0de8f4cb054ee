"""One round over many feeds: each is asked, read and, where wanted, its articles' pages too, all at the same time.

Runs an event loop in the calling thread. A feed that hangs, fails or is broken ends as a sentence at that feed, and
holds up no other.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from reader.domain.article import Article, BlockKind
from reader.domain.errors import FetchError, GlosseError
from reader.domain.feed import Feed, answered, failed
from reader.intake.answers import articles_in
from reader.intake.compose import Facts
from reader.intake.feed import parse_feed
from reader.intake.fetch import FEEDS, Answer, Fetcher, Limits, Wish

Got = TypeVar("Got")
_TICK = 0.1  # seconds between two looks at whether the round was called off


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

        def visits(fetcher: Fetcher) -> Iterator[Coroutine[Any, Any, Visit]]:
            return (self._visit(fetcher, feed) for feed in feeds)

        return asyncio.run(self._run(visits, done, cancelled))

    def pages(
        self,
        articles: Iterable[Article],
        done: Callable[[tuple[Article, str]], None],
        cancelled: Callable[[], bool],
    ) -> bool:
        """Asks for the page of each article; `done` gets it as its page has it, else as it is, with a sentence why.

        False when it was called off.
        """

        def wholes(fetcher: Fetcher) -> Iterator[Coroutine[Any, Any, tuple[Article, str]]]:
            return (self._whole(fetcher, article) for article in articles)

        return asyncio.run(self._run(wholes, done, cancelled))

    async def _run(
        self,
        jobs: Callable[[Fetcher], Iterable[Coroutine[Any, Any, Got]]],
        done: Callable[[Got], None],
        cancelled: Callable[[], bool],
    ) -> bool:
        async with Fetcher(self.limits) as fetcher:
            waiting = {asyncio.create_task(job) for job in jobs(fetcher)}
            try:
                while waiting and not cancelled():
                    finished, waiting = await asyncio.wait(
                        waiting, timeout=_TICK, return_when=asyncio.FIRST_COMPLETED
                    )
                    for task in finished:
                        done(task.result())
                return not waiting
            finally:
                for task in waiting:
                    task.cancel()
                await asyncio.gather(*waiting, return_exceptions=True)

    async def _visit(self, fetcher: Fetcher, feed: Feed) -> Visit:
        try:
            login = await asyncio.to_thread(self.login, feed)
            wish = Wish(feed.url, feed.etag, feed.modified, FEEDS, typed=feed.typed, login=login)
            answer = await fetcher.get(wish)
            if answer.status == 304:
                return Visit(answered(feed, self.now, self.pace))
            return await self._read(fetcher, feed, answer)
        except FetchError as error:
            visited = failed(feed, str(error), self.now, self.pace, error.wait)
            return Visit(replace(visited, gone=error.status == 410))
        except GlosseError as error:
            return Visit(failed(feed, str(error), self.now, self.pace))

    async def _read(self, fetcher: Fetcher, feed: Feed, answer: Answer) -> Visit:
        facts = Facts(url=answer.url, feed=feed.id, tags=feed.tags, source=feed.name, added=datetime.now(UTC))
        parsed = await asyncio.to_thread(
            parse_feed, answer.data, facts, content_type=answer.content_type, entries=self.entries
        )
        said = replace(
            feed,
            url=answer.moved or feed.url,
            title=parsed.title or feed.title,
            site=parsed.site or feed.site,
            ttl=parsed.ttl,
            etag=answer.etag,
            modified=answer.modified,
        )
        visited = answered(said, self.now, self.pace)
        if not feed.whole:
            return Visit(visited, parsed.articles)
        return await self._with_pages(fetcher, visited, parsed.articles)

    async def _with_pages(self, fetcher: Fetcher, feed: Feed, articles: Sequence[Article]) -> Visit:
        """The articles that are new, each with its page's text where that can be had."""
        new = [article for article in articles if not self.known(article.id)]
        wholes = await asyncio.gather(*(self._whole(fetcher, article) for article in new))
        missing = [error for _, error in wholes if error]
        if missing:
            count = f"{len(missing)} of {len(new)} pages" if len(new) > 1 else "A page"
            feed = replace(feed, error=f"{count} could not be fetched, the feed's text is kept: {missing[0]}")
        return Visit(feed, tuple(article for article, _ in wholes))

    async def _whole(self, fetcher: Fetcher, article: Article) -> tuple[Article, str]:
        """The article as its page has it, else as it is, with a sentence why."""
        if not article.url:
            return article, ""
        try:
            answer = await fetcher.get(Wish(article.url))
            facts = Facts(url=answer.url, source=article.source, added=article.added)
            page = (await asyncio.to_thread(articles_in, answer, facts))[0]
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
