"""Who and what the articles name: mentions by article, and what they add up to.

What was recognised (raw) and what the person made of it (corrected) lie side by side. The sums by entity, by
article and by the words used count the corrected ones, names only; they are kept along with each change.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from reader.domain.entity import Kind, Mention
from reader.domain.errors import NotFound
from reader.store.library.connections import Database
from reader.store.library.packing import text_of
from reader.store.library.sums import Sums, names_in

Correct = Callable[[str, str, Sequence[Mention]], Sequence[Mention]]
_TOGETHER = 200  # articles corrected in one transaction: others may write in between
_BODY = (
    "SELECT v.body FROM articles a JOIN versions v ON v.key = a.key AND v.number = a.version WHERE a.key = ?"
)


_WITH_MENTIONS = """SELECT a.key, a.id, v.body, m.raw, m.corrected FROM json_each(?) j
    JOIN articles a ON a.id = j.value JOIN mentions m ON m.key = a.key
    JOIN versions v ON v.key = a.key AND v.number = a.version"""


def _batches(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (ids[at : at + size] for at in range(0, len(ids), size))


def to_json(mentions: Sequence[Mention]) -> str:
    rows = [(m.start, m.end, m.kind.value, m.entity, int(m.derived), m.value) for m in mentions]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> list[Mention]:
    return [
        Mention(start, end, Kind(kind), entity, bool(derived), value)
        for start, end, kind, entity, derived, value in json.loads(text)
    ]


class Names:
    """The part of the library that holds mentions by article."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def is_recognised(self, id: str, *versions: str) -> bool:
        """Whether the article's newest text went through a recogniser of one of these versions."""
        with self._db.reading() as db:
            found = db.execute("SELECT recognised FROM articles WHERE id = ?", (id,)).fetchone()
        return found is not None and found[0] in versions

    def unrecognised(self, *versions: str, limit: int = 100) -> list[str]:
        """Articles that did not yet, the newest first."""
        with self._db.reading() as db:
            known = [text for (text,) in db.execute(_DISTINCT) if text not in (None, *versions)]
            keys: list[tuple[int, str]] = []
            for old in known:
                keys += db.execute(
                    "SELECT key, id FROM articles WHERE recognised = ? ORDER BY key DESC LIMIT ?", (old, limit)
                ).fetchall()
        return [id for _, id in sorted(keys, reverse=True)[:limit]]

    def unrecognised_count(self, *versions: str) -> int:
        """How many articles did not yet."""
        marks = ", ".join("?" * len(versions))
        with self._db.reading() as db:
            found = db.execute(
                f"SELECT count(*) FROM articles WHERE recognised NOT IN ({marks})", versions
            ).fetchone()
        return int(found[0])

    def put_mentions(self, id: str, version: str, raw: Sequence[Mention], corrected: Sequence[Mention]) -> None:
        """Keeps what the recogniser of `version` found in the article's newest text.

        Raises:
            NotFound: there is no such article.
        """
        with self._db.writing() as db:
            key = _key(db, id)
            _put(db, key, _text(db, key), raw, corrected)
            db.execute("UPDATE articles SET recognised = ? WHERE key = ?", (version, key))

    def recorrect(self, ids: Iterable[str], correct: Correct) -> None:
        """Makes anew what the person made of what was recognised.

        Args:
            ids: articles; those that were not recognised are passed over.
            correct: gives an article's mentions from its id, its text and what was recognised in it.
        """
        for some in _batches(sorted(ids), _TOGETHER):
            with self._db.writing() as db:
                _recorrect(db, some, correct)

    def mentions(self, id: str) -> list[Mention]:
        """The article's mentions as corrected; [] when it was not recognised yet."""
        with self._db.reading() as db:
            return _mentions(db, _key(db, id))[1]

    def raw_mentions(self, id: str) -> list[Mention]:
        """The article's mentions as they were recognised."""
        with self._db.reading() as db:
            return _mentions(db, _key(db, id))[0]

    def corrected(self) -> list[str]:
        """The ids of the articles whose mentions the person's corrections change."""
        with self._db.reading() as db:
            rows = db.execute(
                "SELECT a.id FROM mentions m JOIN articles a ON a.key = m.key WHERE m.corrected IS NOT NULL"
            )
            return [id for (id,) in rows]


_DISTINCT = """WITH RECURSIVE known(value) AS (
    SELECT min(recognised) FROM articles
    UNION ALL
    SELECT (SELECT min(recognised) FROM articles WHERE recognised > value) FROM known WHERE value IS NOT NULL
) SELECT value FROM known"""


def _key(db: sqlite3.Connection, id: str) -> int:
    found = db.execute("SELECT key FROM articles WHERE id = ?", (id,)).fetchone()
    if found is None:
        raise NotFound(f"There is no article {id}.")
    return int(found[0])


def _text(db: sqlite3.Connection, key: int) -> str:
    return text_of(db.execute(_BODY, (key,)).fetchone()[0])


def _mentions(db: sqlite3.Connection, key: int) -> tuple[list[Mention], list[Mention]]:
    """As recognised, and as corrected."""
    found = db.execute("SELECT raw, corrected FROM mentions WHERE key = ?", (key,)).fetchone()
    if found is None:
        return [], []
    raw = from_json(found[0])
    return raw, (raw if found[1] is None else from_json(found[1]))


def forget_names(db: sqlite3.Connection, key: int, text: str) -> None:
    """Takes an article's mentions out of all sums; `text` is the one they stand in."""
    _put(db, key, text, [], [])
    db.execute("DELETE FROM mentions WHERE key = ?", (key,))


def _put(
    db: sqlite3.Connection, key: int, text: str, raw: Sequence[Mention], corrected: Sequence[Mention]
) -> None:
    sums = Sums()
    sums.move(key, text, _mentions(db, key)[1], corrected)
    sums.write(db)
    changed = None if list(raw) == list(corrected) else to_json(corrected)
    db.execute(
        "INSERT OR REPLACE INTO mentions(key, raw, corrected) VALUES(?, ?, ?)", (key, to_json(raw), changed)
    )
    db.execute("UPDATE articles SET names = ? WHERE key = ?", (len(names_in(corrected)), key))


def _recorrect(db: sqlite3.Connection, ids: Sequence[str], correct: Correct) -> None:
    """Applies `correct` to some articles, in one transaction."""
    sums = Sums()
    changed: list[tuple[str | None, int]] = []
    counts: list[tuple[int, int]] = []
    for key, id, body, kept, before in db.execute(_WITH_MENTIONS, (json.dumps(list(ids)),)).fetchall():
        text, raw = text_of(body), from_json(kept)
        old = raw if before is None else from_json(before)
        new = list(correct(id, text, raw))
        if new != old:
            sums.move(key, text, old, new)
            changed.append((None if new == raw else to_json(new), key))
            counts.append((len(names_in(new)), key))
    sums.write(db)
    db.executemany("UPDATE mentions SET corrected = ? WHERE key = ?", changed)
    db.executemany("UPDATE articles SET names = ? WHERE key = ?", counts)
