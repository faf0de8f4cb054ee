"""A lock on an open file, between processes. The system lets go of it when its holder ends, however it ends."""

import errno
import os
import sys
import time

from reader.domain.errors import Locked

_CANNOT = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL}
_HELD = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK}
_FAR = 1 << 30  # on Windows a lock bars others from reading: it lies where no byte ever is


class CannotLock(Exception):
    """The file system knows no locks."""


def acquire(fd: int, patience: float, name: str) -> None:
    """Waits for the lock on the open file.

    Args:
        patience: how many seconds at most.
        name: of the file, for the sentence.

    Raises:
        Locked: another process kept it all that time.
        CannotLock: nothing can be locked here.
    """
    deadline, pause = time.monotonic() + patience, 0.0005
    while True:
        try:
            _try(fd)
            return
        except OSError as error:
            if error.errno in _CANNOT:
                raise CannotLock(error.strerror) from error
            if error.errno not in _HELD:
                raise
        if time.monotonic() > deadline:
            raise Locked(
                f"Another program has kept {name} locked for {patience:.0f} seconds; nothing was changed."
                " Close or continue it, then try again."
            )
        time.sleep(pause)
        pause = min(pause * 1.5, 0.02)


if sys.platform == "win32":
    import msvcrt

    def _try(fd: int) -> None:
        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

    def release(fd: int) -> None:
        """Gives the lock back."""
        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def release(fd: int) -> None:
        """Gives the lock back."""
        fcntl.flock(fd, fcntl.LOCK_UN)
