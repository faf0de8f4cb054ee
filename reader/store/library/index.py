"""The full-text index: what is written into it, and taken out again.

`fulltext` has no text of its own, so an article leaves it with exactly the words it came with; they are made again
from the article. That is why the index remembers how words were made (`fold.fingerprint`).

What is added and removed is gathered and written in one go: between two rows of `fulltext` no other statement may
stand. A trigger or an upsert opens a savepoint, at which FTS5 writes out the little it has as a piece of its own, and
then merges the pieces: four times the work for an article.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from reader.domain.article import Article, BlockKind
from reader.store.library import fold

_LEDE = (BlockKind.KICKER, BlockKind.LEDE)
_SHORTEST_COMPOUND = 7
_Values = tuple[int, str, str, str]
_ADD = "INSERT INTO fulltext(rowid, title, lede, body) VALUES(?, ?, ?, ?)"
_REMOVE = "INSERT INTO fulltext(fulltext, rowid, title, lede, body) VALUES('delete', ?, ?, ?, ?)"


@dataclass
class Index:
    """Writes the index; used by one writer at a time."""

    _stems: dict[str, fold.Stems] = field(default_factory=dict)
    _learned: dict[tuple[str, str], bool] = field(default_factory=dict)
    _gathered: list[tuple[str, _Values]] = field(default_factory=list)  # statements with their values

    def add(self, key: int, article: Article) -> None:
        """Gathered until `write`, as what is removed is."""
        self._gathered.append((_ADD, (key, *self._fields(article))))

    def remove(self, key: int, article: Article) -> None:
        """Takes `article` out: it must be the one that was added under `key`."""
        self._gathered.append((_REMOVE, (key, *self._fields(article))))

    @contextmanager
    def writing(self, db: sqlite3.Connection) -> Iterator[None]:
        """Writes at the end of the block, inside a transaction; nothing of it when that fails."""
        try:
            yield
            self.write(db)
        except BaseException:
            self.forget()
            raise

    def write(self, db: sqlite3.Connection) -> None:
        """Writes what was added and removed, in that order, and the words learned since the last time."""
        for statement, values in self._gathered:
            db.execute(statement, values)
        self._gathered.clear()
        self._keep_forms(db)

    def remark(
        self, db: sqlite3.Connection, key: int, language: str, notes: Sequence[str], tags: Sequence[str]
    ) -> None:
        """Replaces an article's notes and tags."""
        db.execute("DELETE FROM remarks WHERE rowid = ?", (key,))
        if notes or tags:
            made = [self._line(" ".join(texts), language) for texts in (notes, tags)]
            db.execute("INSERT INTO remarks(rowid, note, tag) VALUES(?, ?, ?)", (key, *made))

    def _keep_forms(self, db: sqlite3.Connection) -> None:
        if not self._learned:
            return
        last = db.execute("SELECT coalesce(max(id), 0) FROM forms").fetchone()[0]
        db.executemany(
            "INSERT OR IGNORE INTO forms(form, stem, compound) VALUES(?, ?, ?)",
            [(form, stem, compound) for (form, stem), compound in self._learned.items()],
        )
        # At once: by a trigger it would take four times as long, as FTS5 then writes out what it has at each row.
        db.execute(
            "INSERT INTO parts(rowid, form) SELECT id, form FROM forms WHERE id > ? AND compound", (last,)
        )
        self._learned.clear()

    def forget(self) -> None:
        """After a transaction that failed: nothing of what was learned in it is written down."""
        self._stems.clear()
        self._learned.clear()
        self._gathered.clear()

    def _fields(self, article: Article) -> tuple[str, str, str]:
        lede = " ".join(article.text[b.start : b.end] for b in article.blocks if b.kind in _LEDE)
        body = " ".join(
            article.text[b.start : b.end]
            for b in article.blocks
            if b.kind not in _LEDE and b.kind is not BlockKind.HEADLINE
        )
        body = body if article.blocks else article.text
        language = article.language
        return self._line(article.title, language), self._line(lede, language), self._line(body, language)

    def _line(self, text: str, language: str) -> str:
        stems = self._stems_of(fold.base(language))
        return " ".join([stems[word] for word in fold.words(text)])

    def _stems_of(self, tag: str) -> fold.Stems:
        if tag not in self._stems:
            compounds = tag in fold.COMPOUNDING

            def learned(form: str, stem: str) -> None:
                self._learned[form, stem] = compounds and len(form) >= _SHORTEST_COMPOUND and form.isalpha()

            self._stems[tag] = fold.Stems(tag, learned)
        return self._stems[tag]
