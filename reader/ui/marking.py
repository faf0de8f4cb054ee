"""The marks of the open article as they are drawn: what the notebook has, and what is on its way there.

A mark is drawn as soon as the person makes it, under an id of the screen's own; the notebook gives it its real
one. The verbs here are blocking and run one after the other in the writer's thread, so a verb on a mark that is
still on its way finds it there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from reader.desk import Desk
from reader.desk.marks import noted
from reader.domain.anchor import quote_of, tidy
from reader.domain.article import Article
from reader.domain.errors import NotFound, StoreError
from reader.domain.mark import Mark

_numbers = count(1)


def provisional(article: Article, start: int, end: int, color: str) -> Mark:
    """A mark that is not written yet, on start..end without white space at its ends; (0, 0): on the whole article."""
    now = datetime.now(UTC)
    start, end = tidy(article.text, start, end)
    quote = quote_of(article.text, start, end) if end > start else ("", "", "")
    return Mark(f"new-{next(_numbers)}", article.id, start, end, *quote, now, now, color=color)


def with_note(mark: Mark, text: str) -> Mark:
    """`mark` as it will be with the note `text`."""
    note, tags = noted(text)
    return replace(mark, note=note, tags=tuple(dict.fromkeys((*mark.tags, *tags))))


def put(marks: Iterable[Mark], mark: Mark) -> list[Mark]:
    """`marks` with `mark` in place of the one of its id, else added."""
    kept = [other for other in marks if other.id != mark.id]
    return sorted([*kept, mark], key=lambda m: (m.start, m.end))


class Verbs:
    """What is written of one article's marks. Blocking."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._real: dict[str, str] = {}  # provisional id -> the notebook's

    def real(self, mark: str) -> str:
        """The notebook's id of a mark, if it is written."""
        return self._real.get(mark, mark)

    def read(self, article: str) -> list[Mark] | None:
        """The article's marks; None when there is no notebook to read."""
        try:
            return self._desk.notebook.marks(article)
        except StoreError:
            return None

    def make(self, article: Article, mark: Mark) -> None:
        """Writes a provisional mark."""
        if mark.quote:
            made = self._desk.marks.make(
                article, mark.start, mark.end, note=mark.note, color=mark.color, tags=mark.tags
            )
        else:
            made = self._desk.marks.whole(article, mark.note)
        self._real[mark.id] = made.id

    def note(self, mark: str, text: str) -> None:
        self._desk.marks.note(self._current(mark), text)

    def recolor(self, mark: str, color: str) -> None:
        self._desk.marks.recolor(self._current(mark), color)

    def retag(self, mark: str, tags: Sequence[str]) -> None:
        """Gives the mark exactly `tags`."""
        now = self._current(mark)
        kept = {tag.lower() for tag in tags}
        self._desk.marks.retag(now, tags, [tag for tag in now.tags if tag.lower() not in kept])

    def move(self, article: Article, mark: str, start: int, end: int) -> None:
        self._desk.marks.move(self._current(mark), start, end, article)

    def remove(self, mark: str) -> None:
        self._desk.marks.remove([self.real(mark)])

    def known_tags(self) -> list[str]:
        """Every tag that a mark or an article has, the most used first."""
        used: dict[str, int] = {}
        try:
            notebook = self._desk.notebook
            tagged = [m.tags for m in notebook.marks()] + [state.tags for _, state in notebook.states()]
        except StoreError:
            return []
        for tags in tagged:
            for tag in tags:
                used[tag] = used.get(tag, 0) + 1
        return sorted(used, key=lambda tag: (-used[tag], tag))

    def color_names(self) -> dict[str, str]:
        """What the person calls the colours."""
        try:
            documents = self._desk.notebook.get_all("colors")
        except StoreError:
            return {}
        return {color: str(document.get("name", "")) for color, document in documents.items()}

    def name_color(self, color: str, name: str) -> None:
        if name:
            self._desk.notebook.put("colors", color, {"name": name})
        else:
            self._desk.notebook.delete("colors", [color])

    def _current(self, mark: str) -> Mark:
        try:
            return self._desk.notebook.mark(self.real(mark))
        except NotFound as error:
            raise NotFound("The mark is gone meanwhile.") from error
