"""A mark: a passage a person highlighted, with or without a note.

Its place is kept twice, as the W3C Web Annotation Data Model has it: a TextPositionSelector (start, end) and a
TextQuoteSelector (quote, prefix, suffix), so that it can be found again in a changed text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    ANCHORED = "anchored"  # where it was made
    MOVED = "moved"  # found again elsewhere, for certain
    UNCERTAIN = "uncertain"  # found again, perhaps
    ORPHAN = "orphan"  # not found; kept whole


COLORS = ("yellow", "green", "blue", "pink", "orange", "purple")  # keys 1-6


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. start, end: code points of the article's text. A note on the whole article has quote "" and
    the range (0, 0). Times are aware and UTC."""

    id: str  # 15 hex digits
    article: str  # the article's id
    start: int
    end: int
    quote: str
    prefix: str  # up to 32 characters before
    suffix: str  # up to 32 characters after
    created: datetime
    modified: datetime
    note: str = ""
    tags: tuple[str, ...] = ()
    color: str = "yellow"
    status: Status = Status.ANCHORED
    title: str = ""  # the article's, so that the notebook makes sense without the library
    url: str = ""


def to_record(mark: Mark, moment: Callable[[datetime], str | None]) -> dict[str, Any]:
    """A mark with all its fields under plain names, as files and other programs get it.

    Args:
        moment: writes a time.
    """
    return {
        "id": mark.id,
        "article": mark.article,
        "title": mark.title,
        "url": mark.url,
        "start": mark.start,
        "end": mark.end,
        "quote": mark.quote,
        "prefix": mark.prefix,
        "suffix": mark.suffix,
        "note": mark.note,
        "tags": list(mark.tags),
        "color": mark.color,
        "status": mark.status.value,
        "created": moment(mark.created),
        "modified": moment(mark.modified),
    }


@dataclass(frozen=True, slots=True)
class State:
    """What a person did with one article, apart from marks."""

    read: bool = False
    starred: bool = False
    archived: bool = False
    tags: tuple[str, ...] = ()
    place: int = 0  # the reading place, a code point of the text
