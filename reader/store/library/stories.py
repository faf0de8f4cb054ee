"""Which articles are the same report, found as they come in.

`sketches` is an index over the sketches of `domain.likeness`: each of a sketch's sixteen numbers is a band of one
row, (number, key), so that a new article's candidates are sixteen short ranges of a table however long it is. Keys
begin with the second of the date, and only articles of the same days are looked at. Candidates are compared as
whole texts before anything is joined.

A story is named by the article that was here first, in `articles.story`. An article joins one when it comes in,
the one that its likest report is in, if it is like more than half of the reports there; stories never flow
together. So nothing that comes in later, or comes in again, moves an article: it leaves only when its own text changes.
"""

import json
import sqlite3
from array import array
from collections.abc import Collection, Sequence
from itertools import filterfalse

from reader.domain.article import Article
from reader.domain.likeness import FORM, Body, body, likeness, sketch
from reader.store.library.connections import Database
from reader.store.library.opening import Progress
from reader.store.library.packing import unpack
from reader.store.library.schema import TIE_BITS

DAYS = 7  # between two reports of one story, at most
_SPAN = DAYS * 86400 << TIE_BITS
_CANDIDATES = 8  # compared as whole texts
_BANDS = 2  # numbers that two sketches share at least
_MEMBERS = 8  # of a story that one must be like more than half of

_LIKEST = """SELECT key, count(*) AS shared FROM sketches
    WHERE number IN (SELECT value FROM json_each(?)) AND key BETWEEN ? AND ? AND key <> ?
    GROUP BY key HAVING shared >= ? ORDER BY shared DESC, key LIMIT ?"""
_BODY = (
    "SELECT v.body FROM articles a JOIN versions v ON v.key = a.key AND v.number = a.version WHERE a.key = ?"
)


def story_name(number: int) -> str:
    """A story's name, the id of its first article; "" for none."""
    return f"{number:015x}" if number else ""


def join(db: sqlite3.Connection, key: int, article: Article) -> None:
    """Takes in an article that is new under `key`, or has another text now."""
    numbers = sketch(article)
    if not numbers:
        return
    params = (json.dumps(numbers), key - _SPAN, key + _SPAN, key, min(_BANDS, len(numbers)), _CANDIDATES)
    found = [other for other, _ in db.execute(_LIKEST, params)]
    _put(db, key, numbers)
    if found and (story := _story_of(db, body(article), found)):
        db.execute("UPDATE articles SET story = ? WHERE key = ?", (story, key))


def leave(db: sqlite3.Connection, key: int, article: Article) -> None:
    """Takes `article` out of the index: it must be the one that was taken in under `key`."""
    numbers = sketch(article)
    db.executemany("DELETE FROM sketches WHERE number = ? AND key = ?", [(number, key) for number in numbers])


def rejoin(db: sqlite3.Connection, key: int, article: Article) -> None:
    """Takes in a text that changed: it stays in its story while it is like the others there, else joins anew."""
    story = db.execute("SELECT story FROM articles WHERE key = ?", (key,)).fetchone()[0]
    if story and _fits(db, story, body(article), key):
        _index(db, key, article)
        return
    db.execute("UPDATE articles SET story = 0 WHERE key = ?", (key,))
    join(db, key, article)


def _index(db: sqlite3.Connection, key: int, article: Article) -> None:
    _put(db, key, sketch(article))


def _put(db: sqlite3.Connection, key: int, numbers: Sequence[int]) -> None:
    db.executemany("INSERT OR IGNORE INTO sketches VALUES(?, ?)", [(number, key) for number in numbers])


def _story_of(db: sqlite3.Connection, told: Body, candidates: Sequence[int]) -> int:
    """The story to join, begun if the likest candidate is in none yet; 0 for none."""
    liked = [(likeness(told, _told(db, key)), -key) for key in candidates]
    for _, minus in sorted((like for like in liked if like[0] > 0), reverse=True):
        story, id = db.execute("SELECT story, id FROM articles WHERE key = ?", (-minus,)).fetchone()
        if not story:
            if members(db, int(id, 16)):
                continue  # a story bears its name, though it is in it no longer
            db.execute("UPDATE articles SET story = ? WHERE key = ?", (int(id, 16), -minus))
            return int(id, 16)
        if _fits(db, story, told, 0):
            return int(story)
    return 0


def _fits(db: sqlite3.Connection, story: int, told: Body, but: int) -> bool:
    """Whether a text is like more than half of a story's articles, `but` left out; a story of none fits."""
    keys = [key for key in members(db, story) if key != but][:_MEMBERS]
    return 2 * sum(likeness(told, _told(db, key)) > 0 for key in keys) > len(keys) or not keys


def _told(db: sqlite3.Connection, key: int) -> Body:
    return body(unpack(db.execute(_BODY, (key,)).fetchone()[0]))


def members(db: sqlite3.Connection, story: int) -> list[int]:
    """The keys of a story's articles, the oldest first."""
    rows = db.execute("SELECT key FROM articles WHERE story = ? AND story <> 0 ORDER BY key", (story,))
    return [key for (key,) in rows]


def folded(keys: "array[int]", stories: dict[int, int], shown: Collection[int] = ()) -> "array[int]":
    """`keys` with one article for each story: those of it that are `shown` already, else its first.

    Args:
        stories: the story of each key that is in one.
    """
    inside = list(filter(stories.__contains__, keys))
    here = shown if isinstance(shown, set | frozenset) else set(shown)
    seen = {stories[key] for key in inside if key in here}
    drop = set()
    for key in inside:
        if key not in here:
            if stories[key] in seen:
                drop.add(key)
            seen.add(stories[key])
    return array("q", filterfalse(drop.__contains__, keys)) if drop else keys


class Stories:
    """The part of the library that answers which reports are the same."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def fold(self, keys: "array[int]", shown: Collection[int] = ()) -> "array[int]":
        """`keys` with one article for each story: see `folded`."""
        with self._db.reading() as db:
            found = db.execute("SELECT key, story FROM articles WHERE story <> 0").fetchall()
        return folded(keys, dict(found), shown) if found else keys

    def story(self, id: str) -> list[str]:
        """The ids of the articles that are the same report as `id`, itself too, the oldest first."""
        with self._db.reading() as db:
            found = db.execute(
                """SELECT b.id FROM articles a JOIN articles b ON b.story = a.story AND b.story <> 0
                WHERE a.id = ? ORDER BY b.key""",
                (id,),
            ).fetchall()
        return [other for (other,) in found] or [id]

    def story_keys(self, name: str) -> list[int]:
        """The keys of a story's articles, the oldest first."""
        with self._db.reading() as db:
            return members(db, int(name, 16)) if name else []


def keep_sketches(database: Database, progress: Progress | None = None) -> None:
    """Makes the sketches anew if they were made in another way than this Glosse makes them."""
    with database.reading() as db:
        found = db.execute("SELECT value FROM meta WHERE name = 'sketches'").fetchone()
    if found is None or found[0] != FORM:
        resketch(database, progress)


def resketch(database: Database, progress: Progress | None = None) -> None:
    """Makes all sketches anew; the stories stay as they are."""
    tell = progress or (lambda what, part: None)
    with database.writing() as db:
        db.execute("DELETE FROM sketches")
        keys = [key for (key,) in db.execute("SELECT key FROM articles ORDER BY key")]
        for done, key in enumerate(keys):
            _index(db, key, unpack(db.execute(_BODY, (key,)).fetchone()[0]))
            if done % 500 == 0:
                tell("Looking for reports of the same story", done / len(keys))
        db.execute("INSERT OR REPLACE INTO meta VALUES('sketches', ?)", (FORM,))
