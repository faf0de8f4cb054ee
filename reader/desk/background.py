"""Recognition in the background: one thread of low priority works off what lies unrecognised.

The article a person has open comes first, then those that stand next in the list, then the newest. Where the model
runs in a process of its own, this thread only waits for it and writes what was found. What is done is kept in the
library, so that a restart goes on where the last run stopped; a recogniser of another version makes all of it undone
again.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.domain.entity import Recognizer, accepted
from reader.domain.errors import NotFound
from reader.entities.apart import Apart, Ended

if TYPE_CHECKING:
    from reader.desk import Desk

_BATCH = 50  # articles asked for at once
_REST_MOST = 0.05  # seconds of rest after an article; at most so long as it took
_ELSEWHERE = 0.2  # seconds until what somebody else is at is looked at again
_NICE = 10
_FOREVER = 1e6  # seconds


@dataclass(frozen=True, slots=True)
class Recognised:
    """How far it is.

    Args:
        id: the article just done, "" when nothing is left.
        done, left: articles done since the start, and still to do.
        error: why it stopped, "" when all is well.
    """

    id: str = ""
    done: int = 0
    left: int = 0
    error: str = ""


Told = Callable[[Recognised], None]
Ahead = Callable[[], Sequence[int]]


class Background:
    """Started once; wakes when something came in. Safe from any thread."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._running = threading.Event()
        self._running.set()
        self._work = threading.Event()
        self._first: list[str] = []  # opened, the newest last
        self._ahead: Ahead = tuple
        self._done = 0  # since the start
        self._fault = ""  # of the recogniser, as it was told
        self._quiet_until = 0.0  # by time.monotonic

    def start(self, told: Told, ahead: Ahead = tuple) -> None:
        """Begins, in its thread, unless it has begun. Both functions are called there.

        Args:
            told: hears of each article, and when nothing is left.
            ahead: gives the keys of the articles that a person is about to read, the next one first.
        """
        if self._thread is None:
            self._ahead = ahead
            self._thread = threading.Thread(target=self._run, args=(told,), name="recognition", daemon=True)
            self._work.set()
            self._thread.start()

    def wake(self) -> None:
        """Something came in."""
        self._work.set()

    def open(self, id_: str) -> None:
        """This article comes next: a person has it open."""
        self._first.append(id_)
        self._work.set()

    def pause(self) -> None:
        """Rests until `resume`."""
        self._running.clear()
        self._rest(_FOREVER)

    def resume(self) -> None:
        self._running.set()
        self._rest(0)

    def hold(self, seconds: float = 0.5) -> None:
        """Rests for so long: a key was pressed, and what it does comes first."""
        self._quiet_until = time.monotonic() + seconds
        if not self.paused:
            self._rest(seconds)

    def _rest(self, seconds: float) -> None:
        """Has a process that finds names rest, too."""
        apart = self._apart
        if apart is not None:
            apart.hold(seconds)

    @property
    def paused(self) -> bool:
        return not self._running.is_set()

    def end(self) -> None:
        """Nothing is begun any more, and a process that finds names ends at once. Never blocks."""
        self._stopped.set()
        self._running.set()
        self._work.set()
        apart = self._apart
        if apart is not None:
            apart.close()

    def stop(self) -> None:
        """Ends after the article under work; waits for that."""
        self.end()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self, told: Told) -> None:
        _give_way()
        try:
            while self._wait():
                for id_, left in self._undone():
                    told(Recognised(id_, self._done, left, self._new_fault()))
                if not self._stopped.is_set():
                    told(Recognised("", self._done))
                while self._go_on() and self._desk.library.tidy():
                    pass
        except Ended:
            return
        except Exception as error:  # told, not raised: a thread's own traceback would go to the screen
            told(Recognised("", self._done, error=f"Names are not looked for any more: {error}"))

    def _wait(self) -> bool:
        """Waits for work; False at the end."""
        self._work.wait()
        self._work.clear()
        return not self._stopped.is_set()

    def _undone(self) -> Iterator[tuple[str, int]]:
        """Recognises until nothing is left or the end has come; gives what was done, and how many are left."""
        library, recognizer = self._desk.library, self._patient()
        while (
            batch := library.unrecognised(*accepted(recognizer), limit=_BATCH)
        ) and not self._stopped.is_set():
            left, before = library.unrecognised_count(*accepted(recognizer)), self._done
            for id_ in self._in_turn(batch, recognizer):
                if not self._go_on():
                    return
                if recognise(self._desk, id_, recognizer):
                    self._done += 1
                    left -= 1
                    yield id_, left
            library.tidy()  # a step: names may take the night, searches are to be quick before
            if self._done == before:  # somebody else is at what is left
                self._stopped.wait(_ELSEWHERE)

    def _in_turn(self, batch: Sequence[str], recognizer: Recognizer) -> Iterator[str]:
        """What is open or stands next in the list, whenever there is such a one, else the next of `batch`."""
        for id_ in batch:
            while now := self._wanted(recognizer):
                yield now
            yield id_

    def _wanted(self, recognizer: Recognizer) -> str:
        """The article that a person has open or is about to read; "" when all of those are done."""
        if self._first:
            return self._first.pop()
        rows = self._desk.library.rows(self._ahead())
        return next((row.id for row in rows if is_undone(self._desk, row.id, recognizer)), "")

    def _patient(self) -> Recognizer:
        """Who is asked: in a process of its own, behind those who wait."""
        recognizer = self._desk.recognizer
        return recognizer.patient if isinstance(recognizer, Apart) else recognizer

    @property
    def _apart(self) -> Apart | None:
        """The recogniser in a process of its own; None when it is another, or was not asked for yet."""
        recognizer = self._desk.__dict__.get("recognizer")
        return recognizer if isinstance(recognizer, Apart) else None

    def _new_fault(self) -> str:
        """Why tables stand in for the process, once."""
        apart = self._apart
        if apart is None or apart.fault == self._fault:
            return ""
        self._fault = apart.fault
        return self._fault

    def _go_on(self) -> bool:
        """Waits while it should rest; False at the end."""
        self._running.wait()
        while (seconds := self._quiet_until - time.monotonic()) > 0 and not self._stopped.is_set():
            self._stopped.wait(seconds)
        return not self._stopped.is_set()


def recognise(desk: "Desk", id_: str, recognizer: Recognizer) -> bool:
    """Recognises one article if it is undone, and rests a little. False when there was nothing to do."""
    began = time.thread_time()
    try:
        if not is_undone(desk, id_, recognizer):
            return False
        desk.mentions(desk.library.get(id_), recognizer)
    except NotFound:  # removed meanwhile
        return False
    time.sleep(min(time.thread_time() - began, _REST_MOST))
    return True


def is_undone(desk: "Desk", id_: str, recognizer: Recognizer) -> bool:
    """Whether an article is still to be recognised, and nobody who waits for it is at it."""
    return id_ not in desk.awaited and not desk.library.is_recognised(id_, *accepted(recognizer))


def recognise_all(desk: "Desk", ids: Iterable[str], told: Callable[[int], None]) -> int:
    """Recognises, in this thread and without rest, those of the articles that are undone; how many they were."""
    done = 0
    for id_ in ids:
        if not desk.library.is_recognised(id_, *accepted(desk.recognizer)):
            desk.mentions(desk.library.get(id_))
            done += 1
            told(done)
    return done


def _give_way() -> None:
    """Lowers this thread's priority, where a thread can have one of its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
