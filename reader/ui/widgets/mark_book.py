"""Marks in groups, with the surroundings of the one under the cursor beside or below them; several can be picked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.message import Message
from textual.worker import get_current_worker

from reader.desk import Desk
from reader.desk.marks import MarkRow
from reader.domain.article import Article
from reader.domain.errors import NotFound
from reader.domain.mark import Mark
from reader.ui.answers import answer
from reader.ui.cells import Cell
from reader.ui.mark_rows import GROUPINGS, Entry, Look, cells, entries, marks_of
from reader.ui.widgets.mark_list import MarkList
from reader.ui.widgets.passage import Passage
from reader.ui.widgets.row_list import RowList

WIDE = 110  # cells from which on the surroundings stand beside the list


class MarkBook(Container):
    """Holds the marks that are shown; knows nothing of how they were found or what is done to them."""

    ALLOW_MAXIMIZE: ClassVar[bool | None] = False

    class Chosen(Message):
        """Enter or a click on the mark under the cursor."""

    class Changed(Message):
        """Another mark is under the cursor, or others are picked."""

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._rows: Sequence[MarkRow] = ()
        self._look = Look(GROUPINGS[0], frozenset(), {}, datetime.now().astimezone())
        self.listing = MarkList[Entry](
            self._cells, selectable=lambda row: isinstance(row, MarkRow), id="mark-list"
        )

    def compose(self) -> ComposeResult:
        yield self.listing
        with VerticalScroll(id="mark-preview", can_focus=False):
            yield Passage(id="mark-passage")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")

    @property
    def current(self) -> MarkRow | None:
        """The row under the cursor."""
        row = self.listing.current
        return row if isinstance(row, MarkRow) else None

    @property
    def chosen(self) -> Sequence[Mark]:
        """What a verb holds for: the picked marks, else the one under the cursor."""
        picked = [row.mark for row in self._rows if row.mark.id in self._look.picked]
        return picked or ([self.current.mark] if self.current else [])

    @property
    def grouping(self) -> str:
        return self._look.grouping

    def show(self, rows: Sequence[MarkRow], names: Mapping[str, str]) -> None:
        """Shows `rows`, the newest first; names: what the person calls the colours."""
        self._rows = rows
        here = {row.mark.id for row in rows}
        now = datetime.now().astimezone()
        self._fill(replace(self._look, names=names, picked=frozenset(self._look.picked) & here, now=now))

    def group(self) -> None:
        """By the next thing that marks can be grouped by."""
        at = GROUPINGS.index(self._look.grouping)
        self._fill(replace(self._look, grouping=GROUPINGS[(at + 1) % len(GROUPINGS)]))

    def pick(self) -> None:
        """Picks the mark under the cursor, or lets it go, and goes on to the next."""
        if self.current is not None:
            self._pick(frozenset(self._look.picked) ^ {self.current.mark.id})
            self.listing.action_cursor(1)

    def pick_all(self) -> None:
        """Picks all; none where all are picked."""
        everything = frozenset(mark.id for mark in marks_of(self.listing.rows))
        self._pick(frozenset() if self._look.picked == everything else everything)

    def toggle_preview(self) -> None:
        self.toggle_class("-alone")

    def _pick(self, picked: frozenset[str]) -> None:
        self._look = replace(self._look, picked=picked)
        self.listing.refresh()
        self._retitle()
        self.post_message(self.Changed())

    def _fill(self, look: Look) -> None:
        """Draws the rows under another look; the cursor stays on its mark."""
        self._look = look
        here = self.current.mark.id if self.current else ""
        self.listing.fill(
            entries(self._rows, look), keep=lambda row: isinstance(row, MarkRow) and row.mark.id == here
        )
        self._retitle()

    def _retitle(self) -> None:
        picked = len(self._look.picked)
        self.listing.border_title = f"Marks {len(self._rows)} · by {self._look.grouping}"
        self.listing.border_subtitle = f"{picked} picked" if picked else ""

    def _cells(self, entry: Entry, width: int) -> list[Cell]:
        return cells(entry, width, self._look)

    @on(RowList.Highlighted)
    def _came_to(self, event: RowList.Highlighted) -> None:
        event.stop()
        if self.current is not None:
            self._look_up(self.current.mark)
        self.post_message(self.Changed())

    @on(RowList.Chosen)
    def _was_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.post_message(self.Chosen())

    @work(thread=True, exclusive=True, group="mark-preview")
    def _look_up(self, mark: Mark) -> None:
        worker = get_current_worker()
        article = article_of(self._desk, mark)
        if not worker.is_cancelled:
            answer(self, self._preview, mark, article)

    def _preview(self, mark: Mark, article: Article | None) -> None:
        self.query_one(Passage).show(mark, article, self._look.names)
        self.query_one("#mark-preview").scroll_home(animate=False)


def article_of(desk: Desk, mark: Mark) -> Article | None:
    """The mark's article; None when the library no longer has it."""
    try:
        return desk.library.get(mark.article)
    except NotFound:
        return None
