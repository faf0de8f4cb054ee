"""The text with the search in it; what is under the cursor opened, and what the person says of names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from reader.desk import Desk
from reader.domain.article import Inline
from reader.domain.entity import Kind, Mention
from reader.domain.mark import Mark
from reader.ui import browser, naming, reading
from reader.ui.choosing import chosen
from reader.ui.page import Page
from reader.ui.reading import Place
from reader.ui.widgets.article_body import ArticleBody
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.find_bar import FindBar
from reader.ui.widgets.link_bar import LinkBar

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp


class ArticleText(Vertical):
    """Finds in one article and opens what its cursor is on."""

    KEY_SCOPE: ClassVar[str] = "article"

    @dataclass
    class EntityChosen(Message):
        """A name's card is wanted; value: of a date or a sum."""

        entity: str
        kind: Kind
        value: str = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.body = ArticleBody(desk)
        self._desk = desk
        self._bar = FindBar()
        self._links = LinkBar()
        self._needle = ""
        self._origin: Place | None = None  # where the search began

    def compose(self) -> ComposeResult:
        yield self.body
        yield self._bar
        yield self._links

    @property
    def view(self) -> ArticleView:
        return self.body.view

    def show(
        self, page: Page | None, place: Place | None = None, marks: Sequence[Mark] = (), find: str = ""
    ) -> None:
        """Shows another article; marks: what the notebook has of it. find: words to look for in it."""
        self._bar.display = self._links.display = False
        if self.view.look.numbers:
            self._number_links(shown=False)
        self._origin = None
        self.body.show(page, place, marks)
        self._look_for(find)
        if find:
            self._bar.put(find)
            self._count()

    def found(self, page: Page) -> Page:
        """`page` with the hits of what is looked for."""
        return page.with_hits(self._needle)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        page, view = self.view.page, self.view
        if action == "find":
            return page is not None and view.in_hand
        if action == "leave":
            return view.in_hand and (view.place.selecting or bool(view.count or self._needle))
        if action == "links":
            return page is not None and view.in_hand and not view.place.selecting and bool(page.links)
        if action in ("is_name", "is_no_name"):
            return page is not None and view.in_hand and self._may_be(action, page)
        if action == "choose":
            return None if page is None or not view.in_hand or chosen(page, view.place) is None else True
        return True

    def _may_be(self, action: str, page: Page) -> bool:
        """Whether there is something under the cursor that is a name, or may be one."""
        about = naming.mention_at if action == "is_no_name" else naming.passage
        return bool(about(page, self.view.place))

    def action_find(self) -> None:
        self._origin = self.view.place
        self._bar.begin()

    def action_leave(self) -> None:
        """Out of the selection, then out of the search."""
        if not self.view.leave():
            self._bar.display = False
            self._look_for("")

    @on(ArticleView.Chosen)
    def action_choose(self) -> None:
        """Opens a name's card, a mark's note or a link."""
        page = self.view.page
        thing = chosen(page, self.view.place) if page else None
        if isinstance(thing, Mention):
            self.post_message(self.EntityChosen(thing.entity, thing.kind, thing.value))
        elif isinstance(thing, Inline):
            browser.visit(self, thing.target)
        elif thing is not None:
            self.body.action_annotate()
        else:
            self.view.action_visual()
            self.view.action_pick("word")

    def action_links(self) -> None:
        """Numbers the links, and asks for a number."""
        page = self.view.page
        if page is not None:
            self._number_links(shown=True)
            self._links.begin([link.target for link in page.links], page.article.url)

    def _number_links(self, *, shown: bool) -> None:
        self.view.change(look=replace(self.view.look, numbers=shown))

    @on(LinkBar.Chosen)
    @on(LinkBar.Left)
    def _link_chosen(self, event: LinkBar.Chosen | LinkBar.Left) -> None:
        event.stop()
        self._number_links(shown=False)
        self.screen.set_focus(self.view)
        if isinstance(event, LinkBar.Chosen):
            browser.visit(self, event.target)

    def action_is_name(self, kind: str) -> None:
        """The selection, or the name or word under the cursor, is a name of `kind`."""
        if self.view.page is not None:
            self._correct(naming.named(self.view.page, self.view.place, Kind(kind)))

    def action_is_no_name(self) -> None:
        if self.view.page is not None:
            self._correct(naming.unnamed(self.view.page, self.view.place))

    def _correct(self, said: naming.Said) -> None:
        """Keeps a correction; it holds at once and everywhere."""
        correction = said.correction
        if correction is None:
            self.notify(said.sentence, timeout=4, markup=False)
            return

        def verb() -> str:
            self._desk.who.correct(correction)
            return said.sentence

        self.view.leave()
        cast("GlosseApp", self.app).write(verb)

    def _look_for(self, needle: str) -> None:
        self._needle = needle.strip()
        self.view.finding = bool(self._needle)
        page = self.view.page
        if page is not None and (self._needle or page.hits):
            self.view.change(page=page.with_hits(self._needle))

    @on(FindBar.Typed)
    def _typed(self, event: FindBar.Typed) -> None:
        """Looks from where the search began for what is typed so far."""
        event.stop()
        self._look_for(event.needle)
        page, origin = self.view.page, self._origin or self.view.place
        if page is not None and page.hits:
            following = next((hit for hit in page.hits if hit[0] >= origin.caret), page.hits[0])
            self.view.go(reading.reach(page, replace(origin), following[0]))
        elif self._origin is not None:
            self.view.go(self._origin)
        self._count()

    @on(FindBar.Stepped)
    def _stepped(self, event: FindBar.Stepped) -> None:
        event.stop()
        self.view.action_move("hit-next" if event.step > 0 else "hit-prev")

    @on(FindBar.Kept)
    def _kept(self, event: FindBar.Kept) -> None:
        event.stop()
        self.screen.set_focus(self.view)

    @on(FindBar.Left)
    def _left(self, event: FindBar.Left) -> None:
        event.stop()
        self._look_for("")
        if self._origin is not None:
            self.view.go(self._origin)
        self.screen.set_focus(self.view)

    @on(ArticleView.Moved)
    def _count(self) -> None:
        """Says which of the hits one is on."""
        page = self.view.page
        if page is not None and self._bar.display:
            here = reading.standing(page, self.view.place)
            at = next((n for n, (start, end) in enumerate(page.hits, 1) if start <= here < end), 0)
            self._bar.say(at, len(page.hits))
