"""A text as words with their places: what the rules of the recogniser read. One pass, no backtracking."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.entities.listed import listed

# Letters with dots (U.S., D.C.); French and Italian elisions as words of their own; words with inner hyphens and
# apostrophes, but without a possessive 's.
WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:[dlcnsjmtDLCNSJMT]|[Qq]u|[Jj]usqu|[Ll]orsqu|dell|all|nell|sull|dall)['’](?=[^\W\d_])"
    r"|\w+(?:(?:[-‐‑·](?=\w)|['’](?!s\b)(?=\w))\w+)*\+?"
)
_OPENING = " \t\u00a0\u202f„“”\"'‚‘’»«›‹([{*–—-"
_ENDING = ".!?…:\n•"


@dataclass(frozen=True)
class Words:
    """Words and their ranges, code points of `text`, in order."""

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, index: int) -> str:
        """What stands between the word and the next one; a full stop when there is none."""
        if not 0 <= index < len(self.words) - 1:
            return "."
        return self.text[self.ends[index] : min(self.starts[index + 1], self.ends[index] + 8)]

    def joined(self, first: int, last: int) -> bool:
        """Whether the words from first to last stand on one line with nothing but a space between them."""
        return first >= last or all(self.close[first:last])

    @cached_property
    def close(self) -> Sequence[bool]:
        """For each word, whether nothing but a space stands between it and the next."""
        return [
            (gap := self.gap(i)) in _SPACES or (gap == ". " and word in SHORTENED)
            for i, word in enumerate(self.words)
        ]

    @cached_property
    def capitals(self) -> Sequence[int]:
        """The words that begin with a capital."""
        return [i for i, word in enumerate(self.words) if word[0].isupper()]

    @cached_property
    def opening(self) -> Sequence[bool]:
        """For each word, whether a sentence, a heading or a quotation begins with it."""
        return [self._opens(i) for i in range(len(self.words))]

    def _opens(self, index: int) -> bool:
        start = self.starts[index]
        floor = max(self.ends[index - 1] if index else 0, start - 12)
        before = self.text[floor:start].rstrip(_OPENING)
        if index == 0 or (before[-1:] in _ENDING and before):
            return not (before == "." and self._shortened(index - 1))
        return any(quote in self.text[floor:start] for quote in '„“«»"')

    def _shortened(self, index: int) -> bool:
        """Whether the full stop behind the word is part of it: an initial, an ordinal, "Dr."."""
        word = self.words[index]
        return len(word) == 1 or word.isdigit() or word in SHORTENED


_SPACES = (" ", "\u00a0", "\u202f")
SHORTENED = listed(
    "Dr Prof Mr Mrs Ms St Nr Co Sen Rep Gov Gen Lt Col Jr Sr vs bzw ca etwa sog Mme Mlle Hl Inc Ltd"
)


def read(text: str) -> Words:
    """`text` as words."""
    spans = [m.span() for m in WORD.finditer(text)]
    return Words(text, [text[a:b] for a, b in spans], [a for a, _ in spans], [b for _, b in spans])
