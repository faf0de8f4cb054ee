"""Notes in the margin: where each stands, and the thin line to its place.

Notes keep the order of their places and stand as near to them as they can without touching: an isotonic
regression by pooling adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman 1955). The focused note then takes
its own place and grows to its full height, and its neighbours give way. A line leaves the text at the mark's first
row; where the note had to move, it runs down or up in a lane between text and margin.

A margin is asked line by line. What is kept of a note is a few integers, so that moving the focus costs little
however many notes there are.
"""

from bisect import bisect_left, bisect_right
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
        # Where each line leaves the text (-1: it has none) and where it arrives.
        self._starts = starts = [-1 if note.row is None else note.row for note in notes]
        self._stops = stops = [
            row if row < 0 else top if row < top else min(row, top + note.height - 1)
            for row, top, note in zip(starts, tops, notes, strict=True)
        ]
        self._firsts = [*map(min, starts, stops)]
        self._lasts = [*map(max, starts, stops)]
        self._lanes = _lanes(self._firsts, self._lasts)

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
        return self.box_at(y), self.strokes(y)

    def _box(self, at: int) -> Box:
        note, top = self._notes[at], self._tops[at]
        return Box(note, top, 0 if note.row is None else self._stops[at] - top)

    def strokes(self, y: int) -> dict[int, Stroke]:
        """The cells of the lines on line `y`, by lane; lane 0 is next to the text."""
        cells: dict[int, Stroke] = {}
        # Starts and stops both grow from note to note, so the lines that cross `y` are neighbours.
        for at in range(bisect_left(self._lasts, y), bisect_right(self._firsts, y)):
            for lane, arms in self._arms(at, y):
                _put(cells, lane, arms, self._notes[at])
        return cells

    def _arms(self, at: int, y: int) -> list[tuple[int, int]]:
        """Lanes and arms of one note's line on line `y`."""
        start, stop, lane = self._starts[at], self._stops[at], self._lanes[at]
        if start == stop:
            return [(column, LEFT | RIGHT) for column in range(GAP)]
        turn, other = (DOWN, UP) if stop > start else (UP, DOWN)
        if y == start:
            return [*((column, LEFT | RIGHT) for column in range(lane)), (lane, LEFT | turn)]
        if y == stop:
            return [(lane, other | RIGHT), *((column, LEFT | RIGHT) for column in range(lane + 1, GAP))]
        return [(lane, UP | DOWN)]


def _put(cells: dict[int, Stroke], lane: int, arms: int, note: Note) -> None:
    old = cells.get(lane)
    if old is None:
        cells[lane] = Stroke(arms, note.color, note.focused)
    else:
        color = old.color if old.focused else note.color
        cells[lane] = Stroke(arms | old.arms, color, old.focused or note.focused)


def _lanes(firsts: Sequence[int], lasts: Sequence[int]) -> list[int]:
    """A lane for each line: those that run along each other lie apart, the next one further to the left."""
    found = []
    busy: list[tuple[int, int]] = []  # last row and lane of the lines that run on
    for first, last in zip(firsts, lasts, strict=True):
        lane = GAP - 1
        if busy:
            busy = [run for run in busy if run[0] >= first]
            taken = [run[1] for run in busy]
            while lane and lane in taken:
                lane -= 1
        if first != last:
            busy.append((last, lane))
        found.append(lane)
    return found


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
    for above in range(at - 1, -1, -1):
        highest = moved[above + 1] - notes[above].height - _APART
        if moved[above] <= highest:
            break
        moved[above] = highest
    moved[0] = max(0, moved[0])
    for below in range(1, len(notes)):
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
