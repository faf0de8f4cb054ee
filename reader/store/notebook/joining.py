"""Two notebooks' tables as one: what is to be done so that one of them holds what both hold.

A record that one side removed and the other edited is decided by the later of the two; a removed record's content
stays in the table "removed", so the decision comes out the same in whatever order three notebooks meet.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reader.store.notebook.ledger import Op, Table, Tables
from reader.store.notebook.plain import Document
from reader.store.notebook.record import join
from reader.store.notebook.wishes import REMOVED, is_grave, tombstone, tombstone_id


@dataclass(frozen=True, slots=True)
class _Side:
    """What one notebook knows of one record: its content, and when it was removed ("": it was not)."""

    content: Document | None = None
    removed: str = ""

    def with_(self, other: "_Side") -> "_Side":
        if self.content is None or other.content is None:
            content = self.content or other.content
        else:
            content = join(self.content, other.content)
        return _Side(content, max(self.removed, other.removed))

    @property
    def visible(self) -> bool:
        return self.content is not None and (not self.removed or self.content.get("edited", "") > self.removed)


def join_steps(mine: Tables, theirs: Tables) -> list[Op]:
    """The steps that make `mine` into what both hold; none when `theirs` says nothing new."""
    steps: list[Op] = []
    for table, id_ in _records(theirs):
        before = _side(mine, table, id_)
        after = before.with_(_side(theirs, table, id_))
        if after != before and after.content is not None:
            steps += _steps(mine, table, id_, after)
    return steps


def _steps(mine: Tables, table: str, id_: str, side: _Side) -> Iterable[Op]:
    grave = tombstone_id(table, id_)
    if side.visible:
        if mine.get(table, {}).get(id_) != side.content:
            yield Op(table, id_, side.content)
        if grave in mine.get(REMOVED, {}):
            yield Op(REMOVED, grave, None)
    elif side.content is not None:
        if id_ in mine.get(table, {}):
            yield Op(table, id_, None)
        buried = tombstone(table, id_, side.removed, side.content)
        if mine.get(REMOVED, {}).get(grave) != buried.document:
            yield buried


def _records(tables: Tables) -> Iterable[tuple[str, str]]:
    """Every record that is there or was removed, once."""
    for name, table in tables.items():
        if name != REMOVED:
            yield from ((name, id_) for id_ in table)
    for grave in _graves(tables):
        if grave["id"] not in tables.get(grave["table"], {}):
            yield grave["table"], grave["id"]


def _side(tables: Tables, table: str, id_: str) -> _Side:
    side = _Side(tables.get(table, {}).get(id_))
    grave = tables.get(REMOVED, {}).get(tombstone_id(table, id_))
    if grave is not None and is_grave(grave):
        side = side.with_(_Side(grave["document"], grave["removed"]))
    return side if not side.visible else replace(side, removed="")


def _graves(tables: Tables) -> Iterable[Document]:
    graves: Table = tables.get(REMOVED, {})
    return (grave for grave in graves.values() if is_grave(grave))
