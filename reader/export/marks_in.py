"""Marks read back: from Glosse's own JSON, from W3C annotations and from Hypothesis' export.

A mark read twice has the same id twice, so that taking the same file in again adds nothing. Its article is known by
id, or by its address, from which an article's id is made; its place is where the file says, to be looked at again
in the article's text.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reader.domain.article import article_id
from reader.domain.clean import clean, clean_line
from reader.domain.errors import InputError
from reader.domain.mark import COLORS, Mark, Status
from reader.export.w3c import ARTICLE, CLASS, MARK

UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)  # where the file tells no time
_ID = re.compile(r"[0-9a-f]{15}")
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """marks: what was understood; strange: how many records were not."""

    marks: list[Mark]
    strange: int


def read_marks(text: str, name: str) -> Read:
    """The marks in `text`.

    Args:
        name: what an error calls the file.

    Raises:
        InputError: it is no JSON, or none of the three formats.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is not JSON ({error}).") from error
    records = _records(document)
    if records is None:
        raise InputError(f"{name} holds no marks: it is none of Glosse's own, W3C's or Hypothesis' formats.")
    marks = [mark for record in records for mark in _mark(record)]
    return Read(marks, len(records) - len(marks))


def _records(document: Any) -> list[Any] | None:
    """The records of a document, whatever its frame; None when it has no frame that is known."""
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return None
    if isinstance(articles := document.get("articles"), list):
        return [mark for a in articles if isinstance(a, dict) for mark in _listed(a.get("marks"))]
    for key in ("items", "annotations", "rows", "marks"):
        if isinstance(document.get(key), list):
            return _listed(document[key])
    if isinstance(first := document.get("first"), dict):  # a collection holds its first page
        return _listed(first.get("items"))
    return [document] if document.get("type") == "Annotation" else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _mark(record: Any) -> Iterator[Mark]:
    """The mark of a record, of whichever of the three formats; nothing where it has neither words nor a note."""
    if not isinstance(record, dict):
        return
    if "article" in record and "quote" in record:
        mark = _own(record)
    elif record.get("type") == "Annotation":
        mark = _annotation(record, record.get("modified"), *_bodies(record))
    elif "target" in record or "uri" in record:
        note, tags = _text(record, "text"), _texts(record.get("tags"))
        mark = _annotation(record, record.get("updated"), note, tags)
    else:
        return
    if mark.article and (mark.quote or mark.note or mark.tags):
        yield mark


def _own(record: Record) -> Mark:
    id_, article = _text(record, "id"), _text(record, "article")
    status = _text(record, "status")
    color = _text(record, "color")
    return Mark(
        id=id_ if _ID.fullmatch(id_) else _hashed("own", id_ or repr(sorted(record.items()))),
        article=article if _ID.fullmatch(article) else "",
        start=_number(record.get("start")),
        end=_number(record.get("end")),
        quote=_text(record, "quote"),
        prefix=_text(record, "prefix"),
        suffix=_text(record, "suffix"),
        created=_time(record.get("created")),
        modified=_time(record.get("modified")),
        note=_text(record, "note"),
        tags=_texts(record.get("tags")),
        color=color if color in COLORS else COLORS[0],
        status=Status(status) if status in tuple(Status) else Status.UNCERTAIN,
        title=clean_line(_text(record, "title")),
        url=clean_line(_text(record, "url")),
    )


def _annotation(record: Record, modified: Any, note: str, tags: tuple[str, ...]) -> Mark:
    """A mark from the model that W3C's annotations and Hypothesis share: a target with selectors."""
    first = next(iter(_listed(record.get("target"))), None)
    target: Record = first if isinstance(first, dict) else {"source": first}
    source = _source(target, record)
    quote, position = _selectors(target)
    color = _text(target, "styleClass").removeprefix(CLASS)
    name = _text(record, "id")
    url = source if source.startswith(("http:", "https:")) else ""
    return Mark(
        id=_annotation_id(name or repr((source, quote, note))),
        article=_article(source),
        start=_number(position.get("start")),
        end=_number(position.get("end")),
        quote=_text(quote, "exact"),
        prefix=_text(quote, "prefix"),
        suffix=_text(quote, "suffix"),
        created=_time(record.get("created")),
        modified=_time(modified or record.get("created")),
        note=note,
        tags=tags,
        color=color if color in COLORS else COLORS[0],
        # until it has been looked for in the article
        status=Status.UNCERTAIN if quote else Status.ANCHORED,
        title=_title(record),
        url=url,
    )


def _source(target: Record, record: Record) -> str:
    source = target.get("source") or record.get("uri")
    source = source.get("id") if isinstance(source, dict) else source
    return clean_line(source) if isinstance(source, str) else ""


def _article(source: str) -> str:
    """The id of the article that a target's source means; "" for none."""
    own = source.removeprefix(ARTICLE)
    if own != source:
        return own if _ID.fullmatch(own) else ""
    return article_id(source, "") if source else ""


def _selectors(target: Record) -> tuple[Record, Record]:
    """The quote and the position of a target; each empty where it has none."""
    found = {s.get("type"): s for s in _listed(target.get("selector")) if isinstance(s, dict)}
    return found.get("TextQuoteSelector", {}), found.get("TextPositionSelector", {})


def _bodies(record: Record) -> tuple[str, tuple[str, ...]]:
    """The note and the tags in the bodies of a W3C annotation."""
    notes, tags = [_text(record, "bodyValue")], list[str]()
    for body in _listed(record.get("body")):
        if isinstance(body, dict) and isinstance(body.get("value"), str):
            is_tag = "tagging" in _listed(body.get("purpose"))
            (tags if is_tag else notes).append(body["value"])
    return "\n\n".join(clean(note).strip() for note in notes if note.strip()), _texts(tags)


def _title(record: Record) -> str:
    document = record.get("document")
    titles = _listed(document.get("title")) if isinstance(document, dict) else []
    return clean_line(titles[0]) if titles and isinstance(titles[0], str) else ""


def _text(record: Record, key: str) -> str:
    value = record.get(key)
    return clean(value) if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t for v in _listed(value) if isinstance(v, str) and (t := clean_line(v))))


def _number(value: Any) -> int:
    return value if isinstance(value, int) and value >= 0 else 0


def _time(value: Any) -> datetime:
    """ISO 8601; without an offset it is UTC."""
    try:
        time = datetime.fromisoformat(value)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return UNKNOWN


def _annotation_id(name: str) -> str:
    own = name.removeprefix(MARK)
    return own if _ID.fullmatch(own) else _hashed("annotation", name)


def _hashed(kind: str, name: str) -> str:
    return hashlib.sha256(f"{kind}:{name}".encode()).hexdigest()[:15]
