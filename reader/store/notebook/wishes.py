"""From what a person wants to what is written: wishes become steps of the ledger.

A removed document is remembered in the table "removed", with all it held: another machine that still has it learns
that it is gone, and what was removed can come back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.store.notebook.documents import number
from reader.store.notebook.ledger import Ledger, Op
from reader.store.notebook.plain import Document, iso
from reader.store.notebook.record import edit

REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Wish:
    """Document `id` of `table` shall have these fields, without bookkeeping; None: it shall not be."""

    table: str
    id: str
    fields: Document | None


def steps(ledger: Ledger, wishes: Iterable[Wish], now: datetime) -> list[Op]:
    """The steps that fulfil the wishes, none for what is so already."""
    found: list[Op] = []
    for wish in wishes:
        found += _removal(ledger, wish, now) if wish.fields is None else _edit(ledger, wish, wish.fields, now)
    return found


def tombstone(table: str, id: str, removed: str, document: Document) -> Op:
    """The step that remembers a removal."""
    held = {"table": table, "id": id, "removed": removed, "document": document}
    return Op(REMOVED, tombstone_id(table, id), held)


def tombstone_id(table: str, id: str) -> str:
    return number(f"{table}:{id}")


def is_grave(document: Document) -> bool:
    """Whether a document of the table "removed" says what it should."""
    kinds = {"table": str, "id": str, "removed": str, "document": dict}
    return all(isinstance(document.get(name), kind) for name, kind in kinds.items())


def _edit(ledger: Ledger, wish: Wish, fields: Document, now: datetime) -> Sequence[Op]:
    old, after, back = ledger.get(wish.table, wish.id), "", []
    if old is None:
        grave = ledger.get(REMOVED, tombstone_id(wish.table, wish.id))
        if grave is not None and is_grave(grave):
            old, after = grave["document"], grave["removed"]
            back = [Op(REMOVED, tombstone_id(wish.table, wish.id), None)]
    new = edit(old, fields, now, after)
    return [] if new is old else [Op(wish.table, wish.id, new), *back]


def _removal(ledger: Ledger, wish: Wish, now: datetime) -> Sequence[Op]:
    old = ledger.get(wish.table, wish.id)
    if old is None:
        return []
    removed = max(iso(now), old.get("edited", ""))
    return [Op(wish.table, wish.id, None), tombstone(wish.table, wish.id, removed, old)]
