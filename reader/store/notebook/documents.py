"""Marks and states of articles as the notebook's documents, and what is a document's number.

TinyDB numbers documents with integers. An article's and a mark's id is 15 hex digits, so it is a number already;
any other name is hashed to one of the same size.
"""

import re
from hashlib import blake2b

from reader.domain.mark import Mark, State, Status, to_record
from reader.store.notebook.plain import Document, from_iso, iso

_HEX = re.compile(r"[0-9a-f]{15}")
FLAGS = ("read", "starred", "archived")


def number(name: str) -> str:
    """A document's id, as the text that JSON wants for a key."""
    if not _HEX.fullmatch(name):
        name = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()[:15]
    return str(int(name, 16))


def to_state(document: Document | None) -> State:
    """The state that an article's document describes; None: that of an article never touched."""
    if document is None:
        return State()
    get, place = document.get, document.get("place")
    return State(
        get("read") is True,
        get("starred") is True,
        get("archived") is True,
        tuple(get("tags", ())),
        place if isinstance(place, int) else 0,
    )


def from_mark(mark: Mark) -> Document:
    """A mark as the document that keeps it; nothing empty but the note."""
    document = to_record(mark, iso)
    return {name: value for name, value in document.items() if name == "note" or value not in ("", [])}


def to_mark(document: Document) -> Mark:
    """The mark that a document keeps.

    Raises:
        KeyError, TypeError, ValueError: it is no mark's document.
    """
    get = document.get
    return Mark(
        id=document["id"],
        article=document["article"],
        start=int(document["start"]),
        end=int(document["end"]),
        quote=get("quote", ""),
        prefix=get("prefix", ""),
        suffix=get("suffix", ""),
        created=from_iso(document["created"]),
        modified=from_iso(document["modified"]),
        note=get("note", ""),
        tags=tuple(get("tags", ())),
        color=get("color", "yellow"),
        status=Status(get("status", "anchored")),
        title=get("title", ""),
        url=get("url", ""),
    )
