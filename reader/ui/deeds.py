"""What the list's verbs do to articles, undo and redo, each with the sentence that says so.

Blocking; run in the writer's thread.
"""

from collections.abc import Iterable, Sequence

from reader.desk import Desk
from reader.domain.entity import Kind
from reader.domain.tags import tags_of

DONE = {
    ("read", True): "marked read",
    ("read", False): "marked unread",
    ("starred", True): "starred",
    ("starred", False): "without a star now",
    ("archived", True): "archived",
    ("archived", False): "back from the archive",
}
QUIET = ("read", "starred")  # what the row itself shows when it is done to one article


def toggle(desk: Desk, articles: Sequence[str], what: str) -> str:
    """Sets "read", "starred" or "archived" of all articles; takes it away where all have it.

    Returns what was done as a toast says it, "" where the list shows it well enough.
    """
    notebook = desk.notebook
    value = not all(getattr(notebook.state(article), what) for article in articles)
    changed = notebook.set(articles, **{what: value})
    if not changed or (len(articles) == 1 and what in QUIET):
        return ""
    return undoable(f"{changed} {DONE[what, value]}")


def mark_read(desk: Desk, articles: Sequence[str]) -> str:
    """Marks all of them read, as one step."""
    changed = desk.notebook.set(articles, read=True)
    return undoable(f"{changed} {DONE['read', True]}") if changed else "All of them are read."


def retag(desk: Desk, articles: Sequence[str], line: str) -> str:
    """Gives articles the tags of `line`.

    One article has these tags and no others afterwards. Several get them besides their own; "-tag" takes one away.
    """
    wanted = tags_of(line)
    if len(articles) == 1:
        had = desk.notebook.state(articles[0]).tags
        more, less = [t for t in wanted if t not in had], [t for t in had if t not in wanted]
    else:
        more = [tag for tag in wanted if not tag.startswith("-")]
        less = [tag[1:] for tag in wanted if tag.startswith("-")]
    signs = [f"+{tag}" for tag in more] + [f"-{tag}" for tag in less]
    if not signs:
        return ""
    with desk.notebook.batch(f"tags {' '.join(signs)}"):
        changed = desk.notebook.tag(articles, more) if more else 0
        changed = max(changed, desk.notebook.untag(articles, less) if less else 0)
    return undoable(f"{' '.join(signs)} · {changed} changed") if len(articles) > 1 else ""


def save_search(desk: Desk, name: str, query: str) -> None:
    """Keeps a query as a shelf; one of the same name is replaced and keeps its place."""
    searches = desk.notebook.get_all("searches")
    old = searches.get(name)
    last = max((int(d.get("position", 0)) for d in searches.values()), default=0)
    position = old["position"] if old and "position" in old else last + 1
    desk.notebook.put("searches", name, {"name": name, "query": query, "position": position})


def remove_shelf(desk: Desk, name: str) -> str:
    """Removes the saved search, or watches the name no longer, whose shelf is `name`."""
    kind, _, what = name.partition(" ")
    if kind == "search":
        desk.notebook.delete("searches", [what])
        return undoable(f"Search “{what}” removed")
    entity_kind, _, entity = what.partition(":")
    desk.who.watch(entity, Kind(entity_kind), False)
    return undoable(f"“{entity}” is not watched any more")


def undo(desk: Desk) -> str:
    """Takes back the last step."""
    return _said("Undone", desk.notebook.undo(), "Ctrl+R redo", "There is nothing to undo.")


def redo(desk: Desk) -> str:
    """Does again what was taken back."""
    return _said("Done again", desk.notebook.redo(), "u undo", "There is nothing to redo.")


def _said(done: str, what: str, other: str, nothing: str) -> str:
    return f"{done}: {what} · {other}" if what else nothing


def undoable(sentence: str) -> str:
    return f"{sentence} · u undo"


def common_tags(tags: Iterable[Sequence[str]]) -> str:
    """The line of tags that a dialog begins with."""
    return " ".join(dict.fromkeys(tag for some in tags for tag in some))
