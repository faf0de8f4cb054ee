"""Connections to the library's file: readers for any thread, one writer at a time; and the one place where what
SQLite says becomes an error of ours.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

from reader.domain.clean import clean_line
from reader.domain.errors import Damaged, Locked, StoreError

# What is in SQLite's words, what it is, and how a person is told.
_MEANINGS: tuple[tuple[tuple[str, ...], type[StoreError], str], ...] = (
    (
        ("locked", "busy"),
        Locked,
        "Another program is writing to {name}; waited {waited} s for it. Try again when it is done.",
    ),
    (
        ("malformed", "not a database", "corrupt"),
        Damaged,
        "The library {name} is damaged. `glosse check --repair` saves what can be read."
        " Your notes are safe in the notebook.",
    ),
    (("full",), StoreError, "The disk is full: {name} could not be written. What was in it is still there."),
    (
        ("readonly", "unable to open"),
        StoreError,
        "The library {name} cannot be opened for writing. Check who owns it.",
    ),
    (("closed database",), StoreError, "The library is closed."),
)


class Database:
    """One library file, or one in memory.

    Args:
        path: None for one in memory, which has a single connection.
        patience: seconds to wait for another process that is writing.
    """

    def __init__(self, path: Path | None, patience: float = 10.0) -> None:
        self.path = path
        self._patience = patience
        self._lock = threading.RLock()
        self._holder: int | None = None  # the thread inside `writing`
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._closed = False
        self._writer = self._connect()

    def _connect(self, read_only: bool = False) -> sqlite3.Connection:
        with told(self.path):
            db = sqlite3.connect(
                self.path or ":memory:",
                timeout=self._patience,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=256,
            )
            db.execute(f"PRAGMA busy_timeout = {int(self._patience * 1000)}")
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute(f"PRAGMA cache_size = -{4000 if read_only else 8000}")
            db.execute("PRAGMA temp_store = MEMORY")
            if read_only:
                db.execute("PRAGMA query_only = ON")
        return db

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read from; inside `writing`, the writer's own, which sees what it wrote."""
        if self.path is None or self._holder == threading.get_ident():
            with self._lock, told(self.path):
                yield self._writer
            return
        if self._closed:
            raise StoreError("The library is closed.")
        try:
            db = self._idle.get_nowait()
        except Empty:
            db = self._connect(read_only=True)
        try:
            with told(self.path):
                yield db
        finally:
            if self._closed:
                db.close()
            else:
                self._idle.put(db)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The writer inside a transaction: all of it is kept, or nothing. One in another joins it."""
        with self._lock:
            if self._holder is not None:
                yield self._writer
                return
            with told(self.path):
                self._holder = threading.get_ident()
                try:
                    self._writer.execute("BEGIN IMMEDIATE")
                    yield self._writer
                    self._writer.execute("COMMIT")
                except BaseException:
                    if self._writer.in_transaction:
                        self._writer.execute("ROLLBACK")
                    raise
                finally:
                    self._holder = None

    def wal(self) -> None:
        """Lets readers read while the writer writes, and writes what is still in the log into the file."""
        with self._lock:
            if self._writer.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                self._writer.execute("PRAGMA journal_mode = WAL")

    def close(self) -> None:
        """Closes every connection, those in use when they come back; the last one folds the log into the file."""
        with self._lock:
            self._closed = True
            while not self._idle.empty():
                self._idle.get_nowait().close()
            self._writer.close()


@contextmanager
def told(path: Path | None) -> Iterator[None]:
    """Turns what SQLite raises into sentences about the library at `path`."""
    began = time.monotonic()
    try:
        yield
    except sqlite3.DatabaseError as error:
        name, waited = clean_line(str(path or "in memory")), round(time.monotonic() - began)
        for words, kind, sentence in _MEANINGS:
            if any(word in str(error) for word in words):
                raise kind(sentence.format(name=name, waited=waited)) from error
        raise
