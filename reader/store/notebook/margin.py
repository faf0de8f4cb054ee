"""The marks of a notebook by article and by id, read when they are first asked for."""

from collections.abc import Iterable

from reader.domain.clean import clean_line
from reader.domain.errors import Ambiguous, NotFound
from reader.domain.mark import Mark
from reader.store.notebook.documents import number, to_mark
from reader.store.notebook.ledger import Done, Ledger, Table
from reader.store.notebook.plain import Document


class Margin:
    """An index over the table "marks", kept up with it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._articles: dict[str, set[str]] | None = None
        self._read: dict[str, tuple[Document, Mark]] = {}
        ledger.watch(self._heard)

    def of(self, article: str | None) -> list[Mark]:
        """The marks of one article, or all, by their place in it."""
        with self._ledger.view:
            table = self._table
            ids = list(table if article is None else self._by_article().get(article, ()))
            found = [mark for id_ in ids if id_ in table for mark in self._mark(id_, table[id_])]
        return sorted(found, key=lambda mark: (mark.article, mark.start, mark.end, mark.id))

    def named(self, prefix: str) -> Mark:
        """The mark of this id, or the only one whose id begins so.

        Raises:
            NotFound, Ambiguous
        """
        with self._ledger.view:
            table = self._table
            document = table.get(number(prefix))
            if document is not None and document.get("id") == prefix:
                found = list(self._mark(number(prefix), document))
            else:
                starts = [i for i, d in table.items() if prefix and str(d.get("id", "")).startswith(prefix)]
                found = [mark for id_ in starts for mark in self._mark(id_, table[id_])]
        if len(found) == 1:
            return found[0]
        if found:
            names = [f"{mark.id} {clean_line(mark.note or mark.quote)[:60]}" for mark in found]
            raise Ambiguous(f"More than one mark begins with {clean_line(prefix)}.", names)
        raise NotFound(f"There is no mark {clean_line(prefix)}.")

    def _heard(self, done: Iterable[Done]) -> None:
        """Follows what was done to the table."""
        with self._ledger.view:
            for step in (step for step in done if step.table == "marks"):
                self._read.pop(step.id, None)
                if self._articles is not None:
                    if step.before is not None:
                        self._articles.get(step.before.get("article", ""), set()).discard(step.id)
                    if step.after is not None:
                        self._articles.setdefault(step.after.get("article", ""), set()).add(step.id)

    @property
    def _table(self) -> Table:
        return self._ledger.tables.get("marks", {})

    def _by_article(self) -> dict[str, set[str]]:
        if self._articles is None:
            self._articles = {}
            for id_, document in self._table.items():
                self._articles.setdefault(document.get("article", ""), set()).add(id_)
        return self._articles

    def _mark(self, id_: str, document: Document) -> tuple[Mark, ...]:
        """The mark, or none and a warning where somebody has edited the file so that it is no mark."""
        known = self._read.get(id_)
        if known is None or known[0] is not document:
            try:
                known = document, to_mark(document)
            except (KeyError, TypeError, ValueError):
                self._ledger.warn(f"Mark {id_} in the notebook cannot be read; `glosse check` says more.")
                return ()
            self._read[id_] = known
        return (known[1],)
