"""The trained recogniser in a process of its own, seen from here.

The process starts at the first text, not before, and gives its memory back when there was nothing to do for a while.
When it dies it is started once more; when it dies again, or cannot load, the tables serve in this process, and `fault`
says so. Whoever asks waits in a thread; nothing here blocks a key.
"""

import threading
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from reader.domain.entity import Mention, Recognizer
from reader.domain.errors import GlosseError
from reader.entities.child import Answer, Hold, Request
from reader.process import Beside

_CHILD = "reader.entities.child"
_DEATHS = 2  # after which it is given up
_IDLE = 300.0  # seconds


class Ended(GlosseError):
    """The recogniser was closed while a text was under work."""

    def __init__(self) -> None:
        super().__init__("Names are not looked for any more.")


class Apart:
    """The recogniser of the screen: what is asked of it is urgent; `patient` is for what nobody waits for."""

    def __init__(self, folder: Path, version: str, tables: Recognizer, idle: float = _IDLE) -> None:
        """Starts nothing yet.

        Args:
            folder: where the model lies.
            version: the trained recogniser's.
            tables: what serves when the process does not.
            idle: seconds without a text after which the process ends, to be started again for the next.
        """
        self._folder = folder
        self._trained = version
        self._tables = tables
        self._lock = threading.Lock()
        self._life: Beside | None = None
        self._deaths = 0
        self._idle = idle
        self._closed = False
        self.fault = ""  # why the tables serve; "" while the process does

    @property
    def version(self) -> str:
        """Of what serves now."""
        return self._tables.version if self.fault else self._trained

    @property
    def accepted(self) -> tuple[str, ...]:
        """The versions whose mentions need not be sought again now; what tables found is, at the next start."""
        return (self._tables.version, self._trained) if self.fault else (self._trained,)

    @cached_property
    def patient(self) -> "Patient":
        return Patient(self)

    @property
    def pid(self) -> int | None:
        """The process under work, if there is one."""
        return self._life.pid if self._life else None

    def recognize(self, text: str, *, language: str = "", when: date | None = None) -> Sequence[Mention]:
        """See `reader.domain.entity.Recognizer`; before all that is not urgent."""
        return self.ask(text, language, when, urgent=True)

    def ask(self, text: str, language: str, when: date | None, urgent: bool) -> Sequence[Mention]:
        """See `recognize`.

        Raises:
            Ended: it was closed meanwhile.
        """
        while (life := self._alive()) is not None:
            try:
                self._check(life, life.loaded.result())
                if self.fault:
                    break
                answer: Answer = life.ask(lambda number: Request(number, text, language, when, urgent)).result()
            except EOFError:
                self._died(life)
                continue
            if answer.error:
                raise RuntimeError(answer.error)
            return answer.mentions
        return self._tables.recognize(text, language=language, when=when)

    def hold(self, seconds: float) -> None:
        """What is not urgent rests for so long; 0 ends a rest. Never blocks."""
        life = self._life
        if life is not None:
            life.tell(Hold(seconds))

    def close(self) -> None:
        """Ends the process at once; who waits for an answer gets `Ended`."""
        self._closed = True
        with self._lock:
            if self._life is not None:
                self._life.end()

    def _alive(self) -> Beside | None:
        """The process, started if need be; None when it is given up."""
        with self._lock:
            if self._closed:
                raise Ended
            if self._life is None and not self.fault:
                try:
                    self._life = Beside(_CHILD, str(self._folder), str(self._idle), gives_way=True)
                except OSError as error:
                    self.fault = _sentence(f"its process cannot be started ({error.strerror})")
            return self._life

    def _check(self, life: Beside, loaded: Answer) -> None:
        if loaded.error:
            with self._lock:
                self.fault = _sentence(f"the model cannot be loaded ({loaded.error})")
                self._life = None

    def _died(self, life: Beside) -> None:
        with self._lock:
            if self._life is life:
                self._life = None
                self._deaths += not life.retired
                if self._deaths >= _DEATHS and not self._closed:
                    self.fault = _sentence("the process that finds them died twice")


def _sentence(why: str) -> str:
    return f"Names are found by tables alone until the next start: {why}."


class Patient:
    """The same recogniser for texts that nobody waits for."""

    def __init__(self, apart: Apart) -> None:
        self._apart = apart

    @property
    def version(self) -> str:
        return self._apart.version

    @property
    def accepted(self) -> tuple[str, ...]:
        return self._apart.accepted

    def recognize(self, text: str, *, language: str = "", when: date | None = None) -> Sequence[Mention]:
        """See `reader.domain.entity.Recognizer`."""
        return self._apart.ask(text, language, when, urgent=False)
