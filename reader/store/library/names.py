"""Who and what the articles name: mentions by article, and what they add up to.

What was recognised (raw) and what the person made of it (corrected) lie side by side. The sums by entity, by
article and by the words used count the corrected ones, names only; they are kept along with each change.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence

from reader.domain.entity import NAMES, Kind, Mention
from reader.domain.errors import NotFound
from reader.store.library import fold
from reader.store.library.connections import Database
from reader.store.library.packing import unpack

Name = tuple[str, str]  # entity and kind

_BODY = (
    "SELECT v.body FROM articles a JOIN versions v ON v.key = a.key AND v.number = a.version WHERE a.key = ?"
)


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
            text = _text(db, key)
            forget_names(db, key, text)
            _remember(db, key, text, raw, corrected)
            db.execute("UPDATE articles SET recognised = ? WHERE key = ?", (version, key))

    def recorrect(self, id: str, corrected: Sequence[Mention]) -> None:
        """Replaces what the person made of what was recognised."""
        with self._db.writing() as db:
            key = _key(db, id)
            raw, now = _mentions(db, key)
            if list(corrected) != now:
                text = _text(db, key)
                forget_names(db, key, text)
                _remember(db, key, text, raw, corrected)

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
    return unpack(db.execute(_BODY, (key,)).fetchone()[0]).text


def _mentions(db: sqlite3.Connection, key: int) -> tuple[list[Mention], list[Mention]]:
    """As recognised, and as corrected."""
    found = db.execute("SELECT raw, corrected FROM mentions WHERE key = ?", (key,)).fetchone()
    if found is None:
        return [], []
    raw = from_json(found[0])
    return raw, (raw if found[1] is None else from_json(found[1]))


def _remember(
    db: sqlite3.Connection, key: int, text: str, raw: Sequence[Mention], corrected: Sequence[Mention]
) -> None:
    changed = None if list(raw) == list(corrected) else to_json(corrected)
    db.execute(
        "INSERT OR REPLACE INTO mentions(key, raw, corrected) VALUES(?, ?, ?)", (key, to_json(raw), changed)
    )
    counts, forms = _tally(text, corrected)
    for name, count in counts.items():
        entity = _entity(db, name)
        db.execute(
            "UPDATE entities SET mentions = mentions + ?, articles = articles + 1 WHERE id = ?", (count, entity)
        )
        db.execute("INSERT INTO named(entity, key, count) VALUES(?, ?, ?)", (entity, key, count))
        for form, times in forms[name].items():
            _count_alias(db, entity, form, times)
    db.execute("UPDATE articles SET names = ? WHERE key = ?", (len(counts), key))


def forget_names(db: sqlite3.Connection, key: int, text: str) -> None:
    """Takes an article's mentions out of all sums; `text` is the one they stand in."""
    counts, forms = _tally(text, _mentions(db, key)[1])
    for name, count in counts.items():
        entity = _entity(db, name)
        db.execute(
            "UPDATE entities SET mentions = mentions - ?, articles = articles - 1 WHERE id = ?", (count, entity)
        )
        for form, times in forms[name].items():
            db.execute(
                "UPDATE aliases SET count = count - ? WHERE entity = ? AND form = ?", (times, entity, form)
            )
    db.execute("DELETE FROM named WHERE key = ?", (key,))
    db.execute("DELETE FROM mentions WHERE key = ?", (key,))


def _tally(text: str, mentions: Sequence[Mention]) -> tuple[Counter[Name], dict[Name, Counter[str]]]:
    """How often each name stands in the article, and in which words."""
    counts: Counter[Name] = Counter()
    forms: dict[Name, Counter[str]] = {}
    for mention in mentions:
        if mention.kind in NAMES:
            name = (mention.entity, mention.kind.value)
            counts[name] += 1
            words = " ".join(text[mention.start : mention.end].split())
            if not mention.derived:
                forms.setdefault(name, Counter())[words] += 1
    return counts, {name: forms.get(name, Counter()) for name in counts}


def _entity(db: sqlite3.Connection, name: Name) -> int:
    found = db.execute("SELECT id FROM entities WHERE name = ? AND kind = ?", name).fetchone()
    if found is not None:
        return int(found[0])
    made = db.execute("INSERT INTO entities(name, kind) VALUES(?, ?)", name).lastrowid
    assert made is not None
    _count_alias(db, made, name[0], 0)
    return made


def _count_alias(db: sqlite3.Connection, entity: int, form: str, times: int) -> None:
    if db.execute(
        "UPDATE aliases SET count = count + ? WHERE entity = ? AND form = ?", (times, entity, form)
    ).rowcount:
        return
    made = db.execute(
        "INSERT INTO aliases(entity, form, count) VALUES(?, ?, ?)", (entity, form, times)
    ).lastrowid
    db.execute("INSERT INTO alias_words(rowid, form) VALUES(?, ?)", (made, " ".join(fold.folded(form))))
