"""The reader as a person meets it: first list, keys, searches and memory, from outside through a terminal.

    python -m tests.benchmarks.screen SMALL LARGE [--only PART] [--peers FOLDER] [--runs 5]

SMALL and LARGE are homes made by `tests.benchmarks.generator --home`. Every figure is a median, and stands beside
a figure of the same run: the first frame of an empty Textual app, one repainted cell, the small home. --peers
loads the articles of LARGE into the other readers that are installed (newsboat takes a quarter of an hour for 100,000)
and times their lists as well.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.peers import ELSEWHERE, installed, timed
from tests.terminal import Terminal, clean_env

GAP = 0.06  # seconds between two keys: typing, not a held key
FULL = 8  # titles that make a list
WORDS = (
    "Breizanberg",
    "Regierung sort:newest",
    "Regierung",
    "minister sort:newest",
    "und",
)  # rare, common, compound
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


def wait_for_list(terminal: Terminal) -> float:
    """Seconds from the start until `FULL` unread articles stand on the screen."""
    return terminal.since_start("●", FULL)


def first_list(home: Path) -> tuple[float, float]:
    """Seconds to the first full list, and the peak of the memory in MB."""
    with running(READER, home) as terminal:
        took = wait_for_list(terminal)
        terminal.settle()
        return took, terminal.peak_memory()


def first_frames(home: Path, runs: int) -> tuple[list[float], float]:
    """The same of some runs."""
    found = [first_list(home) for _ in range(runs + 1)]  # the first warms the disk's cache and does not count
    return [took for took, _ in found[1:]], max(memory for _, memory in found)


def empty_frame(folder: Path) -> float:
    with running(module("tests.benchmarks.apps.empty"), folder) as terminal:
        return terminal.since_start("ready")


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
    """In turns, so that a busy minute meets all three."""
    turns = [(empty_frame(folder), first_list(small), first_list(large)) for _ in range(runs + 1)][1:]
    floor = median([empty for empty, _, _ in turns])
    few = median([took for _, (took, _), _ in turns])
    many = median([took for _, _, (took, _) in turns])
    report("empty Textual app, first frame", floor, 0, "")
    report("first full list, small library", few, floor, "empty app")
    report("first full list, large library", many, floor, "empty app")
    report("  large beside small", many, few, "small")
    report("  peak of memory", max(memory for _, _, (_, memory) in turns), 90, "90 MB", "MB")


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


def finds(large: Path, runs: int) -> None:
    """From the last letter to the answer: the box waits for 60 ms without a key before it asks."""
    for word in WORDS:
        with running(READER, large) as terminal:
            wait_for_list(terminal)
            terminal.settle()
            took = []
            for _ in range(runs):
                terminal.type("/")
                took.append(terminal.key_to_frame(word, holding=" found"))
                terminal.type("\x15")
                terminal.type("\x1b")
                terminal.settle(0.3, 2)
            report(f"found: {word}", median(took), 0, "")


def peers(large: Path, runs: int, folder: Path) -> None:
    """The other readers with the same articles, which stay in `folder` for the next time."""
    for peer in installed(large, folder):
        times, memory = timed(peer, max(2, runs // 2), folder)
        report(f"{peer.name}, first list", median(times), 0, "")
        report(f"{peer.name}, peak of memory", memory, 90, "90 MB", "MB")
    print("\nmeasured elsewhere, 100,000 articles: first list, peak of memory")
    for name, seconds, megabytes in ELSEWHERE:
        print(f"{name:<44}{seconds * 1000:8.0f} ms {megabytes:8} MB")


PARTS = ("start", "keys", "find", "peers")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.screen", description=__doc__)
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", choices=PARTS, help="one part of it")
    parser.add_argument(
        "--peers", type=Path, metavar="FOLDER", help="time the other readers too, their stores in FOLDER"
    )
    asked = parser.parse_args()
    parts = [asked.only] if asked.only else PARTS
    with tempfile.TemporaryDirectory() as name:
        if "start" in parts:
            starts(asked.small, asked.large, asked.runs, Path(name))
        if "keys" in parts:
            keys(asked.large, Path(name))
        if "find" in parts:
            finds(asked.large, asked.runs)
        if "peers" in parts and asked.peers:
            peers(asked.large, asked.runs, asked.peers)


if __name__ == "__main__":
    main()
