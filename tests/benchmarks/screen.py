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
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.peers import ELSEWHERE, installed, timed
from tests.terminal import Terminal, clean_env

GAP = 0.06  # seconds between two keys: typing, not a held key
FULL = 8  # titles that make a list
WORDS = (  # rare, common, ranked, part of compounds, in nearly every article
    "Breizanberg",
    "sort:newest Regierung",
    "Regierung",
    "sort:newest minister",
    "und",
)
BESIDE = 40  # columns of the list beside the article
DOWN, UP, HOME, END, PAGE_DOWN = "\x1b[B", "\x1b[A", "\x1b[H", "\x1b[F", "\x1b[6~"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds: on the wall, and of the processor, which hardly depend on what else is running."""

    wall: float
    processor: float


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def middle(costs: Sequence[Cost]) -> Cost:
    return Cost(median([cost.wall for cost in costs]), median([cost.processor for cost in costs]))


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
    """Seconds from the start until `FULL` articles stand on the screen, each with its source · its date."""
    return terminal.since_start(" · ", FULL)


def first_list(home: Path) -> tuple[Cost, float]:
    """What the first full list took, and the peak of the memory in MB."""
    with running(READER, home) as terminal:
        took = Cost(wait_for_list(terminal), terminal.processor())
        terminal.settle(most=3)
        return took, terminal.peak_memory()


def first_frames(home: Path, runs: int) -> tuple[list[float], float]:
    """Seconds to the first full list, of some runs; the peak of the memory in MB."""
    found = [first_list(home) for _ in range(runs + 1)]  # the first warms the disk's cache and does not count
    return [took.wall for took, _ in found[1:]], max(memory for _, memory in found)


def empty_frame(folder: Path) -> Cost:
    with running(module("tests.benchmarks.apps.empty"), folder) as terminal:
        return Cost(terminal.since_start("ready"), terminal.processor())


def key_costs(terminal: Terminal, keys: Sequence[str]) -> list[Cost]:
    found = []
    for key in keys:
        time.sleep(GAP)
        while terminal.read(0):
            pass
        before = terminal.processor()
        took = terminal.key_to_frame(key)
        found.append(Cost(took, terminal.processor() - before))
    return found


def key_times(terminal: Terminal, keys: Sequence[str]) -> list[float]:
    return [cost.wall for cost in key_costs(terminal, keys)]


def one_cell(folder: Path) -> list[float]:
    return [cost.wall for cost in cell_costs(folder)]


def cell_costs(folder: Path) -> list[Cost]:
    with running(module("tests.benchmarks.apps.one_cell"), folder) as terminal:
        terminal.wait_for("ready")
        terminal.settle()
        return key_costs(terminal, "j" * 60)


def until_changed(terminal: Terminal, keys: str, column: int) -> Cost:
    """From `keys` until what stands right of `column` is another."""

    def seen() -> list[str]:
        return [line[column:] for line in terminal.screen.display[1:-2]]

    terminal.settle(most=2)
    before, spent = seen(), terminal.processor()
    for seconds, processor in terminal.pieces(keys):
        if seen() != before:
            return Cost(seconds, processor - spent)
    raise TimeoutError(f"{keys!r}\n{terminal.text()}")


def report(name: str, value: float, beside: float, of: str, unit: str = "ms") -> None:
    shown = f"{value * 1000:8.1f} ms" if unit == "ms" else f"{value:8.1f} {unit}"
    ratio = f"{value / beside:6.2f} x {of}" if beside else ""
    print(f"{name:<44}{shown}   {ratio}")


def compare(name: str, cost: Cost, beside: Cost | None = None, of: str = "") -> None:
    """One line: both times, and both beside another's."""
    shown = f"{name:<44}{cost.wall * 1000:8.1f} ms {cost.processor * 1000:8.1f} ms of processor"
    if beside is not None:
        shown += f"   {cost.wall / beside.wall:5.2f} and {cost.processor / beside.processor:5.2f} x {of}"
    print(shown)


def starts(small: Path, large: Path, runs: int, folder: Path) -> None:
    """In turns, so that a busy minute meets all three."""
    turns = [(empty_frame(folder), first_list(small), first_list(large)) for _ in range(runs + 1)][1:]
    floor = middle([empty for empty, _, _ in turns])
    few = middle([took for _, (took, _), _ in turns])
    many = middle([took for _, _, (took, _) in turns])
    compare("empty Textual app, first frame", floor)
    compare("first full list, small library", few, floor, "empty app")
    compare("first full list, large library", many, floor, "empty app")
    compare("  large beside small", many, few, "small")
    report("  peak of memory", max(memory for _, _, (_, memory) in turns), 90, "90 MB", "MB")


def keys(large: Path, folder: Path) -> None:
    cell = middle(cell_costs(folder))
    compare("one repainted cell, p50", cell)
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
            costs = key_costs(terminal, pressed)
            late = p95([cost.wall for cost in costs]) * 1000
            compare(f"{name}, p50 (p95 {late:.1f} ms)", middle(costs), cell, "one cell")
        terminal.type("\r")
        terminal.settle()
        shown = [until_changed(terminal, "n", BESIDE) for _ in range(15)]
        compare("next unread article shown, p50", middle(shown), cell, "one cell")


def finds(large: Path, runs: int) -> None:
    """From the last letter of a word to the first hits. The box waits a moment without a key before it asks."""
    for word in WORDS:
        compare(f"found: {word}", middle([find(large, word) for _ in range(runs)]))


def find(large: Path, word: str) -> Cost:
    with running(READER, large) as terminal:
        wait_for_list(terminal)
        terminal.settle(most=3)
        terminal.type("/" + word[:-1])
        terminal.settle(most=2)
        spent = terminal.processor()
        seconds = terminal.key_to_frame(word[-1], holding=f"Search: {word}")
        return Cost(seconds, terminal.processor() - spent)


def peers(large: Path, runs: int, folder: Path) -> None:
    """The other readers with the same articles, which stay in `folder` for the next time."""
    for peer in installed(large, folder):
        times, memory = timed(peer, max(1, runs // 2), folder)
        compare(f"{peer.name}, first list", middle([Cost(*pair) for pair in times]))
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
