"""Whether a library is whole: the file, its references, its index, its counts; each problem one sentence."""

import re
import sqlite3
from collections.abc import Callable

from reader.domain.counting import counted
from reader.domain.errors import Damaged
from reader.store.library.connections import Database
from reader.store.library.packing import unpack

_NUMBERS = """coalesce(sum(a.read = 0 AND NOT a.archived), 0), coalesce(sum(NOT a.archived), 0),
    coalesce(sum(a.read = 0 AND a.archived), 0), coalesce(sum(a.archived), 0)"""
_COUNTED = f"""SELECT 'all', '', {_NUMBERS} FROM articles a
    UNION ALL SELECT 'starred', '', {_NUMBERS} FROM articles a WHERE a.starred
    UNION ALL SELECT 'feed', a.feed, {_NUMBERS} FROM articles a WHERE a.feed <> '' GROUP BY a.feed
    UNION ALL SELECT 'tag', t.tag, {_NUMBERS} FROM tags t JOIN articles a ON a.key = t.key GROUP BY t.tag"""


MENDABLE = re.compile("index|counts")  # the problems that making anew mends, without loss


def problems(database: Database) -> list[str]:
    """What is wrong with the library, [] when nothing is."""
    try:
        with database.writing() as db:
            return [
                sentence
                for test in (_file, _references, _bodies, _index, _sketches, _counts)
                for sentence in test(db)
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
    missing = _number(
        db,
        """SELECT count(*) FROM articles a LEFT JOIN versions v ON v.key = a.key AND v.number = a.version
        WHERE v.key IS NULL""",
        lambda n: f"{counted(n, 'article has', 'articles have')} no text.",
    )
    broken = sum(not _readable(body) for (body,) in db.execute("SELECT body FROM versions"))
    return [*missing, *([f"{broken} texts cannot be read."] if broken else [])]


def _readable(body: bytes) -> bool:
    try:
        unpack(body)
    except Damaged:
        return False
    return True


def _index(db: sqlite3.Connection) -> list[str]:
    try:
        for table in ("fulltext", "remarks", "parts", "alias_words"):
            db.execute(f"INSERT INTO {table}({table}) VALUES('integrity-check')")
    except sqlite3.DatabaseError:
        return ["The full-text index is damaged."]
    return _number(
        db,
        "SELECT (SELECT count(*) FROM articles) - (SELECT count(*) FROM fulltext_docsize)",
        lambda n: f"The full-text index is {counted(abs(n), 'article')} off.",
    )


def _sketches(db: sqlite3.Connection) -> list[str]:
    return _number(
        db,
        "SELECT count(DISTINCT key) FROM sketches WHERE key NOT IN (SELECT key FROM articles)",
        lambda n: f"The index of stories has {counted(n, 'article that is', 'articles that are')} not there.",
    )


def _counts(db: sqlite3.Connection) -> list[str]:
    kept = {row for row in db.execute("SELECT * FROM tallies") if any(row[2:])}
    wrong = sorted({row[0] for row in kept ^ {row for row in db.execute(_COUNTED) if any(row[2:])}})
    return [f"The counts of {', '.join(wrong)} are wrong."] if wrong else []


def recount(db: sqlite3.Connection) -> None:
    """Counts everything anew."""
    db.execute("DELETE FROM tallies")
    db.execute(f"INSERT INTO tallies {_COUNTED}")


def _number(db: sqlite3.Connection, query: str, sentence: Callable[[int], str]) -> list[str]:
    number = db.execute(query).fetchone()[0]
    return [sentence(number)] if number else []
