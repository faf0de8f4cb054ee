"""Places in a text where a quote may stand, also when some of it has changed.

Exact occurrences first. Else words that the quote and the text share vote for the place where the quote would
begin, the rare ones with more weight; the best places are compared with the quote letter by letter. (Candidates
cheap, ends exact: the division of work that approximate matching by filtering has, after Navarro 2001.)
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from reader.domain.edits import Run, compare

_WORD = re.compile(r"\w+")
_NEAREST = 200  # exact occurrences looked at
_WINDOWS = 4  # places compared letter by letter
_SLACK = 256  # characters, and errors, at most
_NEAR = 12  # characters next to a quote that tell most
_PIN = 6  # characters of context right at an end of the quote that fix it


@dataclass(frozen=True, slots=True)
class Spot:
    """A range of a folded text.

    likeness: 1 - errors / characters of the quote, at most 1. firm: whether nothing that the quote shares with the
    text was left out at its ends; else the range may be too short.
    """

    start: int
    end: int
    likeness: float
    firm: bool = True


def exact(quote: str, text: str, near: int) -> list[Spot]:
    """Where `quote` stands in `text`, the nearest to place `near` first."""
    found = []
    at = text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    found.sort(key=lambda place: abs(place - near))
    return [Spot(at, at + len(quote), 1.0) for at in found[:_NEAREST]]


def similar(quote: str, context: tuple[str, str], text: str) -> list[Spot]:
    """Where something like `quote` stands in `text`: at most min(256, half its length) errors away.

    Args:
        context: what stood before and behind the quote; where it still stands it says where the quote's ends are.
    """
    spots = {}
    for low, high in _windows(quote, text):
        spot = _fit(quote, context, text, low, high)
        if spot is not None:
            spots[spot.start, spot.end] = spot
    return list(spots.values())


def likeness(quote: str, text: str) -> float:
    """The share of the words of `quote` that `text` has, the longer ones counting more; 0 to 1."""
    wanted = Counter(word.lower() for word in _WORD.findall(quote))
    there = Counter(word.lower() for word in _WORD.findall(text))
    total = sum(len(word) * count for word, count in wanted.items())
    return sum(len(word) * count for word, count in (wanted & there).items()) / total if total else 0.0


def alike_before(one: str, other: str) -> float:
    """How much two texts that stand before a place are alike, 0 to 1; what is nearest counts most."""
    return alike_behind(one[::-1], other[::-1])


def alike_behind(one: str, other: str) -> float:
    """How much two texts that stand behind a place are alike, 0 to 1; what is nearest counts most."""
    if one == other:
        return 1.0
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), _NEAR)
    return (min(shared, _NEAR) / _NEAR + SequenceMatcher(None, one, other, autojunk=False).ratio()) / 2


@lru_cache(maxsize=2)
def _index(text: str) -> Mapping[str, Sequence[int]]:
    places: dict[str, list[int]] = {}
    for match in _WORD.finditer(text):
        places.setdefault(match[0].lower(), []).append(match.start())
    return places


def _windows(quote: str, text: str) -> Iterator[tuple[int, int]]:
    index = _index(text)
    width = max(32, len(quote) // 3)
    votes: Counter[int] = Counter()
    for match in _WORD.finditer(quote):
        places = index.get(match[0].lower(), ())
        weight = len(match[0]) * 1000 // (len(places) or 1)
        for place in places[:2000]:
            votes[(place - match.start()) // width] += weight
    slack = width + min(_SLACK, len(quote) // 2 + 8)
    for slot, _ in votes.most_common(_WINDOWS):
        low = slot * width - slack
        yield max(0, low), min(len(text), low + width + len(quote) + 2 * slack)


def _fit(quote: str, context: tuple[str, str], text: str, low: int, high: int) -> Spot | None:
    """The part of text[low:high] that is most like `quote`, or None when it has too many errors."""
    prefix, suffix = context
    first, last = len(prefix), len(prefix) + len(quote)
    edits = compare(prefix + quote + suffix, text[low:high])
    own = [
        (max(old, first), new + max(old, first) - old, min(old + size, last) - max(old, first))
        for old, new, size in edits.runs
        if old < last and old + size > first
    ]
    if not own:
        return None
    runs = _without_strays(own, first, last, edits.pinned(first, -_PIN), edits.pinned(last, _PIN))
    start = edits.start(first) if runs[0] == own[0] and edits.pinned(first, -_PIN) else runs[0][1]
    end = edits.end(last) if runs[-1] == own[-1] and edits.pinned(last, _PIN) else runs[-1][1] + runs[-1][2]
    errors = _errors(runs, first, last, start, end)
    if start >= end or errors > min(_SLACK, len(quote) // 2):
        return None
    return Spot(low + start, low + end, 1 - errors / len(quote), len(runs) == len(own))


def _without_strays(
    runs: Sequence[Run], first: int, last: int, front_pinned: bool, back_pinned: bool
) -> list[Run]:
    """`runs` without those at a loose end that cost more than they bring: a "Die" of the sentence before."""
    kept = list(runs)
    for front, pinned in ((True, front_pinned), (False, back_pinned)):
        while len(kept) > 1 and not pinned:
            fewer = kept[1:] if front else kept[:-1]
            if _cost(fewer, first, last) > _cost(kept, first, last):
                break
            kept = fewer
    return kept


def _cost(runs: Sequence[Run], first: int, last: int) -> int:
    return _errors(runs, first, last, runs[0][1], runs[-1][1] + runs[-1][2])


def _errors(runs: Sequence[Run], first: int, last: int, start: int, end: int) -> int:
    """Characters put in, left out or changed when the quote at first..last becomes the range start..end."""
    count, old_at, new_at = 0, first, start
    for old, new, size in [*runs, (last, end, 0)]:
        count += max(old - old_at, new - new_at)
        old_at, new_at = old + size, new + size
    return count
