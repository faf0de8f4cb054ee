"""What the first frame does not wait for: other styles and panes, a good end, what is wrong with config.toml."""

import asyncio
import gc
import signal
import sys
from typing import TYPE_CHECKING

from reader import paths

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp

FIRST_STYLES = ("library.tcss",)  # the others are read here


async def complete(app: "GlosseApp") -> None:
    """Reads the other styles and puts the other panes there."""
    for path in sorted(paths.bundled("styles").glob("*.tcss")):
        if path.name not in FIRST_STYLES:
            app.stylesheet.add_source(path.read_text(encoding="utf-8"), (str(path), ""))
    await app.library.panes.fill()
    if not app.is_headless:
        gc.freeze()  # modules and styles stay; looking through them for garbage would stop a key for 70 ms
        gc.enable()
        _end_well(app)


def _end_well(app: "GlosseApp") -> None:
    """A terminal that is closed ends the program as quitting does: what is being written is kept."""
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(sign, app.call_later, app.action_quit)


def warn(app: "GlosseApp") -> None:
    """Says what config.toml has that means nothing."""
    wrong = [*app.desk.config.problems, *app.keymap.problems, app.wardrobe.problem]
    problems = [sentence for sentence in wrong if sentence]
    if problems:
        app.notify("\n".join(problems), title="config.toml", severity="warning", timeout=12, markup=False)
