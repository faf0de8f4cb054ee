"""What the list and the shelves are made of: the rest of the library's answers is in `answers.py`, as the first frame
needs none of it.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Row:
    """What a list shows of an article. Times are aware and UTC."""

    key: int  # the place in the library's own order: greater is newer
    id: str
    title: str
    source: str
    author: str
    url: str
    language: str
    feed: str
    published: datetime | None
    added: datetime
    words: int
    read: bool
    starred: bool
    archived: bool
    tags: tuple[str, ...]
    marks: int
    notes: int
    version: int = 1  # its texts so far
    story: str = ""  # the name that all reports of the same story share
    copies: int = 1  # the reports of it, this one too
    sources: int = 1  # papers that have one
    watched: bool = False  # whether it names an entity that the person watches


@dataclass(frozen=True, slots=True)
class Counts:
    """Articles by state. feeds and tags: (unread, all) by the feed's id and by the tag."""

    all: int = 0
    unread: int = 0
    starred: int = 0
    archived: int = 0
    feeds: dict[str, tuple[int, int]] = field(default_factory=dict)
    tags: dict[str, tuple[int, int]] = field(default_factory=dict)
