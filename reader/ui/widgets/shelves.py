"""The shelves above the list: all, unread, starred, archive; saved searches, watched names, feeds and tags."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from rich.style import Style
from textual import events, work
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.desk import Desk
from reader.ui import deeds
from reader.ui.cells import Cell, cut
from reader.ui.finding import shelf_facts
from reader.ui.shelf import FIXED, Facts, Shelf, fixed, shelves, tag_shelf
from reader.ui.widgets.cursor_lines import CursorLines

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp

STYLES = ("name", "group", "count", "unread", "problem")


class Shelves(CursorLines):
    """A cursor over shelves; a sign stands before the one whose articles are shown."""

    KEY_SCOPE: ClassVar[str] = "shelves"
    STYLE: ClassVar[str] = "shelves"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"shelves--{name}" for name in (*STYLES, "cursor", "shown")}

    @dataclass
    class Chosen(Message):
        """The articles of a shelf are wanted."""

        shelf: Shelf

    @dataclass
    class Counted(Message):
        """The lines and their numbers are as the library and the notebook are now."""

        lines: Sequence[Shelf]

    @dataclass
    class _Facts(Message):
        """A worker's answer."""

        facts: Facts

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._facts: Facts | None = None
        self._folded: set[str] = set()
        self.with_notebook = False  # whether the notebook is open, and may be asked
        self._lines: Sequence[Shelf] = ()
        self._shown = ""

    @property
    def count(self) -> int:
        return len(self._lines)

    @property
    def lines(self) -> Sequence[Shelf]:
        return self._lines

    @property
    def current(self) -> Shelf | None:
        """The shelf under the cursor; None before there are any."""
        return self._lines[self._cursor] if self._lines else None

    def named(self, name: str) -> Shelf:
        """The shelf of that name, whether it has a line now or not; all articles where there is none such."""
        kind, _, what = name.partition(" ")
        if kind == "tag" and what:
            return tag_shelf(what)
        return self.line(name) or fixed(name if name in FIXED else "all")

    def line(self, name: str) -> Shelf | None:
        """The shelf `name` with its numbers; None if it has no line."""
        return next((shelf for shelf in self._lines if shelf.name == name), None)

    @property
    def folded(self) -> frozenset[str]:
        """The names of the folded groups."""
        return frozenset(self._folded)

    @folded.setter
    def folded(self, names: Iterable[str]) -> None:
        self._folded = set(names)
        self._refill()

    def begin(self) -> None:
        """Shows the numbers that the library keeps, in the program's first frame."""
        self._facts = shelf_facts(self._desk, False)
        self._refill()

    @work(thread=True, exclusive=True, group="counts")
    def recount(self) -> None:
        """Asks for all numbers again."""
        self.post_message(self._Facts(shelf_facts(self._desk, self.with_notebook)))

    def on_shelves__facts(self, event: _Facts) -> None:
        event.stop()
        self._facts = event.facts
        self._refill()

    def _refill(self) -> None:
        if self._facts is not None:
            self.fill(shelves(self._facts, self._folded))
            self.post_message(self.Counted(self._lines))

    def fill(self, lines: Sequence[Shelf]) -> None:
        """Shows `lines`; the cursor stays on the shelf of the same name."""
        here = self.current.name if self.current else self._shown
        if lines != self._lines:
            self._lines = lines
            self._cursor = next(
                (i for i, shelf in enumerate(lines) if shelf.name == here), min(self._cursor, len(lines) - 1)
            )
            self._measure()
            self.refresh(layout=True)

    def show(self, name: str) -> None:
        """Puts the sign and the cursor on the shelf `name`; on none if it has no line."""
        self._shown = name
        index = next((i for i, shelf in enumerate(self._lines) if shelf.name == name), None)
        if index is not None:
            self._move(index)
        self.refresh()

    def go_to(self, name: str, step: int = 0) -> None:
        """Moves the cursor to the shelf `name`, or `step` lines below it."""
        index = next((i for i, shelf in enumerate(self._lines) if shelf.name == name), self._cursor)
        self._move(index + step)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(4, len(self._lines))

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = y + round(self.scroll_offset.y)
        if index >= len(self._lines):
            return Strip.blank(width, self._ink())
        shelf = self._lines[index]
        style = self._style("cursor") if index == self._cursor else Style()
        if shelf.name == self._shown:
            style = self._style("shown") + style
        return self._strip(_cells(shelf, width, shelf.name == self._shown), width, style)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        index = self.index_at(event)
        if index is not None:
            self._move(index)
            self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        shelf = self.current
        if action == "remove":
            return bool(shelf and shelf.name.startswith(("search ", "watch ")))
        if action == "fold":
            return bool(shelf and (shelf.is_group or shelf.depth))
        return True

    def action_open(self) -> None:
        shelf = self.current
        if shelf is not None and shelf.is_group:
            self.action_fold()
        elif shelf is not None:
            self.post_message(self.Chosen(shelf))

    def action_fold(self) -> None:
        """Folds the group of the cursor, or unfolds it."""
        for shelf in reversed(self._lines[: self._cursor + 1]):
            if shelf.is_group:
                self._cursor = self._lines.index(shelf)
                self._folded ^= {shelf.name}
                self._refill()
                return

    def action_remove(self) -> None:
        """Removes the saved search, or watches the name no longer."""
        if self.current is not None:
            name = self.current.name
            cast("GlosseApp", self.app).write(lambda: deeds.remove_shelf(self._desk, name))


def _cells(shelf: Shelf, width: int, shown: bool) -> list[Cell]:
    """One shelf on one line: sign, name, unread, all."""
    if shelf.is_group:
        return [(f"  {'▸' if shelf.folded else '▾'} {shelf.label}", "group")]
    sign = ("› " if shown else "  ") + "  " * shelf.depth
    if shelf.problem and not shelf.total:
        return [(sign, ""), (cut(f"{shelf.label} ⚠", width - cell_len(sign)), "problem")]
    unread = str(shelf.unread) if shelf.unread and shelf.unread != shelf.total else ""
    numbers = f"{unread} {shelf.total:>5} " if width >= 24 else f"{shelf.unread or shelf.total:>5} "
    room = width - cell_len(sign) - cell_len(numbers)
    label = cut(shelf.label, room)
    return [
        (sign, ""),
        (label + " " * (room - cell_len(label)), "problem" if shelf.problem else "name"),
        (numbers[: len(unread)], "unread"),
        (numbers[len(unread) :], "count"),
    ]
