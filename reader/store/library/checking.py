"""Whether a library is whole: the file, its references, its index, its counts; each problem one sentence."""

import sqlite3
from collections.abc import Callable

from reader.domain.errors import Damaged
from reader.store.library.connections import Database

_COUNTS = {
    ("all", ""): "SELECT coalesce(sum(read = 0), 0), count(*) FROM articles",
    ("starred", ""): "SELECT coalesce(sum(read = 0), 0), count(*) FROM articles WHERE starred = 1",
    ("archived", ""): "SELECT coalesce(sum(read = 0), 0), count(*) FROM articles WHERE archived = 1",
}


def problems(database: Database) -> list[str]:
    """What is wrong with the library, [] when nothing is."""
    try:
        with database.writing() as db:
            return [
                sentence for test in (_file, _references, _bodies, _index, _counts) for sentence in test(db)
            ]
    except Damaged as error:
        return [str(error)]


def _file(db: sqlite3.Connection) -> list[str]:
    found = [str(row[0]) for row in db.execute("PRAGMA quick_check(5)")]
    return [] if found == ["ok"] else [f"The file is damaged: {'; '.join(found)}."]


def _references(db: sqlite3.Connection) -> list[str]:
    found = {str(row[0]) for row in db.execute("PRAGMA foreign_key_check")}
    return [f"The table {table} speaks of articles that are not there." for table in sorted(found)]


def _bodies(db: sqlite3.Connection) -> list[str]:
    return _number(
        db,
        """SELECT count(*) FROM articles a LEFT JOIN versions v ON v.key = a.key AND v.number = a.version
        WHERE v.key IS NULL""",
        lambda n: f"{n} articles have no text.",
    )


def _index(db: sqlite3.Connection) -> list[str]:
    try:
        for table in ("fulltext", "remarks", "parts", "alias_words"):
            db.execute(f"INSERT INTO {table}({table}) VALUES('integrity-check')")
    except sqlite3.DatabaseError:
        return ["The full-text index is damaged."]
    return _number(
        db,
        "SELECT (SELECT count(*) FROM articles) - (SELECT count(*) FROM fulltext_docsize)",
        lambda n: f"The full-text index is {abs(n)} articles off.",
    )


def _counts(db: sqlite3.Connection) -> list[str]:
    wrong = []
    for (kind, name), query in _COUNTS.items():
        kept = db.execute(
            "SELECT unread, total FROM tallies WHERE kind = ? AND name = ?", (kind, name)
        ).fetchone()
        if (kept or (0, 0)) != db.execute(query).fetchone():
            wrong.append(kind)
    return [f"The counts of {', '.join(wrong)} are wrong."] if wrong else []


def _number(db: sqlite3.Connection, query: str, sentence: Callable[[int], str]) -> list[str]:
    number = db.execute(query).fetchone()[0]
    return [sentence(number)] if number else []
