"""The few things the notebook asks of a disk, each done so that a crash at any moment leaves the old or the new."""

import os
import sys
from pathlib import Path
from typing import NamedTuple


class Signature(NamedTuple):
    """Tells one state of a file from the next without reading it."""

    inode: int
    size: int
    modified: int


NO_FILE = Signature(0, -1, 0)


def signature(path: Path) -> Signature:
    """The signature of the file at `path`, NO_FILE when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return NO_FILE
    return Signature(found.st_ino, found.st_size, found.st_mtime_ns)


def write(fd: int, data: bytes, at: int) -> None:
    """Writes all of `data` at the offset `at`."""
    os.lseek(fd, at, os.SEEK_SET)
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def settle(fd: int) -> None:
    """Comes back when what was written is on the disk itself."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(fd, fcntl.F_FULLFSYNC)  # there, fsync stops at the drive's own memory
    else:
        os.fsync(fd)


def cut(fd: int, size: int) -> None:
    """Makes the file `size` bytes long."""
    os.ftruncate(fd, size)


def replace(path: Path, data: bytes) -> None:
    """Puts `data` in the place of the file at `path`: under another name first, then renamed.

    Raises:
        OSError: it did not work; the file is as it was.
    """
    new = path.with_name(path.name + ".new")
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
    try:
        fd = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
        try:
            write(fd, data, 0)
            settle(fd)
        finally:
            os.close(fd)
        rename(new, path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    settle_folder(path.parent)


def rename(old: Path, new: Path) -> None:
    old.replace(new)


def settle_folder(folder: Path) -> None:
    """Makes sure that a new name in `folder` outlives a crash. Windows does so by itself."""
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        settle(fd)
    finally:
        os.close(fd)


def reason(error: OSError) -> str:
    """Why, in the words of the system: "No space left on device"."""
    return error.strerror or str(error)
