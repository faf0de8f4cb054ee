"""From a key to a verb: sequences of keys, scopes from the focused widget outwards.

A widget takes part by its class attribute `KEY_SCOPE`, one or more scopes of the keymap with spaces between, and by
the actions that the keymap names. Its `check_action` says what holds now.

Where one writes (an input, a text area), characters are text, and the field's own keys (left, home, ctrl+a) come
before the verbs of the panes around it. A dialog without a scope keeps all keys to itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from textual import actions, events
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen

from reader.keymap import Keymap, Stroke, Verb


@dataclass(frozen=True, slots=True)
class Found:
    """A verb, the node that runs it, and whether it can run now (None: not now, but it is shown dimmed)."""

    verb: Verb
    node: DOMNode
    able: bool | None


class Sequencer:
    """Reads keys before Textual does and runs the verbs they mean.

    Attributes:
        typed: the keys of a sequence that is not complete, () else.
    """

    def __init__(self, app: App[Any], keymap: Keymap) -> None:
        self.keymap = keymap
        self.typed: Stroke = ()
        self._app = app

    def nodes(self, screen: Screen[Any] | None = None) -> Iterator[tuple[str, DOMNode]]:
        """The scopes that hold in `screen` (the one shown), innermost first, each with its node."""
        screen = self._app.screen if screen is None else screen
        inside = False
        for node in (screen.focused or screen).ancestors_with_self:
            scopes = getattr(node, "KEY_SCOPE", "").split()
            if node is self._app and screen.is_modal:
                scopes = scopes[:1] if inside else []
            for scope in scopes:
                inside = True
                yield scope, node

    def verbs(self, screen: Screen[Any] | None = None) -> list[Found]:
        """Every verb that holds in `screen` (the one shown), innermost first."""
        found = []
        for scope, node in self.nodes(screen):
            for verb in self.keymap.of(scope):
                if (able := _able(verb, node)) is not False:
                    found.append(Found(verb, node, able))
        return found

    def hints(self) -> list[tuple[str, Verb]]:
        """What can follow the keys typed so far."""
        return [
            (rest, verb)
            for scope, node in self.nodes()
            for rest, verb in self.keymap.longer(scope, self.typed)
            if _able(verb, node) is not False
        ]

    async def take(self, event: events.Key) -> bool:
        """Takes a key; False when it means nothing here and Textual may have it."""
        focused = self._app.screen.focused
        if focused is not None and focused.check_consume_key(event.key, event.character):
            self.typed = ()
            return False
        name = key_name(event)
        typed, waiting = (*self.typed, name), bool(self.typed)
        if waiting and name == "escape":
            self.typed = ()
            return True
        self.typed = ()
        found, more = self._look(typed)
        if found is not None:
            await self._app.run_action(found.verb.action, found.node)
        elif more:
            self.typed = typed
        return found is not None or more or waiting

    def _look(self, typed: Stroke) -> tuple[Found | None, bool]:
        """The verb that `typed` means, unless an inner scope has a longer one; and whether any goes on."""
        own = self._field_keys()
        first: DOMNode | None = None
        for scope, node in self.nodes():
            first = node if first is None else first
            if node is not first and typed[0] in own:
                break
            if any(_able(verb, node) for _, verb in self.keymap.longer(scope, typed)):
                return None, True
            for verb in self.keymap.exact(scope, typed):
                if able := _able(verb, node):
                    return Found(verb, node, able), False
        return None, False

    def _field_keys(self) -> frozenset[str]:
        """The keys that the field one writes in binds itself."""
        focused = self._app.screen.focused
        if focused is None or not focused.check_consume_key("a", "a"):
            return frozenset()
        active = self._app.screen.active_bindings
        return frozenset(key for key, bound in active.items() if bound.node is focused)


def key_name(event: events.Key) -> str:
    """A key as the keymap writes it: "a", "?", "space", "ctrl+r"."""
    if event.character and event.is_printable and event.character != " ":
        return event.character
    return event.key


def _able(verb: Verb, node: DOMNode) -> bool | None:
    name, parameters = _parsed(verb.action)
    if not (hasattr(node, f"action_{name}") or hasattr(node, f"_action_{name}")):
        return False
    return node.check_action(name, parameters)


@lru_cache(maxsize=1024)
def _parsed(action: str) -> tuple[str, tuple[object, ...]]:
    """An action's name and parameters; the footer asks for all of them at each key."""
    _, name, parameters = actions.parse(action)
    return name, parameters
