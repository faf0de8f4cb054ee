"""What changed in the form of the notebook's tables, from the first schema on.

`MIGRATIONS[n]` takes tables of schema n to schema n + 1. A file that never had a schema, one that TinyDB alone
wrote, is schema 0. Before the first of them runs, the file is backed up (see backup.py).
"""

from collections.abc import Callable

from reader.store.notebook.ledger import Tables

Migration = Callable[[Tables], None]


def _first(tables: Tables) -> None:
    """Nothing: records without times are read as older than any edit. The file gets its heading."""


MIGRATIONS: tuple[Migration, ...] = (_first,)
SCHEMA = len(MIGRATIONS)


def migrate(tables: Tables, schema: int) -> None:
    """Takes tables of `schema` to the present one."""
    for step in MIGRATIONS[schema:]:
        step(tables)
