"""Verbs of the rooms beside the library: marks, review, entities, feeds, and of lists and dialogs."""

from reader.keymap.verb import Verb

MARKS = [
    Verb(
        "marks.filter", "/", "filter", "Filter, by the query language: color:, tag:, has:note, words", "filter"
    ),
    Verb("marks.into-list", "down escape", "into_list", "Into the list", when="filtering"),
    Verb("marks.group", "o", "group", "Group by article, day, tag or colour", "group"),
    Verb("marks.pick", "x", "pick", "Pick several; the verbs then hold for all of them", "pick"),
    Verb("marks.pick-all", "X", "pick_all", "Pick all that are shown, or none"),
    Verb("marks.note", "a", "deed('note')", "Write its note", "note"),
    Verb("marks.edit", "E", "deed('edit')", "Its note in $EDITOR"),
    Verb("marks.tag", "t", "deed('tag')", "Tag them", "tag"),
    *(Verb(f"marks.color-{n}", str(n), f"deed('color', {n})", f"Colour {n} for them") for n in range(1, 7)),
    Verb("marks.remove", "d delete", "deed('remove')", "Delete them", "delete"),
    Verb(
        "marks.attach", "@", "deed('attach')", "Attach it to a sentence of its article", "attach here", "loose"
    ),
    Verb(
        "marks.confirm", "c", "deed('confirm')", "Say that it is where it belongs", "belongs here", "uncertain"
    ),
    Verb("marks.copy", "y", "deed('quote')", "Copy the quote"),
    Verb("marks.cite", "Y", "deed('cite')", "Copy the citation; again: in the next style"),
    Verb("marks.preview", "p", "preview", "Show or hide its surroundings"),
    Verb(
        "review.keep", "k enter space", "grade('keep')", "Keep it in mind: shown again, later each time", "keep"
    ),
    Verb("review.again", "a", "grade('again')", "It was forgotten: shown again soon", "forgotten"),
    Verb("review.let-go", "f x", "grade('let go')", "Let it go: shown no more; the mark stays", "let go"),
    Verb("review.skip", "n", "skip", "Not now", "not now"),
    Verb("review.open", "o", "open", "Open the article at it", "open"),
    Verb("review.more", "m", "more", "Another handful", "another handful", "done"),
]
ENTITIES = [
    Verb("who.next", "n", "next(1)", "Next place of this name", "next place"),
    Verb("who.prev", "N", "next(-1)", "Previous place of this name"),
    Verb("who.card", "c", "card", "Its card", "card"),
    Verb("who.turn", "m", "turn", "The names or the marks of the article", "names, marks"),
    Verb("entities.filter", "/", "filter", "Filter by a part of the name", "filter"),
    Verb("entities.order", "o", "order", "Sort by mentions, articles, what rises this week, name", "sort"),
    Verb("entities.kind", "K", "kind", "People, organisations, places, other names, or all", "kind"),
    Verb("entities.pick", "x", "pick", "Pick for a comparison", "pick"),
    Verb("entities.compare", "c", "compare", "Lay the two picked side by side", "compare"),
    Verb("entities.watch", "w", "watch", "Watch it: a shelf in the sidebar, and ◉ at its articles", "watch"),
    Verb("entities.doubles", "=", "doubles", "Names that are likely one", "likely the same"),
    Verb("entities.leave", "escape", "leave", "From the filter to the list; back"),
    Verb("card.articles", "1", "tab('card-articles')", "The articles that name it"),
    Verb("card.company", "2", "tab('card-company')", "With whom it appears"),
    Verb("card.sentences", "3", "tab('card-sentences')", "The sentences in which it stands"),
    Verb("card.next-tab", "tab", "tab_by(1)", "Next page of the card", "next page"),
    Verb("card.prev-tab", "shift+tab", "tab_by(-1)", "Previous page of the card"),
    Verb("card.watch", "w", "watch", "Watch it: a shelf in the sidebar, and ◉ at its articles", "watch"),
    Verb("card.kind", "K", "kind", "It is of another kind", "other kind"),
    Verb("card.rename", "e", "rename", "Give it another name", "rename"),
    Verb("card.merge", "M", "merge", "It is the same as another", "merge"),
    Verb("card.split", "S", "split", "One of its forms is somebody else", "split"),
    Verb("card.reject", "x delete", "reject", "It is no name", "no name"),
    Verb("doubles.merge", "M", "merge", "They are one: the second is called as the first", "one"),
    Verb("doubles.apart", "x delete", "keep_apart", "They are two: not proposed again", "two"),
    Verb("doubles.compare", "c", "compare", "Lay the two side by side", "compare"),
    Verb("compare.next", "tab", "other", "Articles, or whom both appear with", "other list"),
]
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
    Verb(
        "feeds.settings", "s", "form", "All its settings: pace, how long articles are kept, login", "settings"
    ),
    Verb("feeds.remove", "x delete", "remove", "Follow it no longer; its articles stay", "remove"),
    Verb("feeds.undo", "u", "undo", "Take back what was done to a feed here", "undo", when="changed"),
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
