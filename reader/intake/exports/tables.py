"""Exports that are tables (CSV): Pocket of 2025, Instapaper, wallabag, Readwise Reader, and Readwise's highlights.

Which one it is, is told by its first row. Readwise's own notation puts tags into a note, as words after a full stop.
"""

import csv
import html
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from reader.domain.mark import COLORS
from reader.intake.exports.saved import (
    ARCHIVES,
    Export,
    NoExport,
    Passage,
    Saved,
    address,
    in_folder,
    line,
    moment,
    plain,
    tags,
    words,
)

Row = Mapping[str, str]
_FIELD_MOST = 5_000_000  # characters of one field
_NOTE_TAG = re.compile(r"(?:^|\s)\.([\w-]+)")


class _Wrong(Exception):
    """Why a row means nothing."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A table: the columns that tell it, in small letters, and how a row is read."""

    kind: str
    columns: frozenset[str]
    read: Callable[[Row], Saved]


def read_table(text: str, name: str) -> Export:
    """The export in `text`.

    Args:
        name: what an error calls the file.

    Raises:
        InputError: it is no table that is known.
    """
    csv.field_size_limit(_FIELD_MOST)
    rows = _rows(text)
    header = [column.strip().lower().lstrip("\ufeff") for column in next(rows, [])]
    form = next((form for form in _FORMS if form.columns <= set(header)), None)
    if form is None:
        raise NoExport(f"{name} is no export of Pocket, Instapaper, wallabag, Omnivore or Readwise.")
    saved: list[Saved] = []
    problems: list[str] = []
    for number, row in _numbered(rows, problems):
        try:
            saved.append(form.read(dict(zip(header, row, strict=False))))
        except _Wrong as wrong:
            problems.append(f"Line {number}: {wrong}")
    return Export(form.kind, tuple(_gathered(saved)), tuple(problems))


def _rows(text: str) -> Iterator[list[str]]:
    """The rows of a table with commas, or with semicolons as wallabag writes it.

    wallabag's PHP does not double a quotation mark that stands behind a backslash.
    """
    first = text.partition("\n")[0]
    if first.count(";") > first.count(","):
        return csv.reader(io.StringIO(text.replace('\\"', '\\""')), delimiter=";")
    return csv.reader(io.StringIO(text))


def _numbered(rows: "Iterator[list[str]]", problems: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the number of its first line."""
    number = 2
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(f"Line {number}: {error}.")
            return
        if any(field.strip() for field in row):
            yield number, row
        number = getattr(rows, "line_num", number) + 1


def _gathered(saved: list[Saved]) -> Iterator[Saved]:
    """Rows of the same page as one: a table of passages has a row for each."""
    pages: dict[tuple[str, str], Saved] = {}
    for one in saved:
        key = (one.url, one.title if one.marks_only or not one.url else "")
        known = pages.get(key)
        if known is None:
            pages[key] = one
        elif one.passages:
            pages[key] = replace(known, passages=(*known.passages, *one.passages))
    yield from pages.values()


def _url(row: Row) -> str:
    url = address(row.get("url", ""))
    if not url:
        raise _Wrong(f"“{line(row.get('url', ''))[:60]}” is no address.")
    return url


def _pocket(row: Row) -> Saved:
    done = row.get("status", "").strip().lower() in ARCHIVES
    return Saved(
        _url(row),
        _title(row),
        tags(row.get("tags", ""), "|"),
        read=done,
        archived=done,
        added=moment(row.get("time_added", "")),
    )


def _title(row: Row) -> str:
    """The title; one that is only the address is none."""
    title = line(html.unescape(row.get("title", "")))
    return "" if title == line(row.get("url", "")) else title


def _instapaper(row: Row) -> Saved:
    selection = words(row.get("selection", ""))
    one = Saved(
        _url(row),
        _title(row),
        tags(row.get("tags", "")),
        added=moment(row.get("timestamp", "")),
        passages=(Passage(selection),) if selection else (),
    )
    return in_folder(one, line(row.get("folder", "")))


def _wallabag(row: Row) -> Saved:
    return Saved(
        _url(row),
        _title(row),
        tags(row.get("tags", "")),
        added=moment(row.get("creation date", "")),
        language=line(row.get("language", "")).replace("_", "-").partition("-")[0].lower(),
        html=row.get("content", ""),
    )


def _reader(row: Row) -> Saved:
    location = row.get("location", "").strip().lower()
    return Saved(
        _url(row),
        _title(row),
        tags(row.get("document tags", "")),
        read=location in ARCHIVES or _progress(row.get("reading progress", "")) >= 0.95,
        starred=location == "shortlist",
        archived=location in ARCHIVES,
        added=moment(row.get("saved date", "")),
    )


def _progress(text: str) -> float:
    try:
        number = float(text.strip().removesuffix("%") or 0)
    except ValueError:
        return 0.0
    return number / 100 if number > 1 or text.strip().endswith("%") else number


def _highlights(row: Row) -> Saved:
    quote, note = plain(words(row.get("highlight", ""))), words(row.get("note", ""))
    if not quote and not note:
        raise _Wrong("there is neither a highlight nor a note.")
    title = line(row.get("book title", "") or row.get("title", ""))
    url = address(row.get("url", ""))
    if not title and not url:
        raise _Wrong("it is not said what was highlighted.")
    color = row.get("color", "").strip().lower()
    named = (*tags(row.get("tags", "")), *tags(_NOTE_TAG.findall(note)), *tags(row.get("document tags", "")))
    passage = Passage(
        quote,
        _NOTE_TAG.sub("", note).strip(),
        tuple(dict.fromkeys(named)),
        color if color in COLORS else "",
        moment(row.get("highlighted at", "") or row.get("date", "")),
    )
    author = line(row.get("book author", "") or row.get("author", ""))
    return Saved(
        url,
        title,
        author=author,
        passages=(passage,),
        marks_only=True,
    )


_FORMS = (
    _Form("Readwise", frozenset({"highlight"}), _highlights),
    _Form("Readwise Reader", frozenset({"url", "title", "saved date", "location"}), _reader),
    _Form("wallabag", frozenset({"url", "title", "content", "mime type"}), _wallabag),
    _Form("Instapaper", frozenset({"url", "title", "folder"}), _instapaper),
    _Form("Pocket", frozenset({"url", "title", "time_added"}), _pocket),
)
