"""Every verb of the screen, once: its id, its keys, what it runs and a line of help.

A verb's id starts with its scope, the part of the screen where its keys hold ("list.star" holds in the list).
Inner scopes come first: what the article does not take goes to the screen around it. Keys are written as they are
typed, alternatives apart by a space: "j down", "gg", "]e", "ctrl+r". A word that is no key's name is a
sequence. `when` names a state of the pane, told by its `check_action`; verbs of different states may share keys.

The person remaps verbs by id, in [keys] of config.toml. A line that cannot hold is told in one sentence and left
out; the verb then keeps its own keys.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from reader.keymap.article import ARTICLE
from reader.keymap.difference import DIFFERENCE
from reader.keymap.rooms import ENTITIES, FEEDS, MARKS, ROWS
from reader.keymap.shell import APP, ARTICLES, GO, LIBRARY, PANES
from reader.keymap.verb import Stroke, Verb, spoken, stroke

__all__ = ["SCOPES", "VERBS", "Keymap", "Stroke", "Verb", "clashes", "spoken", "stroke"]

VERBS: list[Verb] = [
    *APP,
    *GO,
    *LIBRARY,
    *ARTICLES,
    *PANES,
    *ROWS,
    *ARTICLE,
    *MARKS,
    *ENTITIES,
    *FEEDS,
    *DIFFERENCE,
]
SCOPES = {
    "app": "Everywhere",
    "go": "Go to",
    "library": "Panes",
    "articles": "Articles",
    "shelves": "Shelves",
    "list": "List",
    "search": "Search box",
    "who": "Who and what",
    "rows": "Lists",
    "article": "Article",
    "find": "Find in the article",
    "links": "Links",
    "note": "Note",
    "marks": "Marks",
    "review": "Review",
    "entities": "Entities",
    "card": "Card",
    "moment": "Card of a date",
    "doubles": "Likely the same",
    "compare": "Two entities",
    "feeds": "Feeds",
    "difference": "Differences",
    "help": "Help",
    "dialog": "Dialogs",
}
# What holds around a scope, innermost first.
_AROUND = {
    **dict.fromkeys(
        ("shelves", "list", "search", "who", "article", "find", "links"), ("articles", "library", "app", "go")
    ),
    "articles": ("library", "app", "go"),
    **dict.fromkeys(("marks", "review", "entities", "feeds", "difference", "library"), ("app", "go")),
}


class Keymap:
    """The verbs with the keys they have now.

    Args:
        remaps: verb id -> keys, as config.toml has them; "" takes a verb's keys away.
        table: the verbs with their own keys.
    """

    def __init__(self, remaps: Mapping[str, str] | None = None, table: Iterable[Verb] | None = None) -> None:
        self._verbs = {verb.id: verb for verb in (VERBS if table is None else table)}
        self.problems: list[str] = []
        for name, keys in (remaps or {}).items():
            self._remap(name, keys)
        self._by_scope: dict[str, list[tuple[Stroke, Verb]]] = {}
        self._scopes: dict[str, list[Verb]] = {}
        for verb in self._verbs.values():
            self._scopes.setdefault(verb.scope, []).append(verb)
            rows = self._by_scope.setdefault(verb.scope, [])
            rows.extend((keys, verb) for keys in verb.strokes)

    def __iter__(self) -> Iterator[Verb]:
        return iter(self._verbs.values())

    def __getitem__(self, name: str) -> Verb:
        return self._verbs[name]

    def of(self, scope: str) -> list[Verb]:
        """The verbs of `scope`, in the table's order."""
        return self._scopes.get(scope, [])

    def exact(self, scope: str, typed: Stroke) -> list[Verb]:
        """The verbs of `scope` that `typed` means."""
        return [verb for keys, verb in self._by_scope.get(scope, ()) if keys == typed]

    def longer(self, scope: str, typed: Stroke) -> list[tuple[str, Verb]]:
        """The verbs of `scope` whose keys go on after `typed`, each with what is still to be typed."""
        size = len(typed)
        rows = self._by_scope.get(scope, ())
        return [
            ("".join(keys[size:]), verb) for keys, verb in rows if len(keys) > size and keys[:size] == typed
        ]

    def _remap(self, name: str, keys: str) -> None:
        verb = self._verbs.get(name)
        if verb is None:
            near = get_close_matches(name, self._verbs, 1, 0.5)
            meant = f"; {near[0]} is one" if near else "; see the help screen for their names"
            self.problems.append(f"[keys] {name}: there is no verb of that name{meant}.")
            return
        wish = replace(verb, keys=" ".join(keys.split()))
        if wish == verb:  # as `glosse config` writes it
            return
        for other in self._verbs.values():
            if clash := _clash(wish, other):
                self.problems.append(
                    f"[keys] {name} = {clash!r} clashes with {other.id} ({other.help.lower()}); "
                    f"{name} stays {verb.keys!r}."
                )
                return
        self._verbs[name] = wish


def _clash(wish: Verb, other: Verb) -> str:
    """The keys of `wish` that can no longer be told from those of `other`, or ""."""
    near = wish.scope == other.scope or other.scope in _AROUND.get(wish.scope, ())
    near = near or wish.scope in _AROUND.get(other.scope, ())
    if wish.id == other.id or not near or wish.when != other.when:
        return ""
    for mine in wish.strokes:
        for yours in other.strokes:
            shared = min(len(mine), len(yours))
            if mine[:shared] == yours[:shared]:
                return "".join(mine)
    return ""


def clashes(table: Iterable[Verb]) -> list[tuple[Verb, Verb]]:
    """Pairs of one scope and one state whose keys cannot be told apart."""
    verbs = list(table)
    return [
        (one, two)
        for place, one in enumerate(verbs)
        for two in verbs[place + 1 :]
        if one.scope == two.scope and _clash(one, two)
    ]
