"""The notebook: what only the person knows. Read states, reading places, stars, tags, marks with their notes,
corrections, saved searches.

It is one TinyDB file, with a journal beside it while the program runs (see file.py): a call that changes something
comes back when the change is on disk, and costs the same however much is written in the book. One document a
record; which fields a record has for merging, record.py tells.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from reader.domain.clean import clean_line
from reader.domain.errors import InputError
from reader.domain.mark import Mark, State
from reader.store.notebook.documents import FLAGS, from_mark, number, to_state
from reader.store.notebook.ledger import Op
from reader.store.notebook.margin import Margin
from reader.store.notebook.pen import Changed, Pen
from reader.store.notebook.plain import Document, plain, plain_document
from reader.store.notebook.record import BOOKKEEPING, bare
from reader.store.notebook.storage import JournalDB
from reader.store.notebook.wishes import REMOVED, Wish

_OWN_TABLES = frozenset({"articles", "marks", REMOVED, "notebook"})


class Notebook:
    """The notebook at a path, or in memory. Safe from any thread, and with other processes in the same file.

    db: its tables as a TinyDB, for questions that have no verb here; what is written through it is no step of undo.
    about: gives an article's title and address, so that the notebook makes sense without the library.

    Raises:
        Damaged, TooNew: it cannot be opened, and nothing was touched.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.about: Callable[[str], tuple[str, str]] | None = None
        self.db = JournalDB(path)
        self._ledger = self.db.ledger
        self._margin = Margin(self._ledger)
        self._pen = Pen(self._ledger)

    @property
    def change(self) -> str:
        """Moves on with every change, also by other processes; the same again after the program was closed."""
        return self._ledger.change

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences that the person should read: the file system cannot lock, a journal was damaged."""
        return tuple(self._ledger.warnings)

    def listen(self, heard: Callable[[Changed], None]) -> None:
        """`heard` is called after each change, in the thread that made it or polled it."""
        self._pen.listeners.append(heard)

    def poll(self) -> bool:
        """Reads what other processes wrote; True if there was something. Folds the journal after a while of rest."""
        self._ledger.sync()
        return self._pen.tell()

    # Articles

    def state(self, article: str) -> State:
        return to_state(self._ledger.get("articles", number(article)))

    def states(self) -> Iterator[tuple[str, State]]:
        """Every article that something is known of, with its state."""
        for document in self._ledger.documents("articles"):
            if isinstance(document.get("id"), str):
                yield document["id"], to_state(document)

    def set(
        self,
        articles: Sequence[str],
        *,
        read: bool | None = None,
        starred: bool | None = None,
        archived: bool | None = None,
        step: bool = True,
    ) -> int:
        """Sets what is not None; how many articles are different now. step: one of undo, not for what a timer did."""
        flags = {n: v for n, v in zip(FLAGS, (read, starred, archived), strict=True) if v is not None}
        names = " and ".join(n if v else f"un{n}" for n, v in flags.items())

        def changed(document: Document) -> Document:
            return document | {n: v for n, v in flags.items() if v or n in document}

        return self._change_articles(articles, changed, names if step else None)

    def tag(self, articles: Sequence[str], tags: Sequence[str], *, step: bool = True) -> int:
        """Gives articles tags; one that they have in other letters is kept as it is. step: one of undo."""
        wanted = [plain(tag, "a tag") for tag in tags if tag.strip()]

        def changed(document: Document) -> Document:
            have = {t.casefold(): t for t in document.get("tags", [])}
            for tag in wanted:
                have.setdefault(tag.casefold(), tag)
            return document | {"tags": list(have.values())} if have else document

        return self._change_articles(articles, changed, "tagged" if step else None)

    def untag(self, articles: Sequence[str], tags: Sequence[str]) -> int:
        """Takes tags from articles, in whatever letters."""
        gone = {tag.casefold() for tag in tags}

        def changed(document: Document) -> Document:
            kept = [t for t in document.get("tags", []) if t.casefold() not in gone]
            return {n: v for n, v in document.items() if n != "tags"} | ({"tags": kept} if kept else {})

        return self._change_articles(articles, changed, "untagged")

    def place(self, article: str, offset: int) -> None:
        """Keeps the reading place. No step of undo."""
        place = int(offset)
        self._change_articles([article], lambda document: document | {"place": place}, None)

    # Marks

    def marks(self, article: str | None = None) -> list[Mark]:
        """The marks of an article, or of all, by where they begin."""
        return self._margin.of(article)

    def mark(self, id: str) -> Mark:
        """The mark of this id, or the only one whose id begins so.

        Raises:
            NotFound, Ambiguous
        """
        return self._margin.named(id)

    def put_marks(self, marks: Sequence[Mark], label: str = "", *, step: bool = True) -> None:
        """Keeps marks, new ones and changed ones, as one step; step: one of undo."""
        documents = [plain_document(from_mark(mark), f"mark {mark.id}") for mark in marks]
        name = (label or _count(documents)) if step else None
        self._pen.write(lambda: (Wish("marks", number(d["id"]), d) for d in documents), name)

    def remove_marks(self, ids: Sequence[str]) -> int:
        """Removes marks, as one step; how many there were."""
        done = self._pen.write(lambda: (Wish("marks", number(i), None) for i in ids), f"{_count(ids)} removed")
        return sum(step.table == "marks" for step in done)

    # Other tables

    def get_all(self, table: str) -> dict[str, Document]:
        """The documents of a table by their keys."""
        return {
            document["key"]: {name: value for name, value in bare(document).items() if name != "key"}
            for document in self._ledger.documents(table)
            if isinstance(document.get("key"), str)
        }

    def put(self, table: str, key: str, document: Mapping[str, Any], *, step: bool = True) -> None:
        """Keeps a document under its key, in the place of the one before. step: one of undo.

        Raises:
            InputError: it is not JSON, or uses a name that the notebook needs for itself. Nothing was written.
        """
        if table in _OWN_TABLES:
            raise InputError(f"The table {clean_line(table)} is not written to in this way.")
        taken = sorted(
            {*document} & ({*BOOKKEEPING, "key"} - ({"key"} if document.get("key") == key else set()))
        )
        if taken:
            raise InputError(f"A document cannot have a field {taken[0]}: the notebook needs the name itself.")
        fields = plain_document({"key": key, **document}, f"{table}, {key!r}")
        self._pen.write(lambda: [Wish(table, number(key), fields)], f"change in {table}" if step else None)

    def delete(self, table: str, keys: Sequence[str]) -> int:
        """Removes documents; how many there were."""
        done = self._pen.write(lambda: (Wish(table, number(key), None) for key in keys), f"removal in {table}")
        return sum(step.table == table for step in done)

    def perform(self, make: Callable[[], Sequence[Op]], label: str) -> None:
        """Makes steps of the ledger one change and one step of undo. `make` is asked while nobody else can write."""
        self._pen.perform(make, label)

    # History

    def undo(self) -> str:
        """Takes back the last step; what it was, in words, or "" when there is none."""
        return self._pen.step(redo=False)

    def redo(self) -> str:
        """Does again what was undone last; what it was, or ""."""
        return self._pen.step(redo=True)

    def batch(self, label: str) -> AbstractContextManager[None]:
        """All changes made inside, by this thread, are one step of undo."""
        return self._pen.batch(label)

    def close(self) -> None:
        """Folds the journal, so that the file alone has it all.

        Raises:
            StoreError: that could not be done; the journal still has everything.
        """
        self._ledger.close()

    def _change_articles(
        self, articles: Iterable[str], change: Callable[[Document], Document], label: str | None
    ) -> int:
        """Changes the documents of articles; how many are different now. `change` puts in what is plain only."""
        ids = [plain(article, "an article's id") for article in dict.fromkeys(articles)]

        def wishes() -> Iterator[Wish]:
            for article in ids:
                old = self._ledger.get("articles", number(article))
                fields = {"id": article} if old is None else bare(old)
                new = change(fields)
                if new != fields:
                    yield Wish("articles", number(article), new if old else new | self._known(article))

        return sum(done.table == "articles" for done in self._pen.write(wishes, label, counted=True))

    def _known(self, article: str) -> Document:
        """The article's title and address, as far as they are known."""
        if self.about is None:
            return {}
        pairs = zip(("title", "url"), self.about(article), strict=True)
        return {name: plain(value, name) for name, value in pairs if value}


def _count(things: Sequence[object]) -> str:
    return "1 mark" if len(things) == 1 else f"{len(things)} marks"
