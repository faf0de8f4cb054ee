"""Two entities side by side: what each is, in which articles both stand, and with whom both appear."""

from datetime import UTC, datetime
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.desk import Desk
from reader.domain.clean import clean_line
from reader.domain.counting import counted
from reader.domain.entity import Kind
from reader.domain.errors import NotFound
from reader.store.library import EntityRow, Row
from reader.ui.answers import answer
from reader.ui.colors import palette
from reader.ui.screens.entity_rows import KIND_NAMES, article_cells, entity_cells, number_lines
from reader.ui.widgets.footer import VerbFooter
from reader.ui.widgets.row_list import RowList

Key = tuple[str, Kind]
COMPARED = 30  # weeks of the plots side by side


class CompareScreen(ModalScreen[str | None]):
    """Dismissed with the id of the article to open, or None."""

    KEY_SCOPE: ClassVar[str] = "compare"

    def __init__(self, desk: Desk, left: Key, right: Key) -> None:
        super().__init__(id="compare", classes="card")
        self._desk = desk
        self._keys = (left, right)

    def compose(self) -> ComposeResult:
        with Horizontal(id="compare-heads"):
            yield Static("", id="compare-0", markup=False)
            yield Static("", id="compare-1", markup=False)
        yield RowList[Row](partial(article_cells, now=datetime.now(UTC)), id="compare-articles")
        yield RowList[EntityRow](entity_cells, id="compare-company")
        yield VerbFooter()

    def on_mount(self) -> None:
        self.query_one("#compare-articles", RowList).focus()
        self._load()

    @work(thread=True, exclusive=True)
    def _load(self) -> None:
        library = self._desk.library
        try:
            heads = [self._head(*key) for key in self._keys]
        except NotFound as error:
            answer(self, self._gone, error)
            return
        articles = library.shared_articles(list(self._keys))
        company = [
            {(row.entity, row.kind): row for row in library.together_with(*key, limit=400)}
            for key in self._keys
        ]
        both = [company[0][key] for key in company[0] if key in company[1] and key not in self._keys]
        answer(self, self._show, heads, articles, both)

    def _head(self, entity: str, kind: Kind) -> Content:
        row = self._desk.library.entity(entity, kind)
        until = self._desk.who.until(row)
        kinds = palette(self.app.current_theme).kinds
        ink = kinds.get(kind, kinds[Kind.MISC]).hex
        weeks = self._desk.library.weeks(entity, kind, COMPARED, until)
        name = Content.assemble((entity, f"bold {ink}"))
        return Content("\n").join(
            [name, Content.assemble((KIND_NAMES[kind], "dim")), *number_lines(row, weeks, until, ink)]
        )

    def _gone(self, error: NotFound) -> None:
        self.notify(clean_line(str(error)), markup=False)
        self.dismiss(None)

    def action_other(self) -> None:
        """To the other of the two lists."""
        articles = self.query_one("#compare-articles", RowList)
        (self.query_one("#compare-company", RowList) if articles.has_focus else articles).focus()

    def _show(self, heads: list[Content], articles: list[Row], company: list[EntityRow]) -> None:
        for i, head in enumerate(heads):
            self.query_one(f"#compare-{i}", Static).update(head)
        listed = self.query_one("#compare-articles", RowList)
        listed.fill(articles)
        listed.border_title = f"Both in {counted(len(articles), 'article', 'articles')}"
        beside = self.query_one("#compare-company", RowList)
        beside.fill(company)
        beside.border_title = f"Seen with both: {len(company)}"

    @on(RowList.Chosen, "#compare-articles")
    def _open(self, event: RowList.Chosen) -> None:
        if isinstance(event.row, Row):
            self.dismiss(event.row.id)

    @on(RowList.Chosen, "#compare-company")
    def _turn_to(self, event: RowList.Chosen) -> None:
        from reader.ui.screens.entity_card import EntityCard

        if isinstance(event.row, EntityRow):
            self.app.push_screen(EntityCard(self._desk, event.row.entity, event.row.kind), self._opened)

    def _opened(self, place: str | None) -> None:
        if place is not None:
            self.dismiss(place)
