"""Every verb of the screen, once: its id, its keys, what it runs and a line of help.

A verb's id starts with its scope, the part of the screen where its keys hold ("list.star" holds in the list).
Inner scopes come first: what the article does not take goes to the screen around it. Keys are written as they are
typed, alternatives apart by a space: "j down", "gg", "]e", "ctrl+r". A word that is no key's name is a
sequence. `when` names a state of the pane, told by its `check_action`; verbs of different states may share keys.

The person remaps verbs by id, in [keys] of config.toml. A line that cannot hold is told in one sentence and left
out; the verb then keeps its own keys.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

Stroke = tuple[str, ...]  # one key, or several one after the other

_NAMES = frozenset(
    "up down left right enter escape space tab backspace delete insert home end pageup pagedown".split()
) | {f"f{n}" for n in range(1, 25)}
_CHORD = re.compile(r"(?:(?:ctrl|alt|shift|super|hyper|meta)\+)+(?P<key>\S+)")


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing a key does.

    Args:
        id: its scope, a dot, its name.
        keys: as written in the table above.
        action: run by the widget that owns the scope: "star", "move('line-next')".
        help: one line for the help screen, the palette and README.
        bar: one or two words for the footer, "" when it is not shown there.
        when: a state of the pane in which alone it holds.
    """

    id: str
    keys: str
    action: str
    help: str
    bar: str = ""
    when: str = ""

    @property
    def scope(self) -> str:
        return self.id.partition(".")[0]

    @property
    def strokes(self) -> list[Stroke]:
        return [stroke(word) for word in self.keys.split()]


def stroke(word: str) -> Stroke:
    """The keys that `word` stands for, each by its name or its character."""
    if word in _NAMES or len(word) == 1 or _CHORD.fullmatch(word):
        return (word,)
    return tuple(word)


def spoken(keys: str) -> str:
    """`keys` as people read them: "j ↓", "Ctrl+R"."""
    return " ".join(_SPOKEN.get(word) or _chord(word) for word in keys.split())


_SPOKEN = {
    **{"up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "⏎", "escape": "Esc", "space": "Space"},
    **{"tab": "Tab", "backspace": "⌫", "delete": "Del", "home": "Home", "end": "End", "pageup": "PgUp"},
    **{"pagedown": "PgDn", "f1": "F1"},
}


def _chord(word: str) -> str:
    if not _CHORD.fullmatch(word):
        return word
    *holds, key = word.split("+")
    return "+".join([*(hold.capitalize() for hold in holds), _SPOKEN.get(key) or key.upper()])


SCOPES = {
    "app": "Everywhere",
    "go": "Go to",
    "library": "List and article",
    "shelves": "Shelves",
    "list": "List",
    "search": "Search box",
    "who": "Who and what",
    "article": "Article",
    "find": "Find in the article",
    "note": "Note",
    "marks": "Marks",
    "review": "Review",
    "entities": "Entities",
    "card": "Card",
    "feeds": "Feeds",
    "help": "Help",
    "dialog": "Dialogs",
}
# What holds around a scope, innermost first.
_AROUND = {
    **dict.fromkeys(("shelves", "list", "search", "who", "article", "find"), ("library", "app", "go")),
    **dict.fromkeys(("marks", "review", "entities", "feeds", "library"), ("app", "go")),
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
        for verb in self._verbs.values():
            rows = self._by_scope.setdefault(verb.scope, [])
            rows.extend((keys, verb) for keys in verb.strokes)

    def __iter__(self) -> Iterator[Verb]:
        return iter(self._verbs.values())

    def __getitem__(self, name: str) -> Verb:
        return self._verbs[name]

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


def _moves(kind: str, forward: str, back: str, what: str, bar: str = "", when: str = "") -> list[Verb]:
    return [
        Verb(f"article.{kind}-next", forward, f"move('{kind}-next')", f"Next {what}", bar, when),
        Verb(f"article.{kind}-prev", back, f"move('{kind}-prev')", f"Previous {what}", "", when),
    ]


_APP = [
    Verb("app.help", "? f1", "help", "Help for this pane", "help"),
    Verb("app.palette", ": ctrl+p", "command_palette", "Every verb by its name"),
    Verb("app.back", "q", "back", "Back; from the list, out"),
    Verb("app.escape", "escape", "back(False)", "Back"),
    Verb("app.undo", "u", "undo", "Undo"),
    Verb("app.redo", "ctrl+r", "redo", "Redo"),
]
_GO = [
    Verb("go.all", "ga", "go('all')", "All articles", "all"),
    Verb("go.unread", "gu", "go('unread')", "Unread articles", "unread"),
    Verb("go.starred", "gs", "go('starred')", "Starred articles", "starred"),
    Verb("go.archive", "gd", "go('archive')", "Archive", "archive"),
    Verb("go.marks", "gm", "room('marks')", "Marks", "marks"),
    Verb("go.entities", "ge", "room('entities')", "Entities", "entities"),
    Verb("go.feeds", "gf", "room('feeds')", "Feeds", "feeds"),
    Verb("go.tags", "gt", "go('tags')", "Tags", "tags"),
    Verb("go.review", "gr", "room('review')", "Review marks", "review"),
    *(Verb(f"go.search-{n}", f"g{n}", f"go('search {n}')", f"Saved search {n}") for n in range(1, 10)),
]
_LIBRARY = [
    Verb("library.pane-next", "tab", "pane(1)", "Next pane"),
    Verb("library.pane-prev", "shift+tab", "pane(-1)", "Previous pane"),
    Verb("library.left", "h left", "side(-1)", "To the pane on the left"),
    Verb("library.right", "l right", "side(1)", "To the pane on the right"),
    Verb("library.sidebar", "b", "sidebar", "Show or hide the sidebar"),
    Verb("library.who", "i", "who", "Who and what: the names in the article", "who and what"),
    Verb("library.legend", "L", "legend", "Show or hide the legend of colours"),
    Verb("library.focus", "z", "zen", "Focus mode: the article alone"),
    Verb("library.next-unread", "n", "unread(1)", "Next unread article", "next unread"),
    Verb("library.prev-unread", "N", "unread(-1)", "Previous unread article"),
    Verb("library.read", "r", "toggle('read')", "Read or unread", "read"),
    Verb("library.star", "s", "toggle('starred')", "Star or unstar", "star"),
    Verb("library.archive", "d", "toggle('archived')", "Archive: done with it", "done"),
    Verb("library.tag", "t T", "tag", "Tag the article", "tag"),
    Verb("library.source", "o", "source", "Open at the source, in the browser"),
    Verb("library.fetch", "f", "fetch", "Fetch this feed"),
    Verb("library.fetch-all", "F", "fetch('all')", "Fetch all feeds"),
    Verb("library.search", "/", "search", "Search", "search"),
]
_PANES = [
    Verb("shelves.down", "j down", "cursor(1)", "Next shelf"),
    Verb("shelves.up", "k up", "cursor(-1)", "Previous shelf"),
    Verb("shelves.first", "gg home", "edge(0)", "First shelf"),
    Verb("shelves.last", "G end", "edge(-1)", "Last shelf"),
    Verb("shelves.open", "enter", "open", "Show its articles", "open"),
    Verb("shelves.fold", "space", "fold", "Fold or unfold the group", "fold"),
    Verb("shelves.remove", "x delete", "remove", "Remove a saved search", "remove search"),
    Verb("list.down", "j down", "cursor(1)", "Next article"),
    Verb("list.up", "k up", "cursor(-1)", "Previous article"),
    Verb("list.open", "enter", "open", "Open the article", "open"),
    Verb("list.read-on", "space", "read_on", "Read on: a page, then the next unread", "read on"),
    Verb("list.page-down", "pagedown ctrl+f", "page(1)", "A page down"),
    Verb("list.page-up", "pageup ctrl+b backspace", "page(-1)", "A page up"),
    Verb("list.top", "gg home", "edge(0)", "First article"),
    Verb("list.end", "G end", "edge(-1)", "Last article"),
    Verb("list.mark-all", "A", "mark_all", "Mark all shown read"),
    Verb("list.select", "x", "select", "Select several", "select"),
    Verb("list.copy", "y", "copy", "Copy the address"),
    Verb("search.down", "down", "into_list", "Into the results", "results"),
    Verb("search.complete", "tab", "complete", "Complete the word", "complete"),
    Verb("search.keep", "enter", "keep", "Keep the query as the list", "keep"),
    Verb("search.save", "ctrl+s", "save", "Save the query as a shelf", "save as a shelf"),
    Verb("search.close", "escape", "close", "Back to where one was", "back"),
    Verb("who.close", "i", "who", "Close the pane"),
]
_ARTICLE = [
    *_moves("line", "j down", "k up", "line"),
    *_moves("char", "l right", "h left", "character", when="selecting"),
    *_moves("page", "space pagedown ctrl+f", "backspace pageup ctrl+b", "page"),
    *_moves("half", "ctrl+d", "ctrl+u", "half page"),
    *_moves("sentence", ")", "(", "sentence", "sentence"),
    *_moves("paragraph", "}", "{", "paragraph"),
    *_moves("word", "w", "W", "word"),
    *_moves("mention", "]e", "[e", "name", "name"),
    *_moves("person", "]p", "[p", "person"),
    *_moves("organisation", "]o", "[o", "organisation"),
    *_moves("place", "]l", "[l", "place"),
    *_moves("mark", "]m", "[m", "mark"),
    *_moves("heading", "]h", "[h", "heading"),
    *_moves("hit", "n", "N", "hit", when="finding"),
    Verb("article.top", "gg home", "move('top')", "Top"),
    Verb("article.end", "G end", "move('end')", "End"),
    Verb("article.select", "v", "visual", "Select; on a mark, its range"),
    Verb("article.select-paragraph", "V", "visual_paragraph", "Select by paragraph"),
    Verb("article.other-end", "o", "other_end", "The selection's other end", when="selecting"),
    Verb("article.pick-sentence", "is", "pick('sentence')", "The sentence", when="selecting"),
    Verb("article.pick-around", "as", "pick('sentence-around')", "The sentence and its space", when="selecting"),
    Verb("article.pick-paragraph", "ip", "pick('paragraph')", "The paragraph", when="selecting"),
    Verb("article.pick-word", "iw", "pick('word')", "The word", when="selecting"),
    Verb("article.pick-quotation", 'i"', "pick('quotation')", "The quotation", when="selecting"),
    Verb("article.pick-name", "ie", "pick('entity')", "The name", when="selecting"),
    Verb("article.mark", "m", "mark", "Mark the selection or the sentence", "mark"),
    Verb("article.note", "a", "annotate", "Mark with a note", "note"),
    *(
        Verb(f"article.color-{n}", str(n), f"color({n})", f"Colour {n}", when="coloring")
        for n in range(1, 7)
    ),
    *(Verb(f"article.count-{n}", str(n), f"digit({n})", f"Count {n}", when="counting") for n in range(10)),
    Verb("article.tag", "t", "tag", "Tag the mark here", when="marked"),
    Verb("article.remove", "x delete", "remove", "Remove the mark"),
    Verb("article.copy", "y", "copy_quote", "Copy the quote"),
    Verb("article.cite", "Y", "copy_citation", "Copy the citation"),
    Verb("article.edit", "E", "edit_note", "The note in $EDITOR"),
    Verb("article.whole", "+", "article_note", "A note for the whole article"),
    Verb("article.find", "/", "find", "Find in the article", "find"),
    Verb("article.choose", "enter", "choose", "A name's card, a mark's note, a link", "card"),
    Verb("article.leave", "escape", "leave", "Leave the selection or the search", when="busy"),
]
VERBS: list[Verb] = [*_APP, *_GO, *_LIBRARY, *_PANES, *_ARTICLE]
