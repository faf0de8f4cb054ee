"""Exports that are JSON: wallabag's, with whole texts; Omnivore's lists of what was saved; Pocket's passages."""

import html
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from reader.domain.errors import InputError
from reader.intake.exports.saved import (
    Export,
    NoExport,
    Passage,
    Saved,
    address,
    flag,
    line,
    moment,
    plain,
    tags,
    words,
)

Record = Mapping[str, Any]
_READ = 98  # per cent of an article from which on it counts as read
_TAGS = re.compile(r"(?:#[^\s#]+(?: [^\s#]+){0,3} *)+")  # labels of up to four words, on one line


def read_json(text: str, name: str) -> Export:
    """The export in `text`.

    Raises:
        InputError: it is no JSON, or nothing that is known.
    """
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is broken: its JSON cannot be read ({str(error)[:60]}).") from error
    if isinstance(raw, dict):  # a list in a frame, as its API has it
        raw = raw.get("items") or (raw.get("_embedded") or {}).get("items") or [raw]
    records = [one for one in raw if isinstance(one, dict)] if isinstance(raw, list) else []
    kind = next((kind for kind, marks, _ in _KINDS if any(marks <= one.keys() for one in records)), "")
    if not kind:
        raise NoExport(f"{name} is JSON, but no export of wallabag, Omnivore or Pocket.")
    return _export(kind, raw, next(read for known, _, read in _KINDS if known == kind))


def _export(kind: str, raw: list[Any], read: Callable[[Record], Saved]) -> Export:
    saved, problems = [], []
    for number, record in enumerate(raw, 1):
        url = address(record.get("url") or record.get("given_url")) if isinstance(record, dict) else ""
        if url:
            saved.append(read(record))
        else:
            said = line(record.get("url")) if isinstance(record, dict) else line(str(record))
            problems.append(f"Entry {number}: “{said[:60]}” is no address.")
    return Export(kind, tuple(saved), tuple(problems))


def _wallabag(record: Record) -> Saved:
    archived = flag(record.get("is_archived")) or flag(record.get("is_read"))
    by = record.get("published_by")
    notes = record.get("annotations")
    return Saved(
        address(record.get("url") or record.get("given_url")),
        line(record.get("title")),
        tags(record.get("tags")),
        read=archived,
        starred=flag(record.get("is_starred")) or flag(record.get("is_fav")),
        archived=archived,
        added=moment(record.get("created_at")),
        published=moment(record.get("published_at")),
        author=", ".join(filter(None, map(line, by))) if isinstance(by, list) else line(by),
        source=line(record.get("domain_name")).removeprefix("www."),
        language=line(record.get("language")).replace("_", "-").partition("-")[0].lower(),
        html=record["content"] if isinstance(record.get("content"), str) else "",
        passages=tuple(
            Passage(words(note.get("quote")), words(note.get("text")), created=moment(note.get("created_at")))
            for note in (notes if isinstance(notes, list) else ())
            if isinstance(note, dict)
        ),
    )


def _omnivore(record: Record) -> Saved:
    archived = line(record.get("state")).lower() == "archived"
    progress = record.get("readingProgress")
    return Saved(
        address(record.get("url")),
        line(record.get("title")),
        tags(record.get("labels")),
        read=archived or (isinstance(progress, int | float) and progress >= _READ),
        archived=archived,
        added=moment(record.get("savedAt")),
        published=moment(record.get("publishedAt")),
        author=line(record.get("author")),
        summary=line(record.get("description")),
    )


def _pocket(record: Record) -> Saved:
    quotes = record.get("highlights")
    return Saved(
        address(record.get("url")),
        line(html.unescape(str(record.get("title") or ""))),
        passages=tuple(
            Passage(words(one.get("quote")), created=moment(one.get("created_at")))
            for one in (quotes if isinstance(quotes, list) else ())
            if isinstance(one, dict) and words(one.get("quote"))
        ),
        marks_only=True,
    )


_KINDS: tuple[tuple[str, frozenset[str], Callable[[Record], Saved]], ...] = (
    ("Omnivore", frozenset({"slug", "savedAt", "url"}), _omnivore),
    ("wallabag", frozenset({"is_archived", "url"}), _wallabag),
    ("wallabag", frozenset({"is_fav", "url"}), _wallabag),  # its first version
    ("Pocket", frozenset({"highlights", "url"}), _pocket),
)


def omnivore_passages(text: str) -> tuple[Passage, ...]:
    """The passages in one of Omnivore's files of highlights: quotes as Markdown has them, notes and #tags behind."""
    parts = re.split(r"\n\s*\n", text.strip("\n"))
    groups: list[list[str]] = []
    for part in parts:
        if part.startswith(">") or not groups:
            groups.append([part])
        else:
            groups[-1].append(part)
    return tuple(filter(None, map(_passage, groups)))


def _passage(parts: list[str]) -> Passage | None:
    """One passage of its paragraphs: the quote, where there is one, then tags and the note."""
    quoted = parts[0].startswith(">")
    quote = "\n".join(line.removeprefix(">").strip() for line in parts[0].splitlines()) if quoted else ""
    rest = parts[1:] if quoted else parts
    tagged = bool(rest) and quoted and _TAGS.fullmatch(rest[0].strip()) is not None
    note = words("\n\n".join(rest[1:] if tagged else rest))
    named = rest[0].split("#") if tagged else []
    return Passage(plain(words(quote)), note, tags(named)) if quote.strip() or note else None
