"""The command palette: every verb by its name, and the themes, each shown as the cursor comes to it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.theme import Theme
from textual.widgets import OptionList

from reader.keymap import SCOPES, Verb, spoken
from reader.ui.keys import Found

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp


class VerbProvider(Provider):
    """The verbs that can run in the screen under the palette."""

    async def startup(self) -> None:
        app = cast("GlosseApp", self.app)
        seen: set[str] = set()
        self._found: list[Found] = []
        for found in app.sequencer.verbs(self.screen):
            if found.able and found.verb.action not in seen and not found.verb.id.startswith("app.palette"):
                seen.add(found.verb.action)
                self._found.append(found)

    async def discover(self) -> Hits:
        for found in self._found:
            yield DiscoveryHit(found.verb.help, self._run(found), help=described(found.verb))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for found in self._found:
            score = max(matcher.match(found.verb.help), matcher.match(found.verb.id))
            if score > 0:
                title = matcher.highlight(found.verb.help)
                yield Hit(score, title, self._run(found), help=described(found.verb), text=found.verb.help)

    def _run(self, found: Found) -> Callable[[], object]:
        return partial(self.app.run_action, found.verb.action, found.node)


def described(verb: Verb) -> str:
    """ "List · j ↓ · list.down"."""
    return " · ".join(part for part in (SCOPES.get(verb.scope, ""), spoken(verb.keys), verb.id) if part)


class ThemeProvider(Provider):
    """The themes by name; the bundled ones first."""

    def _names(self) -> list[str]:
        names = sorted(self.app.available_themes)
        return sorted(names, key=lambda name: not name.startswith("glosse"))

    def _run(self, name: str) -> Callable[[], object]:
        return partial(cast("GlosseApp", self.app).wardrobe.choose, name)

    async def discover(self) -> Hits:
        for name in self._names():
            yield DiscoveryHit(name, self._run(name))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name in self._names():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), self._run(name), text=name)


class ThemePalette(CommandPalette):
    """Shows each theme as the cursor comes to it, and the former one again when it is left."""

    def __init__(self) -> None:
        super().__init__(providers=[ThemeProvider], placeholder="Themes")

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, self._restyle)

    def _restyle(self, _: Theme) -> None:
        """Textual gives the new colours to the screens below a dialog, and not to the dialog."""
        self.app.stylesheet.update(self)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        hit = getattr(event.option, "hit", None)
        if isinstance(hit, Hit | DiscoveryHit) and hit.text in self.app.available_themes:
            self.app.theme = str(hit.text)
