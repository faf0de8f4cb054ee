"""Who and what the article names, by kind and with counts, and when; on a second page its marks.

Enter goes from one place of a name to the next, so that a name is read through the article without leaving the pane.
"""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from reader.domain.entity import Kind
from reader.ui.page import Page
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.who_rows import (
    Dated,
    Heading,
    Line,
    Marked,
    Named,
    line_cells,
    line_key,
    mark_lines,
    name_lines,
    next_place,
)

NO_NAMES = "No names have been found here yet."
NO_MARKS = "Nothing is marked yet. In the article, m marks a sentence and a adds a note."


class WhoPane(Vertical):
    """The entities and the marks of one article."""

    KEY_SCOPE: ClassVar[str] = "who"

    @dataclass
    class GoTo(Message):
        """To the code point `offset` of the article."""

        offset: int

    @dataclass
    class EntityChosen(Message):
        """Its card is wanted; value: of a date, ISO 8601."""

        entity: str
        kind: Kind
        value: str = ""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._page: Page | None = None
        self._marks_shown = False
        self._at = -1  # the place that was gone to last

    def compose(self) -> ComposeResult:
        yield RowList[Line](line_cells, selectable=lambda line: not isinstance(line, Heading), id="who-list")
        yield Static("", id="who-empty", markup=False)

    def on_mount(self) -> None:
        self._fill()

    @property
    def list(self) -> RowList[Line]:
        return self.query_one("#who-list", RowList)

    def show(self, page: Page | None) -> None:
        """Shows the article's names and marks; None: nothing is open."""
        if page is None or self._page is None or page.article.id != self._page.article.id:
            self._at = -1
        self._page = page
        if self.is_mounted:
            self._fill()

    def _fill(self) -> None:
        lines: list[Line] = []
        if self._page is not None:
            lines = list(mark_lines(self._page) if self._marks_shown else name_lines(self._page))
        current = self.list.current
        self.list.fill(lines, keep=lambda line: current is not None and line_key(line) == line_key(current))
        empty = self.query_one("#who-empty", Static)
        empty.display = not lines
        empty.update((NO_MARKS if self._marks_shown else NO_NAMES) if self._page else "")
        count = sum(not isinstance(line, Heading) for line in lines)
        self.border_title = f"{'Marks' if self._marks_shown else 'Who and what'}{f' {count}' if count else ''}"

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_next(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "card":
            return True if isinstance(self.list.current, Named | Dated) else None
        if action == "next":
            return True if self.list.current is not None else None
        return True

    def action_next(self, step: int) -> None:
        """To the next (1) or previous (-1) place of what is under the cursor, round and round."""
        line = self.list.current
        if isinstance(line, Marked):
            self.post_message(self.GoTo(line.mark.start))
        elif isinstance(line, Named | Dated):
            self._at = next_place(line.places, self._at, step)
            self.post_message(self.GoTo(self._at))

    def action_card(self) -> None:
        line = self.list.current
        if isinstance(line, Named):
            self.post_message(self.EntityChosen(line.entity, line.kind))
        elif isinstance(line, Dated):
            self.post_message(self.EntityChosen(line.entity, line.kind, line.value))

    def action_turn(self) -> None:
        """From names to marks, and back."""
        self._marks_shown = not self._marks_shown
        self._fill()
