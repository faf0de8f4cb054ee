"""The search box: a line to type a query in, and under it what is wrong about it or what may follow."""

from collections.abc import Callable
from dataclasses import dataclass
from time import sleep
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from reader.desk import Desk
from reader.domain.clean import clean_line
from reader.domain.errors import QueryError
from reader.domain.query import Completion, Query, complete, parse, parse_partial
from reader.ui import deeds, finding
from reader.ui.completing import Turn

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp

DEBOUNCE = 0.01  # seconds without a key after which the library is asked
DRAWN = 0.05  # seconds in which the first hits are drawn before the others are asked for
PATIENCE = 0.7  # seconds without a key after which a wrong query is pointed at


class _Pointer(Highlighter):
    """Underlines the wrong part of the query."""

    def __init__(self) -> None:
        self.place = (0, 0)

    def highlight(self, text: Text) -> None:
        start, end = self.place
        if end > start:
            text.stylize("red underline", start, end)


class SearchBox(Vertical):
    """Asks the library in threads and tells by messages what it found; the old answer holds until then."""

    KEY_SCOPE: ClassVar[str] = "search"

    @dataclass
    class Found(Message):
        """What the library has for the query as far as it is typed; more: what was told is complete now."""

        query: Query
        found: finding.Found
        more: bool = False

    @dataclass
    class Kept(Message):
        """The query is to become the list."""

        text: str

    @dataclass
    class _Completed(Message):
        completion: Completion

    class Left(Message):
        """Back to where one was."""

    class Down(Message):
        """Into the results."""

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._pointer = _Pointer()
        self._error: QueryError | None = None
        self._turn = Turn()
        self._words = ""
        self._told = ""  # what stands below the line
        self._waits: list[Timer] = []
        self._warm = False

    def compose(self) -> ComposeResult:
        yield Input(
            placeholder='words, "a phrase", tag:, is:unread, after:2w',
            highlighter=self._pointer,
            compact=True,
            select_on_focus=False,
        )
        yield Static("", markup=False)

    @property
    def input(self) -> Input:
        return self.query_one(Input)

    @property
    def text(self) -> str:
        return self.input.value

    def begin(self, text: str = "") -> None:
        """Shows the box with `text` in it, ready to be typed in."""
        self.display = True
        self.say("")
        self.input.value = text
        self.input.cursor_position = len(text)
        self.screen.set_focus(self.input)
        if not self._warm:
            self._warm = True
            self._warm_up()

    @work(thread=True)
    def _warm_up(self) -> None:
        finding.warm(self._desk.library)

    def say(self, words: str) -> None:
        """Words under the line: "12 found". A wrong query's sentence stays."""
        self._words = words
        if self._error is None:
            self._tell(words)

    def wrong(self, error: QueryError | None, *, at_once: bool = False) -> None:
        """Points at what is wrong: at once, or when one stops typing. None: nothing is."""
        self._error = error
        if error is None:
            self._point(0, 0)
            self._tell(self._words)
        elif at_once:
            self._show_error()

    def on_search_box__completed(self, event: _Completed) -> None:
        """Takes the first option; the next Tab the next one."""
        event.stop()
        if event.completion.options:
            self._take(Turn(event.completion).taken(self.text))
        else:
            self._turn = Turn()
            self._tell("Nothing to complete here: title:, tag:, is:, after: and others are fields.")

    def action_complete(self) -> None:
        self._when_typed(self._complete_here)

    def _when_typed(self, then: Callable[[], object]) -> None:
        """Goes on when the line has every letter that was typed before: its own queue brings them."""
        self.input.call_later(then)

    def _complete_here(self) -> None:
        if self._turn.follows(self.text):
            self._take(self._turn.next())
        else:
            self._complete(self.text, self.input.cursor_position)

    def action_keep(self) -> None:
        self._when_typed(lambda: self.post_message(self.Kept(self.text)))

    def action_save(self) -> None:
        self._when_typed(self._save)

    def _save(self) -> None:
        """Asks for the name of the shelf that the query is to become."""
        from reader.ui.screens.ask_line import AskLine

        text = self.text
        if error := _fault(text):
            self.wrong(error, at_once=True)
            return

        def named(name: str | None) -> None:
            if name:
                cast("GlosseApp", self.app).write(lambda: deeds.save_search(self._desk, name, text))

        self.app.push_screen(AskLine("Save this search as a shelf called", text), named)

    def action_close(self) -> None:
        self.post_message(self.Left())

    def action_into_list(self) -> None:
        self.post_message(self.Down())

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._turn.line:
            self._turn = Turn()
        for timer in self._waits:
            timer.stop()
        self._waits = [self.set_timer(DEBOUNCE, self._ask), self.set_timer(PATIENCE, self._show_error)]

    def _take(self, turn: Turn) -> None:
        """Puts the option whose turn it is into the line, and names the others below it."""
        self._turn = turn
        self.input.value = turn.line
        self.input.cursor_position = turn.end
        self._tell(turn.told())

    def _ask(self) -> None:
        text = self.text
        self.wrong(_fault(text))
        self._find(text)

    @work(thread=True, exclusive=True, group="search")
    def _find(self, text: str) -> None:
        query = parse_partial(text)
        found = finding.beginning(self._desk.library, query, text)
        if get_current_worker().is_cancelled:
            return
        self.post_message(SearchBox.Found(query, found))
        if not found.whole:
            sleep(DRAWN)
            if not get_current_worker().is_cancelled:
                whole = finding.completed(self._desk.library, query, found)
                self.post_message(SearchBox.Found(query, whole, more=True))

    @work(thread=True, exclusive=True, group="complete")
    def _complete(self, text: str, cursor: int) -> None:
        self.post_message(self._Completed(complete(text, cursor, self._desk.library.values)))

    def _show_error(self) -> None:
        error = self._error
        if error is not None:
            self._point(error.start, error.end)
            self._tell(clean_line(f"{error} {error.hint}"))

    def _point(self, start: int, end: int) -> None:
        if self._pointer.place != (start, end):
            self._pointer.place = (start, end)
            self.input.refresh()

    def _tell(self, words: str) -> None:
        """Says it below the line; the screen is laid out anew only for words that may need another height."""
        line = self.query_one(Static)
        if words != self._told:
            short = self._told and words and max(cell_len(self._told), cell_len(words)) <= line.size.width
            line.update(words, layout=not short)
            self._told = words
        line.set_class(self._error is not None, "-wrong")


def _fault(text: str) -> QueryError | None:
    """What is wrong about a query."""
    try:
        parse(text)
    except QueryError as error:
        return error
    return None
