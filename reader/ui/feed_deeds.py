"""What is done to subscriptions in the screen of feeds: followed, changed, left, and each change taken back again."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.widget import Widget
from textual.worker import get_current_worker

from reader.desk import Desk
from reader.desk.feed_settings import read_settings
from reader.domain.errors import GlosseError
from reader.domain.feed import Feed
from reader.ui.answers import answer
from reader.ui.screens.ask_line import AskLine
from reader.ui.screens.feed_form import FeedForm

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp

_QUESTIONS: dict[
    str, tuple[str, Callable[[Feed], str]]
] = {  # a setting: the question, and the answer that holds now
    "name": ("Its name (- for the one it gives itself)", lambda feed: feed.label),
    "tags": ("Tags for its articles, with spaces between (- for none)", lambda feed: " ".join(feed.tags)),
}


class FeedDeeds:
    """Asks on the screen and writes in the app's writer.

    Args:
        done: called when something was done, with the id of the feed it was done to; "": of none.
        say: called with words on what goes on, "" for nothing.
    """

    def __init__(
        self, screen: Widget, desk: Desk, done: Callable[[str], object], say: Callable[[str], None]
    ) -> None:
        self._screen = screen
        self._desk = desk
        self._done = done
        self._say = say
        self._back: list[Callable[[], str]] = []  # what takes back the last changes, the newest behind

    @property
    def can_undo(self) -> bool:
        """Whether something was done that can be taken back."""
        return bool(self._back)

    @property
    def _app(self) -> "GlosseApp":
        return cast("GlosseApp", self._screen.app)

    def add(self) -> None:
        """Asks for an address and follows the feed there."""

        def answered(address: str | None) -> None:
            if address:
                self._say("looking for the feed …")
                self._screen.run_worker(partial(self._subscribe, address), thread=True, group="feed-add")

        self._app.push_screen(AskLine("Address of a feed, or of a page that has one"), answered)

    def _subscribe(self, address: str) -> None:
        worker = get_current_worker()
        try:
            at = self._desk.incoming.subscribe(address, cancelled=lambda: worker.is_cancelled).id
        except GlosseError as error:
            if not worker.is_cancelled:
                self._app.call_from_thread(self._app.told, error)
                answer(self._screen, self._say, "")
        else:
            answer(self._screen, self._done, at)

    def set(self, feed: Feed, setting: str) -> None:
        """Changes one setting: asks for it, or turns it round."""
        if setting == "whole":
            self._change(feed, {"whole": not feed.whole})
            return
        question, now = _QUESTIONS[setting]

        def answered(line: str | None) -> None:
            if line is not None:
                self._change(feed, read_settings([(setting, line)]))

        self._app.push_screen(AskLine(question, now(feed)), answered)

    def form(self, feed: Feed) -> None:
        """All that can be said of a feed, on one form."""
        self._app.push_screen(FeedForm(feed), lambda values: self._change(feed, values or {}))

    def _change(self, feed: Feed, values: Mapping[str, object]) -> None:
        if values:
            old = {name: getattr(feed, name) for name in values}
            self._back.append(lambda: self._desk.incoming.change(feed.id, **old).id)
            self._write(lambda: self._desk.incoming.change(feed.id, **values).id)

    def remove(self, feed: Feed) -> None:
        """Follows a feed no longer."""
        self._back.append(lambda: self._desk.incoming.restore(feed).id)
        self._write(lambda: self._desk.incoming.unsubscribe(feed.id).id)
        self._screen.notify(f"{feed.label} is followed no more · u takes that back", timeout=4, markup=False)

    def undo(self) -> None:
        """Takes back what was last done to a feed here."""
        self._write(self._back.pop())

    def _write(self, verb: Callable[[], str]) -> None:
        """Has the app run a verb, which gives the id of its feed; the shelves have it by its new name then."""

        def run() -> None:
            at = ""
            try:
                at = verb()
            finally:
                answer(self._screen, self._done, at)
                self._app.call_from_thread(self._app.library.panes.sidebar.refill)

        self._app.write(run)
