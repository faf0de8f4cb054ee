"""A date's card: which day its words mean, and the articles of that day."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.desk import Desk
from reader.domain.counting import counted
from reader.domain.moment import days, said
from reader.domain.query import parse
from reader.store.library import Row
from reader.ui.answers import answer
from reader.ui.screens.entity_rows import article_cells
from reader.ui.widgets.footer import VerbFooter
from reader.ui.widgets.row_list import RowList

_SHOWN = 300  # articles of a day, a month, a century


class MomentCard(ModalScreen[str | None]):
    """Dismissed with the id of the article to open, or None.

    Args:
        words: the date as the text has it.
        value: what it was resolved to, ISO 8601.
    """

    KEY_SCOPE: ClassVar[str] = "moment"

    def __init__(self, desk: Desk, words: str, value: str) -> None:
        super().__init__(id="moment-card", classes="card")
        self._desk = desk
        self._words = words
        self._value = value

    def compose(self) -> ComposeResult:
        with Vertical(id="moment-box") as box:
            box.border_title = self._words
            yield Static(said(self._value), id="moment-said", markup=False)
            yield Static("", id="moment-count", markup=False)
            yield RowList[Row](partial(article_cells, now=datetime.now(UTC)))
        yield VerbFooter()

    def on_mount(self) -> None:
        self.query_one(RowList).focus()
        self._load()

    @work(thread=True, exclusive=True)
    def _load(self) -> None:
        rows: list[Row] = []
        count = 0
        if covered := days(self._value):
            behind = min(covered[1], date.max - timedelta(1)) + timedelta(1)
            query = parse(f"after:{covered[0].isoformat()} before:{behind.isoformat()}")
            library = self._desk.library
            count = library.count(query)
            rows = library.rows(library.select(query, _SHOWN))
        answer(self, self._show, rows, count)

    def _show(self, rows: list[Row], count: int) -> None:
        told = f"{counted(count, 'article')} from then" if count else "No article is from then."
        self.query_one("#moment-count", Static).update(told)
        self.query_one(RowList).fill(rows)

    @on(RowList.Chosen)
    def _open(self, event: RowList.Chosen) -> None:
        if isinstance(event.row, Row):
            self.dismiss(event.row.id)
