"""Jobs on the network, all at the same time, and their outcomes one after the other.

The network has an event loop in a thread of its own, so that it goes on while the calling thread stores what came.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, Generic, TypeVar

from reader.intake.fetch import Fetcher, Limits
from reader.intake.reading import Reading

Given = TypeVar("Given")
Got = TypeVar("Got")
_TICK = 0.1  # seconds between two looks at whether all was called off
_AHEAD = 8  # feeds that are read before those before them are stored


@dataclass(slots=True)
class Place:
    """Where one job stands in its round."""

    fetcher: Fetcher
    reading: Reading
    room: asyncio.Semaphore
    taken: bool = False

    async def take(self) -> None:
        """Waits until there is room for something read that is to be stored; given back when that is done."""
        await self.room.acquire()
        self.taken = True


@dataclass(frozen=True, slots=True)
class _Came(Generic[Got]):
    """The outcome of one job."""

    got: Got
    place: Place


@dataclass(frozen=True, slots=True)
class _Over:
    """All jobs are done, or one failed in a way that nobody foresaw."""

    error: BaseException | None = None


class Network(Generic[Given, Got]):
    """Jobs in an event loop, their outcomes in the calling thread."""

    def __init__(self, limits: Limits, job: Callable[[Place, Given], Coroutine[Any, Any, Got]]) -> None:
        self._limits = limits
        self._job = job
        self._came: SimpleQueue[_Came[Got] | _Over] = SimpleQueue()
        self._begun = Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event
        self._room: asyncio.Semaphore

    def run(self, given: Iterable[Given], done: Callable[[Got], None], cancelled: Callable[[], bool]) -> bool:
        """Does a job for each of `given`. False when it was called off."""
        thread = Thread(target=self._work, args=(list(given),), name="network", daemon=True)
        thread.start()
        try:
            while not isinstance(came := self._next(cancelled), _Over):
                if came is None:
                    return False
                done(came.got)
                if came.place.taken:
                    self._tell(self._room.release)
            if came.error is not None:
                raise came.error
            return True
        finally:
            self._begun.wait()
            self._tell(lambda: self._stop.set())
            thread.join()

    def _next(self, cancelled: Callable[[], bool]) -> _Came[Got] | _Over | None:
        """What came next, waited for; None when all is called off."""
        while not cancelled():
            with suppress(Empty):
                return self._came.get(timeout=_TICK)
        return None

    def _tell(self, what: Callable[[], None]) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop is closed: all is done
                self._loop.call_soon_threadsafe(what)

    def _work(self, given: Sequence[Given]) -> None:
        """The thread's whole life."""
        try:
            asyncio.run(self._all(given))
        except BaseException as error:  # raised in the calling thread
            self._came.put(_Over(error))
        else:
            self._came.put(_Over())
        finally:
            self._begun.set()  # also where there was no memory or no file left for a loop

    async def _all(self, given: Sequence[Given]) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self._room = asyncio.Semaphore(_AHEAD)
        self._begun.set()
        async with Fetcher(self._limits) as fetcher:
            reading = Reading()
            tasks = [asyncio.create_task(self._one(one, Place(fetcher, reading, self._room))) for one in given]
            stop = asyncio.create_task(self._stop.wait())
            everything = asyncio.gather(*tasks)
            try:
                await asyncio.wait((everything, stop), return_when=asyncio.FIRST_COMPLETED)
                if everything.done():
                    everything.result()
            finally:
                reading.close()
                everything.cancel()
                for task in (*tasks, stop):
                    task.cancel()
                await asyncio.gather(*tasks, everything, stop, return_exceptions=True)

    async def _one(self, given: Given, place: Place) -> None:
        self._came.put(_Came(await self._job(place, given), place))
