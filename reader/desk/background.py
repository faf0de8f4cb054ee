"""Recognition in the background: one thread of low priority works off what lies unrecognised.

The article a person has open comes first, then the newest. What is done is kept in the library, so that a restart
goes on where the last run stopped; a recogniser of another version makes all of it undone again.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.domain.errors import NotFound

if TYPE_CHECKING:
    from reader.desk import Desk

_BATCH = 50  # articles asked for at once
_REST_MOST = 0.05  # seconds of rest after an article; at most so long as it took


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


class Background:
    """Started once; wakes when something came in. Safe from any thread."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._running = threading.Event()
        self._running.set()
        self._work = threading.Event()
        self._first: list[str] = []
        self._quiet_until = 0.0  # by time.monotonic

    def start(self, told: Told) -> None:
        """Begins, in its thread, unless it has begun.

        Args:
            told: called in the background's thread after each article, and when nothing is left.
        """
        if self._thread is None:
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
        """Rests after the article under work, until `resume`."""
        self._running.clear()

    def resume(self) -> None:
        self._running.set()

    def hold(self, seconds: float = 0.5) -> None:
        """Rests for so long: a key was pressed, and what it does comes first."""
        self._quiet_until = time.monotonic() + seconds

    @property
    def paused(self) -> bool:
        return not self._running.is_set()

    def stop(self) -> None:
        """Ends after the article under work; waits for that."""
        self._stopped.set()
        self._running.set()
        self._work.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self, told: Told) -> None:
        _give_way()
        done = 0
        try:
            while self._wait():
                for id_, left in self._undone():
                    done += 1
                    told(Recognised(id_, done, left))
                if not self._stopped.is_set():
                    told(Recognised("", done))
                while self._go_on() and self._desk.library.tidy():
                    pass
        except Exception as error:  # told, not raised: a thread's own traceback would go to the screen
            told(Recognised("", done, error=f"Names are not looked for any more: {error}"))

    def _wait(self) -> bool:
        """Waits for work; False at the end."""
        self._work.wait()
        self._work.clear()
        return not self._stopped.is_set()

    def _undone(self) -> Iterator[tuple[str, int]]:
        """Recognises until nothing is left or the end has come; gives what was done, and how many are left."""
        version, library = self._desk.recognizer.version, self._desk.library
        while (batch := library.unrecognised(version, limit=_BATCH)) and not self._stopped.is_set():
            left = library.unrecognised_count(version)
            for id_ in batch:
                for now in (*self._taken(), id_):
                    if not self._go_on():
                        return
                    if recognise(self._desk, now):
                        left -= 1
                        yield now, left

    def _taken(self) -> list[str]:
        taken, self._first = self._first[::-1], []
        return taken

    def _go_on(self) -> bool:
        """Waits while it should rest; False at the end."""
        self._running.wait()
        while (seconds := self._quiet_until - time.monotonic()) > 0 and not self._stopped.is_set():
            self._stopped.wait(seconds)
        return not self._stopped.is_set()


def recognise(desk: "Desk", id_: str) -> bool:
    """Recognises one article if it is undone, and rests a little. False when there was nothing to do."""
    began = time.monotonic()
    try:
        if desk.library.is_recognised(id_, desk.recognizer.version):
            return False
        desk.mentions(desk.library.get(id_))
    except NotFound:  # removed meanwhile
        return False
    time.sleep(min(time.monotonic() - began, _REST_MOST))
    return True


def recognise_all(desk: "Desk", ids: Iterable[str], told: Callable[[int], None]) -> int:
    """Recognises, in this thread and without rest, those of the articles that are undone; how many they were."""
    version = desk.recognizer.version
    done = 0
    for id_ in ids:
        if not desk.library.is_recognised(id_, version):
            desk.mentions(desk.library.get(id_))
            done += 1
            told(done)
    return done


def _give_way() -> None:
    """Lowers this thread's priority, where a thread can have one of its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 15)
