"""The last line of a screen: what keys do here, what does not hold now dimmed; or what may follow a first key."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from reader.ui.answers import stands

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp
    from reader.ui.keys import Found


ALWAYS = ("help", "show new")  # words shown in any width: the way to all others, and what comes and goes
AFTER = 0.03  # seconds that the frame which answers a key goes first


class Piece(NamedTuple):
    """One verb of the footer: its first key, a word or two, and whether it holds now."""

    key: str
    word: str
    able: bool
    found: "Found | None" = None

    @property
    def cells(self) -> int:
        return cell_len(self.key) + 1 + cell_len(self.word) + 2


class VerbFooter(Widget):
    """Reads the keymap for the focused pane; a click runs a verb."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"footer--{n}" for n in ("key", "word", "off", "news", "typed")}
    DEFAULT_CSS = """
    VerbFooter { dock: bottom; height: 1; background: $panel; color: $foreground; }
    VerbFooter > .footer--key { color: $text-accent; text-style: bold; }
    VerbFooter > .footer--word { color: $foreground; }
    VerbFooter > .footer--off { color: $foreground 55%; }
    VerbFooter > .footer--news { color: $text-success; text-style: bold; }
    VerbFooter > .footer--typed { color: $text-warning; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._news = ""
        self._behind = 0
        self._asked = False
        self._pieces: list[Piece] = []

    @property
    def news(self) -> str:
        """A few words at the right end on what goes on: "fetching 3/12"; else how many new articles wait."""
        return self._news or (f"{self._behind} new ↑" if self._behind else "")

    @news.setter
    def news(self, words: str) -> None:
        if words != self._news:
            self._news = words
            self.refresh()

    def wait(self, number: int) -> None:
        """So many new articles wait to be shown."""
        if number != self._behind:
            self._behind = number
            self.refresh()
            self.renew()

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self.renew)

    def renew(self) -> None:
        """Looks again at what holds, once for all askers and after what a key did is drawn: it is not waited for."""
        if not self._asked:
            self._asked = True
            self.set_timer(AFTER, self._look)

    def _look(self) -> None:
        """Draws only when something else holds."""
        self._asked = False
        if not (stands(self) and self._app.whole):
            return  # its screen was left meanwhile, or keys do nothing yet
        pieces = self._waiting() or self._here()
        if pieces != self._pieces:
            self._pieces = pieces
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        base = self.rich_style
        news = f" {self.news} " if self.news else ""
        segments = [Segment(" ", base)]
        left = width - 1 - cell_len(news)
        typed = "".join(self._app.sequencer.typed) if self._app.whole else ""
        if typed:
            segments.append(Segment(f"{typed}… ", base + self._style("typed")))
            left -= cell_len(typed) + 2
        for piece in self._shown(left):
            word = "word" if piece.able else "off"
            segments.append(Segment(piece.key, base + self._style("key" if piece.able else "off")))
            segments.append(Segment(f" {piece.word}  ", base + self._style(word)))
            left -= piece.cells
        segments += [Segment(" " * max(0, left), base), Segment(news, base + self._style("news"))]
        return Strip(segments).crop(0, width)

    def _shown(self, room: int) -> list[Piece]:
        """The pieces that fit, those that always do at the end."""
        last = [piece for piece in self._pieces if piece.word in ALWAYS]
        room -= sum(piece.cells for piece in last)
        shown = []
        for piece in self._pieces:
            if piece.word not in ALWAYS and piece.cells <= room:
                shown.append(piece)
                room -= piece.cells
        return shown + last

    async def on_click(self, event: events.Click) -> None:
        at = 1
        for piece in self._shown(self.size.width - 1 - (cell_len(self.news) + 2 if self.news else 0)):
            if at <= event.x < at + piece.cells - 1 and piece.able and piece.found is not None:
                await self._app.run_action(piece.found.verb.action, piece.found.node)
                return
            at += piece.cells

    @property
    def _app(self) -> "GlosseApp":
        return cast("GlosseApp", self.app)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"footer--{name}", partial=True)

    def _here(self) -> list[Piece]:
        focused = self.screen.focused
        written = focused is not None and focused.check_consume_key("a", "a")
        return shown_verbs(self._app.sequencer.verbs(self.screen), written=written)

    def _waiting(self) -> list[Piece]:
        if not self._app.sequencer.typed or self.screen is not self._app.screen:
            return []
        return [Piece(rest, verb.bar or verb.help.lower(), True) for rest, verb in self._app.sequencer.hints()]


def renew(screen: Screen[Any]) -> None:
    """Has the footer of `screen` look again; dialogs have none."""
    with suppress(NoMatches):
        screen.query_one(VerbFooter).renew()


def is_text(key: str) -> bool:
    """Whether a field takes a key, or the first of a sequence, as text."""
    from reader.keymap import stroke

    return len(stroke(key)[0]) == 1


def shown_verbs(found: "Sequence[Found]", *, written: bool = False) -> list[Piece]:
    """The verbs that have a word for the footer; a key that an inner pane takes is not shown again.

    Args:
        written: whether a field has the focus, where characters are text.
    """
    from reader.keymap import spoken

    pieces: list[Piece] = []
    taken: set[str] = set()
    for one in found:
        keys = [key for key in one.verb.keys.split() if not (written and is_text(key))]
        if one.verb.bar and keys and keys[0] not in taken:
            pieces.append(Piece(spoken(keys[0]), one.verb.bar, bool(one.able), one))
        taken.update(keys)
    return pieces
