"""The app: styles, themes, keys, the way between screens, and the one place where an error becomes a sentence.

What goes on beside the keys (the notebook, the background, the network) is the clockwork's.
"""

import asyncio
import gc
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import App
from textual.command import CommandPalette, Provider
from textual.css.query import NoMatches

from reader import paths
from reader.desk import Desk
from reader.domain.clean import clean_line
from reader.domain.errors import GlosseError, NotFound
from reader.ui.screens.library import LibraryScreen
from reader.ui.themes import OWN, concrete, problem, usable
from reader.ui.widgets.footer import VerbFooter
from reader.ui.writing import Writer

if TYPE_CHECKING:
    from reader.domain.entity import Kind
    from reader.keymap import Keymap
    from reader.ui.clockwork import Clockwork
    from reader.ui.keys import Sequencer

FIRST_STYLES = ("library.tcss",)  # the others are read after the first frame


def _verb_provider() -> type[Provider]:
    from reader.ui.commands import VerbProvider

    return VerbProvider


class GlosseApp(App[None]):
    """The reader on `desk`."""

    TITLE = "Glosse"
    KEY_SCOPE: ClassVar[str] = "app go"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_verb_provider}

    def __init__(self, desk: Desk) -> None:
        super().__init__(css_path=[paths.bundled("styles") / name for name in FIRST_STYLES])
        self.desk = desk
        self._writer = Writer()
        self._theme_before = ""
        self._whole = asyncio.Event()  # whether all panes are there; keys wait for them
        self._library = LibraryScreen(desk)
        for theme in OWN:
            self.register_theme(theme)
        self._wear(usable(desk.config.theme, self.available_themes))

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, none of them left to be worked out."""
        self.theme_variables = concrete(super().get_css_variables())
        return self.theme_variables

    def _wear(self, theme: str) -> None:
        """Takes the first theme as if it had been there from the beginning: else all styles would be read twice."""
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        classes = {f"-theme-{theme}": True, "-dark-mode": dark, "-light-mode": not dark}
        self.update_classes(classes, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)

    @cached_property
    def keymap(self) -> "Keymap":
        from reader.keymap import Keymap

        return Keymap(self.desk.config.keys)

    @cached_property
    def sequencer(self) -> "Sequencer":
        from reader.ui.keys import Sequencer

        return Sequencer(self, self.keymap)

    @cached_property
    def _clockwork(self) -> "Clockwork":
        from reader.ui.clockwork import Clockwork

        return Clockwork(self)

    def get_default_screen(self) -> LibraryScreen:
        return self._library

    @property
    def library(self) -> LibraryScreen:
        """The screen under all others."""
        return self._library

    def on_mount(self) -> None:
        self.call_after_refresh(self._complete)

    async def _complete(self) -> None:
        """What the first frame did not wait for."""
        for path in sorted(paths.bundled("styles").glob("*.tcss")):
            if path.name not in FIRST_STYLES:
                self.stylesheet.add_source(path.read_text(encoding="utf-8"), (str(path), ""))
        await self._library.panes.fill()
        if not self.is_headless:
            gc.freeze()  # modules and styles stay; looking through them for garbage would stop a key for 70 ms
            gc.enable()
            self._end_well()
        self._whole.set()
        self._renew_footer()
        self._warn()
        self._clockwork.start()

    def _end_well(self) -> None:
        """A terminal that is closed ends the program as quitting does: what is being written is kept."""
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for sign in (signal.SIGHUP, signal.SIGTERM):
                loop.add_signal_handler(sign, self.call_later, self.action_quit)

    @property
    def whole(self) -> bool:
        """Whether all panes are there, and keys are answered."""
        return self._whole.is_set()

    def _warn(self) -> None:
        """Says what config.toml has that means nothing."""
        wrong_theme = problem(self.desk.config.theme, self.available_themes)
        problems = [*self.desk.config.problems, *self.keymap.problems, *([wrong_theme] if wrong_theme else [])]
        if problems:
            self.notify("\n".join(problems), title="config.toml", severity="warning", timeout=12, markup=False)

    async def on_event(self, event: events.Event) -> None:
        """Keys go to the verbs first."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        await self._whole.wait()
        self._library.touched = True
        self._clockwork.hold()
        if not await self.sequencer.take(event):
            await super().on_event(event)
        self._renew_footer()

    def _renew_footer(self) -> None:
        with suppress(NoMatches):  # dialogs have none
            self.screen.query_one(VerbFooter).renew()

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

    def fetch(self, feed: str | None) -> None:
        """Asks a feed for news, or all that are due."""
        self._clockwork.fetch(feed)

    def action_go(self, name: str) -> None:
        """To a shelf, from wherever one is."""
        while self.screen is not self._library:
            self.pop_screen()
        self._go(name)

    def _go(self, name: str) -> None:
        try:
            self._library.ways.go(name)
        except NotFound as error:
            self.notify(str(error), timeout=4, markup=False)

    def action_room(self, name: str) -> None:
        """To one of the rooms beside the library."""
        from reader.ui.rooms import room

        if self.screen is not self._library:
            self.pop_screen()
        self.push_screen(room(name, self.desk), self.came_back)

    def show_card(self, entity: str, kind: "Kind", value: str = "") -> None:
        """A name's card, or that of a date by what it was resolved to; of a sum, what it comes to."""
        from reader.domain.entity import Kind
        from reader.domain.moment import sum_said
        from reader.ui.rooms import card

        if kind is Kind.MONEY:
            self.notify(f"{entity} = {sum_said(value)}", timeout=6, markup=False)
        else:
            self.push_screen(card(self.desk, entity, kind, value), self.came_back)

    def came_back(self, place: str | None) -> None:
        """A screen was left; `place` names what to open: an article, "ID" or "ID@OFFSET", or a shelf, "feed ID"."""
        if place and place.startswith("feed "):
            self._go(place)
        elif place:
            self._library.open_article(place)

    async def action_back(self, out: bool = True) -> None:
        """One step back; from the list, out of the program when `out`."""
        screen = self.screen
        if screen is not self._library:
            screen.dismiss(None)
        elif not self._library.ways.back() and out:
            await self.action_quit()

    async def action_quit(self) -> None:
        """Out, when everything is written."""
        from reader.ui.keeping import Unfinished
        from reader.ui.view import keep

        self.workers.cancel_group(self, "fetch")
        for screen in self.screen_stack:
            if isinstance(screen, Unfinished):
                screen.finish()
        if self._clockwork.opened:
            self._library.panes.article.keep_place()
            view = self._library.ways.view()
            self.write(lambda: keep(self.desk, view))
            await asyncio.sleep(0)
        await self._writer.drained()
        self._clockwork.end()
        self.exit()

    def action_undo(self) -> None:
        self.write(
            lambda: _said("Undone", self.desk.notebook.undo(), "Ctrl+R redo", "There is nothing to undo.")
        )

    def action_redo(self) -> None:
        self.write(
            lambda: _said("Done again", self.desk.notebook.redo(), "u undo", "There is nothing to redo.")
        )

    def action_pause_names(self) -> None:
        """Has names looked for in the open article alone, or in all again."""
        self._clockwork.turn_names()

    def action_change_theme(self) -> None:
        """The palette of themes; each is shown as the cursor comes to it."""
        from reader.ui.commands import ThemePalette

        self._theme_before = self.theme
        self.push_screen(ThemePalette())

    def choose_theme(self, name: str) -> None:
        """Shows a theme from now on."""
        self._theme_before = self.theme = name
        self.write(lambda: _keep_theme(self.desk, name))

    def on_command_palette_closed(self, event: CommandPalette.Closed) -> None:
        if not event.option_selected and self._theme_before:
            self.theme = self._theme_before

    def action_help(self) -> None:
        from reader.ui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.sequencer.verbs(), self.keymap))


def _keep_theme(desk: Desk, name: str) -> str:
    """Writes the theme into config.toml; a sentence when that cannot be done."""
    from reader.config.changing import change

    try:
        change(desk.home.config, "theme", name)
    except (OSError, UnicodeDecodeError):
        return f"{name} holds until you quit: {desk.home.config.name} cannot be written."
    return ""


def _said(done: str, what: str, other: str, nothing: str) -> str:
    return f"{done}: {what} · {other}" if what else nothing
