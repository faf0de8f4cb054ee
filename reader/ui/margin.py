"""Notes in the margin: where each stands, and the thin line to its place.

Notes keep the order of their places and stand as near to them as they can without touching: an isotonic
regression by pooling adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman 1955), in which the focused note
weighs so much that it stays put and its neighbours move. A line leaves the text at the mark's first row; where the
note had to move, it runs down or up in a lane between text and margin.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

GAP = 3  # columns between text and notes: the lanes of the lines
_APART = 1  # blank rows between notes
_FOCUS_WEIGHT = 10_000.0

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

    @property
    def height(self) -> int:
        return len(self.lines) + bool(self.tags or self.label)


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


@dataclass
class Margin:
    """The boxes by row, and the lines' cells by row and lane (0 is next to the text)."""

    boxes: tuple[Box, ...] = ()
    by_row: Mapping[int, Box] = field(default_factory=dict)
    lanes: dict[int, dict[int, Stroke]] = field(default_factory=dict)
    height: int = 0


def arrange(notes: Sequence[Note]) -> Margin:
    """Place `notes`, which are in reading order."""
    tops = _tops(notes)
    boxes = tuple(Box(note, top, _joint(note, top)) for note, top in zip(notes, tops, strict=True))
    margin = Margin(
        boxes,
        {row: box for box in boxes for row in range(box.top, box.top + box.note.height)},
        height=max((box.top + box.note.height for box in boxes), default=0),
    )
    _connect(margin)
    return margin


def _wish(note: Note) -> int:
    """The top row the note would take if it were alone: its second line beside its place."""
    if note.row is None:
        return 0
    return max(0, note.row - (1 if note.height > 2 else 0))


def _tops(notes: Sequence[Note]) -> list[int]:
    """Pool adjacent violators: the least moved tops that keep order and distance."""
    pools: list[tuple[float, float, int]] = []  # weighted sum, weight, members
    before = 0
    shifts = []
    for note in notes:
        shifts.append(before)
        weight = _FOCUS_WEIGHT if note.focused else 1.0
        pools.append(((_wish(note) - before) * weight, weight, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            last, other = pools.pop(), pools.pop()
            pools.append((last[0] + other[0], last[1] + other[1], last[2] + other[2]))
        before += note.height + _APART
    starts = [max(0, round(total / weight)) for total, weight, members in pools for _ in range(members)]
    return [start + shift for start, shift in zip(starts, shifts, strict=True)]


def _joint(note: Note, top: int) -> int:
    return 0 if note.row is None else max(0, min(note.row - top, note.height - 1))


def _connect(margin: Margin) -> None:
    """Draw the lines. Those that run along each other take lanes further to the left."""
    busy: list[tuple[int, int]] = []  # last row and lane of the vertical runs
    for box in margin.boxes:
        if box.note.row is None:
            continue
        start, stop = box.note.row, box.top + box.joint
        first, last = min(start, stop), max(start, stop)
        busy = [(end, lane) for end, lane in busy if end >= first]
        free = [lane for lane in range(GAP - 1, -1, -1) if lane not in {taken for _, taken in busy}]
        lane = free[0] if free else 0
        if first != last:
            busy.append((last, lane))
        _draw(margin, box, lane, start, stop)


def _draw(margin: Margin, box: Box, lane: int, start: int, stop: int) -> None:
    for column in range(lane):
        _stroke(margin, start, column, LEFT | RIGHT, box)
    if start == stop:
        for column in range(lane, GAP):
            _stroke(margin, start, column, LEFT | RIGHT, box)
        return
    turn, other = (DOWN, UP) if stop > start else (UP, DOWN)
    _stroke(margin, start, lane, LEFT | turn, box)
    for row in range(min(start, stop) + 1, max(start, stop)):
        _stroke(margin, row, lane, UP | DOWN, box)
    _stroke(margin, stop, lane, other | RIGHT, box)
    for column in range(lane + 1, GAP):
        _stroke(margin, stop, column, LEFT | RIGHT, box)


def _stroke(margin: Margin, row: int, lane: int, arms: int, box: Box) -> None:
    cells = margin.lanes.setdefault(row, {})
    old = cells.get(lane)
    keeps = old is not None and old.focused
    cells[lane] = Stroke(
        arms | (old.arms if old else 0),
        old.color if old and keeps else box.note.color,
        keeps or box.note.focused,
    )


def border(box: Box, line: int) -> str:
    """The sign at the left of the box's `line`: a bracket round the note, with the arriving line."""
    last = box.note.height - 1
    arms = (DOWN if line < last else 0) | (UP if line else 0) | (RIGHT if line in (0, last) else 0)
    if line == box.joint and box.note.row is not None:
        arms |= LEFT
    return _LINES[arms]
