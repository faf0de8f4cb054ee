"""Moving in an article: from an offset to the next sentence, paragraph, word, name, mark, heading or hit.

Every motion is a step over ranges. Reading, the cursor stands on starts; while a selection is being made a step
forward goes to ends, so that what was stepped over is selected whole. Offsets are code points and always
borders of grapheme clusters.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

from reader.domain import grapheme
from reader.domain.article import Article, BlockKind, Style
from reader.domain.entity import NAMES, Kind
from reader.domain.sentence import sentences

Range = tuple[int, int]

# Words with the marks that combine with their letters; an ideograph is a word by itself.
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LETTERS = r"\w\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0900-\u0d7f\u200d"
_JOINED = r"(?:[-'’.](?=\w)\w+)*"
_WORD = re.compile(rf"[{_IDEOGRAPH}]|(?:(?![{_IDEOGRAPH}])[{_LETTERS}])+{_JOINED}")
_PLAIN_WORD = re.compile(rf"\w+{_JOINED}")
_HAS_IDEOGRAPH = re.compile(f"[{_IDEOGRAPH}]")
_VERBATIM = (BlockKind.CODE, BlockKind.TABLE)
_KINDS = {
    "mention": frozenset(NAMES),
    "person": {Kind.PER},
    "organisation": {Kind.ORG},
    "place": {Kind.LOC},
    "date": {Kind.DATE},
    "amount": {Kind.MONEY, Kind.QUANTITY},
}


class Sentences:
    """The sentences of an article, found block by block as they are asked for: the whole of a long one takes longer
    than a person should wait for its first screen.

    Args:
        blocks: start, end, and whether each line is taken for a sentence.
    """

    def __init__(self, text: str, blocks: Sequence[tuple[int, int, bool]], language: str) -> None:
        self._text = text
        self._blocks = blocks
        self._language = language
        self._found: dict[int, list[Range]] = {}

    @cached_property
    def whole(self) -> tuple[Range, ...]:
        """All of them, in order."""
        return tuple(part for number in range(len(self._blocks)) for part in self._of(number))

    def around(self, at: int) -> Range | None:
        """The one that holds `at`; else the last one before it, else the first."""
        last = max(0, bisect_right(self._blocks, at, key=lambda block: block[0]) - 1)
        for number in range(last, -1, -1):
            found = around(self._of(number), at) if number < len(self._blocks) else None
            if found is not None and found[0] <= at:
                return found
        return next((part for number in range(len(self._blocks)) for part in self._of(number)), None)

    def _of(self, number: int) -> list[Range]:
        """Those of one block."""
        found = self._found.get(number)
        if found is None:
            start, end, verbatim = self._blocks[number]
            split = _lines if verbatim else partial(sentences, language=self._language)
            found = self._found[number] = split(self._text, start, end)
        return found


@dataclass(frozen=True)
class Terrain:
    """The ranges of an article that motions step over, each sorted by start."""

    text: str
    split: Sentences
    paragraphs: tuple[Range, ...]
    headings: tuple[Range, ...] = ()
    mentions: tuple[tuple[int, int, str], ...] = ()  # with the kind
    marks: tuple[Range, ...] = ()
    hits: tuple[Range, ...] = ()
    links: tuple[Range, ...] = ()

    @property
    def sentences(self) -> tuple[Range, ...]:
        return self.split.whole

    def ranges(self, unit: str) -> Sequence[Range]:
        """The ranges of `unit`: sentence, paragraph, word, heading, link, mark, hit, mention (a name), date, ..."""
        if unit == "word":
            return words(self.text)
        if unit in _KINDS:
            kinds = _KINDS[unit]
            return tuple((start, end) for start, end, kind in self.mentions if kind in kinds)
        if unit == "sentence":
            return self.sentences
        return {
            "paragraph": self.paragraphs,
            "heading": self.headings,
            "mark": self.marks,
            "hit": self.hits,
            "link": self.links,
        }[unit]


def terrain(article: Article, headings: Sequence[int] = ()) -> Terrain:
    """The terrain of an article without mentions and marks yet."""
    text = article.text
    blocks = [(b.start, b.end, b.kind in _VERBATIM) for b in article.blocks] or [(0, len(text), False)]
    return Terrain(
        text=text,
        split=Sentences(text, blocks, article.language),
        paragraphs=tuple((start, end) for start, end, _ in blocks),
        headings=tuple((start, start + 1) for start in headings),
        links=tuple((i.start, i.end) for i in article.inlines if i.style is Style.LINK),
    )


def _lines(text: str, start: int, end: int) -> list[Range]:
    return [m.span() for m in re.compile(r"[^\n]*\S[^\n]*").finditer(text, start, end)]


@lru_cache(maxsize=4)
def words(text: str) -> tuple[Range, ...]:
    """The words of `text`, widened to whole grapheme clusters."""
    if grapheme.plain(text) and not _HAS_IDEOGRAPH.search(text):
        return tuple(m.span() for m in _PLAIN_WORD.finditer(text))
    return tuple((grapheme.floor(text, m.start()), grapheme.ceil(text, m.end())) for m in _WORD.finditer(text))


def forward(ranges: Sequence[Range], at: int, count: int = 1) -> int | None:
    """The start of the count-th range that starts behind `at`; the last one's if there are fewer."""
    first = bisect_right(ranges, at, key=lambda r: r[0])
    return ranges[min(first + count, len(ranges)) - 1][0] if first < len(ranges) else None


def back(ranges: Sequence[Range], at: int, count: int = 1) -> int | None:
    """The start of the count-th range that starts in front of `at`; the first one's if there are fewer."""
    last = bisect_left(ranges, at, key=lambda r: r[0])
    return ranges[max(last - count, 0)][0] if last else None


def forward_end(ranges: Sequence[Range], at: int, count: int = 1) -> int | None:
    """The end of the count-th range that ends behind `at`."""
    ends = sorted(end for _, end in ranges if end > at)
    return ends[min(count, len(ends)) - 1] if ends else None


def characters(text: str, at: int, count: int) -> int:
    """`count` grapheme clusters onward, or back if negative."""
    step = grapheme.after if count > 0 else grapheme.before
    for _ in range(abs(count)):
        at = step(text, at)
    return at


def around(ranges: Sequence[Range], at: int) -> Range | None:
    """The range that holds `at`; else the last one before it, else the first."""
    place = bisect_right(ranges, at, key=lambda r: r[0]) - 1
    return ranges[max(place, 0)] if ranges else None
