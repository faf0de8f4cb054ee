"""Which theme the app wears: the one it begins with, one that is tried on in the palette, the one chosen."""

from functools import partial
from typing import TYPE_CHECKING

from textual.app import App

from reader.desk import Desk
from reader.ui.themes import OWN, problem, usable

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp


class Wardrobe:
    """Belongs to one app, whose `theme` is what is worn now."""

    def __init__(self, app: "GlosseApp") -> None:
        self._app = app
        self._before = ""  # what was worn before others were tried on

    def begin(self) -> None:
        """Takes the theme that config.toml wants as if it had been there from the beginning: else all styles would be
        read twice."""
        app = self._app
        for own in OWN:
            app.register_theme(own)
        theme = usable(app.desk.config.theme, app.available_themes)
        app.set_reactive(App.theme, theme)
        app.stylesheet.set_variables(app.get_css_variables())
        dark = app.current_theme.dark
        classes = {f"-theme-{theme}": True, "-dark-mode": dark, "-light-mode": not dark}
        app.update_classes(classes, update=False)
        app._refresh_truecolor_filter(app.ansi_theme)

    @property
    def problem(self) -> str:
        """What is wrong about the theme that config.toml wants, as a sentence; "" when nothing is."""
        return problem(self._app.desk.config.theme, self._app.available_themes)

    def open(self) -> None:
        """The palette of themes; each is shown as the cursor comes to it."""
        from reader.ui.commands import ThemePalette

        self._before = self._app.theme
        self._app.push_screen(ThemePalette())

    def choose(self, name: str) -> None:
        """Wears a theme from now on."""
        self._before = self._app.theme = name
        self._app.write(partial(_keep, self._app.desk, name))

    def put_back(self) -> None:
        """Nothing was chosen: wears again what was worn before."""
        if self._before:
            self._app.theme = self._before


def _keep(desk: Desk, name: str) -> str:
    """Writes the theme into config.toml; a sentence when that cannot be done."""
    from reader.config.changing import change

    try:
        change(desk.home.config, "theme", name)
    except (OSError, UnicodeDecodeError):
        return f"{name} holds until you quit: {desk.home.config.name} cannot be written."
    return ""
