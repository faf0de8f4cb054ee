"""Verbs of the rooms beside the library: marks, review, entities, feeds, and of lists and dialogs."""

from reader.keymap.verb import Verb

MARKS: list[Verb] = []
ENTITIES: list[Verb] = []
FEEDS = [
    Verb("feeds.add", "a", "add", "Follow a feed, by its address or that of a page that has one", "add"),
    Verb("feeds.fetch", "f", "fetch", "Fetch this feed now", "fetch"),
    Verb("feeds.fetch-all", "F", "fetch('all')", "Fetch all feeds that are due", "fetch all"),
    Verb("feeds.stop", "escape c", "stop", "Stop fetching", "stop", when="fetching"),
    Verb("feeds.name", "e", "set('name')", "Give it another name", "rename"),
    Verb("feeds.tags", "t", "set('tags')", "Tags given to its articles on arrival", "tags"),
    Verb(
        "feeds.whole",
        "w",
        "set('whole')",
        "Whole articles from their pages, or the feed's own text",
        "whole articles",
    ),
    Verb("feeds.remove", "x delete", "remove", "Follow it no longer; its articles stay", "remove"),
    Verb("feeds.undo", "u", "undo", "Follow again what was removed", when="removed"),
    Verb("feeds.copy", "y", "copy", "Copy its address"),
]
ROWS = [
    Verb("rows.down", "j down", "cursor(1)", "Down"),
    Verb("rows.up", "k up", "cursor(-1)", "Up"),
    Verb("rows.page-down", "pagedown space", "page(1)", "A page down"),
    Verb("rows.page-up", "pageup backspace", "page(-1)", "A page up"),
    Verb("rows.first", "gg home", "edge(0)", "First"),
    Verb("rows.last", "G end", "edge(-1)", "Last"),
    Verb("rows.open", "enter", "choose", "Open", "open"),
]
