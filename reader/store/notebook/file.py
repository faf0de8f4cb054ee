"""The ledger on disk: a TinyDB file, and a journal beside it of what was changed since the file was written.

A change is one line at the journal's end, on the disk before `commit` comes back, and costs the same however large
the file is. Now and then the journal is folded: the whole file is written anew under another name, renamed, and the
journal emptied. Each journal has a name, and the file says which ones it holds, so a crash between the two does no
harm: what is folded is skipped.

Every process holds all tables in memory. Before it changes anything it takes the lock and reads what others have
appended, or the file, where another has folded. A file that came from elsewhere while the program ran, from a sync
service or a backup, is joined with what is in memory, record by record.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from secrets import token_hex

from reader.domain.errors import Damaged, StoreError
from reader.store.notebook import disk, migrate
from reader.store.notebook.backup import back_up
from reader.store.notebook.joining import join_steps
from reader.store.notebook.journal import Head, Reading, crc_of, entry_line, head_line, tables_of
from reader.store.notebook.journal_file import JournalFile
from reader.store.notebook.ledger import Done, Ledger, Op, Tables, differences
from reader.store.notebook.places import journal_path, keep_aside, peek, read_settled
from reader.store.notebook.refusal import NO_LOCKS, NOT_FOLDED, NOT_KEPT, NOT_OPENED, told
from reader.store.notebook.snapshot import Heading, Snapshot, encoded, read_heading

REST = 20.0  # seconds without a change, after which the journal is folded
LARGE = 4 << 20  # bytes of journal that are folded at the next poll
TOO_LARGE = 16 << 20  # and at the next change, where nobody polls
SPACING = 50  # a fold may take a fiftieth of the time


class FileLedger(Ledger):
    """The tables of the notebook at `path`.

    Args:
        patience: how many seconds to wait for other processes' locks.

    Raises:
        Damaged, TooNew: it cannot be read; nothing was touched.
        Locked: another process did not let go of it.
        OSError: the journal cannot be written.
    """

    def __init__(self, path: Path, patience: float = 10.0) -> None:
        super().__init__()
        self.path = path
        snapshot = peek(path)
        self._journal = JournalFile(journal_path(path), patience)
        self._is_open = True
        self._depth = 0
        self._heading = Heading()
        self._signature = disk.NO_FILE
        self._name = ""  # of the journal; "": none was begun since the last fold
        self._offset = 0  # up to which it has been read
        self._loose = False  # something is in memory alone
        self._last = time.monotonic()  # when something was changed
        self._has_written = False
        self._next_fold = 0.0
        try:
            with self.held(NOT_OPENED):
                self._begin(snapshot)
        except BaseException:
            self._journal.close()
            raise

    def commit(self, make: Callable[[], Sequence[Op]]) -> list[Done]:
        with self.held():
            self._catch_up()
            ops = make()
            if not ops:
                return []
            crc = self._append(ops)
            done = self._report(self._apply(ops, crc))
            if self._offset > TOO_LARGE:
                self._fold_if_possible()
            return done

    def sync(self) -> None:
        """Reads what other processes did, and folds the journal when it has rested for a while."""
        with self.lock:
            if self._is_open and (self._is_news() or self._is_due()):
                with self.held():
                    self._catch_up()
                    if self._is_due():
                        self._fold_if_possible()

    def fold(self) -> None:
        with self.held(NOT_FOLDED):
            self._catch_up()
            self._fold()

    def close(self) -> None:
        """Folds, and lets go of the files, whether or not it could be folded.

        Raises:
            StoreError: what was changed here could not be folded; the journal still has it all.
        """
        with self.lock:
            if not self._is_open:
                return
            try:
                self.fold()
            except StoreError as error:
                if self._has_written:
                    raise
                self.warn(str(error))
            finally:
                self._is_open = False
                self._journal.close()

    @contextmanager
    def held(self, failure: str = NOT_KEPT) -> Iterator[None]:
        """Holds the lock that all processes share. `failure` is said where the disk refuses something inside."""
        with self.lock, told(failure):
            if not self._is_open:
                raise StoreError("The notebook has been closed.")
            if self._depth == 0:
                self._journal.lock()
                if not self._journal.can_lock:
                    self.warn(NO_LOCKS)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._journal.unlock()

    def _begin(self, snapshot: Snapshot | None) -> None:
        if disk.signature(self.path) != (snapshot.signature if snapshot else disk.NO_FILE):
            snapshot = peek(self.path)  # somebody was quicker
        if snapshot is None:
            self._heading = Heading(migrate.SCHEMA)
            self._write()
            return
        self._load(snapshot)
        if self._loose:
            self._fold()

    def _load(self, snapshot: Snapshot) -> None:
        """Takes the file's tables and what the journal says beyond them, as the present schema has them."""
        self._heading, self.tables, self._signature = snapshot.heading, snapshot.tables, snapshot.signature
        self._change = snapshot.heading.change
        self._offset, self._name = 0, ""
        self._read_on()
        if self._heading.schema < migrate.SCHEMA:
            self._migrate()

    def _migrate(self) -> None:
        """Backs the file up, the journal folded in, and takes the tables to the present schema."""
        if self._offset:
            self._write()
        back_up(self.path, date.today(), f"before-schema-{migrate.SCHEMA}")
        migrate.migrate(self.tables, self._heading.schema)
        self._heading = replace(self._heading, schema=migrate.SCHEMA)
        self._write()

    def _is_news(self) -> bool:
        """Whether another process has done anything; cheap, and without the lock."""
        moved = not self._journal.is_in_place or self._journal.size != self._offset
        return moved or disk.signature(self.path) != self._signature

    def _catch_up(self) -> None:
        """Reads what happened since the last look; with the lock held."""
        if self._journal.replaced or self._journal.size < self._offset:
            self._journal.replaced = False
            self._loose = self._loose or self._offset > 0
            self._offset, self._name = 0, ""
        if disk.signature(self.path) != self._signature:
            self._look_again()
        elif self._journal.size > self._offset:
            self._report(self._read_on())
        if self._loose:
            self._fold()

    def _look_again(self) -> None:
        """The file is another one: a process has folded, or it came from elsewhere."""
        heading = read_heading(self.path) if self.path.exists() else None
        mine = (self._heading.fold, self._name, self._offset)
        if heading and self._name and mine == (*heading.folds[-1:], *heading.journals[-1:], heading.size):
            self._heading, self._signature = heading, disk.signature(self.path)
            self._offset, self._name = 0, ""
            self._report(self._read_on())
            return
        old, known = self.tables, self._heading.fold
        try:
            snapshot = read_settled(self.path)
        except (Damaged, FileNotFoundError):
            self._rescue()
            return
        self._load(snapshot)
        if known not in (self._heading.fold, *self._heading.folds):
            self._join(old)
        self._last = time.monotonic()
        self._report(differences(old, self.tables))

    def _rescue(self) -> None:
        """The file was taken away or spoiled while the program ran: what is in memory is written anew."""
        kept = keep_aside(self.path)
        self.warn(f"{self.path.name} was {'damaged' if kept else 'removed'} from outside; it was written anew.")
        self._report(self._read_on())
        self._write()

    def _join(self, others: Tables) -> None:
        """Takes in what `others` hold and this notebook does not; only a fold will make it last."""
        ops = join_steps(self.tables, others)
        if ops:
            self._apply(ops, crc_of(entry_line(ops)))
            self._loose = True

    def _read_on(self) -> list[Done]:
        """Reads the journal from where it was left; what was not finished is cut off."""
        reading = self._journal.read(self._offset)
        foreign = False
        if reading.head is not None:
            if reading.head.journal in self._heading.journals:
                return []  # folded, by one who could not empty it any more; the next change empties it
            self._name = reading.head.journal
            foreign = reading.head.base != self._heading.fold
        before = self.tables
        if foreign:
            self.tables = {name: dict(table) for name, table in before.items()}
            self._join(tables_of(reading))
        done = differences(before, self.tables) if foreign else self._replay(reading)
        self._offset = reading.good
        self._last = time.monotonic() if done else self._last
        if reading.size > reading.good:
            if not reading.torn:
                self._warn_of_damage()
            self._journal.cut(reading.good)
        return done

    def _replay(self, reading: Reading) -> list[Done]:
        return [done for entry in reading.entries for done in self._apply(entry.ops, entry.crc)]

    def _warn_of_damage(self) -> None:
        kept = keep_aside(self._journal.path)
        self.warn(
            f"The journal of the notebook is damaged: changes behind the damage were left out. It is kept as {kept};"
            " `glosse check --repair` brings back what can be read of it."
        )

    def _append(self, ops: Sequence[Op]) -> int:
        line = entry_line(ops)
        data, name = line, self._name
        if not name:
            if self._journal.size:
                self._journal.cut(0)
            name = token_hex(6)
            data = head_line(Head(name, self._heading.fold)) + line
        self._journal.append(data, self._offset)
        self._name, self._offset, self._last = name, self._offset + len(data), time.monotonic()
        self._has_written = True
        return crc_of(line)

    def _is_due(self) -> bool:
        now = time.monotonic()
        rested = now - self._last > REST or self._offset > LARGE
        return (self._offset > 0 or self._loose) and rested and now > self._next_fold

    def _fold_if_possible(self) -> None:
        began = time.monotonic()
        try:
            self._fold()
        except OSError as error:
            self.warn(
                f"The notebook's journal could not be folded ({disk.reason(error)}). Nothing is lost by that."
            )
        self._next_fold = time.monotonic() + SPACING * (time.monotonic() - began)

    def _fold(self) -> None:
        if self._offset or self._loose:
            try:
                back_up(self.path, date.today())
            except OSError as error:
                self.warn(f"Today's backup of the notebook could not be written ({disk.reason(error)}).")
            self._write()

    def _write(self) -> None:
        """Writes the whole file, and empties the journal."""
        heading = self._heading.next(self._name, self._offset, self._change)
        disk.replace(self.path, encoded(heading, self.tables))
        self._heading, self._signature = heading, disk.signature(self.path)
        self._offset, self._name, self._loose = 0, "", False
        with suppress(OSError):  # then the next change empties it: the file says that it is folded
            self._journal.cut(0)
