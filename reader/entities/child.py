"""The recogniser's own process: reads texts from standard input, writes mentions to standard output.

It gives way to everything else on the machine, works on one core, and ends with the process that started it: the pipe
closes then, whatever became of that process. A text that a person waits for is taken between two runs of the network,
before the rest of a text that nobody waits for; such a one also rests while keys are pressed.

    to it    Request, or Hold                     from it    Answer, the first one when all is loaded
"""

import os
import threading
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from reader.domain.entity import Mention
from reader.process import begin, read, write


@dataclass(frozen=True, slots=True)
class Request:
    """A text to be read; urgent: a person waits for it."""

    number: int
    text: str
    language: str
    when: date | None
    urgent: bool


@dataclass(frozen=True, slots=True)
class Hold:
    """Whatever is not urgent rests for so many seconds from now on; 0 ends a rest."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in the text of that number; error: why nothing can be. Number 0: about the loading."""

    number: int
    mentions: Sequence[Mention] = ()
    error: str = ""


class _Inbox:
    """What was sent and is not yet under work; filled by a thread."""

    def __init__(self, stream: IO[bytes], idle: float) -> None:
        self._stream = stream
        self._idle = idle
        self._changed = threading.Condition()
        self._urgent: deque[Request] = deque()
        self._patient: deque[Request] = deque()
        self._quiet_until = 0.0  # by time.monotonic

    def fill(self) -> None:
        """Until the other side is gone; then this process is, too."""
        with suppress(EOFError):
            while True:
                message = read(self._stream)
                with self._changed:
                    self._sort(message)
                    self._changed.notify()
        os._exit(0)

    def _sort(self, message: Request | Hold) -> None:
        if isinstance(message, Hold):
            self._quiet_until = time.monotonic() + message.seconds
        elif message.urgent:
            self._urgent.append(message)
        else:
            self._patient.append(message)

    def next(self) -> Request:
        """The next text, waited for; where none comes for long the process ends."""
        with self._changed:
            while not self._urgent and not (self._patient and self._rest() <= 0):
                woken = self._changed.wait(self._rest() if self._patient else self._idle)
                if not woken and not self._patient:
                    os._exit(0)
            return (self._urgent or self._patient).popleft()

    def urgent(self) -> Request | None:
        """The next text that a person waits for, if there is one; rests first while keys are pressed."""
        with self._changed:
            while not self._urgent and self._rest() > 0:
                self._changed.wait(self._rest())
            return self._urgent.popleft() if self._urgent else None

    def _rest(self) -> float:
        return self._quiet_until - time.monotonic()


class _Desk:
    """Works off the inbox."""

    def __init__(self, inbox: _Inbox, out: IO[bytes], folder: Path) -> None:
        from reader.entities.trained import Trained

        self._inbox = inbox
        self._out = out
        self._recognizer = Trained(folder)
        self._recognizer.load()

    def work(self) -> None:
        while True:
            self._answer(self._inbox.next())

    def _answer(self, request: Request) -> None:
        between = (lambda: None) if request.urgent else self._give_way
        try:
            found = self._recognizer.recognize(
                request.text, language=request.language, when=request.when, between=between
            )
            answer = Answer(request.number, list(found))
        except Exception as error:  # the other side says it: this one has no screen
            answer = Answer(request.number, error=f"{type(error).__name__}: {error}")
        write(self._out, answer)

    def _give_way(self) -> None:
        while (request := self._inbox.urgent()) is not None:
            self._answer(request)


def main(folder: str, idle: str) -> None:
    """The whole life of the process.

    Args:
        folder: where the model lies.
        idle: seconds without a text after which it ends.
    """
    requests, out = begin(gives_way=True)
    inbox = _Inbox(requests, float(idle))
    threading.Thread(target=inbox.fill, daemon=True).start()
    try:
        desk = _Desk(inbox, out, Path(folder))
    except Exception as error:  # as above
        write(out, Answer(0, error=f"{type(error).__name__}: {error}"))
        return
    write(out, Answer(0))
    desk.work()
