"""Another notebook folded into this one, record by record: another machine's, a backup, a conflict copy.

See record.py for how two copies of a record become one. The other notebook is only read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.domain.clean import clean, clean_line
from reader.domain.errors import Damaged, InputError
from reader.store.notebook import disk
from reader.store.notebook.book import Notebook
from reader.store.notebook.conflict import MERGES, conflicts, digest, unmerged_beside
from reader.store.notebook.joining import join_steps
from reader.store.notebook.journal import read, tables_of
from reader.store.notebook.ledger import Ledger, Op, Tables
from reader.store.notebook.migrate import migrate
from reader.store.notebook.places import journal_path
from reader.store.notebook.plain import plain
from reader.store.notebook.record import conflicting, is_record
from reader.store.notebook.snapshot import read_snapshot
from reader.store.notebook.wishes import REMOVED


@dataclass(frozen=True, slots=True)
class Merged:
    """How many records were added, updated and removed, and how many notes now hold what both sides wrote."""

    added: int = 0
    updated: int = 0
    removed: int = 0
    conflicts: int = 0


def merge(into: Notebook, other: Path) -> Merged:
    """Folds the notebook at `other` into `into`, as one step of undo; the same again changes nothing.

    Raises:
        InputError, Damaged, TooNew: `other` cannot be read; nothing was changed.
    """
    theirs = tables_at(other)
    counts = Merged()

    def make() -> Sequence[Op]:
        nonlocal counts
        ledger = into.db.ledger
        ops = join_steps(ledger.tables, theirs)
        counts = _counted(ledger, ops)
        return ops

    into.perform(make, f"merge of {clean_line(other.name)}")
    if other.name in {copy.name for copy in conflicts(into.path or other)}:
        into.put(MERGES, clean_line(other.name), {"digest": digest(other)}, step=False)
    return counts


def unmerged(notebook: Notebook) -> list[Path]:
    """The conflict copies beside the notebook that it has not merged as they are now."""
    return unmerged_beside(notebook.path, notebook.db.ledger.tables) if notebook.path else []


def tables_at(path: Path) -> Tables:
    """The tables of a notebook that is not ours to change, the journal beside it read too, all texts clean.

    Raises:
        InputError: it cannot be read, or is no notebook.
        Damaged, TooNew
    """
    try:
        snapshot = read_snapshot(path)
        journal = journal_path(path)
        reading = read(journal.read_bytes()) if journal.exists() else read(b"")
    except OSError as error:
        raise InputError(f"{clean_line(str(path))} cannot be read: {disk.reason(error)}.") from error
    tables = snapshot.tables
    migrate(tables, snapshot.heading.schema)
    if reading.head and reading.head.base == snapshot.heading.fold:
        ledger = Ledger()
        ledger.tables = tables
        for entry in reading.entries:
            ledger.commit(lambda ops=entry.ops: ops)  # type: ignore[misc]
    elif reading.head and reading.head.journal not in snapshot.heading.journals:
        ledger = Ledger()
        ledger.tables = tables
        ledger.commit(lambda: join_steps(tables, tables_of(reading)))
    return _sound(tables, path)


def _sound(tables: Tables, path: Path) -> Tables:
    """The tables, each document looked at: what came from elsewhere may hold anything."""
    for name, table in tables.items():
        for id_, document in table.items():
            where = f"document {id_} of {name}"
            if not is_record(document) or clean_line(name) != name or not id_.removeprefix("-").isdigit():
                raise Damaged(f"{clean_line(path.name)} holds what Glosse did not write: {clean_line(where)}.")
            table[id_] = _cleaned(plain(document, where))
    return tables


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {clean(name): _cleaned(item) for name, item in value.items()}
    return value


def _counted(ledger: Ledger, ops: Sequence[Op]) -> Merged:
    added = updated = removed = conflicts = 0
    for op in (op for op in ops if op.table != REMOVED):
        before = ledger.get(op.table, op.id)
        added += before is None
        updated += before is not None and op.document is not None
        removed += op.document is None
        new = op.document is not None and conflicting(op.document)
        conflicts += new and not (before is not None and conflicting(before))
    return Merged(added, updated, removed, conflicts)
