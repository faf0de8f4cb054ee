"""A look into the watched folders every few seconds, while the reader is open; what went wrong is said once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.domain.clean import clean_line
from reader.domain.errors import GlosseError

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp

LOOK = 10.0  # seconds between two looks
SETTLED = 2.0  # seconds for which a file there must not have changed


class Lookout:
    """Belongs to one app; looks only where the settings name folders."""

    def __init__(self, app: "GlosseApp") -> None:
        self._app = app
        self._said: set[str] = set()  # what was told of the folders

    def begin(self) -> None:
        """Looks soon, and from then on again and again."""
        if self._app.desk.config.watch:
            self._app.set_timer(SETTLED, self._look)
            self._app.set_interval(LOOK, self._look)

    def _look(self) -> None:
        self._app.run_worker(self._look_there, thread=True, exclusive=True, group="watch")

    def _look_there(self) -> None:
        """In a thread."""
        try:
            outcomes = self._app.desk.incoming.look(SETTLED)
        except GlosseError as error:
            problems, new = [str(error)], False
        else:
            problems, new = [one.error for one in outcomes if one.error], any(one.new for one in outcomes)
        self._app.call_later(self._looked, problems, new)

    def _looked(self, problems: Sequence[str], new: bool) -> None:
        for problem in problems:
            if problem not in self._said:
                self._app.notify(clean_line(problem), severity="warning", timeout=8, markup=False)
        self._said = {*self._said, *problems} if problems else set()
        if new:
            self._app.library.panes.sidebar.refill()
