"""Marks by the cursor: which passage a verb means, and what the verb makes of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from reader.domain.mark import COLORS, Mark
from reader.ui import marking, reading
from reader.ui.ledger import Ledger
from reader.ui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp


class Marker:
    """Makes and changes marks where the cursor of a view is.

    Attributes:
        color: what a new mark gets.
    """

    def __init__(self, view: ArticleView, ledger: Ledger, say: Callable[[str], None]) -> None:
        self.color = COLORS[0]
        self._view = view
        self._ledger = ledger
        self._say = say

    @property
    def here(self) -> Mark | None:
        """The mark that a verb acts on."""
        page = self._view.page
        return reading.active(page, self._view.place) if page else None

    def passage(self) -> Mark | None:
        """The mark here, else the selection or the sentence as if it were one; None when nothing is open."""
        page, place = self._view.page, self._view.place
        if page is None:
            return None
        return (None if place.selecting else self.here) or self._fresh()

    def _fresh(self) -> Mark | None:
        page, place = self._view.page, self._view.place
        if page is None:
            return None
        span = reading.selection(page, place) or reading.sentence(page, place)
        return marking.provisional(page.article, *span, self.color)

    def new(self) -> Mark | None:
        """A mark for the selection or the sentence, not written yet; None, and a word, where there can be none."""
        page, mark = self._view.page, self._fresh()
        if page is None or mark is None or not mark.quote:
            self._say("There is nothing to mark here.")
            return None
        old = next((old for old in page.marks if (old.start, old.end) == (mark.start, mark.end)), None)
        if old is not None:
            self._say("Marked already · x removes the mark, 1-6 colour it")
            self._view.go(reading.on_mark(page, old))
            return None
        return mark

    def make(self) -> None:
        """Marks the selection or the sentence."""
        page, mark, verbs = self._view.page, self.new(), self._ledger.verbs
        if page is not None and mark is not None:
            self._ledger.write(lambda: verbs.make(page.article, mark), marking.put(self._ledger.shown, mark))
            self.rest_on(mark)

    def move(self, mark: Mark) -> None:
        """Puts `mark` on the selection."""
        page, verbs = self._view.page, self._ledger.verbs
        span = reading.selection(page, self._view.place) if page else None
        if page is None or span is None:
            return
        there = marking.provisional(page.article, *span, mark.color)
        moved = replace(mark, start=there.start, end=there.end, quote=there.quote)
        if moved.quote:
            self._ledger.write(
                lambda: verbs.move(page.article, mark.id, *span), marking.put(self._ledger.shown, moved)
            )
            self.rest_on(moved)

    def recolor(self, mark: Mark) -> None:
        color, verbs = self.color, self._ledger.verbs
        shown = marking.put(self._ledger.shown, replace(mark, color=color))
        self._ledger.write(lambda: verbs.recolor(mark.id, color), shown)

    def retag(self, mark: str, tags: Sequence[str]) -> None:
        """Gives a mark exactly `tags`."""
        verbs, shown = self._ledger.verbs, self._ledger.shown
        marks = [replace(m, tags=tuple(tags)) if m.id == mark else m for m in shown]
        self._ledger.write(lambda: verbs.retag(mark, tags), marks)

    def remove(self, mark: Mark) -> None:
        verbs = self._ledger.verbs
        self._view.leave()
        self._ledger.write(lambda: verbs.remove(mark.id), [m for m in self._ledger.shown if m.id != mark.id])
        if mark.note:
            self._say("Mark and note removed · u brings them back")

    def name_color(self, color: str, name: str) -> None:
        """Says what a colour stands for, in all articles."""
        view, verbs = self._view, self._ledger.verbs
        view.change(look=view.look.with_name(color, name))
        cast("GlosseApp", view.app).write(lambda: verbs.name_color(color, name))

    def rest_on(self, mark: Mark) -> None:
        """Reading again, the cursor inside the mark."""
        page = self._view.page
        if page is not None:
            here = reading.standing(page, self._view.place)
            inside = mark.start <= here < mark.end
            self._view.go(reading.start_at(page, here if inside else mark.end - 1))
