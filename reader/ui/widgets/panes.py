"""The panes side by side (list, article, who and what), which of them is seen, and the verbs over articles.

A wide terminal shows them beside each other, a narrow one shows one at a time. The verbs act on the selected
articles; without a selection on the article that is read, or on the one under the list's cursor.

The first frame shows the list; the article's pane and that of names come right after it, with all they import.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from reader.desk import Desk
from reader.store.library import Row
from reader.ui import deeds, finding
from reader.ui.answers import answer
from reader.ui.shelf import UNREAD
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp
    from reader.ui.widgets.article_pane import ArticlePane
    from reader.ui.widgets.who_pane import WhoPane

NAMES = ("list", "article", "who")


class Panes(Horizontal):
    """Knows the panes; the screen tells it what to show."""

    KEY_SCOPE: ClassVar[str] = "articles"

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="panes")
        self._desk = desk
        self.complete = False  # whether all panes are there

    def compose(self) -> ComposeResult:
        yield Sidebar(self._desk)
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
    def sidebar(self) -> Sidebar:
        return self.query_one(Sidebar)

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

    def targets(self) -> list[Row]:
        """The articles that a verb acts on."""
        library = self._desk.library
        if self.article_list.picked:
            return library.rows([key for key in self.article_list.keys if key in self.article_list.picked])
        if self.here in ("article", "who") and self.article.article_id:
            return [library.row(self.article.article_id)]
        row = self.article_list.current
        return [row] if row is not None else []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Verbs over articles are dimmed where there is none."""
        if action in ("toggle", "tag", "source", "copy", "difference"):
            here = bool(self.article_list.keys) or (self.complete and bool(self.article.article_id))
            return True if here else None
        return self.sidebar.waiting > 0 if action == "news" else True

    async def action_toggle(self, what: str) -> None:
        """Of a story whose other reports are folded into its row, these are read and done with it, too."""
        rows = self.targets()
        folded = what in ("read", "archived")
        ids = (
            finding.with_reports(self._desk.library, rows, self.article_list.keys)
            if folded
            else [r.id for r in rows]
        )
        if ids:
            self._app.write(lambda: deeds.toggle(self._desk, ids, what))
            self.article_list.drop_selection()

    @work(thread=True, exclusive=True, group="mark-all")
    def action_mark_all(self) -> None:
        """Marks what the list shows read: as one step, whatever its length."""
        keys, library = self.article_list.keys, self._desk.library
        ids: list[str] = []
        for start in range(0, len(keys), 500):
            for row in library.rows(keys[start : start + 500]):
                reports = finding.with_reports(library, [row], keys) if row.copies > 1 else [row.id]
                ids += reports if row.copies > 1 or not row.read else []
        self.app.call_from_thread(self._app.write, lambda: deeds.mark_read(self._desk, ids))

    def action_tag(self) -> None:
        """Asks for tags: of one article all of them, of several those to add or take away."""
        from reader.ui.screens.dialogs import TagLine

        rows = self.targets()
        ids = [row.id for row in rows]

        def given(line: str | None) -> None:
            if line is not None:
                self._app.write(lambda: deeds.retag(self._desk, ids, line))
                self.article_list.drop_selection()

        if rows:
            known = self._desk.library.values("tag", "", 500)
            self.app.push_screen(TagLine(rows, known), given)

    def action_difference(self) -> None:
        """What changed in the article, and in what other reports of its story differ from it."""
        from reader.ui.screens.difference import DifferenceScreen

        for row in self.targets()[:1]:
            self.app.push_screen(DifferenceScreen(self._desk, row.id), self._app.came_back)

    def action_unread(self, step: int) -> None:
        """Opens the next unread article of the list; the focus stays where it is."""
        library = self._desk.library
        row = self.article_list.next_unread(step, lambda: frozenset(library.select(UNREAD)))
        if row is None:
            more = f" {self.sidebar.waiting} new ones wait: R." if self.sidebar.waiting else ""
            self.notify(f"No unread article further on in this list.{more}", timeout=3)
            return
        self.article_list.go_to(row.key)
        self.open(row.id, focus=False)

    def action_news(self) -> None:
        """Shows the new articles that wait."""
        self.sidebar.take_in()

    def action_source(self) -> None:
        from reader.ui.browser import visit

        for row in self.targets()[:1]:
            visit(self, row.url)

    def action_copy(self) -> None:
        rows = self.targets()
        addresses = [row.url for row in rows if row.url]
        if addresses:
            self.app.copy_to_clipboard("\n".join(addresses))
            self.notify(
                f"Address copied: {addresses[0]}"
                if len(addresses) == 1
                else f"{len(addresses)} addresses copied",
                markup=False,
            )
        elif rows:
            self.notify("This article has no address: it came from a file or was pasted.", markup=False)

    def action_fetch(self, which: str = "") -> None:
        """Asks for news: of the feed shown (or the article's), or of all; for the page of what is a link only."""
        from reader.desk.importing import is_link

        links = [row for row in self.targets()[:1] if row.url and not row.feed] if not which else []
        if links and is_link(self._desk.library.get(links[0].id)):
            self._fetch_page(links[0].id)
            return
        row = self.article_list.current
        shelf = self.sidebar.shelf.name
        feed = shelf.removeprefix("feed ") if shelf.startswith("feed ") else row.feed if row else ""
        if which or not feed:
            self._app.fetch(None)
        else:
            self._app.fetch(feed)

    @work(thread=True, group="fetch")
    def _fetch_page(self, article: str) -> None:
        missing = self._desk.incoming.fetch_pages([article])
        answer(self, self._page_came, article, missing)

    def _page_came(self, article: str, missing: Sequence[str]) -> None:
        for sentence in missing:
            self.notify(sentence, severity="warning", markup=False)
        self.sidebar.refill()
        if self.article.article_id == article and not missing:
            self.article.reload()

    def on_article_pane_at_end(self, event: "ArticlePane.AtEnd") -> None:
        event.stop()
        self.action_unread(1)

    def on_article_pane_tags_wanted(self, event: "ArticlePane.TagsWanted") -> None:
        event.stop()
        self.action_tag()

    @on(Sidebar.Opened)
    async def _opened(self, event: Sidebar.Opened) -> None:
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

    @property
    def _app(self) -> "GlosseApp":
        return cast("GlosseApp", self.app)
