"""TinyDB on top of the ledger.

TinyDB hands a storage all tables at once, and a table rebuilds itself for each change: that costs as much as the
file is large. `JournalTable` goes a shorter way. A change looks at a table through `_Overlay`, which copies only the
documents that it touches, and only those are written: by document id the cost does not grow; a condition still has
to look at each document. Reading by id is as short.

    from reader.store.notebook.storage import JournalDB
    db = JournalDB("notebook.json")

`TinyDB(path, storage=JournalStorage)` works as well, at TinyDB's own cost.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as TinyDocument
from tinydb.table import Table as TinyTable

from reader.store.notebook.ledger import Ledger, Op, Table, Tables
from reader.store.notebook.opening import open_ledger
from reader.store.notebook.plain import Document, copied, plain_document, same


class JournalStorage(Storage):
    """A TinyDB storage over the notebook at `path`, over one in memory (None), or over a ledger that is open."""

    def __init__(self, path: Path | str | None = None, ledger: Ledger | None = None) -> None:
        super().__init__()
        self.ledger = ledger or open_ledger(Path(path) if path is not None else None)
        self._read: Tables = {}

    def read(self) -> Tables | None:
        """Copies of all tables, as others have left them."""
        self.ledger.sync()
        with self.ledger.lock:
            self._read = {name: dict(table) for name, table in self.ledger.tables.items()}
            found: Tables = copied(self._read)
            return found or None

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Writes what is different from what was read last; what others wrote since then stays.

        Raises:
            InputError: something in it is not JSON; nothing was written.
        """
        wanted = {
            name: {str(id_): plain_document(d, f"document {id_} of {name}") for id_, d in table.items()}
            for name, table in data.items()
        }
        known = self._read if wanted else self.ledger.tables  # TinyDB drops all tables without looking
        self.ledger.commit(lambda: list(_steps(known, wanted)))
        self._read = wanted

    def close(self) -> None:
        self.ledger.close()


class JournalTable(TinyTable):
    """A TinyDB table whose changes by document id cost the same however large it is."""

    def insert(self, document: Mapping[str, Any]) -> int:
        with self._ledger.held():
            self._follow()
            return super().insert(document)

    def insert_multiple(self, documents: Any) -> list[int]:
        with self._ledger.held():
            self._follow()
            return super().insert_multiple(documents)

    def search(self, cond: Any) -> list[TinyDocument]:
        self._follow()
        return [
            self.document_class(copied(d), d.doc_id) for d in super().search(cond)
        ]  # what a query's cache holds is not for changing

    def get(self, cond: Any = None, doc_id: int | None = None, doc_ids: Any = None) -> Any:
        """One document, or with `doc_ids` several: by id without reading the table."""
        self._follow()
        if doc_ids is not None and doc_id is None:
            pairs = [(self._raw().get(str(id_)), id_) for id_ in dict.fromkeys(doc_ids)]
            return [self.document_class(copied(d), id_) for d, id_ in pairs if d is not None]
        one: TinyDocument | None = super().get(cond, doc_id)
        return None if one is None else self.document_class(copied(one), one.doc_id)

    def __len__(self) -> int:
        self._follow()
        return len(self._raw())

    def __iter__(self) -> Iterator[TinyDocument]:
        self._follow()
        for id_, document in list(self._raw().items()):
            yield self.document_class(copied(document), self.document_id_class(id_))

    @property
    def _ledger(self) -> Ledger:
        storage = self._storage
        assert isinstance(storage, JournalStorage)
        return storage.ledger

    def _raw(self) -> Table:
        return self._ledger.tables.get(self._name, {})

    def _read_table(self) -> Any:
        return self._raw()

    def _follow(self) -> None:
        """Reads what others wrote; the cache of queries and the next free id are of no use after that."""
        before = self._ledger.change
        self._ledger.sync()
        if self._ledger.change != before or self._seen != before:
            self.clear_cache()
            self._next_id = None
        self._seen = self._ledger.change

    _seen = ""

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        def make() -> list[Op]:
            overlay = _Overlay(self._raw())
            updater(overlay)
            made = [] if self._name in self._ledger.tables else [Op(self._name, "", {})]
            return made + overlay.steps(self._name)

        self._ledger.commit(make)
        self.clear_cache()
        self._seen = self._ledger.change


class JournalDB(TinyDB):
    """The notebook at `path`, or one in memory, as a TinyDB."""

    table_class = JournalTable

    def __init__(self, path: Path | str | None = None, ledger: Ledger | None = None) -> None:
        super().__init__(path, ledger, storage=JournalStorage)

    @property
    def ledger(self) -> Ledger:
        """The tables underneath."""
        storage = self.storage
        assert isinstance(storage, JournalStorage)
        return storage.ledger


class _Overlay(MutableMapping[int, Document]):
    """A table as a change sees it: what it touches is copied, what it leaves alone is not."""

    def __init__(self, raw: Table) -> None:
        self._raw = raw
        self._touched: dict[str, Document | None] = {}

    def steps(self, name: str) -> list[Op]:
        """What is to be written so that the table is what the change made of it."""
        found = []
        for id_, document in self._touched.items():
            before = self._raw.get(id_)
            after = None if document is None else plain_document(document, f"document {id_} of {name}")
            if not same(before, after):
                found.append(Op(name, id_, after))
        return found

    def __getitem__(self, id: int) -> Document:
        key = str(id)
        if key not in self._touched:
            self._touched[key] = copied(self._raw[key])
        document = self._touched[key]
        if document is None:
            raise KeyError(id)
        return document

    def __setitem__(self, id: int, document: Document) -> None:
        self._touched[str(id)] = document

    def __delitem__(self, id: int) -> None:
        if id not in self:
            raise KeyError(id)
        self._touched[str(id)] = None

    def __contains__(self, id: object) -> bool:
        key = str(id)
        return self._touched[key] is not None if key in self._touched else key in self._raw

    def __iter__(self) -> Iterator[int]:
        for key in [*self._raw, *(k for k in self._touched if k not in self._raw)]:
            if self._touched.get(key, _UNTOUCHED) is not None:
                yield int(key)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._touched = dict.fromkeys(self._raw)


_UNTOUCHED: Document = {}


def _steps(known: Tables, wanted: Tables) -> Iterator[Op]:
    for name in known.keys() - wanted.keys():
        yield Op(name, "", None)
    for name, table in wanted.items():
        before = known.get(name)
        if before is None:
            yield Op(name, "", {})
        for id_ in (before or {}).keys() - table.keys():
            yield Op(name, id_, None)
        for id_, document in table.items():
            if not same((before or {}).get(id_), document):
                yield Op(name, id_, document)
