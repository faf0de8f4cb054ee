"""Entities across the library: who is named how often, when, where, and together with whom."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reader.domain.entity import NAMES, Kind
from reader.domain.errors import NotFound
from reader.domain.query import Query
from reader.store.library.compile import Compiler
from reader.store.library.connections import Database
from reader.store.library.facts import entities_called
from reader.store.library.listing import rows_of
from reader.store.library.names import from_json
from reader.store.library.rows import Row
from reader.store.library.schema import TIE_BITS
from reader.store.library.terms import Vocabulary

if TYPE_CHECKING:
    from reader.store.library.answers import EntityRow

_ALIASES = 8  # shown of each
COMPANY_IN = (
    5000  # of its newest articles, in which an entity's company is looked for: more take too long to count
)
_ROWS = """SELECT e.id, e.name, e.kind, e.mentions, e.articles,
        (SELECT min(key) FROM named WHERE entity = e.id), (SELECT max(key) FROM named WHERE entity = e.id),
        (SELECT count(*) FROM named WHERE entity = e.id AND key >= :week),
        (SELECT count(*) FROM named WHERE entity = e.id AND key >= :month AND key < :week)
    FROM json_each(:ids) j JOIN entities e ON e.id = j.value"""
_ORDERS = {
    "mentions": "mentions DESC, articles DESC, name",
    "articles": "articles DESC, mentions DESC, name",
    "name": "name COLLATE NOCASE, kind",
}
_Counted = dict[int, tuple[int, int]]  # entity -> mentions, articles


class Entities:
    """The part of the library that answers for entities."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def entity(self, entity: str, kind: Kind) -> "EntityRow":
        """One entity.

        Raises:
            NotFound: no article names it.
        """
        with self._db.reading() as db:
            return _rows(db, [_id(db, entity, kind)])[0]

    def entities(
        self,
        *,
        name: str = "",
        kind: Kind | None = None,
        query: Query | None = None,
        order: str = "mentions",
        limit: int = 500,
    ) -> "list[EntityRow]":
        """The entities of the whole library, or of a query's articles (then mentions and articles count only these).

        Args:
            name: words their name or an alias has, the last one as a beginning.
            order: "mentions", "articles", "rising" (more this week than in the weeks before) or "name".
        """
        with self._db.reading() as db:
            if order == "rising":
                return _rising(db, name, kind, query, limit)
            counted = None if query is None or query.root is None else _counted(db, query)
            ids = _ids(db, name, kind, counted, order, limit)
            return _rows(db, ids, counted)

    def entity_names(self, kind: Kind, limit: int = 50_000) -> list[tuple[str, int]]:
        """The names of a kind with the number of their articles, the most frequent first."""
        with self._db.reading() as db:
            return db.execute(
                """SELECT name, articles FROM entities WHERE kind = ? AND articles > 0
                ORDER BY articles DESC, name LIMIT ?""",
                (kind.value, limit),
            ).fetchall()

    def naming(self, entity: str, kind: Kind) -> set[str]:
        """The ids of the articles that name the entity; none when it is not known."""
        with self._db.reading() as db:
            rows = db.execute(
                """SELECT a.id FROM entities e JOIN named n ON n.entity = e.id JOIN articles a ON a.key = n.key
                WHERE e.name = ? AND e.kind = ?""",
                (entity, kind.value),
            )
            return {id for (id,) in rows}

    def articles_of(self, entity: str, kind: Kind, limit: int = 200) -> list[Row]:
        """The articles that name the entity, newest first."""
        return self._articles([(entity, kind)], limit)

    def shared_articles(self, keys: Sequence[tuple[str, Kind]]) -> list[Row]:
        """The articles that name all of these, newest first."""
        return self._articles(keys, 1000)

    def _articles(self, keys: Sequence[tuple[str, Kind]], limit: int) -> list[Row]:
        with self._db.reading() as db:
            ids = [_id(db, entity, kind) for entity, kind in dict.fromkeys(keys)]
            if not ids:
                return []
            also = "".join(" AND key IN (SELECT key FROM named WHERE entity = ?)" for _ in ids[1:])
            found = db.execute(
                f"SELECT key FROM named WHERE entity = ?{also} ORDER BY key DESC LIMIT ?", (*ids, limit)
            )
            return rows_of(db, [key for (key,) in found])

    def together_with(
        self, entity: str, kind: Kind, limit: int = 50, newest: int = COMPANY_IN
    ) -> "list[EntityRow]":
        """Who stands in the same articles, the most frequent first; mentions and articles count the shared ones.

        Args:
            newest: as many of its articles are looked at, the newest ones.
        """
        with self._db.reading() as db:
            own = _id(db, entity, kind)
            found = db.execute(
                """SELECT o.entity, sum(o.count), count(*) AS shared
                FROM (SELECT key FROM named WHERE entity = :own ORDER BY key DESC LIMIT :newest) n
                JOIN named o ON o.key = n.key WHERE o.entity <> :own
                GROUP BY o.entity ORDER BY shared DESC, sum(o.count) DESC, o.entity LIMIT :limit""",
                {"own": own, "newest": newest, "limit": limit},
            ).fetchall()
            counted = {id: (mentions, articles) for id, mentions, articles in found}
            return _rows(db, list(counted), counted)

    def weeks(self, entity: str, kind: Kind, weeks: int = 26, until: datetime | None = None) -> list[int]:
        """How many articles of each of so many weeks name the entity, the oldest week first.

        Args:
            until: aware; where the last week ends. None: now.
        """
        begin = _ago(7 * weeks, until)
        end = begin + weeks * _WEEK
        counts = [0] * weeks
        with self._db.reading() as db:
            own = _id(db, entity, kind)
            asked = (own, begin, end) if until else (own, begin, _NEVER)
            for (key,) in db.execute("SELECT key FROM named WHERE entity = ? AND key >= ? AND key <= ?", asked):
                counts[min((key - begin) // _WEEK, weeks - 1)] += 1
        return counts

    def places_of(
        self, entity: str, kind: Kind, limit: int = 60, article: str = ""
    ) -> list[tuple[str, int, int]]:
        """Where the entity stands: article id, start and end, in the newest articles first.

        Args:
            article: the id of the only one to look in; "" for all.
        """
        places: list[tuple[str, int, int]] = []
        with self._db.reading() as db:
            rows = db.execute(
                f"""SELECT a.id, coalesce(m.corrected, m.raw) FROM named n JOIN articles a ON a.key = n.key
                JOIN mentions m ON m.key = n.key WHERE n.entity = ? {"AND a.id = ?" if article else ""}
                ORDER BY n.key DESC LIMIT ?""",
                (_id(db, entity, kind), *([article] if article else ()), limit),
            )
            for id, mentions in rows:
                if len(places) >= limit:
                    break
                places += [
                    (id, m.start, m.end) for m in from_json(mentions) if (m.entity, m.kind) == (entity, kind)
                ]
        return places[:limit]


_WEEK = (7 * 86400) << TIE_BITS


_NEVER = (1 << 63) - 1


def _ago(days: int, until: datetime | None = None) -> int:
    """The first key of that many days ago, or before `until`."""
    return int(((until or datetime.now(UTC)) - timedelta(days=days)).timestamp()) << TIE_BITS


def _id(db: sqlite3.Connection, entity: str, kind: Kind) -> int:
    found = db.execute(
        "SELECT id FROM entities WHERE name = ? AND kind = ? AND articles > 0", (entity, kind.value)
    ).fetchone()
    if found is None:
        raise NotFound(f"No article names {entity}.")
    return int(found[0])


def _counted(db: sqlite3.Connection, query: Query) -> _Counted:
    """The entities of a query's articles with their mentions and articles there."""
    keys = Compiler(Vocabulary(db)).plan(query).select(order="")
    rows = db.execute(
        f"SELECT entity, sum(count), count(*) FROM named WHERE key IN ({keys.text}) GROUP BY entity",
        keys.params,
    )
    return {id: (mentions, articles) for id, mentions, articles in rows}


def _ids(
    db: sqlite3.Connection, name: str, kind: Kind | None, counted: _Counted | None, order: str, limit: int
) -> list[int]:
    """The entities in question, in order."""
    kinds = [kind.value] if kind else [kind.value for kind in NAMES]
    where = f"articles > 0 AND kind IN ({', '.join('?' * len(kinds))})"
    params: list[object] = [*kinds]
    known = None if counted is None else set(counted)
    if name.strip():
        called = set(entities_called(db, name.strip() + "*", kind.value if kind else "", 20_000))
        known = called if known is None else known & called
    if known is not None:
        where += " AND id IN (SELECT value FROM json_each(?))"
        params.append(json.dumps(sorted(known)))
    if counted is None:
        rows = db.execute(
            f"SELECT id FROM entities WHERE {where} ORDER BY {_ORDERS[order]} LIMIT ?", (*params, limit)
        )
        return [id for (id,) in rows]
    found = [
        id for (id,) in db.execute(f"SELECT id FROM entities WHERE {where} ORDER BY {_ORDERS['name']}", params)
    ]
    if order != "name":
        by = order == "articles"
        found.sort(key=lambda id: (counted[id][by], counted[id][not by]), reverse=True)
    return found[:limit]


def _rising(
    db: sqlite3.Connection, name: str, kind: Kind | None, query: Query | None, limit: int
) -> "list[EntityRow]":
    """Those named this week, by how far that is above the weeks before."""
    counted = None if query is None or query.root is None else _counted(db, query)
    rows = db.execute("SELECT entity, count(*) FROM named WHERE key >= ? GROUP BY entity", (_ago(7),))
    week = dict(rows.fetchall())
    ids = [id for id in _ids(db, name, kind, counted, "name", 1_000_000) if id in week]
    ids.sort(key=lambda id: -week[id])
    found = _rows(db, ids[: 4 * limit], counted)
    found.sort(key=lambda row: (row.week + 1) / (row.month + 1) * (row.week - row.month), reverse=True)
    return found[:limit]


def _rows(db: sqlite3.Connection, ids: Sequence[int], counted: _Counted | None = None) -> "list[EntityRow]":
    """EntityRows in the order of `ids`."""
    given = json.dumps(list(ids))
    rows = {row[0]: row[1:] for row in db.execute(_ROWS, {"ids": given, "week": _ago(7), "month": _ago(35)})}
    aliases: dict[int, list[str]] = {}
    for id, form in db.execute(
        """SELECT entity, form FROM aliases WHERE entity IN (SELECT value FROM json_each(?)) AND count > 0
        ORDER BY entity, count DESC, form""",
        (given,),
    ):
        aliases.setdefault(id, []).append(form)
    return [_row(rows[id], aliases.get(id, []), counted[id] if counted else None) for id in ids]


def _row(row: Sequence[object], aliases: Sequence[str], counts: tuple[int, int] | None) -> "EntityRow":
    from reader.store.library.answers import EntityRow

    name, kind, mentions, articles, first, last, week, month = row
    return EntityRow(
        str(name),
        Kind(str(kind)),
        *(counts or (int(str(mentions)), int(str(articles)))),
        tuple(form for form in aliases if form != name)[:_ALIASES],
        _moment(first),
        _moment(last),
        int(str(week)),
        int(str(month)) / 4,
    )


def _moment(key: object) -> datetime | None:
    return None if key is None else datetime.fromtimestamp(int(str(key)) >> TIE_BITS, UTC)
