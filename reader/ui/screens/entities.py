"""Who and what the whole library names: filtered, sorted, compared, watched.

Enter opens an entity's card. `x` picks an entity, `c` lays two picked ones side by side.
"""

from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual import on, work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from reader.desk import Desk
from reader.domain.counting import counted
from reader.domain.entity import NAMES, Kind
from reader.store.library import EntityRow
from reader.ui.answers import answer
from reader.ui.screens.compare import CompareScreen
from reader.ui.screens.doubles import DoublesScreen
from reader.ui.screens.entity_card import EntityCard
from reader.ui.screens.entity_rows import KIND_NAMES, headings
from reader.ui.widgets.entity_list import Columns, EntityList
from reader.ui.widgets.footer import VerbFooter
from reader.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from reader.store.notebook import Changed
    from reader.ui.app import GlosseApp

ORDERS = ("mentions", "articles", "rising", "name")
KINDS: tuple[Kind | None, ...] = (None, *NAMES)


class Filled(NamedTuple):
    """What a search for entities brought: the rows, and the watched ones among all."""

    rows: list[EntityRow]
    watched: frozenset[tuple[str, Kind]]


class EntitiesScreen(Screen[str | None]):
    """Dismissed with the id of the article to open, or None."""

    KEY_SCOPE: ClassVar[str] = "entities"

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="entities")
        self._desk = desk
        self._order = 0
        self._kind = 0

    def compose(self) -> ComposeResult:
        yield Input(placeholder="part of a name", id="entity-filter", compact=True)
        yield Columns(id="entity-columns")
        yield EntityList(id="entity-list")
        yield Static("", id="entity-empty", markup=False)
        yield VerbFooter()

    def on_mount(self) -> None:
        self._entities.focus()
        self._refill()

    @property
    def _entities(self) -> EntityList:
        return self.query_one(EntityList)

    @on(Input.Changed, "#entity-filter")
    def _filter_changed(self) -> None:
        self._refill()

    @on(Input.Submitted, "#entity-filter")
    def _filter_done(self) -> None:
        self._entities.focus()

    @work(exclusive=True, thread=True, group="entities")
    def _refill(self) -> None:
        """Asks the library in a thread; the old list stays until the new one is there."""
        worker = get_current_worker()
        name = self.query_one("#entity-filter", Input).value.strip()
        rows = self._desk.library.entities(name=name, kind=KINDS[self._kind], order=ORDERS[self._order])
        watched = self._desk.who.watched()
        if not worker.is_cancelled:
            answer(self, self._fill, Filled(rows, watched))

    def _fill(self, filled: Filled) -> None:
        self._entities.watched = filled.watched
        current = self._entities.current
        self._entities.fill(filled.rows, keep=lambda row: current is not None and _same(row, current))
        self.query_one(Columns).order = ORDERS[self._order]
        self.query_one(Columns).refresh()
        kind = KINDS[self._kind]
        self._entities.border_title = headings(
            (
                "Who and what",
                counted(len(filled.rows), "name", "names"),
                KIND_NAMES[kind] if kind else "",
                f"by {ORDERS[self._order]}",
            )
        )
        empty = self.query_one("#entity-empty", Static)
        empty.display = not filled.rows
        empty.update(
            "Nobody of that name yet. Names are found while articles are recognised in the background."
        )

    def shifted(self, changed: "Changed") -> None:
        """The notebook changed: names were corrected, or others are watched."""
        if changed.tables & {"corrections", "watched"}:
            self._refill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "compare":
            return True if len(self._entities.picked) == 2 else None
        if action == "watch":
            return True if self._entities.current is not None else None
        return True

    def action_filter(self) -> None:
        self.query_one("#entity-filter", Input).focus()

    def action_order(self) -> None:
        self._order = (self._order + 1) % len(ORDERS)
        self._refill()

    def action_kind(self) -> None:
        self._kind = (self._kind + 1) % len(KINDS)
        self._refill()

    def action_compare(self) -> None:
        self.app.push_screen(CompareScreen(self._desk, *self._entities.picked), self._opened)

    def action_doubles(self) -> None:
        self.app.push_screen(DoublesScreen(self._desk), self._opened)

    def action_watch(self) -> None:
        row = self._entities.current
        if row is not None:
            cast("GlosseApp", self.app).write(lambda: self._desk.who.watch(row.entity, row.kind))

    def action_leave(self) -> None:
        if self.query_one("#entity-filter", Input).has_focus:
            self._entities.focus()
        else:
            self.dismiss(None)

    @on(RowList.Chosen, "#entity-list")
    def _chosen(self, event: RowList.Chosen) -> None:
        if isinstance(event.row, EntityRow):
            self.app.push_screen(EntityCard(self._desk, event.row.entity, event.row.kind), self._opened)

    def _opened(self, article: str | None) -> None:
        if article is not None:
            self.dismiss(article)
        else:
            self._refill()


def _same(one: EntityRow, other: EntityRow) -> bool:
    return (one.entity, one.kind) == (other.entity, other.kind)
