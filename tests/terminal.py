"""A program in a terminal of its own, as a person has it: keys in, a screen out.

The pseudo-terminal is the system's, the screen is pyte's. Only what the terminal shows counts; nothing is asked
of the program itself.
"""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

SYNC_ASKED = b"\x1b[?2026$p"
SYNC_ANSWER = b"\x1b[?2026;2$y"  # "known, and not in use": as terminals do that draw whole frames
FRAME_END = b"\x1b[?2026l"


class Terminal:
    """Runs `argv` in a terminal of `columns` by `rows` cells until the block is left.

    Args:
        argv: the command, found through PATH.
        env: all of its environment.
        cwd: where it runs.
    """

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        *,
        columns: int = 120,
        rows: int = 40,
        cwd: Path | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._tail = b""
        self.received = 0  # bytes
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:  # the child
            os.chdir(cwd or Path.cwd())
            os.execvpe(argv[0], list(argv), {"TERM": "xterm-256color", "COLORTERM": "truecolor", **env})
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.exit_code: int | None = None
        self._ready = select.poll()  # select itself knows 1,024 descriptors
        self._ready.register(self._fd, select.POLLIN)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.exit_code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    def read(self, timeout: float) -> bytes:
        """What the program wrote within `timeout` seconds, drawn on the screen; b"" for nothing or at its end."""
        data = self._take(timeout)
        self._draw(data)
        return data

    def _take(self, timeout: float) -> bytes:
        """What the program wrote, not drawn yet: drawing takes longer than the program's own work."""
        if not self._ready.poll(timeout * 1000):
            return b""
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux says so when the other end is closed
            return b""
        if SYNC_ASKED in self._tail + data and SYNC_ASKED not in self._tail:
            os.write(self._fd, SYNC_ANSWER)
        self._tail = (self._tail + data)[-len(SYNC_ASKED) :]
        self.received += len(data)
        return data

    def _draw(self, data: bytes) -> None:
        # pyte takes "CSI ? ... $ p" and "CSI > ... u" for text; they ask or set what it does not have.
        self._stream.feed(_without_queries(data))

    def text(self) -> str:
        """The screen, its lines stripped on the right."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, *needles: str, timeout: float = 30) -> None:
        """Until every one of `needles` stands on the screen.

        Raises:
            TimeoutError: with the screen as it then is.
        """
        end = time.monotonic() + timeout
        while not all(needle in self.text() for needle in needles):
            if time.monotonic() > end:
                raise TimeoutError(f"no {needles} on the screen:\n{self.text()}")
            self.read(0.1)

    def wait_gone(self, needle: str, timeout: float = 30) -> None:
        """Until `needle` stands no longer on the screen."""
        end = time.monotonic() + timeout
        while needle in self.text():
            if time.monotonic() > end:
                raise TimeoutError(f"{needle!r} is still there:\n{self.text()}")
            self.read(0.1)

    def settle(self, quiet: float = 0.3, most: float = 15) -> None:
        """Until nothing was written for `quiet` seconds."""
        end = time.monotonic() + most
        while time.monotonic() < end and self.read(quiet):
            pass

    def type(self, keys: str, *, settle: bool = True) -> None:
        """Writes `keys` as typed, one after the other."""
        for key in keys:
            os.write(self._fd, key.encode())
            if settle:
                self.settle(0.15, 5)

    def key_to_frame(self, key: str, timeout: float = 10, *, holding: str = "") -> float:
        """Seconds from a key's being written to the end of the first frame that answers it and has `holding` in it."""
        seen, mark = b"", holding.encode()
        start = time.perf_counter()
        os.write(self._fd, key.encode())
        while mark not in seen or FRAME_END not in seen[seen.index(mark) :]:
            if time.perf_counter() - start > timeout:
                raise TimeoutError(f"no frame after {key!r}")
            seen += self._take(0.05)
        took = time.perf_counter() - start
        self._draw(seen)
        return took

    def since_start(self, words: str, times: int = 1, most: float = 60) -> float:
        """Seconds from the start until `words` came so many times; what came is drawn then: drawing does not count."""
        seen, mark = b"", words.encode()
        while seen.count(mark) < times:
            if time.perf_counter() - self.started > most:
                self._draw(seen)
                raise TimeoutError(f"no {words!r} on the screen:\n{self.text()}")
            seen += self._take(0.05)
        took = time.perf_counter() - self.started
        self._draw(seen)
        return took

    def pieces(self, keys: str, quiet: float = 0.3, most: float = 3) -> Iterator[tuple[float, float]]:
        """Writes keys; when nothing more comes, draws what came, piece by piece.

        Yields:
            The seconds from the keys to each piece and the processor's so far, when it is drawn: drawing does not
            count.
        """
        came: list[tuple[float, float, bytes]] = []
        start = time.perf_counter()
        os.write(self._fd, keys.encode())
        while time.perf_counter() - start < most and (data := self._take(quiet if came else most)):
            came.append((time.perf_counter() - start, self.processor(), data))
        for seconds, processor, data in came:
            self._draw(data)
            yield seconds, processor

    def peak_memory(self) -> float:
        """The most memory the program itself held so far, in MB (resident; Linux only)."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("this system does not say")

    def processor(self) -> float:
        """Seconds of processor that the program took so far (Linux only): hardly another when others work too."""
        spent = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            with contextlib.suppress(OSError):  # a thread that ended meanwhile
                spent += int((task / "schedstat").read_text().split()[0])
        return spent / 1e9

    def wait_exit(self, timeout: float = 20) -> int:
        """The program's exit code, waited for."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
                return self.exit_code
        raise TimeoutError(f"still running:\n{self.text()}")


def _without_queries(data: bytes) -> bytes:
    import re

    return re.sub(rb"\x1b\[[?>=<][\d;]*(?:\$p|u|q|m)", b"", data)


def clean_env(home: Path, **more: str) -> dict[str, str]:
    """An environment as on a fresh machine: the system's PATH, an empty HOME, nothing of Glosse or Python."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if k.startswith(("PIP_", "SSL_", "http", "https", "no_proxy"))}
    path = os.environ["PATH"]
    return {**kept, "PATH": path, "HOME": str(home), "LANG": "C.UTF-8", "TZ": "Europe/Berlin", **more}
