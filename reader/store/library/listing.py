"""Lists over any query, their rows and counts; and what a query's fields can be completed to."""

import json
import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reader.domain.errors import NotFound
from reader.domain.query import Query
from reader.store.library.compile import Compiler, Plan
from reader.store.library.connections import Database
from reader.store.library.facts import entities_called, fits
from reader.store.library.packing import moment
from reader.store.library.rows import Counts, Row
from reader.store.library.search import best
from reader.store.library.stories import story_name
from reader.store.library.terms import Vocabulary

COLUMNS = (
    "a.key, a.id, a.title, a.source, a.author, a.url, a.language, a.feed, a.published, a.added, a.words,"
    " a.read, a.starred, a.archived, a.tags, a.marks, a.notes, a.version, a.story"
)
_REPORTS = """SELECT story, count(*), count(DISTINCT source) FROM articles
    WHERE story IN (SELECT value FROM json_each(?)) AND story <> 0 GROUP BY story"""
_ROWS = f"SELECT {COLUMNS} FROM json_each(?) j JOIN articles a ON a.key = j.value"


_WATCHED = """SELECT DISTINCT n.key FROM json_each(:watched) w
    CROSS JOIN entities e ON e.name = w.value ->> 0 AND e.kind = w.value ->> 1
    CROSS JOIN json_each(:keys) k CROSS JOIN named n ON n.entity = e.id AND n.key = k.value"""
Watched = frozenset[tuple[str, str]]  # entities, each with its kind


def to_rows(
    db: sqlite3.Connection, found: Sequence[Sequence[Any]], watched: Watched = frozenset()
) -> list[Row]:
    """Rows from COLUMNS; those that name a watched entity are told."""
    named = {row[-1] for row in found if row[-1]}
    reports = {}
    if named:
        counted = db.execute(_REPORTS, (json.dumps(list(named)),))
        reports = {story: (copies, sources) for story, copies, sources in counted if copies > 1}
    marked: set[int] = set()
    if watched:
        asked = {"watched": json.dumps(sorted(watched)), "keys": json.dumps([row[0] for row in found])}
        marked = {key for (key,) in db.execute(_WATCHED, asked)}
    return [_row(row, *reports.get(row[-1], (0, 0)), row[0] in marked) for row in found]


def _row(found: Sequence[Any], copies: int, sources: int, watched: bool) -> Row:
    key, id, title, source, author, url, language, feed, published, added, words, *rest = found
    read, starred, archived, tags, marks, notes, version, story = rest
    return Row(
        key=key,
        id=id,
        title=title,
        source=source,
        author=author,
        url=url,
        language=language,
        feed=feed,
        published=None if published is None else moment(published),
        added=moment(added),
        words=words,
        read=bool(read),
        starred=bool(starred),
        archived=bool(archived),
        tags=tuple(filter(None, tags.split("\n"))),
        marks=marks,
        notes=notes,
        version=version,
        story=story_name(story) if copies else "",
        copies=copies or 1,
        sources=sources or 1,
        watched=watched,
    )


def rows_of(db: sqlite3.Connection, keys: Sequence[int], watched: Watched = frozenset()) -> list[Row]:
    """The rows of `keys`, in their order; missing ones left out."""
    found = {row[0]: row for row in db.execute(_ROWS, (json.dumps(list(keys)),))}
    return to_rows(db, [found[key] for key in keys if key in found], watched)


class Listing:
    """The part of the library that answers lists."""

    watched: Watched = (
        frozenset()
    )  # whose articles are told in rows; the notebook knows them, the desk says them

    def __init__(self, db: Database) -> None:
        self._db = db

    def select(self, query: Query, limit: int | None = None) -> "array[int]":
        """The keys of the query's articles in its order, newest first if it names none.

        Args:
            limit: so many at most, for a first page ahead of the whole.
        """
        with self._db.reading() as db:
            return select(db, query, limit)

    def rows(self, keys: Sequence[int]) -> list[Row]:
        """What a list shows of some articles, in the order of `keys`; missing ones left out."""
        with self._db.reading() as db:
            return rows_of(db, keys, self.watched)

    def row(self, id: str) -> Row:
        """What a list shows of one article.

        Raises:
            NotFound: there is none of that id.
        """
        with self._db.reading() as db:
            found = db.execute(f"SELECT {COLUMNS} FROM articles a WHERE a.id = ?", (id,)).fetchall()
            if not found:
                raise NotFound(f"There is no article {id}.")
            return to_rows(db, found, self.watched)[0]

    def ids(self, query: Query) -> list[str]:
        """The ids of the query's articles in its order."""
        keys = self.select(query)
        with self._db.reading() as db:
            found = dict(
                db.execute(
                    "SELECT j.value, a.id FROM json_each(?) j JOIN articles a ON a.key = j.value",
                    (json.dumps(keys.tolist()),),
                )
            )
        return [found[key] for key in keys if key in found]

    def holds(self, query: Query, key: int) -> bool:
        """Whether the article `key` is one of the query's."""
        with self._db.reading() as db:
            plan = _plan(db, query)
            where = f"({plan.where}) AND {plan.key} = ?" if plan.where else f"{plan.key} = ?"
            alone = replace(plan, where=where, params=(*plan.params, key)).select("1", order="")
            return db.execute(alone.text, alone.params).fetchone() is not None

    def count(self, query: Query) -> int:
        """How many articles the query has."""
        with self._db.reading() as db:
            if query.root is None:
                found = db.execute("SELECT total + archived FROM tallies WHERE kind = 'all'").fetchone()
                return int(found[0]) if found else 0
            statement = _plan(db, query).select("count(*)", order="")
            return int(db.execute(statement.text, statement.params).fetchone()[0])

    def counts(self, archived: bool = True) -> Counts:
        """The counts of the sidebar's shelves, kept along with every change: reading them costs next to nothing.

        Args:
            archived: False leaves what is in the archive out of all numbers but its own.
        """
        with self._db.reading() as db:
            found = db.execute("SELECT * FROM tallies WHERE total + archived > 0").fetchall()
        known: dict[str, dict[str, tuple[int, int]]] = {"feed": {}, "tag": {}, "all": {}, "starred": {}}
        for kind, name, unread, total, archived_unread, away in found:
            known[kind][name] = (unread + archived_unread * archived, total + away * archived)
        unread, total = known["all"].get("", (0, 0))
        return Counts(
            all=total,
            unread=unread,
            starred=known["starred"].get("", (0, 0))[1],
            archived=sum(row[5] for row in found if row[0] == "all"),
            feeds=known["feed"],
            tags=dict(sorted(known["tag"].items())),
        )

    def values(self, field: str, typed: str = "", limit: int = 20) -> list[str]:
        """What the library has for a field of the query language that begins with or holds `typed`, the most
        frequent first."""
        with self._db.reading() as db:
            if field in ("entity", "person", "org", "place"):
                return _entity_names(db, field, typed, limit)
            names = [name for (name,) in db.execute(_VALUES[field])] if field in _VALUES else []
            if field == "feed":
                from reader.domain.feed import from_json

                names = [from_json(facts).label for (facts,) in db.execute("SELECT facts FROM feeds")]
        near = [name for name in names if not typed or fits(name, typed + "*")]
        return [*dict.fromkeys(near)][:limit]


_GROUPED = "SELECT {0} FROM articles WHERE {0} <> '' GROUP BY {0} ORDER BY count(*) DESC"
_VALUES = {
    "tag": "SELECT name FROM tallies WHERE kind = 'tag' AND total + archived > 0 ORDER BY total DESC, name",
    "source": _GROUPED.format("source"),
    "author": _GROUPED.format("author"),
    "lang": _GROUPED.format("language"),
}
_KINDS = {"person": "PER", "org": "ORG", "place": "LOC"}


def _entity_names(db: sqlite3.Connection, field: str, typed: str, limit: int) -> list[str]:
    kind = _KINDS.get(field, "")
    if typed.strip():
        ids = entities_called(db, typed + "*", kind, limit)
        names = dict(
            db.execute(
                "SELECT id, name FROM entities WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
            )
        )
        return [*dict.fromkeys(names[id] for id in ids)]
    rows = db.execute(
        "SELECT name FROM entities WHERE articles > 0 AND (? = '' OR kind = ?) ORDER BY mentions DESC, name LIMIT ?",
        (kind, kind, limit),
    )
    return [*dict.fromkeys(name for (name,) in rows)]


def select(db: sqlite3.Connection, query: Query, limit: int | None = None) -> "array[int]":
    """See `Listing.select`."""
    if query.sort == "best" and query.terms:
        return array("q", (key for key, _ in best(db, query, limit)))
    plan = _plan(db, query)
    statement = plan.select(f"{plan.key} AS k", limit=limit)
    # As one text: a third of the time of 100,000 rows, and most of it without Python's lock.
    whole = db.execute(f"SELECT json_group_array(k) FROM ({statement.text})", statement.params)
    return array("q", json.loads(whole.fetchone()[0]))


def _plan(db: sqlite3.Connection, query: Query) -> Plan:
    return Compiler(Vocabulary(db)).plan(query)
