"""What goes on beside the keys: the notebook opened late and asked each second, names recognised, news fetched.

Threads hand their answers to the app's own thread; only there widgets are touched.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.domain.clean import clean_line
from reader.domain.errors import GlosseError
from reader.ui.hearing import Hearing
from reader.ui.lookout import Lookout
from reader.ui.shelf import EVERYTHING
from reader.ui.view import View, kept

if TYPE_CHECKING:
    from reader.desk.background import Recognised
    from reader.desk.incoming import Fetched, Progress
    from reader.store.notebook import Changed, Notebook
    from reader.ui.app import GlosseApp

POLL = 1.0  # seconds
REST = 1.5  # seconds that the background rests after a key
PACE = 2.0  # seconds between two looks at how far the background is
BUSY = 4  # articles without names from which on the footer says how many
AHEAD = 6  # articles of the list, from the cursor on, whose names are found before all others
STAY = 4.0  # seconds that the footer says what a fetch brought


class Clockwork:
    """Belongs to one app and runs as long as it does."""

    def __init__(self, app: "GlosseApp") -> None:
        self._app = app
        self.opened = False  # whether the notebook is
        self._warned = 0  # warnings of the notebook that were shown
        self._total = -1  # articles when the library was last asked
        self._silent = False  # whether it was said that the notebook cannot be read
        self._copies: list[Path] = []  # of the notebook, that a sync service left
        self._told = 0.0  # when the footer last said how far the background is

    def start(self) -> None:
        """Opens the notebook in a thread; the rest begins when it is open."""
        self._app.run_worker(self._open, thread=True, group="notebook")

    def hold(self) -> None:
        """A key was pressed: the background rests."""
        if self.opened:
            self._app.desk.background.hold(REST)

    def fetch(self, feed: str | None) -> None:
        """Asks a feed for news, or all that are due."""
        self._news("fetching")
        self._app.run_worker(lambda: self._fetch(feed), thread=True, exclusive=True, group="fetch")

    def _open(self) -> None:
        from reader.entities import shortfall
        from reader.store.notebook import unmerged  # TinyDB: not before the first frame

        try:
            self._app.desk.notebook.listen(self._heard)
            view = kept(self._app.desk)
            with suppress(OSError):  # a copy that cannot be read now is offered another time
                self._copies = unmerged(self._app.desk.notebook)
        except GlosseError as error:
            self._app.call_later(self._failed, error)
        else:
            self._app.call_later(self._begin, view, shortfall())

    def _failed(self, error: GlosseError) -> None:
        """One can read on, but nothing is kept: that is to be seen, not to pass by as a toast."""
        from reader.ui.screens.dialogs import Trouble

        self._app.push_screen(Trouble(error))

    def _begin(self, view: View, shortfall: str) -> None:
        self.opened = True
        self._warn()
        self._offer()
        self._app.library.notebook_opened(view)
        self._app.set_interval(POLL, self._poll)
        self._app.desk.incoming.listen(self._came)
        Lookout(self._app).begin()
        self.hold()
        self._find_names()
        if shortfall:
            self._app.notify(shortfall, timeout=8, markup=False)

    def _find_names(self) -> None:
        """Has names looked for beside the keys, first in what stands at the list's cursor."""
        listed = self._app.library.panes.article_list
        self._app.desk.background.start(
            self._recognised, lambda: listed.keys[listed.cursor : listed.cursor + AHEAD]
        )

    def turn_names(self) -> None:
        """Names are looked for no longer, but in the article that is opened; or again."""
        if not self.opened:
            return
        background = self._app.desk.background
        if background.paused:
            background.resume()
            self._news("")
        else:
            background.pause()
            self._news("names: paused")

    def end(self) -> None:
        """The app is left: what goes on in threads of its own ends, a process that finds names at once."""
        if self.opened:
            self._app.desk.background.end()

    def _came(self, event: "Progress | Fetched") -> None:
        """Called in the fetching thread: whoever asked for a fetch, what came is to be seen."""
        from reader.desk.incoming import Fetched

        if isinstance(event, Fetched):
            self._app.call_later(self._app.library.panes.sidebar.refill)

    def _offer(self) -> None:
        """Asks what to do with the copies that a sync service left."""
        from reader.ui.screens.dialogs import Offer

        def answered(wanted: bool | None) -> None:
            if wanted:
                self._app.write(lambda: merge_copies(self._app.desk.notebook, self._copies))

        if self._copies:
            self._app.push_screen(Offer([copy.name for copy in self._copies]), answered)

    async def _poll(self) -> None:
        """Reads what another process wrote into the notebook, and hears of articles that it added."""
        try:
            total = await asyncio.to_thread(self._ask)
        except GlosseError as error:
            if not self._silent:
                self._app.told(error)  # once: it may pass, and is asked again
            self._silent = True
        else:
            self._silent = False
            if total != self._total >= 0:
                self._app.library.panes.sidebar.refill()
            self._total = total
        self._warn()

    def _ask(self) -> int:
        """How many articles there are now, once the notebook was asked for what is new in it."""
        self._app.desk.notebook.poll()
        return self._app.desk.library.count(EVERYTHING)

    def _warn(self) -> None:
        """Says what the notebook warns of, each once."""
        warnings = self._app.desk.warnings
        for warning in warnings[self._warned :]:
            if any(copy.name in warning for copy in self._copies):
                continue  # the dialog says it
            self._app.notify(clean_line(warning), severity="warning", timeout=12, markup=False)
        self._warned = len(warnings)

    def _heard(self, changed: "Changed") -> None:
        self._app.call_later(self._shifted, changed)

    def _shifted(self, changed: "Changed") -> None:
        for screen in self._app.screen_stack:
            if isinstance(screen, Hearing):
                screen.shifted(changed)

    def _recognised(self, state: "Recognised") -> None:
        """Called by the background after each article: most of that is not worth a line drawn."""
        if state.error or not state.id or monotonic() - self._told > PACE:
            self._told = monotonic()
            self._app.call_later(self._say, state)

    def _say(self, state: "Recognised") -> None:
        if state.error:
            self._app.notify(clean_line(state.error), severity="warning", markup=False)
        if self._app.desk.library.watched:
            self._app.library.panes.article_list.touch()  # one of them may have been named
        if not self._app.desk.background.paused:
            self._news(f"names: {state.left} to go" if state.left >= BUSY else "")

    def _fetch(self, feed: str | None) -> None:
        worker = get_current_worker()
        desk = self._app.desk

        def told(progress: "Progress") -> None:
            self._app.call_later(self._news, f"fetching {progress.done}/{progress.total}")

        try:
            feeds = None if feed is None else [desk.library.feed(feed)]
            fetched = desk.incoming.fetch(feeds, progress=told, cancelled=lambda: worker.is_cancelled)
        except GlosseError as error:
            self._app.call_later(self._news, "")
            self._app.call_later(self._app.told, error)
        else:
            self._app.call_later(self._fetched, fetched)

    def _fetched(self, fetched: "Fetched") -> None:
        self._news(f"{fetched.new} new" if fetched.new else "nothing new")
        self._app.set_timer(STAY, lambda: self._news(""))
        told = () if self._app.screen.id == "feeds" else fetched.failed[:3]  # there it stands at the feed
        for feed in told:
            self._app.notify(
                clean_line(feed.error), title=clean_line(feed.label), severity="warning", markup=False
            )

    def _news(self, words: str) -> None:
        self._app.library.footer.news = words


def merge_copies(notebook: "Notebook", copies: Sequence[Path]) -> str:
    """Folds copies of the notebook into it; what came of that, in words."""
    from reader.store.notebook import merge

    done = [merge(notebook, copy) for copy in copies]
    numbers = {
        "added": sum(m.added for m in done),
        "updated": sum(m.updated for m in done),
        "removed": sum(m.removed for m in done),
    }
    said = ", ".join(f"{number} {what}" for what, number in numbers.items() if number)
    return f"Folded in: {said} · u undo" if said else "Folded in: there was nothing new in it"
