"""Another process of Glosse beside this one: started, spoken to through pipes, ended. What it does is its own matter.

For work that would hold the interpreter while keys are pressed. The other process is a new interpreter, not a fork.
It ends with the process that started it: the pipe closes then,
whatever became of that process. Requests and answers bear a number; answer 0 says that all is loaded.
"""

import json
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

_NICE = 10  # of who gives way
_LENGTH = struct.Struct("<Q")
_BEGIN = (
    "import json, sys; from importlib import import_module; sys.path[:] = json.loads(sys.argv[1]); "
    "import_module(sys.argv[2]).main(*sys.argv[3:])"
)


def write(stream: IO[bytes], message: Any) -> None:
    """Sends one message."""
    packed = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(packed)) + packed)
    stream.flush()


def read(stream: IO[bytes]) -> Any:
    """The next message.

    Raises:
        EOFError: there will be none.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    packed = stream.read(length)
    if len(packed) < length:
        raise EOFError
    return pickle.loads(packed)


def begin(*, gives_way: bool) -> tuple[IO[bytes], IO[bytes]]:
    """What the other process does first.

    Args:
        gives_way: to everything else on the machine; else it works as whoever started it does.

    Returns:
        The streams that it reads requests from and writes answers to.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if gives_way and hasattr(os, "nice"):
        os.nice(max(0, _NICE - os.nice(0)))  # who starts it may have given way already
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # whoever prints must not disturb the answers
    return sys.stdin.buffer, out


class Beside:
    """One run of such a process. Safe from any thread.

    Args:
        module: its `main` is the whole life of the process.
        args: given to that.
        gives_way: see `begin`; elsewhere than on Windows the process sees to that itself.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self, module: str, *args: str, gives_way: bool) -> None:
        path = json.dumps([entry for entry in sys.path if Path(entry).is_absolute()])
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _BEGIN, path, module, *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_flags(gives_way),
        )
        assert self._process.stdin
        assert self._process.stdout
        self._lock = threading.Lock()
        self._waiting: dict[int, Future[Any]] = {0: Future()}
        self._number = 0
        self._over = False
        self._outbox: SimpleQueue[object] = SimpleQueue()
        self.loaded = self._waiting[0]  # answer 0, or EOFError
        threading.Thread(target=self._send, args=(self._process.stdin,), daemon=True).start()
        threading.Thread(target=self._hear, args=(self._process.stdout,), daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, request: Callable[[int], object]) -> "Future[Any]":
        """The answer to what `request` makes of a number; EOFError when the process ends before it.

        Raises:
            EOFError: it is gone already.
        """
        with self._lock:
            if self._over:
                raise EOFError
            self._number += 1
            future = self._waiting[self._number] = Future()
            self._outbox.put(request(self._number))
        return future

    def tell(self, message: object) -> None:
        """Sends what wants no answer."""
        if not self._over:
            self._outbox.put(message)

    @property
    def retired(self) -> bool:
        """Whether it ended by itself, as there was nothing to do."""
        return self._process.poll() == 0 and self.loaded.exception() is None

    def end(self) -> None:
        """Ends it at once, whatever it does. Never blocks."""
        self._process.kill()

    def _send(self, stream: IO[bytes]) -> None:
        try:
            while (message := self._outbox.get()) is not None:
                write(stream, message)
        except OSError:
            pass  # it died: the other thread hears of it
        finally:
            with suppress(OSError):  # what was not sent cannot be: nobody reads it
                stream.close()

    def _hear(self, stream: IO[bytes]) -> None:
        try:
            while True:
                answer = read(stream)
                with self._lock:
                    future = self._waiting.pop(answer.number)
                with suppress(InvalidStateError):  # nobody waits for it any more
                    future.set_result(answer)
        except (EOFError, OSError):
            pass
        self._process.wait()
        stream.close()
        self._outbox.put(None)
        with self._lock:
            self._over = True
            for future in self._waiting.values():
                with suppress(InvalidStateError):
                    future.set_exception(EOFError())
            self._waiting.clear()


def _flags(gives_way: bool) -> int:
    """Windows: no window, and the priority."""
    if sys.platform == "win32":
        below = subprocess.BELOW_NORMAL_PRIORITY_CLASS if gives_way else 0
        return subprocess.CREATE_NO_WINDOW | below
    return 0
