"""The daily review: a handful of earlier marks, one by one in their surroundings, each kept in mind or let go."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from reader.desk import Desk
from reader.domain.article import Article
from reader.domain.errors import GlosseError
from reader.domain.mark import Mark
from reader.domain.review import Grade
from reader.ui.answers import answer
from reader.ui.mark_rows import place_of
from reader.ui.marking import Verbs
from reader.ui.widgets.footer import VerbFooter
from reader.ui.widgets.mark_book import article_of
from reader.ui.widgets.passage import Passage

if TYPE_CHECKING:
    from reader.store.notebook import Changed
    from reader.ui.app import GlosseApp

NOTHING = """Nothing to review today.

A mark comes back here the day after it was made, and then at longer and longer intervals."""
DONE = """That is all for today.

m brings another handful."""
END = """That is all. Nothing else is due."""

EVERY = 10**6


class ReviewScreen(Screen[str | None]):
    """Dismissed with the place to open, "ID@OFFSET", or None."""

    KEY_SCOPE: ClassVar[str] = "review"

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="review")
        self._desk = desk
        self._marks: list[Mark] = []
        self._at = 0  # of those, the one that is shown
        self._due = 0  # how many there are besides
        self._settled: set[str] = set()  # marks whose grade is written
        self._names: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="review-box"):
            yield Passage(id="review-passage")
        yield Static("", id="review-done", markup=False)
        yield VerbFooter()

    def on_mount(self) -> None:
        self.query_one("#review-box").focus()
        self._read()

    @property
    def _app(self) -> "GlosseApp":
        return cast("GlosseApp", self.app)

    @property
    def current(self) -> Mark | None:
        """The mark that is shown."""
        return self._marks[self._at] if self._at < len(self._marks) else None

    def shifted(self, changed: "Changed") -> None:
        """The notebook changed: an undone grade brings its mark back."""
        if changed.tables & {"marks", "review"} and self._marks:
            self._check()

    @work(thread=True, exclusive=True, group="review")
    def _read(self, more: bool = False) -> None:
        """more: another handful, on top of the day's."""
        try:
            every = self._desk.marks.due(limit=EVERY)
            marks = every[: self._desk.config.review] if more else self._desk.marks.due()
            names = Verbs(self._desk).color_names()
        except GlosseError as error:
            self.app.call_from_thread(self._app.told, error)
        else:
            answer(self, self._begin, marks, len(every) - len(marks), names)

    def _begin(self, marks: list[Mark], besides: int, names: dict[str, str]) -> None:
        self._marks, self._due, self._at, self._names = marks, besides, 0, names
        self._settled.clear()
        self._show()

    def _show(self) -> None:
        """Shows the mark whose turn it is, or a few words when there is none."""
        mark = self.current
        box, done = self.query_one("#review-box"), self.query_one("#review-done", Static)
        box.display, done.display = mark is not None, mark is None
        if mark is not None:
            box.border_title = f"Review {self._at + 1} of {len(self._marks)}"
            self._look_up(mark)
        else:
            done.update(DONE if self._due else END if self._marks else NOTHING)
        self.query_one(VerbFooter).renew()

    @work(thread=True, exclusive=True, group="review-look")
    def _look_up(self, mark: Mark) -> None:
        answer(self, self._draw, mark, article_of(self._desk, mark))

    def _draw(self, mark: Mark, article: Article | None) -> None:
        if mark is self.current:
            self.query_one(Passage).show(mark, article, self._names)
            self.query_one("#review-box").scroll_home(animate=False)

    @work(thread=True, exclusive=True, group="review")
    def _check(self) -> None:
        """After a change: marks that are gone are left out, and one whose grade was undone is shown again."""
        marks = {mark.id: mark for mark in self._desk.notebook.marks()}
        due = {mark.id for mark in self._desk.marks.due(limit=EVERY)}
        answer(self, self._recheck, marks, due)

    def _recheck(self, marks: dict[str, Mark], due: set[str]) -> None:
        seen = [mark.id for mark in self._marks[: self._at]]
        undone = next((id_ for id_ in seen if id_ in due & self._settled), "")
        self._settled = {id_ for id_ in seen if id_ not in due}
        turn = undone or (self.current.id if self.current else "")
        self._marks = [marks[mark.id] for mark in self._marks if mark.id in marks]
        places = {mark.id: place for place, mark in enumerate(self._marks)}
        self._at = places.get(turn, min(self._at, len(self._marks)) if turn else len(self._marks))
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grades hold while a mark is shown, another handful when there is none."""
        if action in ("grade", "skip", "open"):
            return self.current is not None
        if action == "more":
            return self.current is None and self._due > 0
        return True

    def action_grade(self, grade: str) -> None:
        mark = self.current
        if mark is None:
            return
        self._at += 1
        self._show()
        self._app.write(lambda: _graded(self._desk, mark, Grade(grade)))

    def action_skip(self) -> None:
        self._at += 1
        self._show()

    def action_open(self) -> None:
        if self.current is not None:
            self.dismiss(place_of(self.current))

    def action_more(self) -> None:
        self._read(more=True)


def _graded(desk: Desk, mark: Mark, grade: Grade) -> str:
    """Writes the grade; the sentence that says what comes of it."""
    again = desk.marks.graded(mark, grade)
    if grade is Grade.LET_GO:
        return "Let go · u undo"
    days = max(1, round((again - datetime.now(UTC)).total_seconds() / 86_400))
    return f"Again in {days} {'day' if days == 1 else 'days'} · u undo"
