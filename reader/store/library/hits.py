"""Search results: each with the piece of text that shows what was found, and the place to open at."""

import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.domain.query import Query
from reader.store.library.connections import Database
from reader.store.library.listing import rows_of, select
from reader.store.library.packing import unpack
from reader.store.library.rows import Row
from reader.store.library.search import best
from reader.store.library.terms import Sought, Vocabulary

if TYPE_CHECKING:
    from reader.store.library.answers import Hit

_BODIES = """SELECT a.key, v.body FROM json_each(?) j JOIN articles a ON a.key = j.value
    JOIN versions v ON v.key = a.key AND v.number = a.version"""


class Search:
    """The part of the library that searches."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def search(self, query: Query, limit: int = 50) -> "list[Hit]":
        """The articles of the query, best first unless it names another order; a query without words newest first."""
        with self._db.reading() as db:
            if query.terms and query.sort in ("", "best"):
                scored = best(db, query, limit)
            else:
                scored = [(key, 0.0) for key in select(db, query, limit)]
            return hits(db, query, scored)

    def snippets(self, query: Query, keys: Sequence[int]) -> "list[Hit]":
        """What was found in each of these articles, which are some of the query's."""
        with self._db.reading() as db:
            return hits(db, query, [(key, 0.0) for key in keys])


def hits(db: sqlite3.Connection, query: Query, scored: Sequence[tuple[int, float]]) -> "list[Hit]":
    """A Hit for each key."""
    vocabulary = Vocabulary(db)
    in_text = [vocabulary.sought(term) for term in query.terms if term.field != "note"]
    in_notes = [vocabulary.sought(term) for term in query.terms if term.field in ("", "note")]
    keys = [key for key, _ in scored]
    bodies = dict(db.execute(_BODIES, (json.dumps(keys),)))
    scores = dict(scored)
    return [
        _of_text(row, scores[row.key], bodies[row.key], in_text)
        if not (row.notes or row.tags)
        else _of_note(db, row, scores[row.key], in_notes)
        or _of_text(row, scores[row.key], bodies[row.key], in_text)
        for row in rows_of(db, keys)
    ]


def _of_text(row: Row, score: float, body: bytes, wanted: Sequence[Sought]) -> "Hit":
    from reader.store.library.answers import Hit
    from reader.store.library.snippets import found, headline, snippet

    article = unpack(body)
    ranges = found(article.text, article.language, wanted)
    apart = headline(article)
    piece, shown = snippet(article.text, ranges, apart)
    outside = [start for start, _ in ranges if not apart[0] <= start < apart[1]]
    first = outside[0] if outside else ranges[0][0] if ranges else -1
    return Hit(row, score, piece, shown, first)


def _of_note(db: sqlite3.Connection, row: Row, score: float, wanted: Sequence[Sought]) -> "Hit | None":
    """The hit in a note or a tag; None where they have none of the words."""
    from reader.store.library.answers import Hit
    from reader.store.library.snippets import found, snippet

    notes = db.execute("SELECT note, start FROM marks WHERE key = ? AND note <> '' ORDER BY start", (row.key,))
    for note, start in notes.fetchall():
        ranges = found(note, row.language, wanted)
        if ranges:
            piece, shown = snippet(note, ranges)
            return Hit(row, score, piece, shown, start, "note")
    return None
