"""The reader as a person meets it: first list, keys, searches and memory, from outside through a terminal.

    python -m tests.benchmarks.screen SMALL LARGE [--peers] [--runs 5]

SMALL and LARGE are homes made by `tests.benchmarks.generator --home`. Every figure is a median, and stands beside
a figure of the same run: the first frame of an empty Textual app, one repainted cell, the small home. --peers
loads the articles of LARGE into the other readers that are installed and times their lists as well.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.peers import Peer, installed, rss
from tests.terminal import Terminal, clean_env

GAP = 0.06  # seconds between two keys: typing, not a held key
FULL = 8  # titles that make a list
BESIDE = 40  # columns of the list beside the article
DOWN, UP, HOME, END, PAGE_DOWN = "\x1b[B", "\x1b[A", "\x1b[H", "\x1b[F", "\x1b[6~"


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


@contextmanager
def running(argv: Sequence[str], home: Path) -> Iterator[Terminal]:
    with Terminal(argv, clean_env(home / "user", GLOSSE_HOME=str(home)), cwd=Path.cwd()) as terminal:
        yield terminal


def module(name: str) -> list[str]:
    return [sys.executable, "-m", name]


READER = module("reader")


def wait_for_list(terminal: Terminal, sign: str = "●", most: float = 60) -> float:
    """Seconds from the start until `FULL` lines of the screen begin an article."""
    end = time.monotonic() + most
    while terminal.text().count(sign) < FULL:
        if time.monotonic() > end:
            raise TimeoutError(terminal.text())
        terminal.read(0.02)
    return time.perf_counter() - terminal.started


def first_frames(home: Path, runs: int) -> tuple[list[float], float]:
    """Seconds to the first full list, and the peak of the memory in MB."""
    found, memory = [], 0.0
    for _ in range(runs + 1):  # the first warms the disk's cache and does not count
        with running(READER, home) as terminal:
            found.append(wait_for_list(terminal))
            terminal.settle()
            memory = max(memory, terminal.peak_memory())
    return found[1:], memory


def empty_frames(runs: int, folder: Path) -> list[float]:
    found = []
    for _ in range(runs + 1):
        with running(module("tests.benchmarks.apps.empty"), folder) as terminal:
            terminal.wait_for("ready")
            found.append(time.perf_counter() - terminal.started)
    return found[1:]


def key_times(terminal: Terminal, keys: Sequence[str]) -> list[float]:
    found = []
    for key in keys:
        time.sleep(GAP)
        while terminal.read(0):
            pass
        found.append(terminal.key_to_frame(key))
    return found


def one_cell(folder: Path) -> list[float]:
    with running(module("tests.benchmarks.apps.one_cell"), folder) as terminal:
        terminal.wait_for("ready")
        terminal.settle()
        return key_times(terminal, "j" * 60)


def until_changed(terminal: Terminal, keys: str, column: int) -> float:
    """Seconds from `keys` until what stands right of `column` is another."""

    def seen() -> list[str]:
        return [line[column:] for line in terminal.screen.display[1:-2]]

    terminal.settle()
    before = seen()
    changed = [seconds for seconds in terminal.pieces(keys) if seen() != before]
    if not changed:
        raise TimeoutError(f"{keys!r}\n{terminal.text()}")
    return changed[0]


def report(name: str, value: float, beside: float, of: str, unit: str = "ms") -> None:
    shown = f"{value * 1000:8.1f} ms" if unit == "ms" else f"{value:8.1f} {unit}"
    ratio = f"{value / beside:6.2f} x {of}" if beside else ""
    print(f"{name:<44}{shown}   {ratio}")


def starts(small: Path, large: Path, runs: int, folder: Path) -> None:
    floor = median(empty_frames(runs, folder))
    few, _ = first_frames(small, runs)
    many, memory = first_frames(large, runs)
    report("empty Textual app, first frame", floor, 0, "")
    report("first full list, small library", median(few), floor, "empty app")
    report("first full list, large library", median(many), floor, "empty app")
    report("  large beside small", median(many), median(few), "small")
    report("  peak of memory", memory, 90, "90 MB", "MB")


def keys(large: Path, folder: Path) -> None:
    cell = one_cell(folder)
    report("one repainted cell, p50", median(cell), 0, "")
    with running(READER, large) as terminal:
        wait_for_list(terminal)
        terminal.settle()
        moves = {
            "down": [DOWN] * 60,
            "page down": [PAGE_DOWN] * 20,
            "end": [END, HOME] * 10 + [END],
            "up": [UP] * 30,
        }
        for name, pressed in moves.items():
            times = key_times(terminal, pressed)
            report(f"{name}, p50 (p95 {p95(times) * 1000:.1f} ms)", median(times), median(cell), "one cell")
        terminal.type("\r")
        terminal.settle()
        shown = [until_changed(terminal, "n", BESIDE) for _ in range(15)]
        report("next unread article shown, p50", median(shown), median(cell), "one cell")


def peers(large: Path, runs: int, folder: Path) -> None:
    from reader.domain.query import Query
    from reader.store.library import Library

    library = Library(large / "library.db")
    files = rss((library.get(id_) for id_ in library.ids(Query())), folder / "rss")
    library.close()
    for peer in installed(files, folder / "stores"):
        times, memory = _peer(peer, runs, folder)
        report(f"{peer.name}, first list", median(times), 0, "")
        report(f"{peer.name}, peak of memory", memory, 90, "90 MB", "MB")


def _peer(peer: Peer, runs: int, folder: Path) -> tuple[list[float], float]:
    found, memory = [], 0.0
    for _ in range(max(1, runs // 2)):
        with running(peer.argv, folder) as terminal:
            if peer.first:
                terminal.wait_for(peer.first, timeout=120)
                terminal.type(peer.before, settle=False)
            wait_for_list(terminal, "20" if peer.name == "sfeed_curses" else " N ", 120)
            found.append(time.perf_counter() - terminal.started)
            memory = max(memory, terminal.peak_memory())
    return found, memory


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.screen", description=__doc__)
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        starts(asked.small, asked.large, asked.runs, folder)
        keys(asked.large, folder)
        if asked.peers:
            peers(asked.large, asked.runs, folder)


if __name__ == "__main__":
    main()
