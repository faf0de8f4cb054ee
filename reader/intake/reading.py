"""Documents read beside the network: one at a time in a thread, and once many came in a process of its own.

Reading a feed takes a tenth of a second and holds the interpreter, so that keys wait for it. A process of its own
costs half a second of another core: more than it saves where a few feeds have news, so it is started when a megabyte
came. It ends with the round of fetching that it was started for. When it dies, the document under work bears the
blame, in a sentence, as it may well be what it died of; the others are read here.
"""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from reader.domain.article import Article
from reader.domain.errors import InputError
from reader.intake.child import WORKS, Reply, Request
from reader.intake.compose import Facts
from reader.intake.feed import ParsedFeed
from reader.intake.fetch import Answer
from reader.process import Beside

MANY = 1_000_000  # bytes that came, from which on a process of its own is worth its start
_CHILD = "reader.intake.child"
_DIED = "The process that reads what came died of this. It is asked for again at the next fetch."


class Reading:
    """What one round of fetching reads; used in its event loop.

    Args:
        many: see `MANY`.
    """

    def __init__(self, many: int = MANY) -> None:
        self._many = many
        self._came = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reading")
        self._turn = asyncio.Lock()
        self._apart: Beside | None = None
        self._given_up = False

    async def feed(self, answer: Answer, facts: Facts, entries: int) -> ParsedFeed:
        """See `feed.parse_feed`; raises as that does, and InputError when its process died."""
        more = {"content_type": answer.content_type, "entries": entries}
        parsed: ParsedFeed = await self._read(len(answer.data), "feed", answer.data, facts, **more)
        return parsed

    async def page(self, answer: Answer, facts: Facts) -> list[Article]:
        """See `answers.articles_in`; raises as `feed` does."""
        articles: list[Article] = await self._read(len(answer.data), "page", answer, facts)
        return articles

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._apart.pid if self._apart else None

    def close(self) -> None:
        """Ends the process and what waits for the thread, at once; who still waits is to be cancelled."""
        self._given_up = True
        if self._apart is not None:
            self._apart.end()
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _read(self, size: int, work: str, *args: Any, **more: Any) -> Any:
        self._came += size
        if self._came >= self._many and self._apart is None and not self._given_up:
            self._begin()
        if not self.is_apart:
            async with self._turn:  # whoever waited for it asks again where there is a process now
                if not self.is_apart:
                    return await self._here(work, *args, **more)
        return await self._there(work, *args, **more)

    def _begin(self) -> None:
        try:
            self._apart = Beside(_CHILD, gives_way=False)
        except OSError:  # no memory or no right for it: then all is read here, as without it
            self._given_up = True

    @property
    def is_apart(self) -> bool:
        """Whether the process is there, ready to read what comes next."""
        apart = self._apart
        return apart is not None and not self._given_up and _is_loaded(apart.loaded)

    async def _here(self, work: str, *args: Any, **more: Any) -> Any:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: WORKS[work](*args, **more))

    async def _there(self, work: str, *args: Any, **more: Any) -> Any:
        assert self._apart is not None
        try:
            asked = self._apart.ask(lambda number: Request(number, work, args, more))
        except EOFError:  # it died before
            self._given_up = True
            return await self._in_turn(work, *args, **more)
        try:
            reply: Reply = await asyncio.wrap_future(asked)
        except EOFError as error:  # it comes to all who wait in the order of their questions
            if not self._given_up:
                self._given_up = True
                raise InputError(_DIED) from error
            return await self._in_turn(work, *args, **more)
        if reply.said:
            raise InputError(reply.said)
        if reply.fault:
            raise RuntimeError(reply.fault)
        return reply.value

    async def _in_turn(self, work: str, *args: Any, **more: Any) -> Any:
        async with self._turn:
            return await self._here(work, *args, **more)


def _is_loaded(loaded: "Future[Any]") -> bool:
    return loaded.done() and loaded.exception() is None
