"""Marks: the verbs over highlighted passages, their notes and tags, and what of them is due for review.

All of it is written to the notebook, one step of undo a verb. Where an article is passed, it is the one that the
person sees: a mark's range is code points of its text.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from secrets import token_hex
from typing import TYPE_CHECKING

from reader.domain.anchor import placed, tidy
from reader.domain.article import Article
from reader.domain.citation import cite
from reader.domain.errors import InputError, NotFound
from reader.domain.mark import COLORS, Mark, Status
from reader.store.library import Row

if TYPE_CHECKING:
    from reader.desk import Desk

_TAG = re.compile(r"(?<!\S)\.([^\W\d_][\w/-]*)[,;:!?.]?(?!\S)")


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark with its article; article: None when the library no longer has it."""

    mark: Mark
    article: Row | None


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
        now = datetime.now(UTC)
        note, found = noted(note)
        blank = Mark(
            new_id(),
            article.id,
            0,
            0,
            "",
            "",
            "",
            now,
            now,
            note,
            merged(tags, found),
            checked(color),
            title=article.title,
            url=article.url,
        )
        mark = _put_on(blank, article, start, end)
        self._put([mark], "mark")
        return mark

    def whole(self, article: Article, note: str) -> Mark:
        """A note on the whole article."""
        now = datetime.now(UTC)
        note, tags = noted(note)
        mark = Mark(
            new_id(), article.id, 0, 0, "", "", "", now, now, note, tags, title=article.title, url=article.url
        )
        self._put([mark], "note")
        return mark

    def note(self, mark: Mark, text: str) -> Mark:
        """Gives a mark the note `text`; its `.tag` words become tags beside those the mark has."""
        note, found = noted(text)
        return self._changed([mark], "note", note=note, tags=merged(mark.tags, found))[0]

    def recolor(self, marks: Mark | Iterable[Mark], color: str) -> list[Mark]:
        """Gives marks a colour, as one step."""
        return self._changed(_listed(marks), "colour", color=checked(color))

    def retag(
        self, marks: Mark | Iterable[Mark], tags: Sequence[str], remove: Sequence[str] = ()
    ) -> list[Mark]:
        """Gives marks the tags besides those they have, and takes `remove` from them, as one step."""
        gone = {tag.lower() for tag in remove}
        now = datetime.now(UTC)
        changed = [
            replace(m, tags=tuple(t for t in merged(m.tags, tags) if t.lower() not in gone), modified=now)
            for m in _listed(marks)
        ]
        self._put(changed, "tag")
        return changed

    def move(self, mark: Mark, start: int, end: int, label: str = "move") -> Mark:
        """Puts a mark on another range of its article; note, tags and colour stay.

        Raises:
            NotFound: the library no longer has the article.
            InputError: there is nothing but white space in the range.
        """
        moved = replace(
            _put_on(mark, self._desk.library.get(mark.article), start, end), modified=datetime.now(UTC)
        )
        self._put([moved], label)
        return moved

    def attach(self, mark: Mark, start: int, end: int) -> Mark:
        """Puts an orphan or an uncertain mark where the person says it belongs."""
        return self.move(mark, start, end, "attach")

    def remove(self, ids: Sequence[str]) -> int:
        """Removes marks, as one step; how many there were."""
        return self._desk.notebook.remove_marks(ids)

    def find(self, query: str = "") -> list[MarkRow]:
        """The marks that `query` asks for, the newest first."""
        marks = sorted(self._desk.notebook.marks(), key=lambda m: m.created, reverse=True)
        rows: dict[str, Row | None] = {}
        for mark in marks:
            if mark.article not in rows:
                rows[mark.article] = self._row(mark.article)
        return [MarkRow(mark, rows[mark.article]) for mark in marks]

    def cite(self, article: Article, mark: Mark | None = None, style: str = "plain") -> str:
        """A citation of the article, or of the mark's quote in it."""
        return cite(article, mark, style)

    def _row(self, article: str) -> Row | None:
        try:
            return self._desk.library.row(article)
        except NotFound:
            return None

    def _changed(self, marks: Sequence[Mark], label: str, **fields: object) -> list[Mark]:
        now = datetime.now(UTC)
        changed = [replace(mark, modified=now, **fields) for mark in marks]  # type: ignore[arg-type]
        self._put(changed, label)
        return changed

    def _put(self, marks: Sequence[Mark], label: str) -> None:
        self._desk.notebook.put_marks(marks, label)

    def batch(self, label: str) -> AbstractContextManager[None]:
        """All that is done inside is one step of undo."""
        return self._desk.notebook.batch(label)


def new_id() -> str:
    """A mark's id: 15 hex digits, at random."""
    return token_hex(8)[:15]


def noted(text: str) -> tuple[str, tuple[str, ...]]:
    """A note without its `.tag` words, and the tags that they name."""
    tags = merged((), _TAG.findall(text))
    if tags:
        text = re.sub(r"[ \t]{2,}", " ", re.sub(r"[ \t]+(?=\n|$)", "", _TAG.sub("", text)))
    return text.strip(), tags


def merged(tags: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """Both, each tag once whatever its letter case, the first spelling kept."""
    found: dict[str, str] = {}
    for tag in (*tags, *more):
        found.setdefault(tag.lower(), tag)
    return tuple(found.values())


def checked(color: str) -> str:
    """`color`, if it is one.

    Raises:
        InputError: it is none; says which there are.
    """
    if color not in COLORS:
        raise InputError(f"There is no colour of that name; the colours are {', '.join(COLORS)}.")
    return color


def _listed(marks: Mark | Iterable[Mark]) -> list[Mark]:
    return [marks] if isinstance(marks, Mark) else list(marks)


def _put_on(mark: Mark, article: Article, start: int, end: int) -> Mark:
    start, end = tidy(article.text, start, end)
    if start == end:
        raise InputError("There is nothing to mark here.")
    return placed(mark, article.text, start, end, Status.ANCHORED)
