"""Verbs of the rooms beside the library: marks, review, entities, feeds, and of lists and dialogs."""

from reader.keymap.verb import Verb

MARKS: list[Verb] = []
ENTITIES: list[Verb] = []
FEEDS: list[Verb] = []
ROWS = [
    Verb("rows.down", "j down", "cursor(1)", "Down"),
    Verb("rows.up", "k up", "cursor(-1)", "Up"),
    Verb("rows.page-down", "pagedown space", "page(1)", "A page down"),
    Verb("rows.page-up", "pageup backspace", "page(-1)", "A page up"),
    Verb("rows.first", "gg home", "edge(0)", "First"),
    Verb("rows.last", "G end", "edge(-1)", "Last"),
    Verb("rows.open", "enter", "choose", "Open", "open"),
]
