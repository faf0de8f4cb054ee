"""The journal's lines: what was changed since the notebook's file was last written as a whole.

    0e4f1a2b {"journal": "5f0c...", "base": "91ab..."}
    7c39d001 [["articles", "1234", {"id": "...", "read": true, ...}], ["marks", "77", null]]

The first line names the journal and the file that it goes on from; every other is one change, all of it or nothing:
whole documents by table and id, null for one that is gone. An id "" stands for the table itself: null when it was
dropped, {} when it was made. In front stands the CRC-32 of the rest. A line counts when it is whole: what a killed
program left of its last one is no change. Everything is ASCII, so no line end stands inside a line.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reader.store.notebook.ledger import Op, Tables

_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


@dataclass(frozen=True, slots=True)
class Head:
    """Which journal this is, and the token of the file it goes on from."""

    journal: str
    base: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as read: its steps, the CRC of its line, and where in the journal the line ends."""

    ops: tuple[Op, ...]
    crc: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a journal, or a piece of it, says.

    head: None where the piece does not begin with one.
    good: the offset up to which all lines are whole.
    torn: behind that stands only a line without an end, as a killed program leaves it. False with something behind
        `good` means damage.
    """

    head: Head | None
    entries: tuple[Entry, ...]
    good: int
    size: int
    torn: bool


def head_line(head: Head) -> bytes:
    return _line({"journal": head.journal, "base": head.base})


def entry_line(ops: Sequence[Op]) -> bytes:
    """One change as a line."""
    return _line([[op.table, op.id, op.document] for op in ops])


def crc_of(line: bytes) -> int:
    """The CRC that stands at the head of a whole line."""
    return int(line[:8], 16)


def read(data: bytes, start: int = 0, *, beyond: bool = False) -> Reading:
    """Reads the bytes of a journal.

    Args:
        data: from the offset `start` to the journal's end.
        beyond: go on behind a line that is damaged and gather what is whole there too.
    """
    head: Head | None = None
    entries: list[Entry] = []
    at, good, damaged = 0, 0, False
    while (end := data.find(b"\n", at)) >= 0:
        value = _value(data[at:end])
        ops = _ops(value)
        if ops is not None:
            entries.append(Entry(ops, crc_of(data[at : at + 8]), start + end + 1))
        elif (found := _head(value)) is not None and start + at == 0:
            head = found
        else:
            damaged = True
            if not beyond:
                break
        at = end + 1
        if not damaged:
            good = at
    torn = not damaged and b"\n" not in data[good:]
    return Reading(head, tuple(entries), start + good, start + len(data), torn)


def tables_of(reading: Reading) -> Tables:
    """The documents that a journal leaves, by themselves: what it goes on from is not at hand."""
    tables: Tables = {}
    for op in (op for entry in reading.entries for op in entry.ops if op.id):
        if op.document is not None:
            tables.setdefault(op.table, {})[op.id] = op.document
        else:
            tables.get(op.table, {}).pop(op.id, None)
    return tables


def _line(value: Any) -> bytes:
    body = _encode(value).encode("ascii")
    return b"%08x %s\n" % (zlib.crc32(body), body)


def _value(line: bytes) -> Any:
    """What a line holds; None where it is not whole."""
    if len(line) < 10 or line[8:9] != b" ":
        return None
    try:
        if int(line[:8], 16) == zlib.crc32(line[9:]):
            return json.loads(line[9:])
    except ValueError:
        return None
    return None


def _head(value: Any) -> Head | None:
    if isinstance(value, dict) and isinstance(value.get("journal"), str) and isinstance(value.get("base"), str):
        return Head(value["journal"], value["base"])
    return None


def _ops(value: Any) -> tuple[Op, ...] | None:
    if not isinstance(value, list):
        return None
    ops = []
    for item in value:
        if not isinstance(item, list) or len(item) != 3:
            return None
        table, id_, document = item
        if (
            not isinstance(table, str)
            or not isinstance(id_, str)
            or not isinstance(document, (dict, type(None)))
        ):
            return None
        ops.append(Op(table, id_, document))
    return tuple(ops)
