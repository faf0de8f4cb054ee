"""The list of all names: which are picked, which are watched, and what its columns are called."""

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reader.domain.entity import Kind
from reader.store.library import EntityRow
from reader.ui.cells import Cell
from reader.ui.screens.entity_rows import entity_cells, entity_heading
from reader.ui.widgets.footer import VerbFooter
from reader.ui.widgets.row_list import RowList

_SIGNS = 3  # cells before a name: picked, watched


class EntityList(RowList[EntityRow]):
    """Rows of names; the last two picked are kept."""

    KEY_SCOPE: ClassVar[str] = "rows entities"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(self._cells, id=id)
        self.picked: list[tuple[str, Kind]] = []
        self.watched: frozenset[tuple[str, Kind]] = frozenset()

    def _cells(self, row: EntityRow, width: int) -> list[Cell]:
        key = (row.entity, row.kind)
        sign = ("◆" if key in self.picked else " ") + ("◉ " if key in self.watched else "  ")
        return entity_cells(row, width, sign)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if action == "pick" and self.current is None else True

    def action_pick(self) -> None:
        """Picks the name under the cursor or no longer, and goes on to the next."""
        row = self.current
        if row is None:
            return
        key = (row.entity, row.kind)
        self.picked = [k for k in self.picked if k != key] if key in self.picked else [*self.picked, key][-2:]
        self.refresh()
        self.action_cursor(1)
        self.screen.query_one(VerbFooter).renew()


class Columns(Widget):
    """The names of the list's columns, above them. order: by which the list is sorted."""

    order = reactive("mentions")

    def render(self) -> Content:
        width = self.screen.query_one(EntityList).scrollable_content_region.width
        return Content(entity_heading(width, self.order, _SIGNS))
