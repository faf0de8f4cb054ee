"""A notebook in a folder, or on a disk, that may be read and not written: everything is shown, nothing changed."""

from collections.abc import Callable, Sequence
from pathlib import Path

from reader.domain.errors import StoreError
from reader.store.notebook import disk
from reader.store.notebook.journal import read
from reader.store.notebook.ledger import Done, Ledger, Op, differences
from reader.store.notebook.migrate import migrate
from reader.store.notebook.places import journal_path, peek
from reader.store.notebook.snapshot import Heading


class ReadOnlyLedger(Ledger):
    """The tables of a notebook that may be read and not written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__()
        self.path = path
        self._why = f"The notebook can be read but not changed: {why}."
        self._signatures = self._seen()
        self._look()
        self.warn(self._why)

    def commit(self, make: Callable[[], Sequence[Op]]) -> list[Done]:
        with self.lock:
            if make():
                raise StoreError(self._why)
            return []

    def sync(self) -> None:
        with self.lock:
            if self._seen() != self._signatures:
                self._signatures, old = self._seen(), self.tables
                self._look()
                self._report(differences(old, self.tables))

    def _seen(self) -> tuple[disk.Signature, disk.Signature]:
        return disk.signature(self.path), disk.signature(journal_path(self.path))

    def _look(self) -> None:
        snapshot = peek(self.path)
        self.tables = snapshot.tables if snapshot else {}
        heading = snapshot.heading if snapshot else Heading()
        self._change = heading.change
        migrate(self.tables, heading.schema)
        journal = journal_path(self.path)
        reading = read(journal.read_bytes()) if journal.exists() else read(b"")
        if reading.head and reading.head.journal not in heading.journals:
            for entry in reading.entries:
                self._apply(entry.ops, entry.crc)
