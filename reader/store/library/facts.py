"""The facts a query may ask for, each as a condition in SQL: a table of small functions.

Names of sources, authors, tags and feeds are compared folded, and in Python: there are few of them. They fit when
they hold the value's words; a star lets the last one be a beginning.
"""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from reader.store.library import fold
from reader.store.library.schema import TIE_BITS


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL and what its question marks stand for."""

    text: str
    params: tuple[object, ...] = ()


Fact = Callable[[sqlite3.Connection, str, str, str, datetime | None], Sql]

# What a state is in SQL: the condition, and the one of the articles that are not so.
_IS = {
    "unread": ("read = 0", "read = 1"),
    "read": ("read = 1", "read = 0"),
    "starred": ("starred = 1", "starred = 0"),
    "archived": ("archived = 1", "archived = 0"),
    "marked": ("marks > 0", "marks = 0"),
}
_HAS = {"note": "a.notes > 0", "tag": "a.tags <> ''", "entity": "a.names > 0", "mark": "a.marks > 0"}
_KINDS = {"person": "PER", "org": "ORG", "place": "LOC"}
_COLUMN = {"source": "source", "author": "author"}
_KEY = "a.key"  # the key where `articles` drives the query
_MOST = 400  # names that a value may stand for


def distinct(db: sqlite3.Connection, column: str) -> list[str]:
    """The values of an indexed column of `articles`, by jumping from one to the next."""
    rows = db.execute(
        f"""WITH RECURSIVE known(value) AS (
            SELECT min({column}) FROM articles WHERE {column} <> ''
            UNION ALL
            SELECT (SELECT min({column}) FROM articles WHERE {column} > value AND {column} <> '')
            FROM known WHERE value IS NOT NULL
        ) SELECT value FROM known WHERE value IS NOT NULL"""
    )
    return [value for (value,) in rows]


def fits(name: str, value: str) -> bool:
    """Whether `name` holds the words of `value`, one behind the other."""
    wanted, star = value.removesuffix("*"), value.endswith("*")
    words = f" {' '.join(fold.folded(wanted))}{'' if star else ' '}"
    return bool(words.strip()) and words in f" {' '.join(fold.folded(name))} "


def fitting(names: Iterable[str], value: str) -> list[str]:
    """The names that fit; where none does, those that would if the last word were a beginning."""
    known = list(names)
    return [n for n in known if fits(n, value)] or [n for n in known if fits(n, value.rstrip("*") + "*")]


def _among(column: str, values: Iterable[object]) -> Sql:
    params = tuple(values)[:_MOST]
    return Sql(f"{column} IN ({', '.join('?' * len(params))})" if params else "0", params)


def _is(db: sqlite3.Connection, name: str, value: str, key: str, now: datetime | None) -> Sql:
    return state(value, True, key)


def state(value: str, yes: bool, key: str) -> Sql:
    """A state or its opposite. Where the full text gives the keys, they are looked up in the smaller set: a lookup
    of each in `articles` would take three times as long."""
    condition, opposite = _IS[value]
    if key == _KEY:
        return Sql(f"a.{condition if yes else opposite}")
    if value == "archived":
        return Sql(f"{key} {'IN' if yes else 'NOT IN'} (SELECT key FROM articles WHERE {condition})")
    return Sql(f"{key} IN (SELECT key FROM articles WHERE {condition if yes else opposite})")


def _has(db: sqlite3.Connection, name: str, value: str, key: str, now: datetime | None) -> Sql:
    return Sql(_HAS[value])


def _named(db: sqlite3.Connection, name: str, value: str, key: str, now: datetime | None) -> Sql:
    """source: and author:"""
    return _among(f"a.{_COLUMN[name]}", fitting(distinct(db, _COLUMN[name]), value))


def _tag(db: sqlite3.Connection, name: str, value: str, key: str, now: datetime | None) -> Sql:
    """A tag as a whole, not a word of it; with a star, all that begin so."""
    wanted = " ".join(fold.folded(value))
    tags = [
        tag for (tag,) in db.execute("SELECT name FROM tallies WHERE kind = 'tag' AND total + archived > 0")
    ]
    if value.endswith("*"):
        found = [tag for tag in tags if " ".join(fold.folded(tag)).startswith(wanted)]
    else:
        found = [tag for tag in tags if " ".join(fold.folded(tag)) == wanted]
    inner = _among("tag", found)
    return Sql(f"{key} IN (SELECT key FROM tags WHERE {inner.text})", inner.params)


def _color(db: sqlite3.Connection, name: str, value: str, key: str, now: datetime | None) -> Sql:
    """Articles with a mark of that colour."""
    return Sql(f"{key} IN (SELECT key FROM marks WHERE color = ?)", (value,))


def _lang(db: sqlite3.Connection, name: str, value: str, key: str, now: datetime | None) -> Sql:
    """A language with its countries: de finds de-AT."""
    known = [
        tag for tag in distinct(db, "language") if tag.lower() == value or tag.lower().startswith(value + "-")
    ]
    return _among("a.language", known)


def _feed(db: sqlite3.Connection, name: str, value: str, key: str, now: datetime | None) -> Sql:
    """A feed by its id, or by words of its name."""
    if db.execute("SELECT 1 FROM articles WHERE feed = ? LIMIT 1", (value,)).fetchone():
        return Sql("a.feed = ?", (value,))
    from reader.domain.feed import from_json

    labels: dict[str, list[str]] = {}
    for id, facts in db.execute("SELECT id, facts FROM feeds"):
        labels.setdefault(from_json(facts).label, []).append(id)
    return _among("a.feed", [id for label in fitting(labels, value) for id in labels[label]])


def entities_called(db: sqlite3.Connection, value: str, kind: str = "", limit: int = _MOST) -> list[int]:
    """The entities that are called so, by their name or an alias, with the words of `value` in any order; a star
    at its end lets the last word be a beginning. Those most often named come first."""
    words = fold.folded(value)
    if not words:
        return []
    match = " AND ".join(f'"{word.replace(chr(34), " ")}"' for word in words) + "*" * value.endswith("*")
    rows = db.execute(
        """SELECT e.id FROM alias_words w JOIN aliases n ON n.id = w.rowid JOIN entities e ON e.id = n.entity
        WHERE alias_words MATCH ? AND e.articles > 0 AND (? = '' OR e.kind = ?)
        GROUP BY e.id ORDER BY e.mentions DESC LIMIT ?""",
        (match, kind, kind, limit),
    )
    return [id for (id,) in rows]


def _entity(db: sqlite3.Connection, name: str, value: str, key: str, now: datetime | None) -> Sql:
    kind = _KINDS.get(name, "")
    inner = _among("entity", entities_called(db, value, kind) or entities_called(db, value + "*", kind))
    return Sql(f"{key} IN (SELECT key FROM named WHERE {inner.text})", inner.params)


def by_date(db: sqlite3.Connection, name: str, value: str, key: str, now: datetime | None) -> Sql:
    """By the key, which begins with the second."""
    from reader.domain.query import dates

    since, until = dates.BOUNDS[name](dates.span(value, now))
    bounds = [(sign, when) for sign, when in ((">=", since), ("<", until)) if when is not None]
    params = tuple(int(when.timestamp()) << TIE_BITS for _, when in bounds)
    return Sql(" AND ".join(f"{key} {sign} ?" for sign, _ in bounds), params)


def _words(db: sqlite3.Connection, name: str, value: str, key: str, now: datetime | None) -> Sql:
    from reader.domain.query.facts import length

    return Sql("a.words BETWEEN ? AND ?", length(value))


FACTS: dict[str, Fact] = {
    "is": _is,
    "has": _has,
    "source": _named,
    "author": _named,
    "tag": _tag,
    "color": _color,
    "lang": _lang,
    "feed": _feed,
    "entity": _entity,
    "person": _entity,
    "org": _entity,
    "place": _entity,
    "after": by_date,
    "before": by_date,
    "on": by_date,
    "words": _words,
}
