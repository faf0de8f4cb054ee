"""What changed in an article from version to version, and in what the other reports of its story differ from it."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from reader.desk import Desk
from reader.domain.errors import GlosseError
from reader.ui.answers import answer
from reader.ui.comparing import Comparison, Pairing, compared, pairings
from reader.ui.widgets.difference_view import DifferenceView
from reader.ui.widgets.footer import VerbFooter

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp

ALONE = "This article has one version, and there is no other report of its story."


class DifferenceScreen(Screen[str | None]):
    """Dismissed with the place of a change, "ID@OFFSET", or None."""

    KEY_SCOPE: ClassVar[str] = "difference"

    def __init__(self, desk: Desk, article: str) -> None:
        super().__init__(id="difference")
        self._desk = desk
        self._article = article
        self._pairings: list[Pairing] = []
        self._shown = 0
        self._comparison: Comparison | None = None

    def compose(self) -> ComposeResult:
        yield DifferenceView(id="difference-view")
        yield VerbFooter()

    @property
    def view(self) -> DifferenceView:
        return self.query_one(DifferenceView)

    def on_mount(self) -> None:
        self.view.focus()
        self._load()

    @work(thread=True, exclusive=True, group="difference")
    def _load(self) -> None:
        try:
            found = pairings(self._desk.library, self._article)
            first = compared(found[0]) if found else None
        except GlosseError as error:
            answer(self, self._gone, error)
        else:
            answer(self, self._loaded, found, first)

    @work(thread=True, exclusive=True, group="difference")
    def _compare(self, number: int) -> None:
        comparison = compared(self._pairings[number])
        answer(self, self._show, number, comparison)

    def _gone(self, error: GlosseError) -> None:
        cast("GlosseApp", self.app).told(error)
        self.dismiss(None)

    def _loaded(self, found: list[Pairing], first: Comparison | None) -> None:
        self._pairings = found
        if first is None:
            self.notify(ALONE, markup=False)
            self.dismiss(None)
        else:
            self._show(0, first)

    def _show(self, number: int, comparison: Comparison) -> None:
        self._shown, self._comparison = number, comparison
        self.view.show(comparison)
        self.query_one(VerbFooter).renew()

    @on(DifferenceView.Moved)
    def _retitle(self) -> None:
        if self._comparison is not None:
            number = f"{self._shown + 1}/{len(self._pairings)}  " if len(self._pairings) > 1 else ""
            self.view.border_title = Content(f"{number}{self._comparison.pairing.title}")
            change = min(self.view.change + 1, self.view.count)
            self.view.border_subtitle = f"change {change} of {self.view.count}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "pair":
            step = parameters[0]
            return True if isinstance(step, int) and 0 <= self._shown + step < len(self._pairings) else None
        if action == "choose":
            return True if self._comparison and self._comparison.pairing.opens and self.view.count else None
        return True

    def action_change(self, step: int) -> None:
        self.view.step(step)

    def action_edge(self, index: int) -> None:
        self.view.go(index % self.view.count if self.view.count else 0)

    def action_page(self, pages: int) -> None:
        self.view.page(pages)

    def action_pair(self, step: int) -> None:
        """To the comparison before (-1) or behind (1) the one shown."""
        if 0 <= self._shown + step < len(self._pairings):
            self._compare(self._shown + step)

    def action_turn(self) -> None:
        self.view.turn()

    def action_choose(self) -> None:
        """To the place of the change in the article."""
        comparison = self._comparison
        if comparison is not None and comparison.places:
            self.dismiss(f"{comparison.pairing.opens}@{comparison.places[self.view.change]}")
