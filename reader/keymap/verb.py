"""One verb of the screen, and the keys it is written with."""

import re
from dataclasses import dataclass

Stroke = tuple[str, ...]  # one key, or several one after the other

_WORDS = "up down left right enter escape space tab backspace delete insert home end pageup pagedown"
_NAMES = frozenset(_WORDS.split()) | {f"f{n}" for n in range(1, 25)}
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
