"""The library: articles and feeds in SQLite, full text in FTS5. Everything in it can be fetched or computed again.

One file of the package for each thing it does; `library.py` puts them together.
"""

from reader.store.library.library import Library
from reader.store.library.repairing import repair
from reader.store.library.rows import Added, Counts, EntityRow, Hit, Row, Version

__all__ = ["Added", "Counts", "EntityRow", "Hit", "Library", "Row", "Version", "repair"]
