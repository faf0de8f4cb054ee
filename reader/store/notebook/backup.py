"""Backups: the notebook's file as it was, one for each day it was changed and one before each migration.

They lie in a folder beside it, notebook-backups/, the newest seven. A day's backup is the file as that day's first
change found it, so whatever went wrong since can be gone back behind.
"""

from datetime import date
from pathlib import Path

from reader.store.notebook import disk
from reader.store.notebook.snapshot import backups_name

KEPT = 7


def folder(path: Path) -> Path:
    """Where the backups of the notebook at `path` lie."""
    return path.with_name(backups_name(path))


def backups(path: Path) -> list[Path]:
    """The backups there are, the newest first."""
    return sorted(folder(path).glob(f"{path.stem}-????-??-??*.json"), reverse=True)


def back_up(path: Path, today: date, why: str = "") -> None:
    """Keeps the file as it is now; the oldest make room.

    Args:
        why: "" for the day's own, of which the first stays, else a word for the name.

    Raises:
        OSError: it could not be written.
    """
    name = f"{path.stem}-{today.isoformat()}{'-' + why if why else ''}"
    target, number = folder(path) / f"{name}.json", 1
    while why and target.exists():
        number += 1
        target = folder(path) / f"{name}-{number}.json"
    if target.exists() or not path.exists():
        return
    target.parent.mkdir(mode=0o700, exist_ok=True)
    disk.replace(target, path.read_bytes())
    for old in backups(path)[KEPT:]:
        old.unlink(missing_ok=True)
