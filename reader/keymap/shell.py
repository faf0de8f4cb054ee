"""Verbs of the shell: what holds everywhere, where one can go, the list and what stands around it."""

from reader.keymap.verb import Verb

APP = [
    Verb("app.help", "? f1", "help", "Help for this pane", "help"),
    Verb("app.palette", ": ctrl+p", "command_palette", "Every verb by its name"),
    Verb("app.back", "q", "back", "Back; from the list, out", "back"),
    Verb("app.escape", "escape", "back(False)", "Back"),
    Verb("app.undo", "u", "undo", "Undo"),
    Verb("app.redo", "ctrl+r", "redo", "Redo"),
    Verb("app.theme", "ctrl+t", "change_theme", "Theme: colours of the screen"),
    Verb("app.quit", "ctrl+q", "quit", "Quit"),
]
GO = [
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
LIBRARY = [
    Verb("library.pane-next", "tab", "pane(1)", "Next pane"),
    Verb("library.pane-prev", "shift+tab", "pane(-1)", "Previous pane"),
    Verb("library.left", "h left", "side(-1)", "To the pane on the left"),
    Verb("library.right", "l right", "side(1)", "To the pane on the right"),
    Verb("library.sidebar", "b", "sidebar", "Show or hide the sidebar"),
    Verb("library.who", "i", "who", "Who and what: the names in the article", "who and what"),
    Verb("library.legend", "L", "legend", "Show or hide the legend of colours"),
    Verb("library.focus", "z", "zen", "Focus mode: the article alone"),
    Verb("library.search", "/", "search", "Search", "search"),
]
ARTICLES = [
    Verb("articles.next-unread", "n", "unread(1)", "Next unread article", "next unread"),
    Verb("articles.prev-unread", "N", "unread(-1)", "Previous unread article"),
    Verb("articles.read", "r", "toggle('read')", "Read or unread", "read"),
    Verb("articles.star", "s", "toggle('starred')", "Star or unstar", "star"),
    Verb("articles.archive", "d", "toggle('archived')", "Archive: done with it", "done"),
    Verb("articles.tag", "t T", "tag", "Tag the article", "tag"),
    Verb("articles.mark-all", "A", "mark_all", "Mark all shown read"),
    Verb("articles.copy", "y", "copy", "Copy the address"),
    Verb("articles.source", "o", "source", "Open at the source, in the browser"),
    Verb("articles.fetch", "f", "fetch", "Fetch this feed"),
    Verb("articles.fetch-all", "F", "fetch('all')", "Fetch all feeds"),
]
PANES = [
    Verb("shelves.down", "j down", "cursor(1)", "Next shelf"),
    Verb("shelves.up", "k up", "cursor(-1)", "Previous shelf"),
    Verb("shelves.first", "gg home", "edge(0)", "First shelf"),
    Verb("shelves.last", "G end", "edge(-1)", "Last shelf"),
    Verb("shelves.open", "enter", "open", "Show its articles", "open"),
    Verb("shelves.fold", "space", "fold", "Fold or unfold the group", "fold"),
    Verb("shelves.remove", "x delete", "remove", "Remove a saved search or watched name", "remove"),
    Verb("list.down", "j down", "cursor(1)", "Next article"),
    Verb("list.up", "k up", "cursor(-1)", "Previous article"),
    Verb("list.open", "enter", "open", "Open the article", "open"),
    Verb("list.read-on", "space", "read_on", "Read on: a page, then the next unread", "read on"),
    Verb("list.page-down", "pagedown ctrl+f", "page(1)", "A page down"),
    Verb("list.page-up", "pageup ctrl+b backspace", "page(-1)", "A page up"),
    Verb("list.top", "gg home", "edge(0)", "First article"),
    Verb("list.end", "G end", "edge(-1)", "Last article"),
    Verb("list.select", "x", "select", "Select several", "select"),
    Verb("search.down", "down", "into_list", "Into the results", "results"),
    Verb("search.complete", "tab", "complete", "Complete the word", "complete"),
    Verb("search.keep", "enter", "keep", "Keep the query as the list", "keep"),
    Verb("search.save", "ctrl+s", "save", "Save the query as a shelf", "save as a shelf"),
    Verb("search.close", "escape", "close", "Back to where one was", "back"),
]
