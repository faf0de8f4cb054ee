"""An entity's card: who or what it is, when it was in the news, in which sentences, and with whom.

Below the list stands what the row under the cursor says of it. What a person corrects is `name_verbs`'.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TabbedContent, TabPane
from textual.worker import get_current_worker

from reader.desk import Desk
from reader.desk.who import CardFacts, Sentence
from reader.domain.clean import clean_line
from reader.domain.counting import counted
from reader.domain.entity import Kind
from reader.domain.errors import NotFound
from reader.store.library import EntityRow, Row
from reader.ui.answers import answer
from reader.ui.cells import Cell
from reader.ui.colors import palette
from reader.ui.screens.entity_rows import (
    article_cells,
    entity_cells,
    fact_lines,
    kind_style,
    parted,
    sentence_cells,
)
from reader.ui.widgets.footer import VerbFooter
from reader.ui.widgets.name_verbs import NameVerbs
from reader.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from reader.store.notebook import Changed

TABS = ("card-articles", "card-company", "card-sentences")
MAP_FROM = 100  # columns from which the map of the world has room beside the facts


class EntityCard(ModalScreen[str | None]):
    """Dismissed with the id of an article to open ("ID" or "ID@START"), or None."""

    KEY_SCOPE: ClassVar[str] = "card"
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, desk: Desk, entity: str, kind: Kind) -> None:
        super().__init__(id="entity-card", classes="card")
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (MAP_FROM, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]
        self._desk = desk
        self._entity = entity
        self._kind = kind
        self._before: list[tuple[str, Kind]] = []  # what it was called, or who was shown, before
        self._facts: CardFacts | None = None

    def compose(self) -> ComposeResult:
        with NameVerbs(self._desk, id="card-box"):
            with Horizontal(id="card-head"):
                yield Static("", id="card-facts", markup=False)
                yield Static("", id="card-map", markup=False)
            with TabbedContent(id="card-tabs"):
                with TabPane("Articles", id="card-articles"):
                    yield RowList[Row](partial(article_cells, now=datetime.now(UTC)))
                with TabPane("With whom", id="card-company"):
                    yield RowList[EntityRow](entity_cells)
                with TabPane("Sentences", id="card-sentences"):
                    yield RowList[Sentence](self._sentence)
            yield Static("", id="card-preview", markup=False)
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
        who, key = self._desk.who, (self._entity, self._kind)
        try:
            facts, watched = who.card(*key), key in who.watched()
        except NotFound as error:
            answer(self, self._gone, error)
            return
        answer(self, self._show, facts, watched, ())
        proposed = who.doubles.of(*key)
        if proposed and not get_current_worker().is_cancelled:
            answer(self, self._show, facts, watched, proposed)

    def _gone(self, error: NotFound) -> None:
        if self._before:
            self._entity, self._kind = self._before.pop()
            self._load()
        elif self.is_current:
            self.notify(clean_line(str(error)), markup=False)
            self.dismiss(None)

    def _show(self, facts: CardFacts, watched: bool, proposed: Sequence[str]) -> None:
        first, fresh = self._facts is None, self._facts is not facts
        self._facts = facts
        verbs = self.query_one(NameVerbs)
        verbs.proposed = list(proposed)
        verbs.about(facts)
        head = fact_lines(facts, self._ink, watched, proposed)
        self.query_one("#card-facts", Static).update(head)
        before, dot, behind = "\n".join(facts.map).partition("●")
        self.query_one("#card-map", Static).update(Content.assemble(before, (dot, f"bold {self._ink}"), behind))
        self.set_class(bool(facts.map), "-map")
        if fresh:
            pages: tuple[Sequence[object], ...] = (facts.articles, facts.company, facts.sentences)
            for name, rows in zip(TABS, pages, strict=True):
                self._list(name).fill(rows)
        if first:
            self._focus_list()
        self.query_one(VerbFooter).renew()

    @property
    def _ink(self) -> str:
        """The colour of the entity's kind."""
        kinds = palette(self.app.current_theme).kinds
        return kinds.get(self._kind, kinds[Kind.MISC]).hex

    def _sentence(self, sentence: Sentence, width: int) -> list[Cell]:
        return sentence_cells(sentence, width, kind_style(self._kind))

    def _list(self, tab: str) -> RowList[object]:
        return self.query_one(f"#{tab}", TabPane).query_one(RowList)

    @property
    def _tabs(self) -> TabbedContent:
        return self.query_one("#card-tabs", TabbedContent)

    def _focus_list(self) -> None:
        current = self._list(self._tabs.active)
        current.focus()
        self._preview(current.current)

    def action_tab(self, name: str) -> None:
        self._tabs.active = name
        self.call_after_refresh(self._focus_list)

    def action_tab_by(self, step: int) -> None:
        self.action_tab(TABS[(TABS.index(self._tabs.active) + step) % len(TABS)])

    @on(RowList.Highlighted)
    def _moved(self, event: RowList.Highlighted) -> None:
        if event.list is self._list(self._tabs.active):
            self._preview(event.row)

    @work(thread=True, exclusive=True, group="card-preview")
    def _preview(self, row: object) -> None:
        """Reads what a row says of the entity: an article's sentences, a whole sentence, how many both share."""
        said = Content("")
        if isinstance(row, Sentence):
            said = self._in_colour(row)
        elif isinstance(row, EntityRow):
            said = Content(f"{row.entity}: both in {counted(row.articles, 'article')}")
        elif isinstance(row, Row):
            try:
                passages = self._desk.who.passages(self._entity, self._kind, row.id)
            except NotFound:
                passages = []
            said = Content("\n").join([self._in_colour(passage) for passage in passages])
        if not get_current_worker().is_cancelled:
            answer(self, self._say, said)

    def _say(self, said: Content) -> None:
        self.query_one("#card-preview", Static).update(said)

    def _in_colour(self, sentence: Sentence) -> Content:
        before, form, after = parted(sentence)
        return Content.assemble("“", before, (form, f"bold {self._ink}"), after, "”")

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        row = event.row
        if isinstance(row, Row):
            self.dismiss(row.id)
        elif isinstance(row, Sentence):
            self.dismiss(f"{row.article}@{row.start}")
        elif isinstance(row, EntityRow):
            self._turn_to((row.entity, row.kind))
            self._load()

    @on(NameVerbs.Turned)
    def _turned(self, event: NameVerbs.Turned) -> None:
        if event.now is None:
            self.dismiss(None)
        elif event.now != (self._entity, self._kind):
            self._turn_to(event.now)

    def _turn_to(self, now: tuple[str, Kind]) -> None:
        self._before.append((self._entity, self._kind))
        self._entity, self._kind = now
