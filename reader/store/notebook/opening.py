"""Opens a notebook's tables: in memory, on disk, or on disk without writing."""

import errno
import os
from pathlib import Path

from reader.domain.clean import clean_line
from reader.domain.errors import StoreError
from reader.store.notebook import disk
from reader.store.notebook.conflict import warn_of_copies
from reader.store.notebook.file import FileLedger
from reader.store.notebook.ledger import Ledger
from reader.store.notebook.readonly import ReadOnlyLedger

_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def open_ledger(path: Path | None) -> Ledger:
    """The tables of the notebook at `path`, which may be a link; None: of one in memory.

    Raises:
        Damaged, TooNew: it cannot be used; nothing was touched.
        StoreError: it can be neither read nor begun.
    """
    if path is None:
        return Ledger()
    path = Path(os.path.realpath(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        ledger: Ledger = FileLedger(path)
    except OSError as error:
        if error.errno not in _FORBIDDEN or not path.exists():
            raise StoreError(
                f"The notebook cannot be opened at {clean_line(str(path))}: {disk.reason(error)}."
            ) from error
        ledger = ReadOnlyLedger(path, f"its folder is not writable ({disk.reason(error)})")
    warn_of_copies(path, ledger)
    return ledger
