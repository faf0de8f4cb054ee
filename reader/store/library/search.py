"""Full-text search, best first.

The order: articles whose notes or tags have all the words (the person's own words lead back to what was read);
then those that have the words themselves, by BM25 with the headline above the lede above the rest; then those that
have them only as parts of compounds, newest first. So a rare compound never outranks the word one asked for.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from reader.domain.query import Query
from reader.store.library.compile import Compiler, Plan
from reader.store.library.facts import Sql
from reader.store.library.terms import Vocabulary, both, either

_WEIGHED = (
    5000  # so many of the newest articles with a common word are weighed, besides those it is the topic of
)
_RANKED = 2000  # so many are ordered by fitness; behind them the newest are the best
Scored = tuple[int, float]


def best(db: sqlite3.Connection, query: Query, limit: int | None = None) -> list[Scored]:
    """The keys of the query's articles with their scores, best first. The query has words to look for."""
    compiler = Compiler(Vocabulary(db))
    most = _RANKED if limit is None else min(limit, _RANKED)
    first = [*_noted(db, compiler, query, most), *_ranked(db, query, most)]
    return list(islice(_once(chain(first, _newest(db, compiler, query, limit))), limit))


def _once(found: Iterable[Scored]) -> Iterator[Scored]:
    seen = set()
    for key, score in found:
        if key not in seen:
            seen.add(key)
            yield key, score


def _newest(db: sqlite3.Connection, compiler: Compiler, query: Query, limit: int | None) -> Iterator[Scored]:
    """All of the query's articles, asked for only when the better ones are through."""
    plan = compiler.plan(query.sorted_by("newest"))
    statement = plan.select(limit=None if limit is None else 3 * limit)
    for (key,) in db.execute(statement.text, statement.params):
        yield key, 0.0


def _noted(db: sqlite3.Connection, compiler: Compiler, query: Query, limit: int) -> list[Scored]:
    match = both(compiler.notes(term) for term in query.terms)
    if db.execute("SELECT 1 FROM remarks WHERE remarks MATCH ? LIMIT 1", (match,)).fetchone() is None:
        return []
    all_ = compiler.plan(query).select(order="")
    rows = db.execute(
        f"SELECT rowid FROM remarks WHERE remarks MATCH ? AND rowid IN ({all_.text}) ORDER BY rank LIMIT ?",
        (match, *all_.params, limit),
    )
    return [(key, 100.0) for (key,) in rows]


def _ranked(db: sqlite3.Connection, query: Query, limit: int) -> list[Scored]:
    """By BM25, the words themselves alone."""
    compiler = Compiler(Vocabulary(db), direct=True)
    plan = compiler.plan(query.sorted_by("newest"))
    if plan.key == "fulltext.rowid":
        weighed = [
            (key, -rank)
            for part in _weighed(db, plan)
            for key, rank in _run(db, part.select("fulltext.rowid, rank", order="rank", limit=limit))
        ]
        return sorted(weighed, key=lambda scored: -scored[1])
    match = either(filter(None, (compiler.text(term) for term in query.terms if term.field != "note")))
    if not match:
        return []
    all_ = plan.select(order="")
    text = f"SELECT rowid, rank FROM fulltext WHERE fulltext MATCH ? AND rowid IN ({all_.text})"
    found = _run(db, Sql(f"{text} ORDER BY rank LIMIT {limit:d}", (match, *all_.params)))
    return [(key, -rank) for key, rank in found]


def _weighed(db: sqlite3.Connection, plan: Plan) -> list[Plan]:
    """The articles that are worth weighing: all, or of a common word those with it in the headline and the newest.

    To weigh an article takes some microseconds, and the word may stand in every one of them.
    """
    newest = plan.select(limit=_WEIGHED)
    count, last = db.execute(f"SELECT count(*), min(rowid) FROM ({newest.text})", newest.params).fetchone()
    if count < _WEIGHED:
        return [plan]
    match = plan.params[0]
    titled = replace(plan, params=(f"({{title}} : ({match})) AND ({match})", *plan.params[1:]))
    return [titled, replace(plan, where=f"{plan.where} AND fulltext.rowid >= ?", params=(*plan.params, last))]


def _run(db: sqlite3.Connection, statement: Sql) -> sqlite3.Cursor:
    return db.execute(statement.text, statement.params)
