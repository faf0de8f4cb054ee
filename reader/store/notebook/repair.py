"""What is wrong with a notebook's files, and what can be done about it.

`check` only reads. `repair` first keeps what is damaged, in the folder of the backups, and then writes one whole
file from all that can still be read: the file's documents one by one, the newest backup, the journal on both sides
of its damage. They are joined record by record, so a newer word is never lost to an older one.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

from reader.domain.counting import counted
from reader.domain.errors import Damaged, StoreError, TooNew
from reader.store.notebook import disk
from reader.store.notebook.backup import backups, folder
from reader.store.notebook.faults import faults
from reader.store.notebook.joining import join_steps
from reader.store.notebook.journal import Reading, read, tables_of
from reader.store.notebook.journal_file import JournalFile
from reader.store.notebook.ledger import Ledger, Op, Tables
from reader.store.notebook.migrate import SCHEMA
from reader.store.notebook.places import journal_path, keep_aside, set_aside
from reader.store.notebook.salvage import salvage
from reader.store.notebook.snapshot import Heading, encoded, heading_of, read_snapshot


def check(path: Path) -> list[str]:
    """What is wrong with the notebook at `path` and the journal beside it, a sentence each; [] when all is well."""
    path = Path(os.path.realpath(path))
    found = []
    try:
        if path.exists():
            found += [fault.sentence for fault in faults(read_snapshot(path).tables)]
        elif disk.signature(journal_path(path)).size > 0:
            found.append(f"{path.name} is missing, but the journal beside it holds changes to it.")
        reading = _journal(journal_path(path))
    except (Damaged, TooNew) as error:
        return [str(error)]
    except OSError as error:
        return [f"{path.name} cannot be read: {disk.reason(error)}."]
    if _is_damaged(reading):
        found.append(
            f"{journal_path(path).name} is damaged at byte {reading.good}: "
            f"{counted(len(_beyond(path)) - len(reading.entries), 'change')} behind that can still be read."
        )
    for kept in set_aside(journal_path(path)):
        found.append(f"{kept.name} holds changes that were behind a damage and are not in the notebook yet.")
    return found


def repair(path: Path) -> list[str]:
    """Mends what can be mended; says what was done, a sentence each. What was damaged is kept.

    Raises:
        TooNew: a newer Glosse wrote it. StoreError: the disk refuses. Nothing was changed.
    """
    path = Path(os.path.realpath(path))
    if not check(path):
        return []
    try:
        journal = JournalFile(journal_path(path), patience=10)
        journal.lock()
        try:
            return _Repair(path, journal).run()
        finally:
            journal.unlock()
            journal.close()
    except OSError as error:
        raise StoreError(
            f"The notebook could not be repaired: {disk.reason(error)}. Nothing was lost by that."
        ) from error


@dataclass
class _Repair:
    """One repair of the notebook at `path`, with the journal locked."""

    path: Path
    journal: JournalFile
    ledger: Ledger = field(default_factory=Ledger)
    heading: Heading = field(default_factory=lambda: Heading(SCHEMA))
    said: list[str] = field(default_factory=list)

    def run(self) -> list[str]:
        self._read_file()
        self._read_journal()
        aside = set_aside(self.journal.path)
        for kept in aside:
            count = self._join(tables_of(_journal(kept, beyond=True)))
            self.said.append(f"{kept.name} was read: {_changes(count)} brought back from it.")
        self._mend_documents()
        if self.said:
            self._write()
            for kept in aside:
                kept.replace(self._kept_folder() / kept.name)
        return self.said

    def _read_file(self) -> None:
        try:
            snapshot = read_snapshot(self.path)
            self.ledger.tables, self.heading = snapshot.tables, snapshot.heading
        except FileNotFoundError:
            self.said.append(f"{self.path.name} was missing and is written anew.")
            self._take_backup()
        except Damaged:
            tables, own = salvage(self.path.read_bytes())
            kept = self._keep(self.path)
            count = sum(len(table) for table in tables.values())
            self.said.append(
                f"{self.path.name} was damaged; it is kept as {kept}. {count} records could be read."
            )
            self._take_backup()
            self.heading = heading_of({"1": own}) if own else self.heading
            self._join(_without_faults(tables))

    def _take_backup(self) -> None:
        """Begins with the newest backup that can be read."""
        for backup in backups(self.path):
            try:
                snapshot = read_snapshot(backup)
            except Damaged:
                continue
            self.ledger.tables, self.heading = snapshot.tables, snapshot.heading
            self.said.append(f"What else there was is taken from the backup {backup.name}.")
            return

    def _read_journal(self) -> None:
        reading = read(self.journal.content(), beyond=True)
        if reading.head and reading.head.journal in self.heading.journals:
            return
        damaged = _is_damaged(read(self.journal.content()))
        if damaged:
            kept = self._keep(self.journal.path)
            self.said.append(f"{self.journal.path.name} was damaged; it is kept as {kept}.")
        if reading.head and reading.head.base == self.heading.fold and not damaged:
            for entry in reading.entries:
                self._do(list(entry.ops))
        else:
            self._join(tables_of(reading))

    def _mend_documents(self) -> None:
        found = list(faults(self.ledger.tables))
        if found and not any(self.path.name in sentence for sentence in self.said):
            self.said.append(f"The file as it was is kept as {self._keep(self.path)}.")
        for fault in found:
            self._do(list(fault.mending))
            self.said.append(f"Mended: {fault.sentence}")

    def _write(self) -> None:
        """One whole file; the journal is in it."""
        reading = _journal(self.journal.path)
        name = reading.head.journal if reading.head else ""
        number = max(int(self.heading.change.partition("-")[0]), len(reading.entries)) + 1
        heading = self.heading.next(name, reading.size, f"{number}-{os.urandom(4).hex()}")
        disk.replace(self.path, encoded(heading, self.ledger.tables))
        self.journal.cut(0)

    def _join(self, tables: Tables) -> int:
        ops = join_steps(self.ledger.tables, tables)
        self._do(ops)
        return len(ops)

    def _do(self, ops: list[Op]) -> None:
        self.ledger.commit(lambda: ops)

    def _keep(self, path: Path) -> str:
        kept = path.with_name(keep_aside(path))
        kept.replace(self._kept_folder() / kept.name)
        return f"{folder(self.path).name}/{kept.name}"

    def _kept_folder(self) -> Path:
        folder(self.path).mkdir(mode=0o700, exist_ok=True)
        return folder(self.path)


def _journal(path: Path, *, beyond: bool = False) -> Reading:
    return read(path.read_bytes() if path.exists() else b"", beyond=beyond)


def _beyond(path: Path) -> tuple[object, ...]:
    return _journal(journal_path(path), beyond=True).entries


def _is_damaged(reading: Reading) -> bool:
    return reading.size > reading.good and not reading.torn


def _without_faults(tables: Tables) -> Tables:
    """The tables, what is wrong with single documents mended before they are joined with sound ones."""
    ledger = Ledger()
    ledger.tables = tables
    for fault in list(faults(tables)):
        ledger.commit(lambda mending=fault.mending: mending)  # type: ignore[misc]
    return ledger.tables


def _changes(count: int) -> str:
    return "1 change was" if count == 1 else f"{count} changes were"
