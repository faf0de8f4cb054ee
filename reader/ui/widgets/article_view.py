"""The article's text under the reader's hands: motions, selections, the mouse.

It knows the text and where one is in it; what is done to a passage (marking, looking up a name) is the business of
the panes around it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.screen import Screen

from reader.domain.mark import COLORS
from reader.ui import reading
from reader.ui.reading import Place
from reader.ui.widgets.sheet_view import SheetView

_COUNT_MOST = 9999
_DIRECTIONS = {"next": 1, "prev": -1}


class ArticleView(SheetView):
    """A text with a reading cursor that keys and the mouse move."""

    KEY_SCOPE: ClassVar[str] = "article"
    ALLOW_SELECT: ClassVar[bool] = False  # it selects by itself, by ranges of the text

    class AtEnd(Message):
        """A page forward was asked for at the end."""

    class Chosen(Message):
        """What is under the cursor is to be opened."""

    @dataclass
    class NoteClicked(Message):
        """A note in the margin was clicked."""

        mark: str

    _home: Screen[object] | None = None
    _count = 0
    _goal: int | None = None  # the column that steps by line keep to
    _pressed: int | None = None  # where the mouse button went down
    finding = False  # whether there is something to look for

    @property
    def count(self) -> int:
        """The number typed so far, 0 for none."""
        return self._count

    def go(self, place: Place | None, *, far: bool = False, by_line: bool = False) -> None:
        """Moves the cursor and brings it into view; far, by_line: see `reveal`."""
        self._count, self._goal = 0, None
        if place is None or self.page is None:
            return
        self.put(place)
        here = reading.standing(self.page, self.place)
        span = (here, here + 1) if place.selecting or by_line else reading.sentence(self.page, place)
        self.reveal(*span, far=far, by_line=by_line)

    @property
    def in_hand(self) -> bool:
        """Whether keys go to the text."""
        return self._home is not None and self._home.focused is self

    def on_mount(self) -> None:
        super().on_mount()
        self._home = self.screen

    @property
    def coloring(self) -> bool:
        """Whether digits are colours: with a selection or on a mark, unless a count is being typed."""
        page, place = self.page, self.place
        return page is not None and not self._count and (place.selecting or bool(reading.covering(page, place)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        holds = _HOLDS.get(action)
        return holds(self, parameters) if holds else True

    def action_move(self, name: str) -> None:
        """Moves by `name`: "sentence-next", "line-prev", "top", ..."""
        page, count = self.page, self._count or 1
        if page is None or self.sheet is None:
            return
        unit, _, direction = name.rpartition("-")
        step = _DIRECTIONS.get(direction, 0)
        if unit == "line":
            self._lines(step * count)
        elif unit in ("page", "half"):
            self._pages(step * count, self.lines_in_view - 2 if unit == "page" else self.lines_in_view // 2)
        elif unit:
            self.go(self._moved(unit, step, count), far=unit == "hit")
        else:
            self._edge(name)

    def _moved(self, unit: str, step: int, count: int) -> Place | None:
        """The place after a motion; hits go round from the last to the first."""
        assert self.page is not None
        place = reading.moved(self.page, self.place, unit, step, count)
        if place is None and unit == "hit" and self.page.hits:
            return reading.reach(self.page, self.place, self.page.hits[0 if step > 0 else -1][0])
        return place

    def _edge(self, name: str) -> None:
        assert self.page is not None
        last = max(0, len(self.page.text) - 1)
        if self.place.selecting:
            self.go(reading.reach(self.page, self.place, 0 if name == "top" else last))
        else:
            self.go(Place(0) if name == "top" else Place(reading.sentence(self.page, Place(last))[0]))
        self.scroll_to(y=0 if name == "top" else self.max_scroll_y, animate=False, force=True)

    def _lines(self, step: int) -> None:
        """`step` lines down, or up if negative, in the column where the first step began."""
        page, sheet = self.page, self.sheet
        assert page is not None
        assert sheet is not None
        layout = sheet.layout
        here = reading.standing(page, self.place)
        row = layout.row_of(here)
        goal = layout.column_of(here, row) if self._goal is None else self._goal
        rows = [n for n in _beyond(row, step, len(layout)) if layout.rows[n].block >= 0][: abs(step)]
        if rows:
            self.go(reading.reach(page, self.place, layout.offset_at(rows[-1], goal)), by_line=True)
        else:  # what stands above the first line or below the last comes into view
            self._count = 0
            self.scroll_to(y=self.top + step, animate=False, force=True)
        self._goal = goal

    def _pages(self, step: int, lines: int) -> None:
        """Scrolls by `step` times `lines`; the cursor comes along."""
        page, sheet = self.page, self.sheet
        assert page is not None
        assert sheet is not None
        self._count, self._goal = 0, None
        top = max(0, min(self.top + step * max(1, lines), round(self.max_scroll_y)))
        if top == self.top:
            if step > 0:
                self.post_message(self.AtEnd())
            else:
                self._edge("top")
            return
        self.scroll_to(y=top, animate=False, force=True)
        self.put(reading.reach(page, self.place, self._first_in_view()))

    def _first_in_view(self) -> int:
        """The first sentence that begins in the view, else the first code point in it."""
        assert self.page is not None
        assert self.sheet is not None
        rows = self.sheet.layout.rows
        row = self.sheet.row_at(self.top)
        row = next((n for n in range(row, len(rows)) if rows[n].block >= 0), row)
        start = rows[row].start
        following = next((s for s, _ in self.page.terrain.sentences if s >= start), start)
        return following if self.y_of(following) < self.top + self.lines_in_view // 2 else start

    def action_visual(self) -> None:
        self._select(by_paragraph=False)

    def action_visual_paragraph(self) -> None:
        self._select(by_paragraph=True)

    def _select(self, *, by_paragraph: bool) -> None:
        if self.page is not None:
            self.go(reading.select(self.page, self.place, by_paragraph=by_paragraph))

    def action_other_end(self) -> None:
        if self.page is not None:
            self.go(reading.other_end(self.page, self.place))

    def action_pick(self, what: str) -> None:
        if self.page is not None:
            self.go(reading.picked(self.page, self.place, what))

    def action_next_mark(self) -> None:
        """Walks on through the marks that cover the cursor."""
        self.put(replace(self.place, turn=self.place.turn + 1))

    def action_digit(self, digit: int) -> None:
        self._count = min(_COUNT_MOST, 10 * self._count + digit)

    def leave(self) -> bool:
        """Out of a selection or a count; False when there was neither."""
        busy = self.place.selecting or self._count > 0
        self._count = 0
        if self.page is not None and self.place.selecting:
            self.put(reading.leave(self.page, self.place))
        return busy

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button != 1 or self.page is None or self.sheet is None:
            return
        line = event.y + self.top
        note = self.sheet.note_at(event.x, line)
        if note:
            self.post_message(self.NoteClicked(note))
            return
        self._count, self._goal = 0, None
        self._pressed = self.sheet.offset_at(event.x, line)
        self.put(reading.start_at(self.page, self._pressed))
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drags a selection from where the button went down."""
        if self._pressed is None or self.page is None or self.sheet is None:
            return
        offset = self.sheet.offset_at(event.x, event.y + self.top)
        if self.place.selecting or offset != self._pressed:
            begun = reading.select(self.page, Place(self._pressed), plain=True)
            self.put(reading.reach(self.page, begun, offset))
            if not 0 <= event.y < self.lines_in_view:
                self.scroll_to(y=self.top + (1 if event.y > 0 else -1), animate=False, force=True)

    def on_mouse_up(self) -> None:
        if self._pressed is not None:
            self.release_mouse()
            self._pressed = None

    def on_click(self, event: events.Click) -> None:
        if event.chain == 2 and self.page is not None:
            event.stop()
            self.post_message(self.Chosen())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The reading cursor stays in view when the wheel turns."""
        super().watch_scroll_y(old_value, new_value)
        page, sheet = self.page, self.sheet
        if page is None or sheet is None or self.place.selecting or self._pressed is not None:
            return
        y = self.y_of(self.place.caret)
        if y < self.top:
            self.put(reading.start_at(page, self._first_in_view()))
        elif y >= self.top + self.lines_in_view:
            rows = sheet.layout.rows
            last = sheet.row_at(self.top + self.lines_in_view - 1)
            row = next((n for n in range(last, -1, -1) if rows[n].block >= 0), 0)
            self.put(reading.start_at(page, rows[row].start))


def _beyond(row: int, step: int, rows: int) -> range:
    """The rows after `row` in the direction of `step`."""
    return range(row + 1, rows) if step > 0 else range(row - 1, -1, -1)


def _moves(view: ArticleView, parameters: tuple[object, ...]) -> bool:
    unit = str(parameters[0]).rpartition("-")[0] if parameters else ""
    return view.place.selecting if unit == "char" else view.finding if unit == "hit" else view.page is not None


def _counts(view: ArticleView, parameters: tuple[object, ...]) -> bool:
    digit = int(str(parameters[0])) if parameters else 0
    if view.count:
        return True
    return view.page is not None and digit > 0 and not (view.coloring and digit <= len(COLORS))


def _picks(view: ArticleView, parameters: tuple[object, ...]) -> bool:
    fresh = bool(parameters) and parameters[0] == "sentence-around"
    return view.place.fresh if fresh else view.place.selecting


def _walks(view: ArticleView, _: tuple[object, ...]) -> bool:
    return (
        view.page is not None and not view.place.selecting and len(reading.covering(view.page, view.place)) > 1
    )


# When an action holds; the others always do.
_HOLDS: dict[str, Callable[[ArticleView, tuple[object, ...]], bool]] = {
    "move": _moves,
    "digit": _counts,
    "pick": _picks,
    "next_mark": _walks,
    "other_end": lambda view, _: view.place.selecting,
    "visual": lambda view, _: view.page is not None,
    "visual_paragraph": lambda view, _: view.page is not None,
}
