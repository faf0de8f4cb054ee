"""The article's pane: the text with its marks, the note that is being written, the search in the text.

It reads and writes what belongs to one open article: nothing else in the screen writes marks or reading places.
What takes time happens in threads; what a person did is drawn at once and corrected by what the notebook then says.
"""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from reader.desk import Desk
from reader.domain.article import Article
from reader.domain.entity import Kind
from reader.ui.page import Page
from reader.ui.widgets.article_view import ArticleView


class ArticlePane(Vertical):
    """One article, opened by its id."""

    @dataclass
    class Opened(Message):
        """An article is shown."""

        article: Article

    @dataclass
    class EntityChosen(Message):
        """A name's card is wanted."""

        entity: str
        kind: Kind

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

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self.article_id = ""

    def compose(self) -> ComposeResult:
        yield ArticleView()

    @property
    def view(self) -> ArticleView:
        """The text; it takes the focus."""
        return self.query_one(ArticleView)

    @property
    def page(self) -> Page | None:
        """What is shown; None when nothing is open."""
        return None

    @property
    def names_shown(self) -> bool:
        """Whether names are coloured."""
        return True

    @names_shown.setter
    def names_shown(self, shown: bool) -> None: ...

    @property
    def legend_shown(self) -> bool:
        """Whether the border says which colour is what."""
        return True

    @legend_shown.setter
    def legend_shown(self, shown: bool) -> None: ...

    def open(self, article_id: str, *, at: int | None = None, find: str = "") -> None:
        """Shows an article.

        Args:
            at: the code point to go to; None for the place where the person stopped reading.
            find: words to look for, as if typed into the find bar.
        """

    def clear(self) -> None:
        """Shows nothing."""

    def reload(self) -> None:
        """Reads names and marks again."""

    def go_to(self, offset: int) -> None:
        """Puts the reading cursor on the code point `offset`."""

    def keep_place(self) -> None:
        """Writes the reading place down now."""
