"""A text as the tagger reads it: sentences of words and signs, cut as the annotated sets cut them. One pass.

Nothing is lost: whatever is no white space stands in a token. Abbreviations, initials and numerals keep their full stop
("Dr.", "II.", "3."), unless it ends the sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import starmap

from reader.domain.sentence import sentences
from reader.entities.words import SHORTENED, WORD

_SHORT = "|".join(sorted(SHORTENED, key=len, reverse=True))
_TOKEN = re.compile(
    rf"\d+(?:[.,:]\d+)+(?![\w-])|(?:\d{{1,2}}|[IVXLC]{{1,6}}|[^\W\d_a-zß-ÿ]|{_SHORT})\.(?=\s+[\w„\"(])"
    rf"|{WORD.pattern}|['’](?:s|S|re|ve|ll|m|d)\b|\.{{2,}}|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens and their ranges, code points of the whole text."""

    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]


def read(text: str, language: str = "") -> list[Sentence]:
    """The sentences of `text` that have a token, in order; language: a BCP 47 tag, "" when unknown."""
    found = starmap(lambda start, end: _sentence(text, start, end), sentences(text, 0, len(text), language))
    return [sentence for sentence in found if sentence.words]


def _sentence(text: str, start: int, end: int) -> Sentence:
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    return Sentence([text[a:b] for a, b in spans], [a for a, _ in spans], [b for _, b in spans])
