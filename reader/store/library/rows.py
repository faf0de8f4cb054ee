"""What the library answers with, apart from articles and mentions."""

from dataclasses import dataclass, field
from datetime import datetime

from reader.domain.article import Article
from reader.domain.entity import Kind


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


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one article that was added."""

    id: str
    title: str
    new: bool
    version: int
    changed: bool  # its text is another than before


@dataclass(frozen=True, slots=True)
class Version:
    number: int  # from 1
    article: Article
    seen: datetime  # when it was added


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that a search found.

    Args:
        score: greater is better; 0 where the order is not by fitness.
        hits: the found words, as ranges of `snippet`.
        first: where the first found word stands in the article's text, -1 where it stands elsewhere.
        where: "text", "note" or "tag": what the snippet is taken from.
    """

    row: Row
    score: float
    snippet: str
    hits: tuple[tuple[int, int], ...]
    first: int = -1
    where: str = "text"


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A person, organisation, place ... and how often the library names it."""

    entity: str
    kind: Kind
    mentions: int
    articles: int
    aliases: tuple[str, ...]  # other words it is named by, the most frequent first
    first: datetime | None
    last: datetime | None
    week: int = 0  # articles of the last seven days
    month: float = 0.0  # articles a week in the four weeks before


@dataclass(frozen=True, slots=True)
class Counts:
    """Articles by state. feeds and tags: (unread, all) by the feed's id and by the tag."""

    all: int = 0
    unread: int = 0
    starred: int = 0
    archived: int = 0
    feeds: dict[str, tuple[int, int]] = field(default_factory=dict)
    tags: dict[str, tuple[int, int]] = field(default_factory=dict)
