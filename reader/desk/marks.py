"""Marks: the verbs over highlighted passages, their notes and tags.

All of it is written to the notebook, one step of undo a verb. Where an article is passed, it is the one that the
person sees: a mark's range is code points of its text. mark_search.py says which marks a query asks for, and
marks_review.py which ones are shown again.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from secrets import token_hex
from typing import TYPE_CHECKING

from reader.desk.mark_search import Finder, MarkRow
from reader.desk.marks_review import Reviews
from reader.domain.anchor import carry, placed, tidy
from reader.domain.article import Article
from reader.domain.citation import cite
from reader.domain.clean import clean, clean_line
from reader.domain.errors import InputError, NotFound
from reader.domain.mark import COLORS, Mark
from reader.domain.query import Field, Query, parse
from reader.domain.review import Grade
from reader.store.library import Row

if TYPE_CHECKING:
    from reader.desk import Desk

__all__ = ["MarkRow", "Marks", "merged", "noted"]

_TAG = re.compile(r"(?<!\S)\.([^\W\d_][\w/-]*)[,;:!?.]?(?!\S)")
_MARKED = Query(Field("is", "marked"))


class Marks:
    """The verbs over marks. Safe from any thread."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def make(
        self,
        article: Article,
        start: int,
        end: int,
        *,
        note: str = "",
        color: str = COLORS[0],
        tags: Sequence[str] = (),
    ) -> Mark:
        """Marks a range of the article's text, widened to what a person calls characters.

        Args:
            note: its `.tag` words become tags.

        Raises:
            InputError: there is nothing but white space in the range, or no such colour.
        """
        made = self._carried(_put_on(_blank(article, note, tags, color), article, start, end), article)
        self._put([made], "mark made")
        return made

    def whole(self, article: Article, note: str) -> Mark:
        """A note on the whole article; its `.tag` words become tags."""
        made = _blank(article, note)
        self._put([made], "note made")
        return made

    def note(self, mark: Mark, text: str) -> Mark:
        """Gives a mark the note `text`; its `.tag` words become tags beside those the mark has."""
        note, found = noted(text)
        return self._changed([mark], "note changed", note=note, tags=merged(mark.tags, found))[0]

    def recolor(self, marks: Mark | Iterable[Mark], color: str) -> list[Mark]:
        """Gives marks a colour, as one step.

        Raises:
            InputError: there is no such colour.
        """
        listed = _listed(marks)
        return self._changed(listed, _counted(listed, "recoloured"), color=checked(color))

    def retag(
        self, marks: Mark | Iterable[Mark], tags: Sequence[str], remove: Sequence[str] = ()
    ) -> list[Mark]:
        """Gives marks the tags besides those they have, and takes `remove` from them, as one step."""
        gone = {tag.casefold() for tag in remove}
        now, listed = datetime.now(UTC), _listed(marks)
        changed = [
            replace(m, tags=tuple(t for t in merged(m.tags, tags) if t.casefold() not in gone), modified=now)
            for m in listed
        ]
        self._put(changed, _counted(listed, "tagged"))
        return changed

    def move(self, mark: Mark, start: int, end: int, article: Article | None = None) -> Mark:
        """Puts a mark on another range of its article; note, tags and colour stay.

        Args:
            article: as the person sees it; None: as the library has it.

        Raises:
            NotFound: the library no longer has the article.
            InputError: there is nothing but white space in the range.
        """
        return self._moved(mark, start, end, "mark moved", article)

    def attach(self, mark: Mark, start: int, end: int) -> Mark:
        """Puts an orphan or an uncertain mark where the person says it belongs. Raises as `move` does."""
        return self._moved(mark, start, end, "mark attached")

    def confirm(self, marks: Mark | Iterable[Mark]) -> list[Mark]:
        """Says that uncertain marks are where they belong, as one step; others are left as they are."""
        placeable = [mark for mark in _listed(marks) if mark.end > mark.start]
        now = datetime.now(UTC)
        found = [
            replace(_put_on(mark, self._desk.library.get(mark.article), mark.start, mark.end), modified=now)
            for mark in placeable
        ]
        self._put(found, _counted(found, "confirmed"))
        return found

    def remove(self, ids: Sequence[str]) -> int:
        """Removes marks and their review, as one step; how many there were."""
        with self.batch("mark removed" if len(ids) == 1 else f"{len(ids)} marks removed"):
            self.reviews.forget(ids)
            return self._desk.notebook.remove_marks(ids)

    def find(self, query: str | Query = "") -> list[MarkRow]:
        """The marks that `query` asks for, the newest first unless it says otherwise.

        Raises:
            QueryError: it makes no sense.
        """
        asked = parse(query) if isinstance(query, str) else query
        finder, articles = Finder(self._desk.library), self._articles()
        rows = [MarkRow(mark, articles.get(mark.article)) for mark in self._desk.notebook.marks()]
        if asked.root is not None:
            rows = [row for row in rows if finder.fits(asked.root, row)]
        if asked.sort == "title":
            return sorted(rows, key=lambda row: (row.title.casefold(), row.mark.start))
        return sorted(rows, key=lambda row: row.mark.created, reverse=asked.sort != "oldest")

    def cite(self, article: Article, mark: Mark | None = None, style: str = "plain") -> str:
        """A citation of the article, or of the mark's quote in it."""
        return cite(article, mark, style)

    def due(self, now: datetime | None = None, limit: int | None = None) -> list[Mark]:
        """The marks to be reviewed now: a handful a day, as the settings say. limit: instead of theirs."""
        wanted = self._desk.config.review if limit is None else limit
        return self.reviews.due(now or datetime.now(UTC), wanted)

    def graded(self, mark: Mark, grade: Grade, now: datetime | None = None) -> datetime:
        """Keeps what the person said of a mark in a review; when it is shown again."""
        return self.reviews.graded(mark, grade, now or datetime.now(UTC))

    def batch(self, label: str) -> AbstractContextManager[None]:
        """All that is done inside is one step of undo."""
        return self._desk.notebook.batch(label)

    @property
    def reviews(self) -> Reviews:
        return Reviews(self._desk.notebook)

    def _articles(self) -> dict[str, Row]:
        library = self._desk.library
        return {row.id: row for row in library.rows(library.select(_MARKED))}

    def _carried(self, mark: Mark, shown: Article) -> Mark:
        """A mark made in the article as it was shown, in the text that came in meanwhile."""
        try:
            text = self._desk.library.get(mark.article).text
        except NotFound:
            return mark
        return mark if text == shown.text else carry(mark, shown.text, text)

    def _moved(self, mark: Mark, start: int, end: int, label: str, shown: Article | None = None) -> Mark:
        article = shown or self._desk.library.get(mark.article)
        put = self._carried(_put_on(mark, article, start, end), article)
        moved = replace(put, modified=datetime.now(UTC))
        self._put([moved], label)
        return moved

    def _changed(self, marks: Sequence[Mark], label: str, **fields: object) -> list[Mark]:
        now = datetime.now(UTC)
        changed = [replace(mark, modified=now, **fields) for mark in marks]  # type: ignore[arg-type]
        self._put(changed, label)
        return changed

    def _put(self, marks: Sequence[Mark], label: str) -> None:
        if marks:
            self._desk.notebook.put_marks(marks, label)


def noted(text: str) -> tuple[str, tuple[str, ...]]:
    """A note, clean and without its `.tag` words, and the tags that they name."""
    text = clean(text)
    tags = merged((), _TAG.findall(text))
    if tags:
        text = re.sub(r"[ \t]{2,}", " ", re.sub(r"[ \t]+(?=\n|$)", "", _TAG.sub("", text)))
    return text.strip(), tags


def merged(tags: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """Both, each tag once whatever its letter case, the first spelling kept."""
    found: dict[str, str] = {}
    for tag in map(clean_line, (*tags, *more)):
        if tag:
            found.setdefault(tag.casefold(), tag)
    return tuple(found.values())


def checked(color: str) -> str:
    """`color`, if it is one.

    Raises:
        InputError: it is none; says which there are.
    """
    if color not in COLORS:
        shown = clean_line(color)
        raise InputError(f"“{shown}” is no colour of a mark; there are {', '.join(COLORS)}.")
    return color


def _blank(article: Article, note: str, tags: Sequence[str] = (), color: str = COLORS[0]) -> Mark:
    """A mark without a place yet, under an id of its own."""
    now = datetime.now(UTC)
    note, found = noted(note)
    id_ = token_hex(8)[:15]
    tags, color = merged(tags, found), checked(color)
    return Mark(
        id_, article.id, 0, 0, "", "", "", now, now, note, tags, color, title=article.title, url=article.url
    )


def _put_on(mark: Mark, article: Article, start: int, end: int) -> Mark:
    start, end = tidy(article.text, start, end)
    if start == end:
        raise InputError("There is nothing to mark here.")
    return placed(mark, article.text, start, end)


def _listed(marks: Mark | Iterable[Mark]) -> list[Mark]:
    return [marks] if isinstance(marks, Mark) else list(marks)


def _counted(marks: Sequence[Mark], done: str) -> str:
    return f"mark {done}" if len(marks) == 1 else f"{len(marks)} marks {done}"
