"""Subscriptions: each one document, as domain/feed.py writes it."""

from typing import TYPE_CHECKING

from reader.domain.clean import clean_line
from reader.domain.errors import NotFound
from reader.store.library.connections import Database

if TYPE_CHECKING:
    from reader.domain.feed import Feed


class Feeds:
    """The part of the library that holds subscriptions."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def feeds(self) -> "list[Feed]":
        """All of them, by the name they are shown under."""
        with self._db.reading() as db:
            rows = db.execute("SELECT facts FROM feeds").fetchall()
        found = [_from_json(facts) for (facts,) in rows]
        return sorted(found, key=lambda feed: feed.label.casefold())

    def put_feed(self, feed: "Feed") -> None:
        from reader.domain.feed import to_json

        with self._db.writing() as db:
            db.execute("INSERT OR REPLACE INTO feeds(id, facts) VALUES(?, ?)", (feed.id, to_json(feed)))

    def feed(self, id: str) -> "Feed":
        """One of them.

        Raises:
            NotFound: there is none of that id.
        """
        with self._db.reading() as db:
            found = db.execute("SELECT facts FROM feeds WHERE id = ?", (id,)).fetchone()
        if found is None:
            raise NotFound(f"There is no feed “{clean_line(id)}”. `glosse feeds` shows them.")
        return _from_json(found[0])

    def remove_feed(self, id: str) -> None:
        """Removes the subscription; its articles stay."""
        with self._db.writing() as db:
            if not db.execute("DELETE FROM feeds WHERE id = ?", (id,)).rowcount:
                raise NotFound(f"There is no feed “{clean_line(id)}”.")


def _from_json(text: str) -> "Feed":
    from reader.domain.feed import from_json

    return from_json(text)
