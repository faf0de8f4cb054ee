"""An article: one canonical text, and ranges of it.

The text is what `clean.clean` gives, with blocks separated by one blank line. Every offset in Glosse (blocks,
inline styles, mentions, marks, search hits) is a half-open range of code points in that text.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


class BlockKind(StrEnum):
    KICKER = "kicker"  # the topic above a headline
    HEADLINE = "headline"
    LEDE = "lede"
    BYLINE = "byline"
    CAPTION = "caption"
    CREDIT = "credit"  # of the caption before it
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"  # of a list; its marker is `Block.marker`, not in the text
    CODE = "code"
    TABLE = "table"  # rows on lines, cells separated by tabs
    IMAGE = "image"  # its alternative text
    AGENCY = "agency"  # "(mit AFP)" at the end


class Style(StrEnum):
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    start: int
    end: int
    level: int = 0  # a subhead's level from 1, a list item's or quote's depth from 0
    marker: str = ""  # a list item's "•" or "3."


@dataclass(frozen=True, slots=True)
class Inline:
    start: int
    end: int
    style: Style
    target: str = ""  # a link's address


_HEAD = frozenset((BlockKind.KICKER, BlockKind.HEADLINE, BlockKind.LEDE, BlockKind.BYLINE))


@dataclass(frozen=True, slots=True)
class Article:
    """One article as stored. Times are aware and UTC; language is a BCP 47 tag ("de") or ""."""

    id: str  # see `article_id`
    text: str
    blocks: tuple[Block, ...]
    title: str  # the headline on one line, else the first words
    added: datetime
    published: datetime | None = None
    inlines: tuple[Inline, ...] = ()
    source: str = ""  # the paper's or feed's name
    url: str = ""
    author: str = ""
    agency: str = ""  # "AFP"; several joined by "/"
    language: str = ""
    feed: str = ""  # the feed's id, "" for what was added by hand
    tags: tuple[str, ...] = field(default=())  # given at intake; the person's tags are in the notebook

    def first(self, kind: BlockKind) -> str:
        """The text of the first block of `kind`, or ""."""
        return next((self.text[b.start : b.end] for b in self.blocks if b.kind is kind), "")

    @property
    def kicker(self) -> str:
        return self.first(BlockKind.KICKER)

    @property
    def lede(self) -> str:
        return self.first(BlockKind.LEDE)

    @property
    def is_link(self) -> bool:
        """Whether no more is known of a page than its headline: it was saved, and not fetched yet."""
        return bool(self.url) and all(block.kind in _HEAD for block in self.blocks)

    @property
    def words(self) -> int:
        """Words of the whole text."""
        return count_words(self.text)


def count_words(text: str) -> int:
    return len(_WORD.findall(text))


def article_id(url: str, text: str) -> str:
    """An article's id: 15 hex digits, from its address if it has one, else from its words.

    60 bits, so `int(id, 16)` serves as a TinyDB document id and as an SQLite integer. White space does not
    count: the same article pasted twice is one article.
    """
    key = f"url:{url}" if url else "text:" + " ".join(text.split())
    return hashlib.sha256(key.encode()).hexdigest()[:15]
