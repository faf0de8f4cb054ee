"""The library's screen: shelves and list on the left, the article beside them, who and what on the right."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from reader.desk import Desk
from reader.domain.errors import NotFound
from reader.ui.compositor import FrontFirst
from reader.ui.shelf import fixed
from reader.ui.ways import ALL_PANES, SIDE_BY_SIDE, Ways
from reader.ui.widgets.article_verbs import ArticleVerbs
from reader.ui.widgets.footer import VerbFooter
from reader.ui.widgets.listing import Listing
from reader.ui.widgets.panes import Panes
from reader.ui.widgets.sidebar import NARROWEST, WIDEST, Sidebar

if TYPE_CHECKING:
    from reader.store.notebook import Changed
    from reader.ui.app import GlosseApp
    from reader.ui.view import View
    from reader.ui.widgets.article_pane import ArticlePane
    from reader.ui.widgets.who_pane import WhoPane

WIDE = 100  # columns from which list and article stand beside each other


class LibraryScreen(Screen[None]):
    """Composes the panes and routes what they say.

    Attributes:
        panes: what stands side by side. ways: how one gets about between them.
        sidebar_width: columns. touched: whether the person has begun.
    """

    KEY_SCOPE: ClassVar[str] = "library"
    AUTO_FOCUS: ClassVar[str | None] = "ArticleList"

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="library", classes="-at-list")
        self._compositor = FrontFirst()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
        self._desk = desk
        self.panes = Panes(desk)
        self.sidebar_width = desk.config.sidebar_width
        self.ways = Ways(self, desk)
        self.touched = False

    def compose(self) -> ComposeResult:
        yield Static("", id="crumb", markup=False)
        yield ArticleVerbs(self._desk, self.panes)
        yield VerbFooter()

    def on_mount(self) -> None:
        self.panes.sidebar.shelves.begin()
        self.panes.sidebar.begin(fixed("all"))

    def on_resize(self) -> None:
        narrow = self.size.width < WIDE
        most = max(NARROWEST, min(WIDEST, self.size.width - 44))
        self.panes.sidebar.styles.width = "1fr" if narrow else max(NARROWEST, min(self.sidebar_width, most))

    @property
    def footer(self) -> VerbFooter:
        return self.query_one(VerbFooter)

    def on_screen_resume(self) -> None:
        self.footer.renew()

    def shifted(self, changed: "Changed") -> None:
        """The notebook changed, here or in another process."""
        sidebar, article = self.panes.sidebar, self.panes.article
        sidebar.changed(changed.articles)
        if article.article_id and (article.article_id in changed.articles or "corrections" in changed.tables):
            article.reload()

    def notebook_opened(self, view: "View") -> None:
        """The notebook may be asked: shows again what was shown when the program was left."""
        sidebar = self.panes.sidebar
        sidebar.shelves.with_notebook = True
        sidebar.shelves.folded = view.folded
        self.sidebar_width = view.width or self.sidebar_width
        self.on_resize()
        self.set_class(view.who, "-with-who")
        if not self.touched and view.article:
            self.ways.again(view)
        sidebar.changed(())  # the library may only now say what the notebook does
        if self._desk.library.watched:
            self.panes.article_list.touch()

    def open_article(self, place: str) -> None:
        """Opens "ID" or "ID@OFFSET"."""
        article, _, offset = place.partition("@")
        try:
            key = self._desk.library.key_of(article)
        except NotFound as error:
            self._app.told(error)
            return
        self.panes.article_list.go_to(key)
        self.panes.open(article, at=int(offset) if offset else None)

    def action_pane(self, step: int) -> None:
        self.ways.step(ALL_PANES, step, around=True)

    def action_side(self, step: int) -> None:
        self.ways.step(SIDE_BY_SIDE, step, around=False)

    def action_sidebar(self) -> None:
        if self.panes.narrow:
            self.panes.go_to("article" if self.panes.here == "list" else "list")
            return
        self.toggle_class("-no-sidebar")
        if self.has_class("-no-sidebar") and self.panes.here in ("list", "shelves"):
            self.panes.go_to("article")

    def action_who(self) -> None:
        """Shows the pane of names and goes there; from there, hides it."""
        if self.has_class("-with-who") and (self.panes.here == "who" or not self.panes.narrow):
            here = self.panes.here
            self.remove_class("-with-who")
            if here == "who":
                self.panes.go_to("article")
        else:
            self.add_class("-with-who")
            self.panes.who.show(self.panes.article.page)
            if self.panes.narrow:
                self.panes.go_to("who")

    def action_legend(self) -> None:
        self.panes.article.turn_legend()

    def action_zen(self) -> None:
        """The article alone, or everything again."""
        self.toggle_class("-zen")
        if self.has_class("-zen"):
            self.panes.go_to("article")

    def action_search(self) -> None:
        self.ways.to_list()
        self.panes.sidebar.search()

    @on(Listing.Changed)
    def _retitle(self, event: Listing.Changed) -> None:
        self.query_one("#crumb", Static).update(f"‹ {event.title}")
        self.footer.wait(self.panes.sidebar.waiting)

    def on_article_pane_moved(self) -> None:
        self.footer.renew()

    def on_article_pane_page_changed(self, event: "ArticlePane.PageChanged") -> None:
        if self.has_class("-with-who"):  # it is shown the page when it opens
            self.panes.who.show(event.page)
        self.footer.renew()

    def on_article_pane_entity_chosen(self, event: "ArticlePane.EntityChosen | WhoPane.EntityChosen") -> None:
        self._app.places.card(event.entity, event.kind, event.value)

    on_who_pane_entity_chosen = on_article_pane_entity_chosen

    @on(Sidebar.Dragged)
    def _dragged(self, event: Sidebar.Dragged) -> None:
        self.sidebar_width = event.width
        self.on_resize()

    @property
    def _app(self) -> "GlosseApp":
        return cast("GlosseApp", self.app)
