"""What the notebook costs at 1,000, 10,000 and 100,000 articles, beside TinyDB's own storage.

    python -m tests.benchmarks.notebook [SIZE ...]

Each size is a notebook with so many read states and 5,000 marks (500 at 1,000). Times are medians in milliseconds of
wall clock, with this process's own processor time behind them; fsync is the disk's, measured in the same run.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tinydb import TinyDB

from reader.domain.mark import Mark
from reader.store.notebook import Notebook

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def timed(act: Callable[[int], object], rounds: int) -> tuple[float, float]:
    """Median wall clock and mean processor time of `act`, in milliseconds."""
    walls, began = [], time.process_time()
    for number in range(rounds):
        start = time.perf_counter()
        act(number)
        walls.append((time.perf_counter() - start) * 1000)
    return statistics.median(walls), (time.process_time() - began) * 1000 / rounds


def fsync(folder: Path) -> float:
    fd = os.open(folder / "fsync", os.O_RDWR | os.O_CREAT)

    def act(number: int) -> None:
        os.pwrite(fd, b"x" * 200, number * 200)
        os.fsync(fd)

    wall, _ = timed(act, 50)
    os.close(fd)
    return wall


def ids(size: int) -> list[str]:
    return [f"{number * 7919 + 1:015x}" for number in range(size)]


def fill(path: Path, size: int) -> None:
    notebook = Notebook(path)
    notebook.set(ids(size), read=True)
    articles = ids(min(size // 2, 5000))
    notebook.put_marks(
        [
            Mark(
                f"{n + 1:015x}", article, n, n + 60, "ein markierter Satz " * 3, "davor " * 5, "danach " * 4,
                NOW, NOW, "eine Notiz dazu, nicht lang", ("tag",), title="Ein Titel", url="https://example.org/a/b",
            )
            for n, article in enumerate(articles)
        ]
    )  # fmt: skip
    notebook.close()


def measure(folder: Path, size: int) -> None:
    path, known = folder / f"{size}.json", ids(size)
    fill(path, size)
    opened, opened_cpu = timed(lambda _: Notebook(path), 5)
    notebook = Notebook(path)
    update = timed(lambda n: notebook.set([known[n * 3]], starred=True), 60)
    insert = timed(lambda n: notebook.set([f"{n:015x}"[::-1]], read=True), 60)
    tiny = timed(
        lambda n: notebook.db.table("articles").update({"read": False}, doc_ids=[int(known[n], 16)]), 60
    )
    state = timed(lambda n: notebook.state(known[n]), 1000)
    bulk = timed(lambda _: notebook.set(known[:1000], archived=True), 1)
    fold = timed(lambda _: notebook.close(), 1)
    with TinyDB(path) as plain:
        table = plain.table("articles")
        theirs = timed(lambda n: table.update({"starred": False}, doc_ids=[int(known[n], 16)]), 5)
    rows = {
        "open": (opened, opened_cpu),
        "update": update,
        "insert": insert,
        "update by TinyDB's API": tiny,
        "update by JSONStorage": theirs,
        "state": state,
        "1,000 at once": bulk,
        "fold": fold,
    }
    print(f"{size} articles, {path.stat().st_size / 1e6:.1f} MB; fsync {fsync(folder):.2f} ms")
    for name, (wall, cpu) in rows.items():
        print(f"    {name:<24}{wall:>10.3f}{cpu:>10.3f}", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for size in [int(argument) for argument in sys.argv[1:]] or [1000, 10_000, 100_000]:
            measure(Path(folder), size)


if __name__ == "__main__":
    main()
