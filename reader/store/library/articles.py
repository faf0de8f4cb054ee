"""Articles in and out: added, read, found by id, removed; each text they had is kept as a version."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from reader.domain.article import Article
from reader.domain.clean import clean_line
from reader.domain.errors import Ambiguous, NotFound
from reader.store.library import fold, stories
from reader.store.library.connections import Database
from reader.store.library.index import Index
from reader.store.library.mirror import Mirror
from reader.store.library.names import forget_names
from reader.store.library.packing import joined, micros, moment, pack, unpack
from reader.store.library.schema import TIE_BITS

if TYPE_CHECKING:
    from reader.store.library.answers import Added, Version

_BATCH = 500
_LATEST = (
    """SELECT v.body FROM articles a JOIN versions v ON v.key = a.key AND v.number = a.version WHERE a.id = ?"""
)
_INSERT = """INSERT INTO articles(key, id, title, sorting, source, author, url, language, feed, published, added, words)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_UPDATE = """UPDATE articles SET key = ?, title = ?, sorting = ?, source = ?, author = ?, url = ?, language = ?,
    feed = ?, published = ?, added = ?, words = ?, version = ?, recognised = iif(?, '', recognised) WHERE key = ?"""


class Articles:
    """The part of the library that holds articles."""

    def __init__(self, db: Database, index: Index, mirror: Mirror) -> None:
        self._db = db
        self._index = index
        self._mirror = mirror

    def add_many(self, articles: Iterable[Article]) -> "list[Added]":
        """Adds articles in one transaction. One that is here already with another text becomes its next version;
        one with the same text only says what was not known of it."""
        added: dict[int, Added] = {}
        with self._db.writing() as db, self._index.writing(db):
            for batch in _batches(articles):
                for number, article in sorted(batch, key=lambda item: _stamp(item[1])):
                    added[number] = self._add(db, article)
                self._index.write(db)
        return [added[number] for number in sorted(added)]

    def _add(self, db: sqlite3.Connection, article: Article) -> "Added":
        from reader.store.library.answers import Added

        found = db.execute("SELECT key, version FROM articles WHERE id = ?", (article.id,)).fetchone()
        if found is not None:
            return self._renew(db, found[0], found[1], article)
        key = free_key(db, article)
        db.execute(_INSERT, (key, article.id, *_facts(article)))
        _put_version(db, key, 1, article, article.added)
        self._index.add(key, article)
        self._mirror.arrived(db, key, article.id)
        stories.join(db, key, article)
        return Added(article.id, article.title, True, 1, False)

    def _renew(self, db: sqlite3.Connection, key: int, number: int, article: Article) -> "Added":
        from reader.store.library.answers import Added

        old = unpack(db.execute(_LATEST, (article.id,)).fetchone()[0])
        new = joined(old, article)
        changed = new.text != old.text
        if new == old:
            return Added(article.id, old.title, False, number, False)
        self._index.remove(key, old)
        if changed:
            forget_names(db, key, old.text)
        moved = key if _second(new) == _second(old) else free_key(db, new)
        stories.leave(db, key, old)
        number += changed
        db.execute(_UPDATE, (moved, *_facts(new), number, changed, key))
        if moved != key:
            db.execute("UPDATE remarks SET rowid = ? WHERE rowid = ?", (moved, key))
        _put_version(db, moved, number, new, article.added)
        self._index.add(moved, new)
        stories.rejoin(db, moved, new)
        return Added(article.id, new.title, False, number, changed)

    def get(self, id: str) -> Article:
        """The newest version of the article.

        Raises:
            NotFound: there is none of that id.
        """
        with self._db.reading() as db:
            found = db.execute(_LATEST, (id,)).fetchone()
        if found is None:
            raise _missing(id)
        return unpack(found[0])

    def versions(self, id: str) -> "list[Version]":
        """Every text the article had, the oldest first."""
        from reader.store.library.answers import Version

        key = self.key_of(id)
        with self._db.reading() as db:
            found = db.execute(
                "SELECT number, body, seen FROM versions WHERE key = ? ORDER BY number", (key,)
            ).fetchall()
        return [Version(number, unpack(body), moment(seen)) for number, body, seen in found]

    def latest(self, id: str) -> tuple[int, datetime]:
        """The number of the article's newest version, and when it came in."""
        key = self.key_of(id)
        with self._db.reading() as db:
            number, seen = db.execute(
                "SELECT number, seen FROM versions WHERE key = ? ORDER BY number DESC LIMIT 1", (key,)
            ).fetchone()
        return number, moment(seen)

    def key_of(self, id: str) -> int:
        with self._db.reading() as db:
            found = db.execute("SELECT key FROM articles WHERE id = ?", (id,)).fetchone()
        if found is None:
            raise _missing(id)
        return int(found[0])

    def resolve(self, prefix: str) -> str:
        """The id that begins with `prefix`.

        Raises:
            NotFound: none does. Ambiguous: several do.
        """
        typed = prefix.strip().lower()
        with self._db.reading() as db:
            found = (
                db.execute(
                    "SELECT id, title FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT 9",
                    (typed, typed + "\U0010ffff"),
                ).fetchall()
                if typed.isprintable() and typed
                else []
            )
        if not found:
            raise _missing(prefix)
        if len(found) > 1 and found[0][0] != typed:
            shown = [f"{id} {title}" for id, title in found[:8]]
            more = "at least 9" if len(found) == 9 else str(len(found))
            raise Ambiguous(f"{more} articles begin with “{clean_line(prefix)}”. Write more of the id.", shown)
        return str(found[0][0])

    def remove(self, ids: Iterable[str]) -> None:
        """Removes articles with all their versions. What the notebook says of them waits until they are back."""
        with self._db.writing() as db, self._index.writing(db):
            for id in ids:
                found = db.execute("SELECT key FROM articles WHERE id = ?", (id,)).fetchone()
                if found is None:
                    raise _missing(id)
                article = unpack(db.execute(_LATEST, (id,)).fetchone()[0])
                forget_names(db, found[0], article.text)
                self._mirror.left(db, found[0], id)
                self._index.remove(found[0], article)
                stories.leave(db, found[0], article)
                db.execute("DELETE FROM articles WHERE key = ?", found)


def _batches(articles: Iterable[Article]) -> Iterator[list[tuple[int, Article]]]:
    """Numbered articles in pieces that can be sorted: in none of them an id stands twice."""
    numbered = iter(enumerate(articles))
    while piece := list(islice(numbered, _BATCH)):
        if len({article.id for _, article in piece}) == len(piece):
            yield piece
        else:
            yield from ([item] for item in piece)


def _stamp(article: Article) -> datetime:
    return article.published or article.added


def _second(article: Article) -> int:
    return micros(_stamp(article)) // 1_000_000


def free_key(db: sqlite3.Connection, article: Article) -> int:
    """The key for an article of that date: behind those of the same second; where these are more than
    2**TIE_BITS, the next free one."""
    first = _second(article) << TIE_BITS
    end = first + (1 << TIE_BITS)
    last = db.execute("SELECT max(key) FROM articles WHERE key >= ? AND key < ?", (first, end)).fetchone()[0]
    if last is None:
        return first
    if last + 1 < end:
        return int(last) + 1
    free = db.execute(
        """SELECT a.key + 1 FROM articles a WHERE a.key >= ?
        AND NOT EXISTS (SELECT 1 FROM articles b WHERE b.key = a.key + 1) ORDER BY a.key LIMIT 1""",
        (last,),
    ).fetchone()
    return int(free[0])


def _facts(article: Article) -> Sequence[object]:
    published = None if article.published is None else micros(article.published)
    return (
        article.title,
        " ".join(fold.folded(article.title)),
        article.source,
        article.author,
        article.url,
        article.language,
        article.feed,
        published,
        micros(article.added),
        article.words,
    )


def _put_version(db: sqlite3.Connection, key: int, number: int, article: Article, seen: datetime) -> None:
    db.execute(
        """INSERT INTO versions(key, number, seen, body) VALUES(?, ?, ?, ?)
        ON CONFLICT(key, number) DO UPDATE SET body = excluded.body""",
        (key, number, micros(seen), pack(article)),
    )


def _missing(id: str) -> NotFound:
    return NotFound(f"There is no article “{clean_line(id)}”. `glosse list` shows the articles and their ids.")
