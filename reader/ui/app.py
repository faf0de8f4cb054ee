"""The app: its parts, its keys, what is written, and the one place where an error becomes a sentence.

Where one can go is the places' (places.py), themes are the wardrobe's (wardrobe.py), and what goes on beside the keys
(the notebook, the background, the network) is the clockwork's (clockwork.py).
"""

import asyncio
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import App
from textual.command import CommandPalette, Provider

from reader import paths
from reader.desk import Desk
from reader.domain.clean import clean_line
from reader.domain.errors import GlosseError
from reader.ui import deeds, starting
from reader.ui.places import Places
from reader.ui.screens.library import LibraryScreen
from reader.ui.themes import concrete
from reader.ui.wardrobe import Wardrobe
from reader.ui.widgets import footer
from reader.ui.writing import Writer

if TYPE_CHECKING:
    from reader.keymap import Keymap
    from reader.ui.clockwork import Clockwork
    from reader.ui.keys import Sequencer


def _verb_provider() -> type[Provider]:
    from reader.ui.commands import VerbProvider

    return VerbProvider


class GlosseApp(App[None]):
    """The reader on `desk`.

    Attributes:
        library: the screen under all others. places: where one can go. wardrobe: the themes.
    """

    TITLE = "Glosse"
    KEY_SCOPE: ClassVar[str] = "app go"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_verb_provider}

    def __init__(self, desk: Desk) -> None:
        super().__init__(css_path=[paths.bundled("styles") / name for name in starting.FIRST_STYLES])
        self.desk = desk
        self._writer = Writer()
        self._whole = asyncio.Event()  # whether all panes are there; keys wait for them
        self.library = LibraryScreen(desk)
        self.places = Places(self)
        self.wardrobe = Wardrobe(self)
        self.wardrobe.begin()

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, none of them left to be worked out."""
        self.theme_variables = concrete(super().get_css_variables())
        return self.theme_variables

    @cached_property
    def keymap(self) -> "Keymap":
        from reader.keymap import Keymap

        return Keymap(self.desk.config.keys)

    @cached_property
    def sequencer(self) -> "Sequencer":
        from reader.ui.keys import Sequencer

        return Sequencer(self, self.keymap)

    @cached_property
    def clockwork(self) -> "Clockwork":
        from reader.ui.clockwork import Clockwork

        return Clockwork(self)

    def get_default_screen(self) -> LibraryScreen:
        return self.library

    def on_mount(self) -> None:
        self.call_after_refresh(self._complete)

    async def _complete(self) -> None:
        """What the first frame did not wait for."""
        await starting.complete(self)
        self._whole.set()
        footer.renew(self.screen)
        starting.warn(self)
        self.clockwork.start()

    @property
    def whole(self) -> bool:
        """Whether all panes are there, and keys are answered."""
        return self._whole.is_set()

    async def on_event(self, event: events.Event) -> None:
        """Keys go to the verbs first."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        await self._whole.wait()
        self.library.touched = True
        self.clockwork.hold()
        if not await self.sequencer.take(event):
            await super().on_event(event)
        footer.renew(self.screen)

    def told(self, error: GlosseError) -> None:
        """Says what did not work."""
        self.notify(clean_line(str(error)), title=error.title, severity="error", timeout=8, markup=False)

    @work(group="write")
    async def write(self, verb: Callable[[], object]) -> None:
        """Runs a verb over the desk in a thread, after those before it; a sentence it returns is shown."""
        try:
            said = await self._writer.run(verb)
        except GlosseError as error:
            self.told(error)
        else:
            if isinstance(said, str) and said:
                self.notify(said, timeout=4, markup=False)

    def action_go(self, name: str) -> None:
        """To a shelf, from wherever one is."""
        self.places.go(name)

    def action_room(self, name: str) -> None:
        """To one of the rooms beside the library."""
        self.places.room(name)

    async def action_back(self, out: bool = True) -> None:
        """One step back; from the list, out of the program when `out`."""
        if not self.places.back() and out:
            await self.action_quit()

    async def action_quit(self) -> None:
        """Out, when everything is written."""
        from reader.ui.keeping import Unfinished
        from reader.ui.view import keep

        self.workers.cancel_group(self, "fetch")
        for screen in self.screen_stack:
            if isinstance(screen, Unfinished):
                screen.finish()
        if self.clockwork.opened:
            self.library.panes.article.keep_place()
            view = self.library.ways.view()
            self.write(lambda: keep(self.desk, view))
            await asyncio.sleep(0)
        await self._writer.drained()
        self.clockwork.end()
        self.exit()

    def action_undo(self) -> None:
        self.write(partial(deeds.undo, self.desk))

    def action_redo(self) -> None:
        self.write(partial(deeds.redo, self.desk))

    def action_pause_names(self) -> None:
        """Has names looked for in the open article alone, or in all again."""
        self.clockwork.turn_names()

    def action_change_theme(self) -> None:
        """The palette of themes; each is shown as the cursor comes to it."""
        self.wardrobe.open()

    def on_command_palette_closed(self, event: CommandPalette.Closed) -> None:
        if not event.option_selected:
            self.wardrobe.put_back()

    def action_help(self) -> None:
        from reader.ui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.sequencer.verbs(), self.keymap))
