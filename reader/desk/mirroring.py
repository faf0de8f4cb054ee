"""The library's mirror of the notebook, so that `is:unread` and `tag:` are plain SQL: states, marks, what is watched.

The notebook stays the truth; each change of it is mirrored in the thread that made it, and all of it when the library
has missed something.
"""

from typing import TYPE_CHECKING

from reader.domain.errors import NotFound

if TYPE_CHECKING:
    from reader.desk import Desk
    from reader.domain.mark import Mark
    from reader.store.notebook import Changed, Notebook


class Mirror:
    """Stands between one notebook, which was just opened, and the desk's library."""

    def __init__(self, desk: "Desk", notebook: "Notebook") -> None:
        self._desk = desk
        self._notebook = notebook

    def begin(self) -> None:
        """Brings the library up to date and keeps it so."""
        self._notebook.about = self._about
        if self._desk.library.reflected() != self._notebook.change:
            self._reflect_all()
        self._notebook.listen(self._reflect)

    def watch(self) -> None:
        """Has the library tell the articles that name what is watched."""
        library = self._desk.library
        if self._notebook.get_all("watched") or library.watched:
            library.watched = frozenset((entity, kind.value) for entity, kind in self._desk.who.watched())

    def _about(self, id_: str) -> tuple[str, str]:
        """An article's title and address, which the notebook keeps to make sense without the library."""
        try:
            row = self._desk.library.row(id_)
        except NotFound:
            return "", ""
        return row.title, row.url

    def _reflect_all(self) -> None:
        marks: dict[str, list[Mark]] = {}
        for mark in self._notebook.marks():
            marks.setdefault(mark.article, []).append(mark)
        self._desk.library.reflect_all(dict(self._notebook.states()), marks, self._notebook.change)

    def _reflect(self, changed: "Changed") -> None:
        """Mirrors one change of the notebook."""
        notebook, ids = self._notebook, changed.articles
        self._desk.library.reflect(
            {id_: notebook.state(id_) for id_ in ids}, {id_: notebook.marks(id_) for id_ in ids}, changed.change
        )
        if "corrections" in changed.tables:
            self._desk.who.refresh()
        if changed.tables & {"watched", "corrections"}:
            self.watch()
