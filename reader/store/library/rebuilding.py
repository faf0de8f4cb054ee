"""The full-text index built anew: when words are made in another way than when it was built, or when it is damaged."""

import sqlite3
from contextlib import suppress

from reader.domain.errors import Locked
from reader.store.library import fold
from reader.store.library.connections import Database
from reader.store.library.index import Index
from reader.store.library.mirror import remarks_of
from reader.store.library.opening import Progress
from reader.store.library.packing import unpack

_EVERY = 500
_BODIES = """SELECT a.key, a.language, v.body FROM articles a
    JOIN versions v ON v.key = a.key AND v.number = a.version WHERE a.key > ? ORDER BY a.key LIMIT ?"""


def keep_index(database: Database, index: Index, progress: Progress | None = None) -> None:
    """Builds the index anew if it was made of other words than this Glosse makes."""
    with database.reading() as db:
        found = dict(db.execute("SELECT name, value FROM meta WHERE name IN ('words', 'maker')"))
    if found.get("maker") == fold.maker():
        return
    if found.get("words") != fold.fingerprint():
        rebuild(database, index, progress)
    with suppress(Locked), database.writing() as db:  # else it is looked at again the next time
        db.execute("INSERT OR REPLACE INTO meta VALUES('maker', ?)", (fold.maker(),))


def rebuild(database: Database, index: Index, progress: Progress | None = None) -> None:
    """Builds the index anew, in one transaction: whoever stops it finds the old one."""
    tell = progress or (lambda what, part: None)
    with database.writing() as db:
        total = db.execute("SELECT count(*) FROM articles").fetchone()[0]
        for table in ("fulltext", "parts"):
            db.execute(f"INSERT INTO {table}({table}) VALUES('delete-all')")
        db.execute("DELETE FROM remarks")
        db.execute("DELETE FROM forms")
        index.forget()
        done, last = 0, -(1 << 62)
        while batch := db.execute(_BODIES, (last, _EVERY)).fetchall():
            for key, language, body in batch:
                _add(db, index, key, language, body)
            index.write(db)
            done, last = done + len(batch), batch[-1][0]
            tell("Building the index", done / total)
        db.execute("INSERT OR REPLACE INTO meta VALUES('words', ?)", (fold.fingerprint(),))


def _add(db: sqlite3.Connection, index: Index, key: int, language: str, body: bytes) -> None:
    index.add(key, unpack(body))
    notes, tags = remarks_of(db, key).words
    if notes or tags:
        index.remark(db, key, language, notes, tags)
