"""The ledger: tables of documents in memory, and changes to them, all or nothing.

Documents are never changed in place: a change puts another one in its stead, so whoever holds one holds it still.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock

from reader.store.notebook.plain import Document

Table = dict[str, Document]
Tables = dict[str, Table]


@dataclass(frozen=True, slots=True)
class Op:
    """One step of a change: document `id` of `table` is now `document`; None: there is none any more.

    An id "" stands for the table itself: None drops it with all it holds, {} makes it, empty, if there is none.
    """

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


Watcher = Callable[[Sequence[Done]], None]


class Ledger:
    """The tables of one notebook, in memory. FileLedger keeps them on disk.

    lock: who writes, or reads what others wrote, has it, also while the disk is waited for.
    view: who changes the tables in memory, or looks through one, has it: for a moment only.
    """

    def __init__(self) -> None:
        self.lock = RLock()
        self.view = RLock()
        self.tables: Tables = {}
        self.warnings: list[str] = []
        self._watchers: list[Watcher] = []
        self._change = "0-"

    @property
    def change(self) -> str:
        """Another text after each change; the same in every process that has read as far."""
        return self._change

    def watch(self, watcher: Watcher) -> None:
        """`watcher` is called with whatever is done, here or by another process, while the lock is held."""
        self._watchers.append(watcher)

    @contextmanager
    def held(self) -> Iterator[None]:
        """While inside, nobody else changes the tables, in this process or another."""
        with self.lock:
            yield

    def documents(self, table: str) -> list[Document]:
        """All documents of a table as they are now."""
        with self.view:
            return list(self.tables.get(table, {}).values())

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
            return self._report(self._apply(ops, 0)) if ops else []

    def sync(self) -> None:
        """Reads what other processes did."""

    def fold(self) -> None:
        """Makes the file whole, so that nothing stands in the journal alone."""

    def close(self) -> None:
        """Folds, and lets go of the files."""

    def warn(self, sentence: str) -> None:
        """Keeps a sentence for the person, once."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def _apply(self, ops: Sequence[Op], crc: int) -> list[Done]:
        """Takes one change into the tables. crc: tells it from other changes."""
        done = []
        with self.view:
            for op in ops:
                if op.id == "":
                    done += self._apply_table(op)
                    continue
                table = self.tables.setdefault(op.table, {})
                done.append(Done(op.table, op.id, table.get(op.id), op.document))
                if op.document is None:
                    table.pop(op.id, None)
                else:
                    table[op.id] = op.document
        number, _, _ = self._change.partition("-")
        self._change = f"{int(number) + 1}-{crc:08x}"
        return done

    def _apply_table(self, op: Op) -> list[Done]:
        if op.document is not None:
            self.tables.setdefault(op.table, {})
            return []
        return [Done(op.table, id_, before, None) for id_, before in self.tables.pop(op.table, {}).items()]

    def _report(self, done: list[Done]) -> list[Done]:
        if done:
            for watcher in self._watchers:
                watcher(done)
        return done


def differences(old: Tables, new: Tables) -> list[Done]:
    """What was done between two states of the tables."""
    done = []
    for name in {*old, *new}:
        before, after = old.get(name, {}), new.get(name, {})
        for id_ in {*before, *after}:
            one, two = before.get(id_), after.get(id_)
            if one is not two and one != two:
                done.append(Done(name, id_, one, two))
    return done
