"""Feeds that are built to stall their reader, stopped before a parser sees them.

Counted on the bytes, in linear time: what lies in CDATA is text to a feed parser, and costs it nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator

from reader.domain.errors import InputError

DEPTH_MOST = 2000  # of nested elements; feedparser needs 3 s for 100,000
ATTRIBUTES_MOST = 500  # of one element; feedparser's time grows with their square
EXPANDED_MOST = 2_000_000  # bytes that a feed's own entities stand for in all
_OPEN_MOST = 20  # comments and texts begun and not ended; each costs feedparser a look at all that follows
_ROOT = re.compile(rb"<\s*(?:[\w.-]+:)?(?:rss|feed|rdf|channel|item|entry)\b", re.IGNORECASE)
_TAG = re.compile(rb"</?[A-Za-z][^<>]*>")
_ENTITY = re.compile(rb"""<!ENTITY\s+(?:%\s+)?([\w.:-]+)\s+["']([^"'<]*)""")
_USE = re.compile(rb"[&%]([A-Za-z_][\w.:-]*);")
_VERBATIM = ((b"<![CDATA[", b"]]>"), (b"<!--", b"-->"))
_ENTRY_END = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)


def guarded(data: bytes, entries: int) -> bytes:
    """`data`, without the entries beyond the first `entries`.

    Raises:
        InputError: no element of a feed in it, or elements nested or equipped beyond reason.
    """
    narrow = data.replace(b"\0", b"") if b"\0" in data[:100] else data  # UTF-16 and UTF-32
    if not _ROOT.search(narrow):
        raise InputError("That is no feed.")
    _refuse_monsters(narrow)
    return _shortened(data, entries)


def _refuse_bombs(data: bytes) -> None:
    """Entities that hold entities, or so long that what they stand for is too much, are there to fill a memory."""
    declared = {match[1]: match[2] for match in _ENTITY.finditer(data)}
    if not declared:
        return
    uses = Counter(match[1] for match in _USE.finditer(data))
    size = sum(len(value) * uses[name] for name, value in declared.items())
    if size > EXPANDED_MOST or any(_USE.search(value) for value in declared.values()):
        raise InputError("The feed grows without measure by its entities and was not read.")


def _refuse_monsters(data: bytes) -> None:
    _refuse_bombs(data)
    depth = 0
    for tag in _tags(data):
        if tag.startswith(b"</"):
            depth = max(0, depth - 1)
        elif not tag.endswith(b"/>"):
            depth += 1
        if depth > DEPTH_MOST or (len(tag) > ATTRIBUTES_MOST and tag.count(b"=") > ATTRIBUTES_MOST):
            raise InputError("The feed nests its elements beyond reason and was not read.")


def _tags(data: bytes) -> Iterator[bytes]:
    """The tags of `data`, those in comments and CDATA left out; each byte is looked at once."""
    at = data.find(b"<")
    while at >= 0:
        start, end = next((pair for pair in _VERBATIM if data.startswith(pair[0], at)), (b"", b""))
        if end:
            begun, at = at, data.find(end, at)
            if at < 0 and data.count(start, begun) > _OPEN_MOST:
                raise InputError("The feed breaks off again and again within a text and was not read.")
            if at < 0:
                return
        elif tag := _TAG.match(data, at):
            yield tag.group()
        at = data.find(b"<", at + 1)


def _shortened(data: bytes, entries: int) -> bytes:
    """`data` without what stands between the end of the last entry wanted and the end of the last of all."""
    ends = [match.end() for match in _ENTRY_END.finditer(data)]
    return data[: ends[entries - 1]] + data[ends[-1] :] if len(ends) > entries else data
