"""What changed between two texts, word by word, as a person reads it.

The words that stayed are found by `edits.word_runs`. A sign or a little word that stayed alone between two changes
is counted in with them: one replaced phrase reads better than three replaced words. Nothing is folded here: what
stayed and was taken out is exactly the old text, what stayed and was put in exactly the new one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.domain.edits import Run, word_runs

_LITTLE = 3  # letters of a word that does not part two replacements
_FEW = 3  # words that do not part two changes that are longer
_WORDS = re.compile(r"\w+")
_BREAK = re.compile(r"\n{2,}")


class Kind(StrEnum):
    SAME = "same"
    OUT = "out"  # in the old text alone
    IN = "in"  # in the new text alone


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, went or came. start: their place in the new text, where they went from if they did."""

    kind: Kind
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the new text, or one that went: its pieces, in the order in which one reads them."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.kind is not Kind.SAME for piece in self.pieces)


def difference(old: str, new: str) -> list[Piece]:
    """The pieces in order; of a replacement what went stands before what came."""
    return list(_joined(old, new, _slid(old, new, _gathered(old, word_runs(old, new)))))


def texts(pieces: Sequence[Piece]) -> tuple[str, str]:
    """The old and the new text that the pieces make."""
    old = "".join(piece.text for piece in pieces if piece.kind is not Kind.IN)
    return old, "".join(piece.text for piece in pieces if piece.kind is not Kind.OUT)


def passages(pieces: Sequence[Piece]) -> list[Passage]:
    """The pieces by paragraphs. A break between paragraphs that came or went is shown as a pilcrow."""
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        at = 0
        for gap in _BREAK.finditer(piece.text):
            found[-1] += _part(piece, at, gap.start())
            if piece.kind is not Kind.SAME and found[-1] and _parts_one(piece, at, gap):
                found[-1].append(Piece(piece.kind, "¶", piece.start))
            found.append([])
            at = gap.end()
        found[-1] += _part(piece, at, len(piece.text))
    return [Passage(tuple(part)) for part in found if part]


def _part(piece: Piece, start: int, end: int) -> list[Piece]:
    moved = start if piece.kind is not Kind.OUT else 0
    return [replace(piece, text=piece.text[start:end], start=piece.start + moved)] if end > start else []


def _parts_one(piece: Piece, at: int, gap: re.Match[str]) -> bool:
    """Whether the break alone changed: it stands at an edge of what came or went, between words that stayed."""
    return at == gap.start() and gap.end() == len(piece.text)


def _gathered(old: str, runs: Sequence[Run]) -> Iterator[Run]:
    """`runs` without those that are too little to part two changes: shorter than both of them, of few words."""
    kept: list[Run] = []
    for (at, to, size), (low, high, _) in zip(runs, [*runs[1:], (-1, -1, 0)], strict=False):
        begin, there = (kept[-1][0] + kept[-1][2], kept[-1][1] + kept[-1][2]) if kept else (0, 0)
        before, behind = (at - begin, to - there), (low - at - size, high - to - size)
        same = old[at : at + size]
        words = _WORDS.findall(same)
        if "\n\n" in same or len(words) > _FEW:
            kept.append((at, to, size))
            continue
        short = len(words) <= 1 and len("".join(words)) <= _LITTLE and min(*before, *behind) > 0
        if not short and not size <= min(max(before), max(behind)):
            kept.append((at, to, size))
    return iter(kept)


def _slid(old: str, new: str, runs: Iterator[Run]) -> Iterator[Run]:
    """`runs`, with a paragraph that came or went from its own break on, not from the full stop before it."""
    made = list(runs)
    for n in range(len(made) - 1):
        (a, b, size), (c, d, rest) = made[n], made[n + 1]
        for text, low, high, alone in ((new, b + size, d, c == a + size), (old, a + size, c, d == b + size)):
            more = text.find("\n\n", low, high) - low
            if alone and 0 < more <= rest and text[low : low + more] == text[high : high + more]:
                made[n], made[n + 1] = (a, b, size + more), (c + more, d + more, rest - more)
    return iter(made)


def _joined(old: str, new: str, runs: Iterator[Run]) -> Iterator[Piece]:
    at = to = 0
    for begin, there, size in (*runs, (len(old), len(new), 0)):
        if begin > at:
            yield Piece(Kind.OUT, old[at:begin], to)
        if there > to:
            yield Piece(Kind.IN, new[to:there], to)
        if size:
            yield Piece(Kind.SAME, new[there : there + size], there)
        at, to = begin + size, there + size
