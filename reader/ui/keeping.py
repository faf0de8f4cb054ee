"""What reading leaves behind: the place where one stopped, and that the article was read."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from textual.timer import Timer
from textual.widget import Widget

from reader.desk import Desk
from reader.domain.mark import State

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp


@runtime_checkable
class Unfinished(Protocol):
    """A screen on which something is being written."""

    def finish(self) -> None:
        """Keeps what was typed so far: the program ends."""


REST = 1.5  # seconds without a motion after which the place is written down


class Keeper:
    """Writes for one pane, in the writer's thread, when the person has come to rest."""

    def __init__(self, desk: Desk, pane: Widget) -> None:
        self._desk = desk
        self._pane = pane
        self._article = ""
        self._place = self._written = 0
        self._resting: Timer | None = None
        self._reading: Timer | None = None

    def opened(self, article: str, state: State) -> None:
        """Another article is shown; "": none. What was to be written of the last one is written."""
        self.flush()
        self._stop()
        self._article = article
        self._place = self._written = state.place
        after = self._desk.config.read_after
        if article and not state.read and after >= 0:
            self._reading = self._pane.set_timer(after, self._mark_read) if after else None
            if not after:
                self._mark_read()

    def moved(self, offset: int) -> None:
        """The reading cursor is at `offset`."""
        self._place = offset
        if self._resting is not None:
            self._resting.stop()
        self._resting = self._pane.set_timer(REST, self.flush) if offset != self._written else None

    def flush(self) -> None:
        """Has the place written down now."""
        if self._article and self._place != self._written:
            article, place = self._article, self._place
            self._written = place
            self._write(lambda: self._desk.notebook.place(article, place))

    def _mark_read(self) -> None:
        """Whoever has read one report of a story has read the others; that is said, and a step of undo."""
        article = self._article
        self._write(lambda: self._read(self._desk.library.story(article)))

    def _read(self, reports: Sequence[str]) -> str:
        changed = self._desk.notebook.set(reports, read=True, step=len(reports) > 1)
        return f"{changed} reports of the story marked read · u undo" if changed > 1 else ""

    def _stop(self) -> None:
        for timer in (self._resting, self._reading):
            if timer is not None:
                timer.stop()

    def _write(self, verb: Callable[[], object]) -> None:
        cast("GlosseApp", self._pane.app).write(verb)
