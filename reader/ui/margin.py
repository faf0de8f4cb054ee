"""Notes in the margin: where each stands, and the thin line to its place.

Notes keep the order of their places and stand as near to them as they can without touching: an isotonic
regression by pooling adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman 1955). The focused note then takes
its own place and grows to its full height, and its neighbours give way. A line leaves the text at the mark's first
row; where the note had to move, it runs down or up in a lane between text and margin.

A margin is asked line by line, and works out only what a line needs, so that moving the focus costs little however
many notes there are.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

GAP = 3  # columns between text and notes: the lanes of the lines
_APART = 1  # blank rows between notes

UP, RIGHT, DOWN, LEFT = 1, 2, 4, 8
_LINES = " ╵╶╰╷│╭├╴╯─┴╮┤┬┼"  # by the sum of the arms


@dataclass(frozen=True, slots=True)
class Note:
    """A note to be placed: its mark, the row of its place, its lines.

    row is None for a note on the whole article: it has no line and wants to stand at the top.
    """

    mark: str
    color: str
    row: int | None
    lines: tuple[str, ...]
    tags: str = ""
    label: str = ""  # the colour's name
    focused: bool = False
    drafted: bool = False  # an editor stands over its lines
    height: int = field(init=False, compare=False)  # counted once: every step asks every note

    def __post_init__(self) -> None:
        object.__setattr__(self, "height", len(self.lines) + bool(self.tags or self.label))


@dataclass(frozen=True, slots=True)
class Box:
    """A placed note: rows top to top + note.height."""

    note: Note
    top: int
    joint: int  # the line inside the box at which the connecting line arrives


@dataclass(frozen=True, slots=True)
class Stroke:
    """One cell of a connecting line."""

    arms: int
    color: str
    focused: bool

    @property
    def char(self) -> str:
        return _LINES[self.arms]


class Margin:
    """Placed notes, which are in reading order, those on the whole article first.

    Args:
        tops: the first line of each.
    """

    def __init__(self, notes: Sequence[Note] = (), tops: Sequence[int] = ()) -> None:
        self._notes = notes
        self._tops = tops
        self._lanes: dict[int, int] = {}  # found so far
        self._looks: dict[int, tuple[Box | None, dict[int, Stroke]]] = {}

    @property
    def height(self) -> int:
        return self._tops[-1] + self._notes[-1].height if self._notes else 0

    def box_at(self, y: int) -> Box | None:
        """The note on line `y`."""
        at = bisect_right(self._tops, y) - 1
        if at < 0 or y >= self._tops[at] + self._notes[at].height:
            return None
        return self._box(at)

    @property
    def drafted(self) -> Box | None:
        """The note over which an editor stands."""
        return next((self._box(at) for at, note in enumerate(self._notes) if note.drafted), None)

    def look_at(self, y: int) -> tuple[Box | None, dict[int, Stroke]]:
        """All that line `y` of the margin depends on."""
        found = self._looks.get(y)
        if found is None:
            found = self._looks[y] = self.box_at(y), self.strokes(y)
        return found

    def _box(self, at: int) -> Box:
        note, top = self._notes[at], self._tops[at]
        return Box(note, top, 0 if note.row is None else self._stop(at) - top)

    def _start(self, at: int) -> int:
        """Where the line of note `at` leaves the text; -1 if it has none."""
        row = self._notes[at].row
        return -1 if row is None else row

    def _stop(self, at: int) -> int:
        """Where it arrives at the note."""
        row, top = self._start(at), self._tops[at]
        return row if row < 0 else top if row < top else min(row, top + self._notes[at].height - 1)

    def _first(self, at: int) -> int:
        return min(self._start(at), self._stop(at))

    def _last(self, at: int) -> int:
        return max(self._start(at), self._stop(at))

    def strokes(self, y: int) -> dict[int, Stroke]:
        """The cells of the lines on line `y`, by lane; lane 0 is next to the text."""
        cells: dict[int, Stroke] = {}
        for at in self._crossing(y):
            for lane, arms in self._arms(at, y):
                _put(cells, lane, arms, self._notes[at])
        return cells

    def _crossing(self, y: int) -> range:
        """The notes whose lines are on line `y`: neighbours, since starts and stops both grow from note to note."""
        low = high = bisect_right(self._tops, y)
        while low and self._last(low - 1) >= y:
            low -= 1
        while high < len(self._notes) and self._first(high) <= y:
            high += 1
        while low < high and self._first(high - 1) > y:
            high -= 1  # a note above whose place is below
        return range(low, high)

    def _arms(self, at: int, y: int) -> list[tuple[int, int]]:
        """Lanes and arms of one note's line on line `y`."""
        start, stop = self._start(at), self._stop(at)
        if start == stop:
            return [(column, LEFT | RIGHT) for column in range(GAP)]
        lane = self._lane(at)
        turn, other = (DOWN, UP) if stop > start else (UP, DOWN)
        if y == start:
            return [*((column, LEFT | RIGHT) for column in range(lane)), (lane, LEFT | turn)]
        if y == stop:
            return [(lane, other | RIGHT), *((column, LEFT | RIGHT) for column in range(lane + 1, GAP))]
        return [(lane, UP | DOWN)]

    def _lane(self, at: int) -> int:
        """The lane of a note's line: those that run along each other lie apart, the next one further to the left."""
        if at not in self._lanes:
            begin = at
            while begin and self._last(begin - 1) >= self._first(begin):
                begin -= 1  # nothing runs past the first of such a row
            self._lay(range(begin, at + 1))
        return self._lanes[at]

    def _lay(self, row: range) -> None:
        busy: list[tuple[int, int]] = []  # last line and lane of those that run on
        for at in row:
            first, last = self._first(at), self._last(at)
            busy = [run for run in busy if run[0] >= first]
            taken = [run[1] for run in busy]
            lane = GAP - 1
            while lane and lane in taken:
                lane -= 1
            if first != last:
                busy.append((last, lane))
            self._lanes[at] = lane


def _put(cells: dict[int, Stroke], lane: int, arms: int, note: Note) -> None:
    old = cells.get(lane)
    if old is None:
        cells[lane] = Stroke(arms, note.color, note.focused)
    else:
        color = old.color if old.focused else note.color
        cells[lane] = Stroke(arms | old.arms, color, old.focused or note.focused)


def wish(note: Note) -> int:
    """The top row the note would take if it were alone: its second line beside its place."""
    if note.row is None:
        return 0
    return max(0, note.row - (1 if note.height > 2 else 0))


def settle(notes: Sequence[Note]) -> list[int]:
    """Pool adjacent violators: the least moved tops that keep order and distance."""
    pools: list[tuple[float, int]] = []  # sum, members
    before = 0
    shifts = []
    for note in notes:
        shifts.append(before)
        pools.append((wish(note) - before, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            last, other = pools.pop(), pools.pop()
            pools.append((last[0] + other[0], last[1] + other[1]))
        before += note.height + _APART
    starts = [max(0, round(total / members)) for total, members in pools for _ in range(members)]
    return [start + shift for start, shift in zip(starts, shifts, strict=True)]


def give_way(notes: Sequence[Note], tops: Sequence[int], at: int) -> list[int]:
    """`tops` with note `at` in its own place: its neighbours move as far as they must, none above the first line."""
    moved = [*tops]
    moved[at] = wish(notes[at])
    above = at
    while above:
        highest = moved[above] - notes[above - 1].height - _APART
        if moved[above - 1] <= highest:
            break
        above -= 1
        moved[above] = highest
    moved[0] = max(0, moved[0])
    for below in range(above + 1, len(notes)):
        lowest = moved[below - 1] + notes[below - 1].height + _APART
        if moved[below] >= lowest and below > at:
            break
        moved[below] = max(moved[below], lowest)
    return moved


def border(box: Box, line: int) -> str:
    """The sign at the left of the box's `line`: a bracket round the note, with the arriving line."""
    last = box.note.height - 1
    arms = (DOWN if line < last else 0) | (UP if line else 0) | (RIGHT if line in (0, last) else 0)
    if line == box.joint and box.note.row is not None:
        arms |= LEFT
    return _LINES[arms]
