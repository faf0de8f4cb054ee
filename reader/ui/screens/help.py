"""Help: the verbs that hold in the pane one came from, with their keys as they are now, then all others."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.keymap import SCOPES, Keymap, Verb, spoken
from reader.ui.keys import Found

_NUMBER = re.compile(r"-\d+$")
Section = tuple[str, list[Verb]]
_STATES = {
    "selecting": "while selecting",
    "coloring": "with a selection or on a mark",
    "counting": "before a move",
    "finding": "with a search",
    "marked": "on a mark",
    "busy": "with a selection or a search",
}


class HelpScreen(ModalScreen[None]):
    """Searchable; dismissed with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss", "Back", show=False),
        Binding("down", "scroll(1)", show=False, priority=True),
        Binding("up", "scroll(-1)", show=False, priority=True),
        Binding("pagedown", "scroll(15)", show=False, priority=True),
        Binding("pageup", "scroll(-15)", show=False, priority=True),
    ]

    def __init__(self, here: Sequence[Found], keymap: Keymap) -> None:
        super().__init__(id="help")
        self._sections = sections(here, keymap)

    def compose(self) -> ComposeResult:
        with Vertical(id="help-box") as box:
            box.border_title = "Help"
            box.border_subtitle = Content("Esc back · [keys] in config.toml changes keys")
            yield Input(placeholder="search: a key, a word", id="help-search", compact=True)
            with VerticalScroll(id="help-scroll", can_focus=False):
                yield Static("", id="help-text")

    def on_mount(self) -> None:
        self._show("")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _show(self, wanted: str) -> None:
        text = drawn(filtered(self._sections, wanted))
        self.query_one("#help-text", Static).update(text)
        self.query_one(VerticalScroll).scroll_home(animate=False)


def sections(here: Sequence[Found], keymap: Keymap) -> list[Section]:
    """The verbs by scope: those that hold here first, then the rest in the table's order."""
    scopes = list(dict.fromkeys(found.verb.scope for found in here))
    result: list[Section] = []
    for scope in [*scopes, *(scope for scope in SCOPES if scope not in scopes)]:
        verbs = [verb for verb in keymap.of(scope) if verb.keys]
        if verbs:
            result.append((SCOPES.get(scope, scope), folded(verbs)))
    return result


def folded(verbs: Sequence[Verb]) -> list[Verb]:
    """Numbered verbs (colour 1, colour 2 ...) as one: "1 … 6  Colour"."""
    result: list[Verb] = []
    for stem, some in groupby(verbs, key=lambda verb: _NUMBER.sub("", verb.id)):
        group = list(some)
        first = group[0]
        if stem != first.id and len(group) > 1:
            last = group[-1].keys.split()[0]
            keys, help_ = f"{first.keys.split()[0]} … {last}", first.help.rstrip("0123456789 ")
            result.append(replace(first, id=stem, keys=keys, help=help_))
        else:
            result += group
    return result


def filtered(all_sections: Iterable[Section], wanted: str) -> list[Section]:
    """The sections with those verbs that have `wanted` in their help, their id or as a key."""
    words = wanted.casefold().split()
    if not words:
        return list(all_sections)
    found = []
    for name, verbs in all_sections:
        some = [verb for verb in verbs if all(_fits(verb, word) for word in words)]
        if some:
            found.append((name, some))
    return found


def _fits(verb: Verb, word: str) -> bool:
    return word in verb.keys.casefold().split() or word in f"{verb.help} {verb.id}".casefold()


def drawn(shown: Sequence[Section]) -> Text:
    """The sections as lines: keys, help, and the state in which they hold."""
    if not shown:
        return Text("No verb of that name or key.")
    text = Text()
    for name, verbs in shown:
        text.append(f"{name}\n", style="bold")
        for verb in verbs:
            keys = spoken(verb.keys)
            text.append(" " * max(1, 20 - cell_len(keys)) + keys, style="bold")
            text.append(f"  {verb.help}")
            if verb.when:
                text.append(f"  ({_STATES.get(verb.when, verb.when)})", style="italic")
            text.append("\n")
        text.append("\n")
    return text
