"""Where a mark stands: its place as position and quote, and finding it again when the text has changed.

The place is kept as the W3C Web Annotation Data Model has it: a TextPositionSelector and a TextQuoteSelector with
context. `carry` moves a mark along the edits between two versions of a text, both at hand. `anchor` knows only
the mark: its position if the quote is there, else an exact occurrence, else a similar one, ranked as Hypothesis
ranks them. What is found is called certain only above thresholds that were measured on pairs of unrelated news
texts; below them it is called uncertain, and what is not found an orphan. Nothing is dropped, and an uncertain
mark keeps the quote it was made with.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reader.domain import grapheme
from reader.domain.edits import Edits, compare, fold
from reader.domain.fuzzy import Spot, alike_before, alike_behind, exact, similar
from reader.domain.mark import Mark, Status

CONTEXT = 32  # code points, and at most as many UTF-16 units
_SHORT, _LONG = 20, 40  # characters of a quote: below, only exact; from there on, half of it need not be
_PIN = 8  # characters on either side that make sure of a place whose words have changed
_NEIGHBOURS = 24  # characters on either side that tell whether a place is still in its old surroundings
_DOUBT = 0.5
_MARGIN = 0.15  # by which the surroundings of a place must fit better than those of the next best one
_ENDED, _ENDING = 4, 2  # letters of a word that may have got an ending, and of that
_STOPS = frozenset(".!?…")
_LETTERS = re.compile(r"[^\W_]*")


def tidy(text: str, start: int, end: int) -> tuple[int, int]:
    """The range start..end widened to whole grapheme clusters, without white space at its ends.

    Returns an empty range when there is nothing but white space.
    """
    start, end = sorted((max(0, min(start, len(text))), max(0, min(end, len(text)))))
    if start == end:
        return start, start
    start, end = grapheme.floor(text, start), grapheme.ceil(text, end)
    while start < end and text[start : (stop := grapheme.after(text, start))].isspace():
        start = stop
    while start < end and text[(stop := grapheme.before(text, end)) : end].isspace():
        end = stop
    return start, end


def quote_of(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The TextQuoteSelector of a range: (quote, prefix, suffix), the context cut at grapheme borders."""
    first = start
    while first > 0 and _units(text[(stop := grapheme.before(text, first)) : start]) <= CONTEXT:
        first = stop
    last = end
    while last < len(text) and _units(text[end : (stop := grapheme.after(text, last))]) <= CONTEXT:
        last = stop
    return text[start:end], text[first:start], text[end:last]


def _units(text: str) -> int:
    """UTF-16 units, in which other programs count their contexts."""
    return len(text) + sum(char > "\uffff" for char in text)


def placed(mark: Mark, text: str, start: int, end: int, status: Status = Status.ANCHORED) -> Mark:
    """`mark` on a range of `text`, with the quote and the context that stand there."""
    quote, prefix, suffix = quote_of(text, start, end)
    return replace(mark, start=start, end=end, quote=quote, prefix=prefix, suffix=suffix, status=status)


def carry(mark: Mark, old: str, new: str) -> Mark:
    """`mark`, made in `old`, at the place of its words in `new`: along the edits, else by `anchor`.

    Returns:
        The mark, ANCHORED or MOVED with the words that stand there now; UNCERTAIN or an ORPHAN with its own.
    """
    if not mark.quote or old == new:
        return mark
    if old[mark.start : mark.end] != mark.quote:
        return anchor(mark, new)
    before, after, edits = fold(old), fold(new), _edits(old, new)
    begin, stop = before.at(mark.start), before.at(mark.end)
    start, end = edits.start(begin), edits.end(stop)
    kept = edits.kept(begin, stop)
    whole = _whole(before.text, begin, stop, after.text, start, end)
    if whole is not None:
        (start, end), kept = whole, stop - begin
    if start >= end or kept < _DOUBT * (stop - begin):
        return _search(mark, new, deleted=True)
    pinned = edits.pinned(begin, -_PIN) and edits.pinned(stop, _PIN)
    found = _verdict(before.text[begin:stop], after.text[start:end], kept, pinned)
    settled = max(
        edits.old_share(max(0, start - _NEIGHBOURS), start),
        edits.old_share(end, min(end + _NEIGHBOURS, len(new))),
    )
    around = _around(before.text, begin, stop), _around(after.text, start, end)
    swallowed = _is_inside_word(*around, after.text[start:end])
    if settled < 0.75 or swallowed or _is_anothers(mark, old, after.text, start, end):
        found = Status.UNCERTAIN
    return _settle(mark, new, after.places[start], after.places[end], found)


def _whole(old: str, begin: int, stop: int, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where old[begin:stop] stands whole over text[start:end], to which the edits lead; None if it does not.

    Where much was moved, edits may pair an end with like words of a neighbour.
    """
    quote = old[begin:stop]
    at = text.find(quote, max(0, start - len(quote) + 1), end + len(quote) - 1) if start < end else -1
    last = at + len(quote)
    if at < 0 or _is_inside_word(_around(old, begin, stop), _around(text, at, last), quote):
        return None
    return at, last


@lru_cache(maxsize=2)
def _edits(old: str, new: str) -> Edits:
    return compare(fold(old).text, fold(new).text)


def _verdict(quote: str, there: str, kept: int, pinned: bool) -> Status:
    """What a quote that became `there` by edits, with `kept` characters left, is called.

    pinned: whether what stood right before and behind it is still there.
    """
    if quote == there:
        return Status.ANCHORED
    likeness = 2 * kept / (len(quote) + len(there))
    needed = (0.8 if pinned else 1.0) if len(quote) < _SHORT else 0.85 if len(quote) < _LONG else 0.7
    return Status.MOVED if likeness >= needed else Status.UNCERTAIN


def _is_anothers(mark: Mark, old: str, new: str, start: int, end: int) -> bool:
    """Whether other words fit the place as well, or the mark another place: the same words elsewhere."""
    text, quote = fold(old).text, fold(mark.quote).text
    if new[start:end] != quote:
        return False
    own = fold(old).at(mark.start)
    mine, here = _around(text, own, own + len(quote)), _around(new, start, end)
    fits = _sides(mine, here)
    if _mean(fits) == 1 and text.count(quote) == new.count(quote):
        return False
    others = [_around(text, s.start, s.end) for s in exact(quote, text, own)[:20] if s.start != own]
    places = [_around(new, s.start, s.end) for s in exact(quote, new, start)[:20] if s.start != start]
    rivals = [*(_sides(other, here) for other in others), *(_sides(mine, place) for place in places)]
    return any(_is_rival(rival, fits) for rival in rivals)


def _is_rival(rival: tuple[float, float], fits: tuple[float, float]) -> bool:
    """Whether surroundings fit nearly as well on the whole, or clearly better on one side."""
    before, behind = rival[0] - fits[0], rival[1] - fits[1]
    return before + behind >= -2 * _MARGIN or max(before, behind) >= 2 * _MARGIN


def anchor(mark: Mark, text: str) -> Mark:
    """`mark` where its quote stands in `text`, with only the mark to go by."""
    if not mark.quote:
        return mark
    if text[mark.start : mark.end] == mark.quote and _is_unmoved(mark, text):
        return replace(mark, status=Status.ANCHORED)
    return _search(mark, text)


def _is_unmoved(mark: Mark, text: str) -> bool:
    """Whether the quote, which stands at the mark's position, is surely the one that was marked.

    Where it stands elsewhere too, all of its surroundings must be as they were, and those of the others not.
    """
    wanted, here = (mark.prefix, mark.suffix), quote_of(text, mark.start, mark.end)[1:]
    if text.count(mark.quote) > 1:
        return wanted == here and text.count("".join((mark.prefix, mark.quote, mark.suffix))) == 1
    return wanted == here or (
        _mean(_sides(wanted, here)) >= _DOUBT and not _is_inside_word(wanted, here, mark.quote)
    )


@dataclass(frozen=True, slots=True)
class _Choice:
    spot: Spot
    context: float  # the mean of both sides
    side: float  # the better one of them
    rank: float


def _search(mark: Mark, text: str, *, deleted: bool = False) -> Mark:
    """The best place for the mark in `text`. deleted: its own words are known to be gone from their place."""
    folded = fold(text)
    quote = fold(mark.quote).text
    context = fold(mark.prefix).text, fold(mark.suffix).text
    near = folded.at(min(max(0, mark.start), len(text)))
    found = _ranked(context, folded.text, exact(quote, folded.text, near), near)
    sure = bool(found) and _is_sure(found, len(quote), deleted)
    if not sure and len(quote) >= _SHORT and (not found or len(quote) < _LONG):
        found = sorted(
            [*found, *_ranked(context, folded.text, similar(quote, context, folded.text), near)], key=_by_rank
        )
        sure = bool(found) and _is_sure(found, len(quote), deleted)
    if not found or not (sure or _is_likely(found, len(quote))):
        return replace(mark, status=Status.ORPHAN)
    best = found[0].spot
    start, end = folded.places[best.start], folded.places[best.end]
    if mark.quote[-1] in _STOPS and text[end : end + 1] in _STOPS:
        end += 1  # one full stop in place of another
    unmoved = start == mark.start and text[start:end] == mark.quote
    status = (Status.ANCHORED if unmoved else Status.MOVED) if sure else Status.UNCERTAIN
    return _settle(mark, text, start, end, status)


def _by_rank(choice: _Choice) -> float:
    return -choice.rank


def _ranked(wanted: tuple[str, str], text: str, spots: Sequence[Spot], near: int) -> list[_Choice]:
    """Spots by Hypothesis' formula: quote 50, prefix 20, suffix 20, position 2 of 92 points; the best first."""
    choices = []
    for spot in spots:
        here = _around(text, spot.start, spot.end)
        if _is_inside_word(wanted, here, text[spot.start : spot.end]):
            continue
        sides = _sides(wanted, here)
        closeness = 1 - abs(spot.start - near) / (len(text) or 1)
        rank = (50 * spot.likeness + 20 * sum(sides) + 2 * closeness) / 92
        choices.append(_Choice(spot, _mean(sides), max(sides), rank))
    return sorted(choices, key=_by_rank)


def _is_inside_word(wanted: tuple[str, str], here: tuple[str, str], there: str) -> bool:
    """Whether a place begins or ends in the middle of a word and the mark did not: "in" in "Washington".

    A word with an ending is the same word: "Lawrow" in "Lawrows".
    """
    if there[:1].isalnum() and here[0][-1:].isalnum() and not wanted[0][-1:].isalnum():
        return True
    more, own = len(_LETTERS.match(here[1])[0]), len(_LETTERS.match(there[::-1])[0])  # type: ignore[index]
    return bool(own and more and not wanted[1][:1].isalnum()) and (more > _ENDING or own < _ENDED)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def _sides(wanted: tuple[str, str], here: tuple[str, str]) -> tuple[float, float]:
    """How much of a quote's prefix and suffix stands around a place, each 0 to 1.

    An end of the text is poor evidence, since much is put above and below an article: it counts half.
    """
    prefix, suffix = wanted
    before = alike_before(prefix, here[0][-len(prefix) :]) if prefix else 0.5
    behind = alike_behind(suffix, here[1][: len(suffix)]) if suffix else 0.5
    return before, behind


def _mean(sides: tuple[float, float]) -> float:
    return sum(sides) / 2


def _is_sure(found: Sequence[_Choice], size: int, deleted: bool) -> bool:
    """Whether the best choice is the mark's place beyond doubt."""
    best = found[0]
    if not best.spot.firm:
        return False
    rival = next((c for c in found[1:] if abs(c.spot.start - best.spot.start) >= size / 2), None)
    if any(best.rank - other.rank < 0.05 for other in found[1:]):
        return False  # another place, or other ends of this one, are nearly as good
    unmistakable = rival is None and not deleted and best.side > 0.95 and best.context > 0.65
    if best.context < _context_needed(size, best.spot.likeness == 1, deleted) and not unmistakable:
        return False
    return best.spot.likeness >= (1 if size < _SHORT else 0.85 if size < _LONG else 0.7)


def _context_needed(size: int, exact: bool, deleted: bool) -> float:
    """The share of its context that makes sure of a quote of `size` characters."""
    if size >= _LONG:
        return 0.5 if exact and not deleted else 0.6
    return 0.9 if deleted else 0.8 if size < _SHORT else 0.7


def _is_likely(found: Sequence[_Choice], size: int) -> bool:
    """Whether the best choice is worth showing as uncertain."""
    best = found[0]
    if size < _SHORT:
        return best.context >= _DOUBT or (len(found) == 1 and best.context >= 0.3)
    return best.spot.likeness >= _DOUBT and (best.spot.likeness >= 0.7 or best.context >= 0.3)


def _settle(mark: Mark, text: str, start: int, end: int, status: Status) -> Mark:
    """The mark on a range; an uncertain one keeps the words it was made with."""
    start, end = tidy(text, start, end)
    if start == end:
        return replace(mark, status=Status.ORPHAN)
    if status is Status.UNCERTAIN or (mark.status is Status.UNCERTAIN and status is Status.ANCHORED):
        return replace(mark, start=start, end=end, status=Status.UNCERTAIN)
    return placed(mark, text, start, end, status)
