"""Which articles are the same report, found as they come in.

`sketches` is an index over the sketches of `domain.likeness`: each of a sketch's sixteen numbers is a band of one
row, (number, key), so that a new article's candidates are sixteen short ranges of a table however long it is, and
however many articles have a form's words in common. Keys begin with the second of the date, and only articles of the
same days are looked at. Candidates are compared as whole texts before anything is joined.

A story is named by the article that was here first, in `articles.story`. An article joins one when it comes in,
the one that its likest report is in, if it is like more than half of the reports there; stories never flow
together. So nothing that comes in later, or comes in again, moves an article: it leaves only when its own text changes.
"""

import sqlite3
from array import array
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import filterfalse

from reader.domain.article import Article
from reader.domain.likeness import FORM, SKETCH, Body, body, likeness, sketch
from reader.store.library.connections import Database
from reader.store.library.opening import Progress
from reader.store.library.packing import unpack
from reader.store.library.schema import TIE_BITS

DAYS = 7  # between two reports of one story, at most
_SPAN = DAYS * 86400 << TIE_BITS
_CANDIDATES = 8  # compared as whole texts
BANDS = 4  # numbers that two sketches share at least: of the pairs in the tests none that is the same has fewer than 5
_MEMBERS = 8  # of a story that one must be like more than half of

_CROWD = (
    48  # articles with one number that are looked at: what more have in common is a form, and slows all down
)
_SURE = 0.9  # likeness from which no likelier report is looked for
_BODIES = 32  # that are kept ready: what is like one article is often like the next

# One question for all numbers: while SQLite answers, whoever presses keys has the interpreter.
_BAND = """SELECT * FROM (SELECT key FROM sketches
    WHERE number = ?{number} AND key BETWEEN ?1 AND ?2 AND key <> ?3 ORDER BY key DESC LIMIT ?4)"""
_FIRST_NUMBER = 7  # of the question's values
_SHARING = f"""SELECT key, count(*) AS shared FROM (
    {" UNION ALL ".join(_BAND.format(number=_FIRST_NUMBER + n) for n in range(SKETCH))}
    ) GROUP BY key HAVING shared >= ?5 ORDER BY shared DESC, key LIMIT ?6"""
_NO_NUMBER = -1
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
    found = _candidates(db, key, numbers)
    _put(db, key, numbers)
    if found and (story := _story_of(db, body(article), found)):
        db.execute("UPDATE articles SET story = ? WHERE key = ?", (story, key))


def _candidates(db: sqlite3.Connection, key: int, numbers: Sequence[int]) -> list[int]:
    """The articles of these days that share the most numbers, those with the most first."""
    padded = (*numbers, *(_NO_NUMBER for _ in range(SKETCH - len(numbers))))
    least = min(BANDS, len(numbers))
    found = db.execute(
        _SHARING, (key - _SPAN, key + _SPAN, key, _CROWD, least, _CANDIDATES, *padded)
    ).fetchall()
    return [other for other, _ in found]


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
    for key in _likest(db, told, candidates):
        story, id = db.execute("SELECT story, id FROM articles WHERE key = ?", (key,)).fetchone()
        if not story:
            if members(db, int(id, 16), 1):
                continue  # a story bears its name, though it is in it no longer
            db.execute("UPDATE articles SET story = ? WHERE key = ?", (int(id, 16), key))
            return int(id, 16)
        if _fits(db, story, told, 0):
            return int(story)
    return 0


def _likest(db: sqlite3.Connection, told: Body, candidates: Sequence[int]) -> list[int]:
    """Those that are the same report, the likest first; what follows one that surely is, is not looked at."""
    liked = []
    for key in candidates:
        like = likeness(told, _told(db, key))
        if like > 0:
            liked.append((-like, key))
        if like >= _SURE:
            break
    return [key for _, key in sorted(liked)]


def _fits(db: sqlite3.Connection, story: int, told: Body, but: int) -> bool:
    """Whether a text is like more than half of a story's articles, `but` left out; a story of none fits."""
    keys = [key for key in members(db, story, _MEMBERS + 1) if key != but][:_MEMBERS]
    like = unlike = 0
    for key in keys:
        if likeness(told, _told(db, key)) > 0:
            like += 1
        else:
            unlike += 1
        if 2 * like > len(keys) or 2 * unlike >= len(keys):
            break
    return 2 * like > len(keys) or not keys


def _told(db: sqlite3.Connection, key: int) -> Body:
    return _unpacked(db.execute(_BODY, (key,)).fetchone()[0])


@lru_cache(maxsize=_BODIES)
def _unpacked(packed: bytes) -> Body:
    return body(unpack(packed))


def members(db: sqlite3.Connection, story: int, most: int = -1) -> list[int]:
    """The keys of a story's articles, the oldest first; most: so many of them, -1 for all."""
    rows = db.execute(
        "SELECT key FROM articles WHERE story = ? AND story <> 0 ORDER BY key LIMIT ?", (story, most)
    )
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
