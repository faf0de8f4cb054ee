"""Another notebook folded into this one, record by record."""

from dataclasses import dataclass
from pathlib import Path

from reader.store.notebook.book import Notebook


@dataclass(frozen=True, slots=True)
class Merged:
    """How many records were added, updated and removed, and how many marks now hold two notes."""

    added: int = 0
    updated: int = 0
    removed: int = 0
    conflicts: int = 0


def merge(into: Notebook, other: Path) -> Merged:
    """Folds the notebook at `other` into `into`; the same again changes nothing.

    Raises:
        InputError, Damaged, TooNew: `other` cannot be read; nothing was changed.
    """
    raise NotImplementedError
