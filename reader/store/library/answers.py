"""What the library answers with besides rows and counts."""

from dataclasses import dataclass
from datetime import datetime

from reader.domain.article import Article
from reader.domain.entity import Kind
from reader.store.library.rows import Row


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
