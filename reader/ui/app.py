"""The app: styles, themes, keys, the screens' frame, and the one place where an error becomes a sentence.

It owns the clockwork around the screens: the notebook is opened in a thread after the first frame, asked each
second whether another process wrote to it, and every change is passed to the screen as `Shifted`.
"""

from typing import ClassVar

from textual.app import App

from reader import paths
from reader.desk import Desk
from reader.domain.clean import clean_line
from reader.domain.errors import GlosseError
from reader.keymap import Keymap
from reader.ui.keys import Sequencer
from reader.ui.screens.library import LibraryScreen


class GlosseApp(App[None]):
    """The reader on `desk`."""

    TITLE = "Glosse"
    KEY_SCOPE: ClassVar[str] = "app go"

    def __init__(self, desk: Desk) -> None:
        super().__init__(css_path=[*sorted(paths.bundled("styles").glob("*.tcss"))])
        self.desk = desk
        self.keymap = Keymap(desk.config.keys)
        self.sequencer = Sequencer(self, self.keymap)

    def get_default_screen(self) -> LibraryScreen:
        return LibraryScreen(self.desk)

    def told(self, error: GlosseError) -> None:
        """Says what did not work."""
        self.notify(clean_line(str(error)), title=error.title, severity="error", markup=False)
