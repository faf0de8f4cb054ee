"""The ledger: tables of documents in memory, and changes to them, all or nothing.

Documents are never changed in place: a change puts another one in its stead, so whoever holds one holds it still.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import RLock

from reader.store.notebook.plain import Document

Table = dict[str, Document]
Tables = dict[str, Table]


@dataclass(frozen=True, slots=True)
class Op:
    """One step of a change: document `id` of `table` is now `document`; None: there is none any more."""

    table: str
    id: str
    document: Document | None


@dataclass(frozen=True, slots=True)
class Done:
    """What one step did: document `id` of `table` was `before` and is `after`; None: there is none."""

    table: str
    id: str
    before: Document | None
    after: Document | None


class Ledger:
    """The tables of one notebook, in memory. FileLedger keeps them on disk."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.tables: Tables = {}
        self.warnings: list[str] = []
        self._changes = 0

    @property
    def change(self) -> str:
        """Another text after each change; the same in every process that has read as far."""
        return str(self._changes)

    def get(self, table: str, id: str) -> Document | None:
        return self.tables.get(table, {}).get(id)

    def commit(self, make: Callable[[], Sequence[Op]]) -> list[Done]:
        """Makes one change, all of it or nothing.

        Args:
            make: looks at the tables as they are now, says what is to be done, and changes nothing itself.

        Returns:
            What was done; nothing when there was nothing to do.

        Raises:
            StoreError: it could not be written; the tables are as they were.
        """
        with self.lock:
            ops = make()
            if ops:
                self._changes += 1
            return self._apply(ops)

    def sync(self) -> list[Done]:
        """Reads what other processes did; returns it."""
        return []

    def fold(self) -> None:
        """Makes the file whole, so that nothing stands in the journal alone."""

    def close(self) -> None:
        """Folds, and lets go of the files."""

    def _apply(self, ops: Sequence[Op]) -> list[Done]:
        done = []
        for op in ops:
            table = self.tables.setdefault(op.table, {})
            done.append(Done(op.table, op.id, table.get(op.id), op.document))
            if op.document is None:
                table.pop(op.id, None)
            else:
                table[op.id] = op.document
        return done
