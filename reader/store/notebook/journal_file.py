"""The journal as an open file, and the lock that all processes share on it.

The file is made once and then only grows and is emptied, never replaced, so that its lock is one for all. Where
somebody has replaced it all the same, the next to lock it notices.
"""

import os
from pathlib import Path

from reader.store.notebook import disk
from reader.store.notebook.journal import Reading, read
from reader.store.notebook.lock import CannotLock, acquire, release


class JournalFile:
    """An open journal.

    replaced: since the last look somebody has put another file in its place, or taken it away.
    can_lock: False on a file system that has no locks.

    Raises:
        OSError: it can be neither opened nor made.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self.path = path
        self.replaced = False
        self.can_lock = True
        self._patience = patience
        self._fd = self._open()

    def lock(self) -> None:
        """Waits for the lock.

        Raises:
            Locked: another process did not let go of it.
        """
        while True:
            if self.can_lock:
                try:
                    acquire(self._fd, self._patience, self.path.name)
                except CannotLock:
                    self.can_lock = False
            if self.is_in_place:
                return
            fresh = (
                self._open()
            )  # before the old one is closed: a number of a closed file may soon be another's
            os.close(self._fd)
            self._fd, self.replaced = fresh, True

    def unlock(self) -> None:
        if self.can_lock:
            release(self._fd)

    @property
    def size(self) -> int:
        return os.fstat(self._fd).st_size

    def read(self, start: int) -> Reading:
        """What stands from the offset `start` on."""
        return read(self.content(start), start)

    def content(self, start: int = 0) -> bytes:
        os.lseek(self._fd, start, os.SEEK_SET)
        parts = []
        while part := os.read(self._fd, 1 << 20):
            parts.append(part)
        return b"".join(parts)

    def append(self, data: bytes, at: int) -> None:
        """Puts `data` at the end, which is `at`; comes back when it is on the disk.

        Raises:
            OSError: it is not; the file is as it was, as far as the disk lets it be.
        """
        try:
            disk.write(self._fd, data, at)
            disk.settle(self._fd)
        except OSError:
            self._take_back(at)
            raise

    def cut(self, size: int) -> None:
        disk.cut(self._fd, size)

    def close(self) -> None:
        os.close(self._fd)

    def _take_back(self, size: int) -> None:
        try:
            disk.cut(self._fd, size)
        except OSError:
            # Half a line is no change, and the next process cuts it. A whole one will be read as one: the person
            # was told that it was not kept, and it is. That is the better of two faults.
            return

    def _open(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        new = not self.path.exists()
        fd = os.open(self.path, flags, 0o600)
        if new:
            disk.settle_folder(self.path.parent)
        return fd

    @property
    def is_in_place(self) -> bool:
        """Whether the open file is the one that stands at the path."""
        mine = os.fstat(self._fd)
        try:
            there = self.path.stat()
        except FileNotFoundError:
            return False
        return (mine.st_dev, mine.st_ino) == (there.st_dev, there.st_ino)
