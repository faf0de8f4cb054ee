"""Names of the library that are likely one: looked through pair by pair, made one or kept apart by the person.

Nothing is merged by itself. What was made one is two again with `u`; what was said to be two is never proposed again.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import get_current_worker

from reader.desk import Desk
from reader.desk.doubles import Double
from reader.domain.counting import counted
from reader.ui.answers import answer
from reader.ui.cells import Cell, fitted
from reader.ui.screens.compare import CompareScreen
from reader.ui.screens.entity_rows import KIND_NAMES, kind_style
from reader.ui.widgets.footer import VerbFooter
from reader.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from reader.store.notebook import Changed
    from reader.ui.app import GlosseApp


class DoublesScreen(ModalScreen[str | None]):
    """Dismissed with the id of an article to open, or None."""

    KEY_SCOPE: ClassVar[str] = "doubles"

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="doubles", classes="card")
        self._desk = desk

    def compose(self) -> ComposeResult:
        listed = RowList[Double](double_cells, id="doubles-list")
        listed.border_title = "Likely the same"
        yield listed
        yield Static("Looking through all names …", id="doubles-empty", markup=False)
        yield VerbFooter()

    def on_mount(self) -> None:
        self._list.focus()
        self._look()

    @property
    def _list(self) -> RowList[Double]:
        return self.query_one("#doubles-list", RowList)

    def shifted(self, changed: "Changed") -> None:
        """The notebook changed: two names became one, or stay two, or that was taken back."""
        if changed.tables & {"corrections", "apart"}:
            self._look()

    @work(thread=True, exclusive=True)
    def _look(self) -> None:
        found = self._desk.who.doubles.all()
        if not get_current_worker().is_cancelled:
            answer(self, self._show, found)

    def _show(self, found: list[Double]) -> None:
        current = self._list.current
        self._list.fill(found, keep=lambda double: double == current)
        self._list.border_title = f"Likely the same · {counted(len(found), 'pair', 'pairs')}"
        empty = self.query_one("#doubles-empty", Static)
        empty.display = not found
        empty.update("No two names look like one.")
        self.query_one(VerbFooter).renew()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("merge", "keep_apart", "compare"):
            return True if self._list.current is not None else None
        return True

    @on(RowList.Chosen)
    def action_compare(self) -> None:
        double = self._list.current
        if double is not None:
            keys = ((double.name, double.kind), (double.other, double.kind))
            self.app.push_screen(CompareScreen(self._desk, *keys), self._opened)

    def _opened(self, place: str | None) -> None:
        if place is not None:
            self.dismiss(place)

    def action_merge(self) -> None:
        double = self._list.current
        if double is not None:
            said = f"“{double.other}” is “{double.name}” from now on · u undo"
            self._write(double, lambda: self._desk.who.doubles.merge(double), said)

    def action_keep_apart(self) -> None:
        double = self._list.current
        if double is not None:
            self._write(double, lambda: self._desk.who.doubles.keep_apart(double), "They stay two · u undo")

    def _write(self, double: Double, verb: Callable[[], object], said: str) -> None:
        """Runs a verb on a pair, which leaves the list at once: thousands of articles take a while."""
        rows = self._list.rows
        at = rows.index(double)
        following = next(iter([*rows[at + 1 :], *rows[at - 1 : at]]), None)
        self._list.fill([row for row in rows if row != double], keep=lambda row: row == following)

        def done() -> str:
            verb()
            return said

        cast("GlosseApp", self.app).write(done)


def double_cells(double: Double, width: int) -> list[Cell]:
    """Two names on one line, each with the number of its articles."""
    numbers = [f"{number:,}" for number in double.articles]
    kind = f"  {KIND_NAMES[double.kind]:<13}"
    room = (width - cell_len(kind) - 7) // 2
    cells: list[Cell] = [("  ", "")]
    for name, number, between in zip((double.name, double.other), numbers, ("  ≈  ", ""), strict=True):
        cells += [
            (fitted(name, room - cell_len(number) - 1) + " ", kind_style(double.kind)),
            (number, "dim"),
            (between, ""),
        ]
    return [*cells, (kind, "dim")]
