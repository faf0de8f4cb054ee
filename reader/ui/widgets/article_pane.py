"""The article's pane: an article in its frame, fetched, followed and left.

It reads and writes what belongs to one open article: nothing else in the screen writes marks or reading places.
What takes time happens in threads; what a person did is drawn at once and corrected by what the notebook then says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.worker import get_current_worker

from reader.desk import Desk
from reader.domain.article import Article
from reader.domain.entity import Kind
from reader.domain.errors import GlosseError
from reader.domain.mark import State
from reader.ui import frame, reading
from reader.ui.answers import answer
from reader.ui.curtain import Curtain
from reader.ui.keeping import Keeper
from reader.ui.ledger import Ledger
from reader.ui.opening import Fetched, fetch
from reader.ui.page import Page
from reader.ui.widgets.article_body import ArticleBody
from reader.ui.widgets.article_text import ArticleText
from reader.ui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp


DRAWN = 0.15  # seconds after which an article that came in is surely drawn


class ArticlePane(Vertical):
    """One article, opened by its id."""

    @dataclass
    class Opened(Message):
        """An article is shown."""

        article: Article

    @dataclass
    class EntityChosen(Message):
        """A name's card is wanted; value: of a date or a sum."""

        entity: str
        kind: Kind
        value: str = ""

    @dataclass
    class Moved(Message):
        """The reading cursor stands at the code point `offset`; `percent` of the article was seen."""

        offset: int
        percent: int

    @dataclass
    class PageChanged(Message):
        """Names or marks are others now; page: None when nothing is open."""

        page: Page | None

    class AtEnd(Message):
        """A page forward was asked for at the article's end."""

    class TagsWanted(Message):
        """The article's tags are to be asked for."""

    @dataclass
    class _Loaded(Message):
        fetched: Fetched
        tags: Sequence[str]
        color_names: Mapping[str, str]
        at: int | None
        find: str

    @dataclass
    class _Reread(Message):
        fetched: Fetched

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self.article_id = ""
        self._text = ArticleText(desk)
        self._keeper = Keeper(desk, self)
        self._curtain = Curtain(self)
        self._behind = False  # whether a newer text waits
        self._legend_shown = desk.config.legend

    def compose(self) -> ComposeResult:
        yield self._text

    @property
    def view(self) -> ArticleView:
        """The text; it takes the focus."""
        return self._text.view

    @property
    def page(self) -> Page | None:
        """What is shown; None when nothing is open."""
        return self.view.page

    def turn_legend(self) -> None:
        """Has the frame say which colour is what, or no longer."""
        self._legend_shown = not self._legend_shown
        self._frame()

    def open(self, article_id: str, *, at: int | None = None, find: str = "") -> None:
        """Shows an article.

        Args:
            at: the code point to go to; None for the place where the person stopped reading.
            find: words to look for, as if typed into the find bar.
        """
        if article_id == self.article_id and self.page is not None and not find:
            if at is not None:
                self.go_to(at)
            return
        self.article_id = article_id
        self._curtain.drop()
        self._load(article_id, at, find)

    def clear(self) -> None:
        """Shows nothing."""
        self.article_id = ""
        self._keeper.opened("", State())
        self._text.show(None)
        self._frame()
        self.post_message(self.PageChanged(None))

    def reload(self) -> None:
        """Reads names and marks again."""
        if self.article_id:
            self._read_again(self.article_id, self.page)

    def go_to(self, offset: int) -> None:
        """Puts the reading cursor on the code point `offset`."""
        if self.page is not None:
            self.view.go(reading.start_at(self.page, offset), far=True)

    def keep_place(self) -> None:
        """Has the reading place and the note being written kept now."""
        self._text.body.notes.finish()
        self._keeper.flush()

    @work(thread=True, exclusive=True, group="article-load")
    def _load(self, article_id: str, at: int | None, find: str) -> None:
        try:
            fetched = fetch(self._desk, article_id)
        except GlosseError as error:
            answer(self, self._curtain.rise)
            self.app.call_from_thread(self._app.told, error)
        else:
            verbs = self._text.body.ledger.verbs
            if not get_current_worker().is_cancelled:
                self.post_message(self._Loaded(fetched, verbs.known_tags(), verbs.color_names(), at, find))

    @work(thread=True, exclusive=True, group="article-names")
    def _find_names(self, shown: Page) -> None:
        """Has names looked for that are not known yet; not before the article is drawn, which this would slow down."""
        for unit in ("sentence", "word"):
            shown.terrain.ranges(unit)  # kept for the first step
        try:
            if self._desk.mentions(shown.article) != list(shown.mentions):
                self.post_message(self._Reread(fetch(self._desk, shown.article.id, shown)))
        except GlosseError as error:
            self.app.call_from_thread(self._app.told, error)

    @work(thread=True, exclusive=True, group="article-reread")
    def _read_again(self, article_id: str, shown: Page | None) -> None:
        try:
            fetched = fetch(self._desk, article_id, shown)
        except GlosseError as error:
            self.app.call_from_thread(self._app.told, error)
        else:
            if not get_current_worker().is_cancelled:
                self.post_message(self._Reread(fetched))

    @on(_Loaded)
    def _loaded(self, event: _Loaded) -> None:
        event.stop()
        page, state = event.fetched.page, event.fetched.state
        if page.article.id != self.article_id:
            return
        place = reading.start_at(page, state.place if event.at is None else event.at)
        self._text.show(page, place, event.fetched.marks or (), event.find)
        self._text.body.know(event.tags, event.color_names)
        self._keeper.opened(page.article.id, state)
        self._frame()
        self.set_timer(DRAWN, lambda: self._find_names(page))
        self.post_message(self.Opened(page.article))
        self.post_message(self.PageChanged(page))
        self._curtain.rise()

    @on(_Reread)
    def _reread(self, event: _Reread) -> None:
        event.stop()
        shown, fetched = self.page, event.fetched
        if shown is None or fetched.page.article.id != self.article_id != shown.article.id:
            return
        if fetched.page.article.text != shown.article.text:  # a new version came in
            if self._text.body.notes.going_on:
                self._behind = True  # the text stays under the note that is being written
                return
            self.view.show(
                self._text.found(fetched.page), reading.start_at(fetched.page, self.view.place.caret)
            )
        if not self._text.body.ledger.shows(fetched.page, fetched.marks):
            self._text.body.ledger.renew(self._text.found(fetched.page), fetched.marks)

    @on(ArticleBody.NoteClosed)
    def _catch_up(self, event: ArticleBody.NoteClosed) -> None:
        event.stop()
        if self._behind:
            self._behind = False
            self.reload()

    @on(Ledger.Drawn)
    def _drawn(self, event: Ledger.Drawn) -> None:
        event.stop()
        self.post_message(self.PageChanged(event.page))
        self._frame()

    @on(ArticleText.EntityChosen)
    def _entity_chosen(self, event: ArticleText.EntityChosen) -> None:
        event.stop()
        self.post_message(self.EntityChosen(event.entity, event.kind, event.value))

    @on(ArticleView.AtEnd)
    def _at_end(self, event: ArticleView.AtEnd) -> None:
        event.stop()
        self.post_message(self.AtEnd())

    @on(ArticleView.Moved)
    def _moved(self, event: ArticleView.Moved) -> None:
        event.stop()
        self._keeper.moved(event.place.caret)
        self._frame()
        self.post_message(self.Moved(event.place.caret, event.percent))

    @on(events.Resize)
    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _frame(self) -> None:
        """Brings title and legend up to date, and paints their lines if they differ."""
        page, width, focused = self.page, self.outer_size.width, self.has_focus_within
        sheet, look = self.view.sheet, self.view.look
        above = frame.title(page.article, self.view.percent, width, focused=focused) if page else Content()
        below = Content()
        if page is not None and sheet is not None:
            at, inks = reading.standing(page, self.view.place), sheet.inks
            link = next((link for link in page.links if link.start <= at < link.end), None)
            if link is not None:
                below = frame.link(link.target, inks.palette, width)
            elif self._legend_shown:
                coloring = self.view.coloring and self.view.in_hand
                below = frame.colors(inks.palette, look, width) if coloring else frame.kinds(inks, width)
        # By the attributes behind border_title and border_subtitle, which would have the whole pane painted.
        if above != self._border_title:
            self._border_title = above
            self.refresh(Region(-1, -1, width, 1))
        if below != self._border_subtitle:
            self._border_subtitle = below
            self.refresh(Region(-1, self.size.height, width, 1))

    @property
    def _app(self) -> "GlosseApp":
        return cast("GlosseApp", self.app)
