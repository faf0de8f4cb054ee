"""The notebook's mirror in the library, so that is:unread, tag: and note: are plain SQL. The notebook is the truth:
what stands here is only ever copied from there.

What it says of articles that are not here waits in a table of its own, and is put on them when they come.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.store.library.connections import Database
from reader.store.library.index import Index

if TYPE_CHECKING:
    from reader.domain.mark import Mark, State

_MarkRow = tuple[str, int, str, str, str]  # id, start, note, tags one a line, colour


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the notebook says of one article, as the library keeps it."""

    read: bool = False
    starred: bool = False
    archived: bool = False
    tags: tuple[str, ...] = ()
    marks: tuple[_MarkRow, ...] = ()

    @property
    def notes(self) -> list[str]:
        return [note for _, _, note, *_ in self.marks if note]

    @property
    def words(self) -> tuple[list[str], list[str]]:
        """What the index has of them: notes and tags, those of the marks too."""
        return self.notes, [*self.tags, *(tags for *_, tags, _ in self.marks if tags)]

    def to_json(self) -> str:
        return json.dumps([self.read, self.starred, self.archived, self.tags, self.marks], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Remarks":
        read, starred, archived, tags, marks = json.loads(text)
        return cls(read, starred, archived, tuple(tags), tuple(tuple(mark) for mark in marks))


_NONE = Remarks()


def _remarks(state: "State | None", marks: "Sequence[Mark]") -> Remarks:
    """state: None where the notebook says nothing of the article."""
    rows = sorted((mark.id, mark.start, mark.note, "\n".join(mark.tags), mark.color) for mark in marks)
    if state is None:
        return Remarks(marks=tuple(rows))
    tags = tuple(dict.fromkeys(state.tags))
    return Remarks(state.read, state.starred, state.archived, tags, tuple(rows))


class Mirror:
    """Copies the notebook."""

    def __init__(self, db: Database, index: Index) -> None:
        self._db = db
        self._index = index

    def reflected(self) -> str:
        """The notebook's `change` as it was last mirrored; "" before the first time."""
        with self._db.reading() as db:
            found = db.execute("SELECT value FROM meta WHERE name = 'reflected'").fetchone()
        return str(found[0]) if found else ""

    def reflect(
        self, states: "Mapping[str, State]", marks: "Mapping[str, Sequence[Mark]]", change: str
    ) -> None:
        """Mirrors some articles: all that the notebook says of each id in `states` or `marks`."""
        with self._db.writing() as db:
            for id in states.keys() | marks.keys():
                self._put(db, id, _remarks(states.get(id), marks.get(id, ())))
            self._done(db, change)

    def reflect_all(
        self, states: "Mapping[str, State]", marks: "Mapping[str, Sequence[Mark]]", change: str
    ) -> None:
        """Mirrors the whole notebook: articles it does not speak of are as new."""
        with self._db.writing() as db:
            before = _all_remarks(db)
            for id in before.keys() | states.keys() | marks.keys():
                now = _remarks(states.get(id), marks.get(id, ()))
                if before.get(id, _NONE) != now:
                    self._put(db, id, now)
            self._done(db, change)

    def _done(self, db: sqlite3.Connection, change: str) -> None:
        db.execute("INSERT OR REPLACE INTO meta VALUES('reflected', ?)", (change,))
        self._index.write(db)

    def _put(self, db: sqlite3.Connection, id: str, remarks: Remarks) -> None:
        found = db.execute("SELECT key, language FROM articles WHERE id = ?", (id,)).fetchone()
        if found is not None:
            self._write(db, found[0], found[1], remarks)
        elif remarks == _NONE:
            db.execute("DELETE FROM waiting WHERE id = ?", (id,))
        else:
            db.execute("INSERT OR REPLACE INTO waiting VALUES(?, ?)", (id, remarks.to_json()))

    def _write(self, db: sqlite3.Connection, key: int, language: str, remarks: Remarks) -> None:
        before = remarks_of(db, key)
        if remarks == before:
            return
        db.execute(
            "UPDATE articles SET read = ?, starred = ?, archived = ?, tags = ?, marks = ?, notes = ? WHERE key = ?",
            (
                remarks.read,
                remarks.starred,
                remarks.archived,
                "\n".join(remarks.tags),
                len(remarks.marks),
                len(remarks.notes),
                key,
            ),
        )
        for tag in set(before.tags) - set(remarks.tags):
            db.execute("DELETE FROM tags WHERE tag = ? AND key = ?", (tag, key))
        for tag in set(remarks.tags) - set(before.tags):
            db.execute("INSERT INTO tags(tag, key) VALUES(?, ?)", (tag, key))
        if remarks.marks != before.marks:
            db.execute("DELETE FROM marks WHERE key = ?", (key,))
            rows = [(id, key, *mark) for id, *mark in remarks.marks]
            db.executemany(
                "INSERT OR REPLACE INTO marks(id, key, start, note, tags, color) VALUES(?, ?, ?, ?, ?, ?)", rows
            )
        if remarks.words != before.words:
            self._index.remark(db, key, language, *remarks.words)

    def arrived(self, db: sqlite3.Connection, key: int, id: str) -> None:
        """Puts on a new article what waited for it."""
        found = db.execute("SELECT remarks FROM waiting WHERE id = ?", (id,)).fetchone()
        if found is not None:
            db.execute("DELETE FROM waiting WHERE id = ?", (id,))
            language = db.execute("SELECT language FROM articles WHERE key = ?", (key,)).fetchone()[0]
            self._write(db, key, language, Remarks.from_json(found[0]))

    def left(self, db: sqlite3.Connection, key: int, id: str) -> None:
        """Keeps what was on an article that is about to be removed."""
        remarks = remarks_of(db, key)
        if remarks != _NONE:
            self._write(db, key, "", _NONE)
            db.execute("INSERT OR REPLACE INTO waiting VALUES(?, ?)", (id, remarks.to_json()))


def remarks_of(db: sqlite3.Connection, key: int) -> Remarks:
    row = db.execute(
        "SELECT read, starred, archived, tags, marks FROM articles WHERE key = ?", (key,)
    ).fetchone()
    marks = []
    if row[4]:
        marks = db.execute(
            "SELECT id, start, note, tags, color FROM marks WHERE key = ? ORDER BY id", (key,)
        ).fetchall()
    return _from_row(row, marks)


def _from_row(row: Sequence[object], marks: Sequence[_MarkRow]) -> Remarks:
    read, starred, archived, tags, _ = row
    return Remarks(
        bool(read), bool(starred), bool(archived), tuple(filter(None, str(tags).split("\n"))), tuple(marks)
    )


def _all_remarks(db: sqlite3.Connection) -> dict[str, Remarks]:
    """What is mirrored now, of every article that has anything."""
    marks: dict[int, list[_MarkRow]] = {}
    for key, *mark in db.execute("SELECT key, id, start, note, tags, color FROM marks ORDER BY id"):
        marks.setdefault(key, []).append((mark[0], mark[1], mark[2], mark[3], mark[4]))
    found = {id: Remarks.from_json(text) for id, text in db.execute("SELECT id, remarks FROM waiting")}
    rows = db.execute(
        """SELECT id, key, read, starred, archived, tags, marks FROM articles
        WHERE read OR starred OR archived OR tags <> '' OR marks"""
    )
    for id, key, *row in rows:
        found[id] = _from_row(row, marks.get(key, ()))
    return found
