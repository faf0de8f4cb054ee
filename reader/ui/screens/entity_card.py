"""An entity's card: who or what it is, when it was in the news, in which sentences, and with whom.

Corrections are made here as well: they hold for the whole library, at once and for what comes later, and `u`
takes them back.
"""

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Footer, Static, TabbedContent, TabPane

from reader.desk import Desk
from reader.desk.who import CardFacts, Sentence
from reader.domain.correction import change_kind, reject, rename, split
from reader.domain.entity import NAMES, Kind
from reader.domain.errors import GlosseError
from reader.store.library import EntityRow, Row
from reader.ui.plots import sparkline
from reader.ui.screens.ask_line import AskLine
from reader.ui.screens.entity_rows import KIND_NAMES, article_cells, counted, entity_cells
from reader.ui.widgets.row_list import Cell, RowList


class EntityCard(ModalScreen[str | None]):
    """Dismissed with the id of an article to open ("ID" or "ID@START"), or None."""

    KEY_SCOPE: ClassVar[str] = "card"

    def __init__(self, desk: Desk, entity: str, kind: Kind) -> None:
        super().__init__(id="entity-card", classes="card")
        self._desk = desk
        self._entity = entity
        self._kind = kind
        self._facts: CardFacts | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="card-head"):
            yield Static("", id="card-facts", markup=False)
            yield Static("", id="card-map", markup=False)
        with TabbedContent(id="card-tabs"):
            with TabPane("Articles", id="card-articles"):
                yield RowList[Row](article_cells, id="card-article-list")
            with TabPane("With whom", id="card-company"):
                yield RowList[EntityRow](entity_cells, id="card-company-list")
            with TabPane("Sentences", id="card-sentences"):
                yield RowList[Sentence](sentence_cells, id="card-sentence-list")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._load()

    @work(thread=True, exclusive=True)
    def _load(self) -> None:
        try:
            facts = self._desk.who.card(self._entity, self._kind)
        except GlosseError as error:
            self.app.call_from_thread(self._gone, str(error))
        else:
            self.app.call_from_thread(self._show, facts)

    def _gone(self, sentence: str) -> None:
        self.notify(sentence, markup=False)
        self.dismiss(None)

    def _show(self, facts: CardFacts) -> None:
        self._facts = facts
        self.query_one("#card-facts", Static).update("\n".join(fact_lines(facts)))
        drawn = self.query_one("#card-map", Static)
        drawn.update("\n".join(facts.map))
        drawn.display = bool(facts.map) and self.size.width >= 90
        self._list("card-article-list").fill(facts.articles)
        self._list("card-company-list").fill(facts.company)
        self._list("card-sentence-list").fill(facts.sentences)
        self._focus_list()

    def _list(self, name: str) -> RowList[object]:
        return self.query_one(f"#{name}", RowList)

    @property
    def _tabs(self) -> TabbedContent:
        return self.query_one("#card-tabs", TabbedContent)

    def _focus_list(self) -> None:
        self._tabs.get_pane(self._tabs.active).query_one(RowList).focus()

    def action_tab(self, name: str) -> None:
        self._tabs.active = name
        self.call_after_refresh(self._focus_list)

    def action_next_tab(self) -> None:
        order = ["card-articles", "card-company", "card-sentences"]
        self.action_tab(order[(order.index(self._tabs.active) + 1) % len(order)])

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        row = event.row
        if isinstance(row, Row):
            self.dismiss(row.id)
        elif isinstance(row, Sentence):
            self.dismiss(f"{row.article}@{row.start}")
        elif isinstance(row, EntityRow):
            self._entity, self._kind = row.entity, row.kind
            self._load()

    def action_watch(self) -> None:
        self._change(lambda: self._desk.who.watch(self._entity, self._kind))

    def action_reject(self) -> None:
        self._change(lambda: self._desk.who.correct(reject(self._entity, self._kind)), leave=True)

    def action_kind(self) -> None:
        kind = NAMES[(NAMES.index(self._kind) + 1) % len(NAMES)] if self._kind in NAMES else Kind.MISC
        self._change(
            lambda: self._desk.who.correct(change_kind(self._entity, self._kind, kind)),
            then=(self._entity, kind),
        )

    def action_rename(self) -> None:
        self.app.push_screen(AskLine(f"What is “{self._entity}” to be called?", self._entity), self._rename)

    def _rename(self, name: str | None) -> None:
        if name and name != self._entity:
            change = rename(self._entity, self._kind, name)
            self._change(lambda: self._desk.who.correct(change), then=(name, self._kind))

    def action_merge(self) -> None:
        others = [row.entity for row in self._facts.company] if self._facts else []
        proposed = self._desk.who.likely_same(self._entity, self._kind)
        question = f"“{self._entity}” is the same as"
        self.app.push_screen(AskLine(question, next(iter(proposed), ""), [*proposed, *others]), self._rename)

    def action_split(self) -> None:
        forms = [form for form in self._facts.row.aliases if form != self._entity] if self._facts else []

        def named(form: str | None) -> None:
            if form:
                self._change(lambda: self._desk.who.correct(split(self._entity, self._kind, form)))

        if forms:
            self.app.push_screen(AskLine("Which of its forms is somebody else?", forms[0], forms), named)
        else:
            self.notify(f"“{self._entity}” stands in one form only: there is nothing to split.", markup=False)

    def action_undo(self) -> None:
        self._change(lambda: self._desk.notebook.undo())

    @work(thread=True, group="entity-write")
    def _change(
        self, verb: Callable[[], object], *, then: tuple[str, Kind] | None = None, leave: bool = False
    ) -> None:
        """Runs `verb` in a thread, then shows the entity `then`, or leaves the card."""
        try:
            verb()
        except GlosseError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error", markup=False)
            return
        if leave:
            self.app.call_from_thread(
                self.notify, f"“{self._entity}” is no name any more · u undo", markup=False
            )
            self.app.call_from_thread(self.dismiss, None)
            return
        if then is not None:
            self._entity, self._kind = then
        self.app.call_from_thread(self._load)


def fact_lines(facts: CardFacts) -> list[str]:
    """The card's head: name, kind, forms, numbers, first and last seen, and the plot by week."""
    row = facts.row
    seen = f"{row.first:%d %b %Y} – {row.last:%d %b %Y}" if row.first and row.last else ""
    forms = ", ".join(form for form in row.aliases[:6] if form != row.entity)
    return [
        line
        for line in (
            row.entity,
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
    return [(sentence.text[: width - 20], ""), (f"  {sentence.title}", "dim")]
