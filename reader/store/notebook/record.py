"""Records: documents that know when each of their fields was edited, so that two copies can be joined.

A record is a plain document with at most five fields of bookkeeping besides its own:

    edited    when it was last edited
    since     the time of every field that `edits` does not name, where that is not `edited`
    edits     {field: time} for all others, and for fields and tags that were taken away; a tag's entry is named
              "tags:" and the tag without its letter case
    former    short digests of the notes that this note took the place of
    notes     {digest: {"text", "edited"}}, only while the note consists of several that nobody has joined yet

Two copies are joined field by field, the newer edit winning; tags are joined tag by tag. A note is different:
where both sides wrote without having seen the other's, both texts are kept, in the order of writing. This is the
map of last-writer-wins registers, the set and the multi-value register of Shapiro, Preguiça, Baquero, Zawirski:
"A comprehensive study of Convergent and Commutative Replicated Data Types" (2011); joining is commutative,
associative and idempotent, whatever the clocks say. Times are text as `plain.iso` writes it, so they compare as text.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any

from reader.store.notebook.plain import Document, from_iso, iso, same

BOOKKEEPING = frozenset({"edited", "since", "edits", "former", "notes"})
JOINT = "\n\n* * *\n\n"  # between two notes of which neither knew the other
_GONE = object()


@dataclass(slots=True)
class Parts:
    """A record taken apart: each field's time and value, and the versions of its note."""

    identity: Document = field(default_factory=dict)
    edited: str = ""
    items: dict[str, tuple[str, Any]] = field(default_factory=dict)
    notes: dict[str, tuple[str, str]] = field(default_factory=dict)
    former: set[str] = field(default_factory=set)


def edit(
    old: Document | None, fields: Mapping[str, Any], now: datetime | None = None, after: str = ""
) -> Document:
    """The record after a person gave it `fields`, which are all it has: a field left out is taken away.

    Args:
        old: the record before; None when there was none.
        fields: plain values, without bookkeeping.
        now: the time of the edit; a record's times never go back, so that a slow clock loses nothing.
        after: a time that the edit must be newer than: that of a removal.

    Returns:
        The new record, or `old` itself when nothing is different.
    """
    parts = taken_apart(old or {})
    clock = _Clock(now, max(parts.edited, after))
    _edit_tags(parts, fields.get("tags", ()), clock)
    identity = _identity(fields)
    wanted = {k: v for k, v in fields.items() if k not in (identity, "note", "tags")}
    gone = {n: _GONE for n, (_, v) in parts.items.items() if n not in wanted and not n.startswith("tags:")}
    changed = {n: v for n, v in (gone | wanted).items() if not same(_value(parts, n), v)}
    note = fields.get("note", "" if parts.notes else None)
    if changed or note != shown_note(parts):
        stamp = clock.last or clock.tick()
        parts.items |= {name: (stamp, value) for name, value in changed.items()}
        if note != shown_note(parts):
            _edit_note(parts, note, stamp)
    if old is not None and not clock.last and after <= parts.edited:
        return old
    parts.identity = {identity: fields[identity]} if identity else {}
    parts.edited = clock.last or clock.tick()
    return put_together(parts)


def join(one: Document, two: Document) -> Document:
    """Two copies of one record as one. The order does not matter, and the same again changes nothing."""
    if one == two:
        return one
    a, b = taken_apart(one), taken_apart(two)
    items = dict(a.items)
    for name, item in b.items.items():
        items[name] = max(items.get(name, item), item, key=_rank)
    former = a.former | b.former
    notes = {dot: note for dot, note in (a.notes | b.notes).items() if dot not in former}
    identity = max(a.identity, b.identity, key=_canonical)
    return put_together(Parts(identity, max(a.edited, b.edited), items, notes, former))


def conflicting(record: Document) -> bool:
    """Whether the note consists of several that nobody has joined yet."""
    return len({note["text"] for note in record.get("notes", {}).values()} - {""}) > 1


def bare(record: Document) -> Document:
    """The record without its bookkeeping."""
    return {name: value for name, value in record.items() if name not in BOOKKEEPING}


def is_record(document: Document) -> bool:
    """Whether the bookkeeping, where there is any, has the form it should have."""
    kinds = {
        "edited": str,
        "since": str,
        "edits": dict,
        "former": list,
        "notes": dict,
        "tags": list,
        "note": str,
    }
    if not all(isinstance(document.get(name, kind()), kind) for name, kind in kinds.items()):
        return False
    texts = [*document.get("edits", {}).values(), *document.get("former", []), *document.get("tags", [])]
    notes = document.get("notes", {}).values()
    return all(isinstance(text, str) for text in texts) and all(
        isinstance(note, dict) and isinstance(note.get("text"), str) and isinstance(note.get("edited"), str)
        for note in notes
    )


def taken_apart(record: Document) -> Parts:
    """The parts of a record; also of a document that never had bookkeeping."""
    edits, identity = record.get("edits", {}), _identity(record)
    parts = Parts(edited=record.get("edited", ""), former=set(record.get("former", ())))
    since = record.get("since", parts.edited)
    for name, value in record.items():
        if name == identity:
            parts.identity[name] = value
        elif name == "tags":
            for tag in value:
                key = _tag_key(tag)
                parts.items[key] = (edits.get(key, since), tag)
        elif name not in BOOKKEEPING and name != "note":
            parts.items[name] = (edits.get(name, since), value)
    for name, stamp in edits.items():
        if name not in parts.items and name != "note":
            parts.items[name] = (stamp, _GONE)
    if "notes" in record:
        parts.notes = {dot: (note["edited"], note["text"]) for dot, note in record["notes"].items()}
    elif "note" in record:
        stamp = edits.get("note", since)
        parts.notes = {_dot(stamp, record["note"]): (stamp, record["note"])}
    return parts


def put_together(parts: Parts) -> Document:
    """The record of these parts: the one form there is for them."""
    record: Document = dict(parts.identity)
    since = _commonest(parts)
    edits = {name: stamp for name, (stamp, value) in parts.items.items() if value is _GONE or stamp != since}
    tags = []
    for name, (_, value) in sorted(parts.items.items(), key=lambda item: (item[1][0], item[0])):
        if value is not _GONE and name.startswith("tags:"):
            tags.append(value)
        elif value is not _GONE:
            record[name] = value
    if tags:
        record["tags"] = tags
    if parts.notes:
        record |= _note_fields(parts)
    if len(parts.notes) == 1:
        [(stamp, _)] = parts.notes.values()
        edits |= {"note": stamp} if stamp != since else {}
    record["edited"] = parts.edited
    if since != parts.edited:
        record["since"] = since
    if edits:
        record["edits"] = dict(sorted(edits.items()))
    return record


def shown_note(parts: Parts) -> str | None:
    """The note as a person reads it: several that nobody has joined stand below one another."""
    if not parts.notes:
        return None
    return JOINT.join(dict.fromkeys(text for _, text in sorted(parts.notes.values()) if text))


def _note_fields(parts: Parts) -> Document:
    fields: Document = {"note": shown_note(parts)}
    if len(parts.notes) > 1:
        fields["notes"] = {d: {"text": t, "edited": s} for d, (s, t) in sorted(parts.notes.items())}
    if parts.former:
        fields["former"] = sorted(parts.former)
    return fields


def _commonest(parts: Parts) -> str:
    """The time that most fields have, so that few need one of their own."""
    stamps = Counter(stamp for stamp, value in parts.items.values() if value is not _GONE)
    if len(parts.notes) == 1:
        stamps.update(stamp for stamp, _ in parts.notes.values())
    return min(stamps, key=lambda stamp: (-stamps[stamp], stamp)) if stamps else parts.edited


def _edit_note(parts: Parts, text: str, stamp: str) -> None:
    parts.former |= set(parts.notes)
    parts.notes = {_dot(stamp, text): (stamp, text)}


def _edit_tags(parts: Parts, tags: Iterable[str], clock: "_Clock") -> None:
    """Gives the tags times that rise in the order wanted, so that the order outlives a join."""
    wanted: dict[str, str] = {}
    for tag in tags:
        wanted.setdefault(_tag_key(tag), tag)
    last = ""
    for key, tag in wanted.items():
        stamp, value = parts.items.get(key, ("", _GONE))
        if value != tag or stamp <= last:
            stamp = clock.tick()
            parts.items[key] = (stamp, tag)
        last = stamp
    for key in [k for k in parts.items if k.startswith("tags:") and k not in wanted]:
        if _value(parts, key) is not _GONE:
            parts.items[key] = (clock.tick(), _GONE)


def _identity(document: Mapping[str, Any]) -> str:
    """The field that says which record it is, the same in every copy; "" where there is none."""
    return "key" if "key" in document else "id" if "id" in document else ""


def _tag_key(tag: str) -> str:
    return "tags:" + tag.casefold()


def _value(parts: Parts, name: str) -> Any:
    return parts.items.get(name, ("", _GONE))[1]


def _rank(item: tuple[str, Any]) -> tuple[str, str]:
    """Which of two edits of one field wins: the newer; of two at the same microsecond, any, but always the same."""
    stamp, value = item
    return stamp, "" if value is _GONE else _canonical(value)


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _dot(stamp: str, text: str) -> str:
    return blake2b(f"{stamp}\n{text}".encode(), digest_size=6).hexdigest()


class _Clock:
    """Times for one edit: each a microsecond after the last, all after what the record has seen."""

    def __init__(self, now: datetime | None, seen: str) -> None:
        self._next = now or datetime.now(UTC)
        if seen >= iso(self._next):
            # A time that is none, or the last there is, cannot be followed: then the clock has to do.
            with suppress(ValueError, OverflowError):
                self._next = from_iso(seen) + timedelta(microseconds=1)
        self.last = ""

    def tick(self) -> str:
        self.last = iso(self._next)
        self._next += timedelta(microseconds=1)
        return self.last
