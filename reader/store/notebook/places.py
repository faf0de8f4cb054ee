"""What lies beside the notebook's file, under which name; and a first look at it that touches nothing."""

import shutil
import time
from datetime import datetime
from pathlib import Path

from reader.domain.errors import Damaged, StoreError
from reader.store.notebook import disk
from reader.store.notebook.backup import backups
from reader.store.notebook.snapshot import Snapshot, backups_name, read_snapshot

_LOOKS = 3
_PAUSE = 0.15  # seconds between two looks


def journal_path(path: Path) -> Path:
    """Where the journal of the notebook at `path` lies."""
    return path.with_suffix(".journal")


def peek(path: Path) -> Snapshot | None:
    """The notebook's file as it is; None where a new one can be begun.

    Raises:
        Damaged, TooNew: it cannot be used.
        StoreError: it cannot be read.
    """
    try:
        size = disk.signature(path).size
        if size <= 0 and not _left_over(path):
            return None
        return read_snapshot(path)
    except FileNotFoundError as error:
        raise Damaged(
            f"{path.name} is missing, but the journal beside it holds changes to it. Nothing was changed."
            f" `glosse check --repair` brings back what can be; older copies lie in {backups_name(path)}."
        ) from error
    except OSError as error:
        raise StoreError(f"{path.name} cannot be read: {disk.reason(error)}.") from error


def read_settled(path: Path) -> Snapshot:
    """The file, which another program may be in the middle of writing: what is no JSON is looked at again.

    Raises:
        FileNotFoundError, Damaged, TooNew
    """
    for _ in range(_LOOKS):
        try:
            return read_snapshot(path)
        except (Damaged, FileNotFoundError):
            time.sleep(_PAUSE)
    return read_snapshot(path)


def keep_aside(path: Path) -> str:
    """Copies a damaged file to a name of its own beside it.

    Returns:
        The name; "" where there is no file.
    """
    if not path.exists():
        return ""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    target = path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    shutil.copy2(path, target)
    return target.name


def set_aside(path: Path) -> list[Path]:
    """The damaged files that were kept, the oldest first."""
    return sorted(path.parent.glob(f"{path.stem}-damaged-*{path.suffix}"))


def _left_over(path: Path) -> bool:
    """Whether something beside a missing or an empty file says that there was a notebook."""
    if disk.signature(journal_path(path)).size > 0:
        return True
    return path.exists() and bool(backups(path))
