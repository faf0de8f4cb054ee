"""The screen held still while an article is fetched, so that it is drawn once and not twice.

Drawing the frame of a pane that took the focus, and the empty page in it, would take longer than the fetching itself.
"""

from contextlib import ExitStack

from textual.timer import Timer
from textual.widget import Widget

MOST = 0.2  # seconds; what takes longer is shown to be under way


class Curtain:
    """Belongs to one widget; down or up."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._held = ExitStack()
        self._limit: Timer | None = None

    def drop(self) -> None:
        """Nothing is drawn from now on, until it is raised or time is up."""
        if self._limit is None:
            self._held.enter_context(self._widget.app.batch_update())
            self._limit = self._widget.set_timer(MOST, self.rise)

    def rise(self) -> None:
        """Everything is drawn that changed meanwhile."""
        if self._limit is not None:
            self._limit.stop()
            self._limit = None
            self._held.close()
            self._widget.screen.check_idle()
