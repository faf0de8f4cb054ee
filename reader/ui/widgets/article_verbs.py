"""What the keys do to articles, wherever the focus is: read, starred, done with, tagged, copied, fetched.

The verbs act on the selected articles; without a selection on the article that is read, or on the one under the
list's cursor.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.containers import Container
from textual.worker import get_current_worker

from reader.desk import Desk
from reader.store.library import Row
from reader.ui import deeds, finding
from reader.ui.answers import answer
from reader.ui.shelf import UNREAD
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.panes import Panes

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp
    from reader.ui.widgets.article_pane import ArticlePane


class ArticleVerbs(Container):
    """Holds the panes; their focus and selection say which articles are meant."""

    KEY_SCOPE: ClassVar[str] = "articles"

    def __init__(self, desk: Desk, panes: Panes) -> None:
        super().__init__()
        self._desk = desk
        self._panes = panes

    def compose(self) -> ComposeResult:
        yield self._panes

    def _targets(self) -> list[Row]:
        """The articles that a verb acts on."""
        library = self._desk.library
        if self._listed.picked:
            return library.rows([key for key in self._listed.keys if key in self._listed.picked])
        if self._panes.here in ("article", "who") and self._panes.article.article_id:
            return [library.row(self._panes.article.article_id)]
        row = self._listed.current
        return [row] if row is not None else []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Verbs over articles are dimmed where there is none."""
        if action in ("toggle", "tag", "source", "copy", "difference"):
            here = bool(self._listed.keys) or (self._panes.complete and bool(self._panes.article.article_id))
            return True if here else None
        return self._panes.sidebar.waiting > 0 if action == "news" else True

    async def action_toggle(self, what: str) -> None:
        """Of a story whose other reports are folded into its row, these are read and done with it, too."""
        rows = self._targets()
        folded = what in ("read", "archived")
        ids = (
            finding.with_reports(self._desk.library, rows, self._listed.keys)
            if folded
            else [r.id for r in rows]
        )
        if ids:
            self._app.write(lambda: deeds.toggle(self._desk, ids, what))
            self._listed.drop_selection()

    @work(thread=True, exclusive=True, group="mark-all")
    def action_mark_all(self) -> None:
        """Marks what the list shows read: as one step, whatever its length."""
        keys, library = self._listed.keys, self._desk.library
        ids: list[str] = []
        for start in range(0, len(keys), 500):
            for row in library.rows(keys[start : start + 500]):
                reports = finding.with_reports(library, [row], keys) if row.copies > 1 else [row.id]
                ids += reports if row.copies > 1 or not row.read else []
        self.app.call_from_thread(self._app.write, lambda: deeds.mark_read(self._desk, ids))

    def action_tag(self) -> None:
        """Asks for tags: of one article all of them, of several those to add or take away."""
        from reader.ui.screens.dialogs import TagLine

        rows = self._targets()
        ids = [row.id for row in rows]

        def given(line: str | None) -> None:
            if line is not None:
                self._app.write(lambda: deeds.retag(self._desk, ids, line))
                self._listed.drop_selection()

        if rows:
            known = self._desk.library.values("tag", "", 500)
            self.app.push_screen(TagLine(rows, known), given)

    def action_difference(self) -> None:
        """What changed in the article, and in what other reports of its story differ from it."""
        from reader.ui.screens.difference import DifferenceScreen

        for row in self._targets()[:1]:
            self.app.push_screen(DifferenceScreen(self._desk, row.id), self._app.places.came_back)

    def action_unread(self, step: int) -> None:
        """Opens the next unread article of the list; the focus stays where it is."""
        row, more = self._listed.unread_near(step)
        if row is None and more:
            self._look_further(step)
        else:
            self._open_unread(row)

    @work(thread=True, exclusive=True, group="unread")
    def _look_further(self, step: int) -> None:
        """Asks for all that is unread: at 100,000 articles that takes longer than a key may."""
        unread = frozenset(self._desk.library.select(UNREAD))
        if not get_current_worker().is_cancelled:
            answer(self, lambda: self._open_unread(self._listed.unread_far(step, unread)))

    def _open_unread(self, row: Row | None) -> None:
        if row is None:
            more = f" {self._panes.sidebar.waiting} new ones wait: R." if self._panes.sidebar.waiting else ""
            self.notify(f"No unread article further on in this list.{more}", timeout=3)
            return
        self._listed.go_to(row.key)
        self._panes.open(row.id, focus=False)

    def action_news(self) -> None:
        """Shows the new articles that wait."""
        self._panes.sidebar.listing.take_in()

    def action_source(self) -> None:
        from reader.ui.browser import visit

        for row in self._targets()[:1]:
            visit(self, row.url)

    def action_copy(self) -> None:
        rows = self._targets()
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
        links = [row for row in self._targets()[:1] if row.url and not row.feed] if not which else []
        if links and self._desk.library.get(links[0].id).is_link:
            self._fetch_page(links[0].id)
            return
        row = self._listed.current
        shelf = self._panes.sidebar.shelf.name
        feed = shelf.removeprefix("feed ") if shelf.startswith("feed ") else row.feed if row else ""
        if which or not feed:
            self._app.clockwork.fetch(None)
        else:
            self._app.clockwork.fetch(feed)

    @work(thread=True, group="fetch")
    def _fetch_page(self, article: str) -> None:
        missing = self._desk.incoming.fetch_pages([article])
        answer(self, self._page_came, article, missing)

    def _page_came(self, article: str, missing: Sequence[str]) -> None:
        for sentence in missing:
            self.notify(sentence, severity="warning", markup=False)
        self._panes.sidebar.refill()
        if self._panes.article.article_id == article and not missing:
            self._panes.article.reload()

    def on_article_pane_at_end(self, event: "ArticlePane.AtEnd") -> None:
        event.stop()
        self.action_unread(1)

    def on_article_pane_tags_wanted(self, event: "ArticlePane.TagsWanted") -> None:
        event.stop()
        self.action_tag()

    @property
    def _listed(self) -> ArticleList:
        return self._panes.article_list

    @property
    def _app(self) -> "GlosseApp":
        return cast("GlosseApp", self.app)
