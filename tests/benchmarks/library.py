"""How fast the library adds, lists, counts and finds, beside a plain SQLite table searched by LIKE (what most readers
do) in the same run.

    python -m tests.benchmarks.library FOLDER [COUNT]      COUNT 100,000 by default; FOLDER keeps both files

The numbers that last are the ratios; milliseconds depend on the machine. Bounds are held against processor time.
"""

import os
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread

from reader.domain.article import Article
from reader.domain.mark import State
from reader.domain.query import Query, parse
from reader.store.library import Library
from tests.benchmarks.generator import articles

BATCH = 1000
PAGE = 60

# What is found: the query, what it stands for, and at most how many milliseconds for all its keys.
SEARCHES = {
    "Görlitz Breizanberg": ("a rare pair", 30),
    "Breizanberg": ("a rare word", 30),
    "Schleuse": ("a word of one article in ten", 60),
    "Regierung sort:newest": ("a common word, newest first", 60),
    "und sort:newest": ("the most common word, newest first", 60),
    "minister sort:newest": ("part of compounds, newest first", 100),
    '"nach Angaben der"': ("a phrase", 60),
    "reg*": ("a beginning", 100),
    "Regierung -Minister": ("a word without another", 100),
    "Regierung OR Minister": ("either of two", 100),
    "Regierung is:unread": ("a word among the unread", 60),
    "Regierung -is:archived": ("a word out of the archive", 60),
    "Regierung after:1y": ("a word of the last year", 60),
    "title:Regierung source:Tagesblatt": ("a headline of one paper", 60),
}
LISTS = {
    "": "all",
    "is:unread": "unread",
    "-is:archived": "out of the archive",
    "tag:lesen": "a tag",
    "sort:title": "by title",
}


@dataclass(frozen=True, slots=True)
class Time:
    """Milliseconds: on the wall, and of the processor; the second hardly depends on what else is running."""

    wall: float
    cpu: float


def timed(work: Callable[[], object], times: int = 7) -> Time:
    """The median of some runs."""
    walls, cpus = [], []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.thread_time()
        work()
        cpus.append(1000 * (time.thread_time() - cpu))
        walls.append(1000 * (time.perf_counter() - wall))
    return Time(statistics.median(walls), statistics.median(cpus))


def line(name: str, taken: Time, unit: Time, bound: float | None = None, note: str = "") -> None:
    held = "" if bound is None else f"  bound {bound:g} ms {'held' if taken.cpu <= bound else 'MISSED'}"
    print(f"{name:<40}{taken.wall:>9.2f}{taken.cpu:>9.2f}{taken.cpu / unit.cpu:>10.4f}{held}  {note}")


def build(folder: Path, count: int) -> tuple[Library, sqlite3.Connection]:
    """Both files with `count` articles, filled now or by an earlier run; says how fast they filled."""
    library = Library(folder / "library.db")
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    plain.execute("CREATE TABLE IF NOT EXISTS articles(id TEXT PRIMARY KEY, title TEXT, text TEXT)")
    first, spent = library.count(Query()), 0.0
    for begin in range(first, count, BATCH):
        batch = list(articles(min(BATCH, count - begin), begin))
        spent += timed(lambda batch=batch: library.add_many(batch), 1).cpu  # type: ignore[misc]
    plain_rate = fill_plainly(library, plain)
    if spent:
        rate = 1000 * (count - first) / spent
        held = "held" if rate > 400 else "MISSED"
        print(
            f"adding: {rate:.0f} articles/s with the index; bound 400/s {held}; plain rows {plain_rate:.0f}/s"
        )
    while library.tidy():
        pass
    return library, plain


def fill_plainly(library: Library, plain: sqlite3.Connection) -> float:
    """Gives the plain table the library's articles; how many in a second."""
    there = {id for (id,) in plain.execute("SELECT id FROM articles")}
    ids = [id for id in library.ids(Query()) if id not in there]
    spent = 0.0
    for begin in range(0, len(ids), BATCH):
        batch = [library.get(id) for id in ids[begin : begin + BATCH]]
        spent += timed(lambda batch=batch: add_plainly(plain, batch), 1).cpu  # type: ignore[misc]
    return 1000 * len(ids) / spent if spent else 0.0


def add_plainly(db: sqlite3.Connection, batch: list[Article]) -> None:
    db.execute("BEGIN")
    db.executemany("INSERT OR IGNORE INTO articles VALUES(?, ?, ?)", [(a.id, a.title, a.text) for a in batch])
    db.execute("COMMIT")


def spread_states(library: Library) -> None:
    """Half of the articles read, some starred, tagged and archived: as after some years."""
    ids = library.ids(Query())
    states = {
        id: State(
            read=number % 2 == 0,
            starred=number % 50 == 0,
            archived=number % 3 == 0 and number > 500,
            tags=("lesen",) * (number % 40 == 0),
        )
        for number, id in enumerate(ids)
    }
    begin = time.perf_counter()
    library.reflect_all(states, {}, "benchmark")
    print(f"mirroring {len(ids):,} states: {time.perf_counter() - begin:.1f} s")


def measure(library: Library, unit: Time) -> None:
    """Lists, counts and searches. The bounds are for what a person sees first."""
    for text, name in LISTS.items():
        query = parse(text)
        line(f"all keys: {name}", timed(partial(library.select, query)), unit)
        line("  its first page", timed(partial(page, library, query)), unit, 10)
    line("counts of all shelves", timed(library.counts), unit, 5)
    for text, (name, bound) in SEARCHES.items():
        query = parse(text)
        line(name, timed(partial(page, library, query)), unit, bound, f"{text}: {library.count(query):,}")
        line("  all its keys", timed(partial(library.select, query), 3), unit)
    for text in ("Breizanberg", "Regierung", "minister", "und"):
        line(f"best 50 with snippets: {text}", timed(partial(library.search, parse(text)), 3), unit)
    id = library.ids(parse("Regierung"))[0]
    line("one article", timed(partial(library.get, id)), unit, 5)


def page(library: Library, query: Query) -> None:
    library.rows(library.select(query, limit=PAGE))


def while_adding(library: Library, count: int) -> None:
    """How long a page takes while another thread adds."""
    batch = list(articles(BATCH, count))
    done = Event()

    def add() -> None:
        for begin in range(0, BATCH, 100):
            library.add_many(batch[begin : begin + 100])
        done.set()

    Thread(target=add).start()
    taken = []
    while not done.is_set():
        taken.append(timed(partial(page, library, parse("-is:archived")), 1).wall)
        time.sleep(0.01)
    taken.sort()
    middle, late = taken[len(taken) // 2], taken[len(taken) * 95 // 100]
    print(f"a page while adding: median {middle:.1f} ms, 95 % within {late:.1f} ms")
    library.remove([article.id for article in batch])


def main(folder: Path, count: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    library, plain = build(folder, count)
    if library.counts().unread == library.counts().all:
        spread_states(library)
    size = (folder / "library.db").stat().st_size, (folder / "plain.db").stat().st_size
    print(
        f"{library.count(Query()):,} articles; library {size[0] / 1e6:.0f} MB, plain rows {size[1] / 1e6:.0f} MB"
    )
    unit = timed(lambda: plain.execute("SELECT id FROM articles WHERE text LIKE '%schleuse%'").fetchall(), 3)
    print(f"{'':<40}{'wall ms':>9}{'cpu ms':>9}{'LIKE = 1':>10}")
    line("LIKE over the plain rows", unit, unit)
    measure(library, unit)
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (with the generator and LIKE)"
    )
    while_adding(library, count)
    library.close()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
