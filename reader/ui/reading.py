"""The reading cursor: a place in the text, what is selected from there, and how motions move both. Pure.

Reading, the cursor stands on the start of a grapheme cluster. A selection begins at one cluster, the anchor, which
it always holds, and reaches to the caret: forward the caret is the exclusive end, backward it is the start. A step
forward then takes in the whole of what was stepped over, and a step back gives it up again.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.domain import grapheme, motion
from reader.domain.mark import Mark
from reader.domain.quotation import quotation_at
from reader.ui.page import Page

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is in a text.

    caret: a code point, the border of a cluster. anchor: the cluster at which the selection began, None while
    reading. by_paragraph: whether whole paragraphs are selected. moving: the id of the mark whose ends are being
    moved; origin: where the cursor was before. turn: how often the person walked on through the marks that cover
    the caret.
    """

    caret: int = 0
    anchor: Range | None = None
    by_paragraph: bool = False
    moving: str = ""
    origin: int = 0
    turn: int = 0

    @property
    def selecting(self) -> bool:
        return self.anchor is not None

    @property
    def fresh(self) -> bool:
        """Whether a selection has only just begun."""
        return (
            self.anchor is not None and self.caret == self.anchor[1] and not (self.by_paragraph or self.moving)
        )

    def put(self, caret: int) -> "Place":
        """The cursor on the cluster at `caret`; a selection takes it in on its far side."""
        return replace(self, caret=caret, turn=0)


def start_at(page: Page, offset: int) -> Place:
    """A reading cursor near `offset`."""
    last = grapheme.before(page.text, len(page.text))
    return Place(grapheme.floor(page.text, max(0, min(offset, last))))


def selection(page: Page, place: Place) -> Range | None:
    """What is selected; None while reading."""
    if place.anchor is None:
        return None
    low, high = min(place.anchor[0], place.caret), max(place.anchor[1], place.caret)
    if place.by_paragraph:
        first, last = page.block_at(low), page.block_at(max(low, high - 1))
        blocks = page.article.blocks
        return (min(low, blocks[first].start), max(high, blocks[last].end)) if blocks else (low, high)
    return low, high


def standing(page: Page, place: Place) -> int:
    """The cluster under the caret: where it is drawn."""
    if place.anchor is not None and place.caret >= place.anchor[1]:
        return grapheme.before(page.text, place.caret)
    return place.caret


def sentence(page: Page, place: Place) -> Range:
    """The sentence under the cursor; an empty range in an empty text."""
    return page.terrain.split.around(standing(page, place)) or (0, 0)


def covering(page: Page, place: Place) -> list[Mark]:
    """The marks under the cursor, the innermost first, begun anew at the one the person walked on to."""
    here = page.marks.at(standing(page, place))[::-1]
    turn = place.turn % len(here) if here else 0
    return [*here[turn:], *here[:turn]]


def active(page: Page, place: Place) -> Mark | None:
    """The mark that a verb acts on; with a selection, only the one whose ends are being moved."""
    if place.selecting:
        return next((mark for mark in page.marks if mark.id == place.moving), None)
    return next(iter(covering(page, place)), None)


def select(page: Page, place: Place, *, by_paragraph: bool = False, plain: bool = False) -> Place:
    """Begins a selection at the cursor; on a mark it has the mark's range, unless `plain`.

    Pressed again it becomes a plain one, then ends; one by paragraphs becomes one by characters and the other way
    round.
    """
    here = standing(page, place)
    cluster = (here, grapheme.after(page.text, here))
    if place.anchor is None:
        mark = None if by_paragraph or plain else active(page, place)
        if mark is not None:
            first = (mark.start, grapheme.after(page.text, mark.start))
            return Place(mark.end, first, moving=mark.id, origin=here)
        return Place(cluster[1], cluster, by_paragraph)
    if place.moving:
        return select(page, Place(place.origin), by_paragraph=by_paragraph, plain=True)
    return (
        leave(page, place) if place.by_paragraph == by_paragraph else replace(place, by_paragraph=by_paragraph)
    )


def on_mark(page: Page, mark: Mark) -> Place:
    """The cursor on the first cluster of `mark`, which is the active one there."""
    place = start_at(page, mark.start)
    ids = [other.id for other in covering(page, place)]
    return replace(place, turn=ids.index(mark.id)) if mark.id in ids else place


def leave(page: Page, place: Place) -> Place:
    """Reading again, at the caret."""
    return Place(standing(page, place))


def other_end(page: Page, place: Place) -> Place:
    """The caret at the other end of the selection."""
    if place.anchor is None:
        return place
    text, (low, high) = page.text, place.anchor
    if place.caret >= high:
        last = grapheme.before(text, place.caret)
        return replace(place, anchor=(last, place.caret), caret=low if low < last else place.caret)
    return replace(place, anchor=(place.caret, grapheme.after(text, place.caret)), caret=high)


def spread(page: Page, place: Place, low: int, high: int) -> Place:
    """The selection on low..high, the caret at its end."""
    return replace(place, anchor=(low, grapheme.after(page.text, low)), caret=high, by_paragraph=False)


def reach(page: Page, place: Place, offset: int) -> Place:
    """The cursor on the cluster at `offset`; a selection reaches there."""
    if place.anchor is not None and offset >= place.anchor[0]:
        offset = grapheme.after(page.text, offset)
    return place.put(offset)


def moved(page: Page, place: Place, unit: str, step: int, count: int = 1) -> Place | None:
    """`count` units onward (step 1) or back (-1); None when there is nothing further on.

    unit: "char", "word", "sentence", "paragraph", "heading", "mark", "hit", "mention", "person", ...
    """
    offset = _stepped(page, place, unit, step, count)
    if offset is None:
        return None
    caret = _settled(place, offset)
    return place.put(caret) if caret != place.caret else None


def _stepped(page: Page, place: Place, unit: str, step: int, count: int) -> int | None:
    if unit == "char":
        return motion.characters(page.text, _base(place, step), step * count)
    ranges = page.terrain.ranges(unit)
    if place.anchor is None:
        go = motion.forward if step > 0 else motion.back
        return go(ranges, place.caret, count)
    return _onward(ranges, place, count) if step > 0 else _backward(ranges, place, count)


def _base(place: Place, step: int) -> int:
    """Where a step starts: going back from the anchor alone, the anchor itself is stepped over."""
    if place.anchor is not None and step < 0 and place.caret == place.anchor[1]:
        return place.anchor[0]
    return place.caret


def _settled(place: Place, offset: int) -> int:
    """A caret inside the anchor stands behind it."""
    if place.anchor is not None and place.anchor[0] <= offset < place.anchor[1]:
        return place.anchor[1]
    return offset


def _onward(ranges: Sequence[Range], place: Place, count: int) -> int | None:
    """Forward while selecting: up to the anchor by starts, past it by ends."""
    anchor, at = place.anchor or (0, 0), place.caret
    while count and at < anchor[0]:
        start = motion.forward(ranges, at)
        if start is None or start > anchor[0]:
            break
        at, count = start, count - 1
    if not count:
        return at
    return motion.forward_end(ranges, at, count) or (at if at != place.caret else None)


def _backward(ranges: Sequence[Range], place: Place, count: int) -> int | None:
    """Back while selecting: down to the anchor by ends, past it by starts."""
    anchor = place.anchor or (0, 0)
    ends = sorted(end for _, end in ranges if anchor[1] < end < place.caret)
    if count <= len(ends):
        return ends[-count]
    return motion.back(ranges, ends[0] if ends else _base(place, -1), count - len(ends))


def picked(page: Page, place: Place, what: str) -> Place | None:
    """The text object at the caret selected; None when there is none.

    what: "sentence", "sentence-around", "paragraph", "word", "quotation", "entity".
    """
    found = _object(page, standing(page, place), what)
    return spread(page, place, *found) if found and found[0] < found[1] else None


def _object(page: Page, at: int, what: str) -> Range | None:
    ground = page.terrain
    if what in ("paragraph", "word"):
        return motion.around(ground.ranges(what), at)
    if what == "entity":
        here = page.mentions.at(at)
        return (here[-1].start, here[-1].end) if here else None
    if what == "quotation":
        block = motion.around(ground.paragraphs, at)
        return quotation_at(page.text, *block, at) if block else None
    found = ground.split.around(at)
    if found and what == "sentence-around":
        following = bisect_left(ground.sentences, found[1], key=lambda r: r[0])
        gap = (
            page.text[found[1] : ground.sentences[following][0]] if following < len(ground.sentences) else "\n"
        )
        return found if "\n" in gap else (found[0], found[1] + len(gap))
    return found
