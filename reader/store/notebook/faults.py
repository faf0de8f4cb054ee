"""What can be wrong with single documents, and how each is mended so that no word of it is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from reader.domain.clean import clean, clean_line
from reader.domain.errors import InputError
from reader.domain.mark import Status
from reader.store.notebook.documents import FLAGS, number, to_mark
from reader.store.notebook.ledger import Op, Tables
from reader.store.notebook.plain import Document, from_iso, iso, plain
from reader.store.notebook.record import BOOKKEEPING, is_record
from reader.store.notebook.wishes import REMOVED, is_grave


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a document, as a sentence, and the steps that mend it."""

    sentence: str
    mending: tuple[Op, ...]


def faults(tables: Tables) -> Iterator[Fault]:
    """Everything wrong with single documents, one fault a document."""
    for name, table in tables.items():
        for id_, document in table.items():
            what = _what(name, id_, document)
            if what:
                where = f"Document {clean_line(id_)} of the table {clean_line(name)}"
                yield Fault(f"{where} {what}.", tuple(_mending(name, id_, document)))


def _what(table: str, id_: str, document: Document) -> str:
    """What is wrong, as the end of a sentence; "" when nothing is."""
    if not _is_number(id_):
        return "has an id that is no number"
    if not is_record(document):
        return "has times of editing, tags or notes that cannot be read"
    try:
        plain(document)
    except InputError:
        return "holds half a character (a lone surrogate)"
    if table == REMOVED:
        return "" if is_grave(document) else "does not say what was removed"
    if table == "articles":
        return _article_fault(id_, document)
    return _mark_fault(id_, document) if table == "marks" else ""


def _article_fault(id_: str, document: Document) -> str:
    if number(str(document.get("id"))) != id_:
        return "does not say which article it is of"
    wrong = [n for n in FLAGS if not isinstance(document.get(n, False), bool)]
    if not isinstance(document.get("place", 0), int):
        wrong.append("place")
    return f"has a value for {wrong[0]} that makes no sense" if wrong else ""


def _mark_fault(id_: str, document: Document) -> str:
    try:
        mark = to_mark(document)
    except (KeyError, TypeError, ValueError):
        return "is no whole mark"
    texts = (
        mark.id,
        mark.article,
        mark.quote,
        mark.prefix,
        mark.suffix,
        mark.note,
        mark.color,
        mark.title,
        mark.url,
    )
    if not all(isinstance(text, str) for text in texts) or number(mark.id) != id_:
        return "is no whole mark"
    return ""


def _mending(table: str, id_: str, document: Document) -> Iterator[Op]:
    mended = _whole_characters(document)
    if not is_record(mended):
        tags = mended.get("tags")
        mended = {n: v for n, v in mended.items() if n not in {*BOOKKEEPING, "tags"}}
        if isinstance(tags, list):
            mended["tags"] = [str(tag) for tag in tags]
        if "note" in mended:
            mended["note"] = str(mended["note"])
    target = id_ if _is_number(id_) else number(id_)
    if table == "articles":
        mended = _mended_article(target, mended)
    elif table == "marks":
        mended = _mended_mark(target, mended)
    if target != id_:
        yield Op(table, id_, None)
    if table == REMOVED and not is_grave(mended):
        yield Op(table, id_, None)
    else:
        yield Op(table, target, mended)


def _mended_article(id_: str, document: Document) -> Document:
    bad = {n for n in FLAGS if not isinstance(document.get(n, False), bool)}
    bad |= set() if isinstance(document.get("place", 0), int) else {"place"}
    kept = {n: v for n, v in document.items() if n not in bad}
    return kept if number(str(kept.get("id"))) == id_ else kept | {"id": _name(id_)}


def _mended_mark(id_: str, document: Document) -> Document:
    """A whole mark: what is missing is filled in, and its place is for the person to find."""
    if not _mark_fault(id_, document):
        return document
    now = iso(datetime.now(UTC))
    whole: Document = {
        "article": "",
        "start": 0,
        "end": 0,
        "created": now,
        "modified": now,
        "note": "",
    } | document
    for name in ("created", "modified"):
        whole[name] = whole[name] if _is_time(whole[name]) else now
    for name in ("start", "end"):
        whole[name] = whole[name] if isinstance(whole[name], int) else 0
    for name in ("article", "quote", "prefix", "suffix", "note", "color", "title", "url"):
        if name in whole and not isinstance(whole[name], str):
            whole[name] = str(whole[name])
    own = whole.get("id")
    same = isinstance(own, str) and number(own) == id_
    return whole | {"id": own if same else _name(id_), "status": Status.ORPHAN.value}


def _name(id_: str) -> str:
    """The 15 hex digits of a document's number."""
    return f"{int(id_) % (1 << 60):015x}"


def _is_number(id_: str) -> bool:
    return id_.isascii() and id_.removeprefix("-").isdigit()


def _is_time(value: object) -> bool:
    try:
        from_iso(str(value))
    except ValueError:
        return False
    return True


def _whole_characters(value: Document) -> Document:
    """The same without halves of characters."""

    def whole(item: object) -> object:
        if isinstance(item, str):
            try:
                item.encode()
            except UnicodeEncodeError:
                return clean(item)
            return item
        if isinstance(item, dict):
            return {str(whole(name)): whole(part) for name, part in item.items()}
        return [whole(part) for part in item] if isinstance(item, list) else item

    return {str(whole(name)): whole(part) for name, part in value.items()}
