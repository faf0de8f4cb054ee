"""What the article view shows: an article with its mentions, marks and search hits, ready to be asked by place."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from reader.domain.article import Article, BlockKind, Inline, Style
from reader.domain.entity import Mention
from reader.domain.mark import Mark, Status
from reader.domain.motion import Terrain, terrain
from reader.domain.spans import Spans
from reader.ui.browser import address


def _mention_bounds(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _mark_bounds(mark: Mark) -> tuple[int, int]:
    return mark.start, mark.end


def _inline_bounds(inline: Inline) -> tuple[int, int]:
    return inline.start, inline.end


@dataclass(frozen=True)
class Page:
    """One article as it is read. Offsets are code points of `article.text`."""

    article: Article
    terrain: Terrain
    inlines: Spans[Inline]
    mentions: Spans[Mention] = field(default_factory=lambda: Spans[Mention]((), _mention_bounds))
    marks: Spans[Mark] = field(default_factory=lambda: Spans[Mark]((), _mark_bounds))
    loose: tuple[Mark, ...] = ()  # orphans: their place is not known
    whole: tuple[Mark, ...] = ()  # notes on the whole article
    hits: tuple[tuple[int, int], ...] = ()
    lights: tuple[tuple[int, int], ...] = ()  # what rules highlight
    version: tuple[int, datetime] | None = None  # the number of its newest text, and when that came in

    @property
    def text(self) -> str:
        return self.article.text

    @cached_property
    def links(self) -> tuple[Inline, ...]:
        """What can be opened, in order: the first one has number 1."""
        return tuple(i for i in self.inlines if i.style is Style.LINK and address(i.target))

    def with_mentions(self, mentions: Sequence[Mention]) -> "Page":
        found = Spans(mentions, _mention_bounds)
        ground = replace(self.terrain, mentions=tuple((m.start, m.end, m.kind.value) for m in found))
        return replace(self, mentions=found, terrain=ground)

    def with_marks(self, marks: Sequence[Mark]) -> "Page":
        placed = Spans((m for m in marks if is_placed(m)), _mark_bounds)
        return replace(
            self,
            marks=placed,
            loose=tuple(m for m in marks if m.status is Status.ORPHAN and m.quote),
            whole=tuple(m for m in marks if not m.quote),
            terrain=replace(self.terrain, marks=tuple((m.start, m.end) for m in placed)),
        )

    def with_hits(self, needle: str) -> "Page":
        """Where `needle` stands, letter case ignored unless it has a capital."""
        hits = tuple(find(self.text, needle)) if needle else ()
        return replace(self, hits=hits, terrain=replace(self.terrain, hits=hits))

    def hits_in(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """The hits that may touch start..end."""
        return _touching(self.hits, start, end)

    def lights_in(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """What rules highlight that may touch start..end."""
        return _touching(self.lights, start, end)

    def block_at(self, offset: int) -> int:
        """The block that holds `offset`; -1 if there are none."""
        return next(
            (n for n, b in enumerate(self.article.blocks) if b.end > offset), len(self.article.blocks) - 1
        )


def _touching(ranges: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    low = bisect_left(ranges, start, key=lambda one: one[1])
    return ranges[low : bisect_left(ranges, end, key=lambda one: one[0])]


def is_placed(mark: Mark) -> bool:
    """Whether a mark covers words of the text."""
    return mark.status is not Status.ORPHAN and mark.end > mark.start


def page(article: Article) -> Page:
    headings = [b.start for b in article.blocks if b.kind in (BlockKind.SUBHEAD, BlockKind.HEADLINE)]
    return Page(article, terrain(article, headings), Spans(article.inlines, _inline_bounds))


_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
_SPELLED = re.compile("|".join(f"{one}|{two}" for one, two in _UMLAUTS.items()))


def _either(spelled: re.Match[str]) -> str:
    """An Umlaut as a pattern that fits both ways of writing it."""
    one, two = next(pair for pair in _UMLAUTS.items() if spelled[0] in pair)
    return f"(?:{one}|{two})"


def find(text: str, needle: str) -> list[tuple[int, int]]:
    """Ranges of `needle` in `text`; any white space fits any white space, and "ss" fits "ß", "ae" fits "ä"."""
    flags = 0 if any(char.isupper() for char in needle) else re.IGNORECASE
    words = [_SPELLED.sub(_either, re.escape(word)) for word in needle.split()]
    if not words:
        return []
    return [m.span() for m in re.finditer(r"\s+".join(words), text, flags)]
