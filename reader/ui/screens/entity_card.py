"""An entity's card: who or what it is, when it was in the news, in which sentences, and with whom.

Corrections are made here as well: they hold for the whole library, at once and for what comes later, and `u`
takes them back.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len, set_cell_size
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Static, TabbedContent, TabPane

from reader.desk import Desk
from reader.desk.who import CardFacts, Sentence
from reader.domain.clean import clean_line
from reader.domain.correction import Correction, change_kind, reject, rename, split
from reader.domain.entity import NAMES, Kind
from reader.domain.errors import NotFound
from reader.store.library import EntityRow, Row
from reader.ui.plots import sparkline
from reader.ui.screens.ask_line import AskLine
from reader.ui.screens.entity_rows import KIND_NAMES, article_cells, counted, entity_cells
from reader.ui.widgets.footer import VerbFooter
from reader.ui.widgets.row_list import Cell, RowList

if TYPE_CHECKING:
    from reader.store.notebook import Changed
    from reader.ui.app import GlosseApp

TABS = ("card-articles", "card-company", "card-sentences")
MAP_FROM = 100  # columns from which the map of the world has room beside the facts


class EntityCard(ModalScreen[str | None]):
    """Dismissed with the id of an article to open ("ID" or "ID@START"), or None."""

    KEY_SCOPE: ClassVar[str] = "card"
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, desk: Desk, entity: str, kind: Kind) -> None:
        super().__init__(id="entity-card", classes="card")
        self._desk = desk
        self._entity = entity
        self._kind = kind
        self._before: list[tuple[str, Kind]] = []  # what it was called, or who was shown, before
        self._facts: CardFacts | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="card-head"):
            yield Static("", id="card-facts", markup=False)
            yield Static("", id="card-map", markup=False)
        with TabbedContent(id="card-tabs"):
            with TabPane("Articles", id="card-articles"):
                yield RowList[Row](article_cells)
            with TabPane("With whom", id="card-company"):
                yield RowList[EntityRow](entity_cells)
            with TabPane("Sentences", id="card-sentences"):
                yield RowList[Sentence](sentence_cells)
        yield VerbFooter()

    def on_mount(self) -> None:
        self._load()

    def shifted(self, changed: "Changed") -> None:
        """The notebook changed: a correction was made or taken back."""
        if changed.tables & {"corrections", "watched"}:
            self._load()

    @work(thread=True, exclusive=True, group="card")
    def _load(self) -> None:
        """Looks the entity up; one that is called otherwise by now gives way to what was shown before."""
        try:
            facts = self._desk.who.card(self._entity, self._kind)
            watched = (self._entity, self._kind) in self._desk.who.watched()
        except NotFound as error:
            self.app.call_from_thread(self._gone, error)
        else:
            self.app.call_from_thread(self._show, facts, watched)

    def _gone(self, error: NotFound) -> None:
        if self._before:
            self._entity, self._kind = self._before.pop()
            self._load()
        elif self.is_current:
            self.notify(clean_line(str(error)), markup=False)
            self.dismiss(None)

    def _show(self, facts: CardFacts, watched: bool) -> None:
        if not self.is_attached:
            return
        first = self._facts is None
        self._facts = facts
        self.query_one("#card-facts", Static).update("\n".join(fact_lines(facts, watched)))
        drawn = self.query_one("#card-map", Static)
        drawn.update("\n".join(facts.map))
        self.on_resize()
        pages: tuple[Sequence[object], ...] = (facts.articles, facts.company, facts.sentences)
        for name, rows in zip(TABS, pages, strict=True):
            self._list(name).fill(rows)
        if first:
            self._focus_list()
        self.query_one(VerbFooter).renew()

    def on_resize(self) -> None:
        drawn = self.query_one("#card-map", Static)
        drawn.display = self._facts is not None and bool(self._facts.map) and self.size.width >= MAP_FROM

    def _list(self, tab: str) -> RowList[object]:
        return self.query_one(f"#{tab}", TabPane).query_one(RowList)

    @property
    def _tabs(self) -> TabbedContent:
        return self.query_one("#card-tabs", TabbedContent)

    def _focus_list(self) -> None:
        self._list(self._tabs.active).focus()

    def action_tab(self, name: str) -> None:
        self._tabs.active = name
        self.call_after_refresh(self._focus_list)

    def action_tab_by(self, step: int) -> None:
        self.action_tab(TABS[(TABS.index(self._tabs.active) + step) % len(TABS)])

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        row = event.row
        if isinstance(row, Row):
            self.dismiss(row.id)
        elif isinstance(row, Sentence):
            self.dismiss(f"{row.article}@{row.start}")
        elif isinstance(row, EntityRow):
            self._turn_to(row.entity, row.kind)
            self._load()

    def _turn_to(self, entity: str, kind: Kind) -> None:
        self._before.append((self._entity, self._kind))
        self._entity, self._kind = entity, kind

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What changes an entity waits until it is shown; what stands in one form only cannot be split."""
        if action in ("watch", "kind", "rename", "merge", "reject"):
            return None if self._facts is None else True
        if action == "split":
            return True if self._other_forms else None
        return True

    @property
    def _other_forms(self) -> list[str]:
        return [form for form in self._facts.row.aliases if form != self._entity] if self._facts else []

    def action_watch(self) -> None:
        entity, kind = self._entity, self._kind
        self._write(lambda: self._desk.who.watch(entity, kind))

    def action_reject(self) -> None:
        name = self._entity
        self._correct(reject(name, self._kind), f"“{name}” is no name any more · u undo")
        self.dismiss(None)

    def action_kind(self) -> None:
        kind = NAMES[(NAMES.index(self._kind) + 1) % len(NAMES)] if self._kind in NAMES else Kind.MISC
        correction = change_kind(self._entity, self._kind, kind)
        self._turn_to(self._entity, kind)
        self._correct(correction, f"{KIND_NAMES[kind].capitalize()} from now on · u undo")

    def action_rename(self) -> None:
        self.app.push_screen(AskLine(f"What is “{self._entity}” to be called?", self._entity), self._rename)

    def _rename(self, name: str | None) -> None:
        name = clean_line(name or "")
        if name and name != self._entity:
            correction = rename(self._entity, self._kind, name)
            self._turn_to(name, self._kind)
            self._correct(correction, f"Called “{name}” from now on · u undo")

    @work(thread=True, group="card-ask")
    def action_merge(self) -> None:
        """Asks for the other name; the likeliest are looked up first."""
        proposed = self._desk.who.doubles.of(self._entity, self._kind)
        others = [row.entity for row in self._facts.company if row.kind is self._kind] if self._facts else []
        question = f"“{self._entity}” is the same as"
        ask = AskLine(question, next(iter(proposed), ""), [*proposed, *others])
        self.app.call_from_thread(self.app.push_screen, ask, self._rename)

    def action_split(self) -> None:
        def named(form: str | None) -> None:
            if form in forms:
                self._correct(split(self._entity, self._kind, form), f"“{form}” stands for itself now · u undo")

        forms = self._other_forms
        self.app.push_screen(AskLine("Which of its forms is somebody else?", forms[0], forms), named)

    def _correct(self, correction: Correction, said: str) -> None:
        def verb() -> str:
            self._desk.who.correct(correction)
            return said

        self._write(verb)

    def _write(self, verb: Callable[[], object]) -> None:
        cast("GlosseApp", self.app).write(verb)


def fact_lines(facts: CardFacts, watched: bool = False) -> list[str]:
    """The card's head: name, kind, forms, numbers, first and last seen, and the plot by week."""
    row = facts.row
    seen = f"{row.first:%d %b %Y} – {row.last:%d %b %Y}" if row.first and row.last else ""
    forms = ", ".join(form for form in row.aliases[:6] if form != row.entity)
    return [
        line
        for line in (
            row.entity + ("  ◉ watched" if watched else ""),
            KIND_NAMES[row.kind] + (f" · also {forms}" if forms else ""),
            *facts.place,
            f"{counted(row.mentions, 'mention', 'mentions')} in {counted(row.articles, 'article', 'articles')}",
            f"seen {seen}" if seen else "",
            f"by week {sparkline(facts.weeks, 26)}│",
        )
        if line
    ]


def sentence_cells(sentence: Sentence, width: int) -> list[Cell]:
    """A sentence on one line, its article behind it."""
    title = f"  {sentence.title}"
    room = max(20, width - min(cell_len(title), width // 3))
    return [(set_cell_size(sentence.text, room), ""), (title, "dim")]
