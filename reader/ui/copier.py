"""Words of the article for elsewhere: a passage, or a citation of it, on the clipboard."""

from typing import TYPE_CHECKING, cast

from reader.desk import Desk
from reader.domain.clean import clean_line
from reader.domain.mark import Mark
from reader.ui import reading
from reader.ui.cells import cut
from reader.ui.citing import Citing
from reader.ui.page import Page
from reader.ui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp

SAID = 60  # cells of what was copied that are shown


class Copier:
    """Belongs to one view; asked for a citation again at once, it copies the next style."""

    def __init__(self, desk: Desk, view: ArticleView) -> None:
        self._desk = desk
        self._view = view
        self._citing = Citing[Mark](desk)

    def quote(self, passage: Mark) -> None:
        """Copies a passage's words."""
        self._copy(passage.quote, f"Copied: {_shown(passage.quote)}")

    def citation(self, page: Page, passage: Mark) -> None:
        """Copies a citation of a passage of `page`."""
        citing, before = self._citing, self._citing.style
        passage = citing.what((page.article.id, reading.standing(page, self._view.place)), passage)
        text = self._desk.marks.cite(page.article, passage, citing.style)
        if citing.style != before:
            cast("GlosseApp", self._view.app).write(citing.keep)
        self._copy(text, citing.said(_shown(text)))

    def _copy(self, text: str, said: str) -> None:
        self._view.app.copy_to_clipboard(text)
        self._view.notify(said, timeout=3, markup=False)


def _shown(text: str) -> str:
    return cut(clean_line(text), SAID)
