"""Mending a library: index and counts are made anew; from a damaged file whatever can still be read is saved.

The damaged file is kept beside the new one. What the notebook says is not in question here: it is mirrored again.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from reader.domain.article import Article
from reader.domain.clean import clean_line
from reader.domain.counting import counted
from reader.domain.errors import Damaged
from reader.domain.feed import from_json
from reader.store.library.checking import MENDABLE, recount
from reader.store.library.index import Index
from reader.store.library.library import Library
from reader.store.library.opening import Progress, open_database
from reader.store.library.packing import unpack
from reader.store.library.rebuilding import rebuild
from reader.store.library.stories import resketch

_SIDES = ("", "-wal", "-shm")


def repair(path: Path, progress: Progress | None = None) -> list[str]:
    """Mends the library at `path`; says what was done, a sentence each.

    Raises:
        TooNew, Locked: nothing was touched.
    """
    try:
        with closing(Library(path)) as library:
            sound = all(MENDABLE.search(problem) for problem in library.check())
    except Damaged:
        sound = False
    return _renew(path, progress) if sound else _save(path)


def _renew(path: Path, progress: Progress | None) -> list[str]:
    database = open_database(path, progress)
    try:
        rebuild(database, Index(), progress)
        resketch(database, progress)
        with database.writing() as db:
            recount(db)
    finally:
        database.close()
    return ["Built the full-text index anew.", "Counted everything anew."]


def _save(path: Path) -> list[str]:
    """Sets the damaged file aside and begins a new one with what can be read of it."""
    aside = _free(path.with_name(f"{path.name}.damaged"))
    for side in _SIDES:
        with suppress(FileNotFoundError):
            path.with_name(path.name + side).rename(aside.with_name(aside.name + side))
    saved = 0
    with closing(Library(path)) as library, closing(_opened(aside)) as old:
        for article in _articles(old):
            saved += library.add(article).new
        for feed in _feeds(old):
            library.put_feed(from_json(feed))
    return [
        f"Set the damaged library aside as {clean_line(aside.name)}.",
        f"Began a new one with {counted(saved, 'article')} that could still be read.",
    ]


def _free(path: Path) -> Path:
    names = (path.with_name(f"{path.name}{number}") for number in range(2, 1000))
    return path if not path.exists() else next(name for name in names if not name.exists())


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _articles(db: sqlite3.Connection) -> Iterator[Article]:
    """What can be read from the front up to the first damage, then the newest texts from the back down to the last."""
    last, ids = -1, set()
    with suppress(sqlite3.DatabaseError):
        for rowid, body in db.execute("SELECT rowid, body FROM versions ORDER BY rowid"):
            last = rowid
            for article in _unpacked(body):
                ids.add(article.id)
                yield article
    with suppress(sqlite3.DatabaseError):
        for (body,) in db.execute("SELECT body FROM versions WHERE rowid > ? ORDER BY rowid DESC", (last,)):
            for article in _unpacked(body):
                if article.id not in ids:
                    ids.add(article.id)
                    yield article


def _unpacked(body: bytes) -> Iterator[Article]:
    with suppress(Damaged):
        yield unpack(body)


def _feeds(db: sqlite3.Connection) -> list[str]:
    found: list[str] = []
    with suppress(sqlite3.DatabaseError):
        found.extend(facts for (facts,) in db.execute("SELECT facts FROM feeds"))
    return found
