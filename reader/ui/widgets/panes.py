"""The panes side by side (list, article, who and what), and which of them is seen.

A wide terminal shows them beside each other, a narrow one shows one at a time.

The first frame shows the list; the article's pane and that of names come right after it, with all they import.
"""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from reader.desk import Desk
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.listing import Listing
from reader.ui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from reader.ui.widgets.article_pane import ArticlePane
    from reader.ui.widgets.who_pane import WhoPane

NAMES = ("list", "article", "who")


class Panes(Horizontal):
    """Knows the panes; the screen tells it what to show.

    Attributes:
        sidebar: search box, shelves and list. complete: whether the other panes are there, too.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="panes")
        self._desk = desk
        self.sidebar = Sidebar(desk)
        self.complete = False

    def compose(self) -> ComposeResult:
        yield self.sidebar
        yield Static(id="later")

    async def fill(self) -> None:
        """Puts the panes there that the first frame did not wait for."""
        from reader.ui.widgets.article_pane import ArticlePane
        from reader.ui.widgets.who_pane import WhoPane

        self._article, self._who = ArticlePane(self._desk), WhoPane(id="who")
        await self.query_one("#later").remove()
        await self.mount(self._article, self._who)
        await self.sidebar.fill()
        self.complete = True

    @property
    def article(self) -> "ArticlePane":
        return self._article

    @property
    def who(self) -> "WhoPane":
        return self._who

    @property
    def article_list(self) -> ArticleList:
        return self.sidebar.article_list

    @property
    def narrow(self) -> bool:
        """Whether one pane is shown at a time."""
        return self.screen.has_class("-narrow")

    @property
    def here(self) -> str:
        """The pane with the focus: "shelves", "list", "article" or "who"."""
        focused = self.screen.focused
        inside = [] if focused is None else list(focused.ancestors_with_self)
        for name, pane in (("article", self.article), ("who", self.who), ("shelves", self.sidebar.shelves)):
            if pane in inside:
                return name
        return "list"

    def go_to(self, name: str) -> None:
        """Shows the pane `name` and gives it the focus. Where all are shown, nothing is styled anew for it."""
        at = "list" if name == "shelves" else name
        self.screen.update_classes({f"-at-{pane}": pane == at for pane in NAMES}, update=self.narrow)
        self.screen.set_focus(self._focus_of(name))

    def _focus_of(self, name: str) -> Widget | None:
        if name == "who":
            inside = (node for node in self.who.walk_children(Widget, with_self=True) if node.focusable)
            return next(inside, None)
        places: dict[str, Widget] = {"shelves": self.sidebar.shelves, "article": self.article.view}
        return places.get(name, self.article_list)

    def open(self, article: str, *, at: int | None = None, find: str = "", focus: bool = True) -> None:
        """Shows an article; at: where in its text, None for its kept place."""
        self.article.open(article, at=at, find=find)
        if focus or self.narrow:
            self.go_to("article")

    @on(Listing.Opened)
    async def _opened(self, event: Listing.Opened) -> None:
        event.stop()
        if not event.read_on:
            self.open(event.row.id, at=event.at, find=event.find)
        elif self.article.article_id != event.row.id:
            self.open(event.row.id, at=event.at, find=event.find, focus=False)
        else:
            await self.app.run_action("move('page-next')", self.article.view)

    def on_who_pane_go_to(self, event: "WhoPane.GoTo") -> None:
        event.stop()
        self.article.go_to(event.offset)
        if self.narrow:
            self.go_to("article")
