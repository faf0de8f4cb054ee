"""The library: articles and feeds in SQLite, full text in FTS5. Everything in it can be fetched or computed again.

One file of the package for each thing it does; `library.py` puts them together.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reader.store.library.library import Library
from reader.store.library.rows import Counts, Row

if TYPE_CHECKING:
    from reader.store.library.answers import Added, EntityRow, Hit, Version
    from reader.store.library.repairing import repair

__all__ = ["Added", "Counts", "EntityRow", "Hit", "Library", "Row", "Version", "repair"]
_LATER = {**dict.fromkeys(("Added", "EntityRow", "Hit", "Version"), "answers"), "repair": "repairing"}


def __getattr__(name: str) -> Any:
    """What the reader's first list does not need is imported when it is asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
