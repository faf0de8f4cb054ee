"""What is drawn of the open article's marks, and what is written of them.

What a verb does is drawn at once; the verb itself runs in the writer's thread, and when the last of them is done the
notebook's own marks are drawn in place of what was drawn in advance.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.message import Message

from reader.desk import Desk
from reader.domain.mark import Mark
from reader.ui import marking
from reader.ui.page import Page
from reader.ui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp


class Ledger:
    """The marks of one view.

    Attributes:
        verbs: what is run in the writer's thread.
        draft: a mark that is drawn although it is not to be written yet.
    """

    @dataclass
    class Drawn(Message):
        """Other names or marks are drawn."""

        page: Page

    @dataclass
    class Written(Message):
        """The notebook has these marks after a verb; None: it cannot be read."""

        article: str
        marks: Sequence[Mark] | None

    def __init__(self, desk: Desk, view: SheetView) -> None:
        self.verbs = marking.Verbs(desk)
        self.draft: Mark | None = None
        self._view = view
        self._kept: Sequence[Mark] = ()  # as the notebook has them, when it last said
        self._under_way = 0

    @property
    def shown(self) -> list[Mark]:
        """The marks as they are drawn, without the draft."""
        page = self._view.page
        marks = (*page.marks, *page.loose, *page.whole) if page else ()
        return [mark for mark in marks if self.draft is None or mark.id != self.draft.id]

    def begin(self, page: Page | None, marks: Sequence[Mark] = ()) -> None:
        """Another article is shown; marks: what the notebook has of it."""
        self._kept = marks
        self._under_way = 0
        self.draft = None

    def draw(self, marks: Sequence[Mark], page: Page | None = None) -> None:
        """Draws `marks` and the draft; page: the article with other names."""
        page = page or self._view.page
        if page is not None:
            drawn = page.with_marks(marking.put(marks, self.draft) if self.draft else marks)
            self._view.change(page=drawn)
            self._view.post_message(self.Drawn(drawn))

    def shows(self, page: Page, marks: Sequence[Mark] | None) -> bool:
        """Whether these names and marks are what is drawn."""
        shown = self._view.page
        same = shown is not None and list(shown.mentions) == list(page.mentions)
        return same and not self._under_way and (marks is None or list(marks) == list(self._kept))

    def renew(self, page: Page, marks: Sequence[Mark] | None) -> None:
        """Names and marks were read anew. While a verb is under way what is drawn of the marks stays."""
        self._kept = self._kept if marks is None else marks
        self.draw(self.shown if self._under_way else self._kept, page)

    def write(self, verb: Callable[[], None], marks: Sequence[Mark]) -> None:
        """Draws `marks`, which is what `verb` comes to, and has it written."""
        page = self._view.page
        if page is None:
            return
        article, view, verbs = page.article.id, self._view, self.verbs
        self._under_way += 1
        self.draw(marks)

        def run() -> None:
            try:
                verb()
            finally:
                view.post_message(self.Written(article, verbs.read(article)))

        cast("GlosseApp", self._view.app).write(run)

    def written(self, event: Written) -> None:
        """A verb is done: when it was the last one, draws what the notebook has."""
        page = self._view.page
        if page is None or page.article.id != event.article or not self._under_way:
            return
        self._under_way -= 1
        self._kept = self._kept if event.marks is None else event.marks
        if not self._under_way:
            self._rename_draft()
            self.draw(self._kept)

    def _rename_draft(self) -> None:
        """The mark whose note is being written has its real id now."""
        look = self._view.look
        real = self.verbs.real(look.draft[0])
        if real != look.draft[0]:
            self._view.change(look=look.with_draft(real, look.draft[1]))
