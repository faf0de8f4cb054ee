"""Who and what the article names, by kind and with counts; and, on a second page, its marks.

Enter goes from one place of a name to the next, so that a name is read through the article without leaving the pane.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from reader.domain.entity import NAMES, Kind
from reader.domain.mark import Mark
from reader.ui.page import Page
from reader.ui.widgets.row_list import Cell, RowList

_TITLES = {Kind.PER: "People", Kind.ORG: "Organisations", Kind.LOC: "Places", Kind.MISC: "Other names"}
_STYLES = {Kind.PER: "per", Kind.ORG: "org", Kind.LOC: "loc", Kind.MISC: "misc"}
NO_NAMES = "No names have been found here yet."
NO_MARKS = "Nothing is marked yet. In the article, m marks a sentence and a adds a note."


@dataclass(frozen=True, slots=True)
class Heading:
    """A kind, above its names."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Named:
    """An entity; places: where it stands, code points, in order."""

    entity: str
    kind: Kind
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark of the article."""

    mark: Mark


Line = Heading | Named | Marked


class WhoPane(Vertical):
    """The entities and the marks of one article."""

    KEY_SCOPE: ClassVar[str] = "who"

    @dataclass
    class GoTo(Message):
        """To the code point `offset` of the article."""

        offset: int

    @dataclass
    class EntityChosen(Message):
        """Its card is wanted."""

        entity: str
        kind: Kind

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._page: Page | None = None
        self._marks_shown = False
        self._at = -1  # the place that was gone to last

    def compose(self) -> ComposeResult:
        yield RowList[Line](line_cells, selectable=lambda line: not isinstance(line, Heading), id="who-list")
        yield Static("", id="who-empty", markup=False)

    def on_mount(self) -> None:
        self._fill()

    @property
    def list(self) -> RowList[Line]:
        return self.query_one("#who-list", RowList)

    def show(self, page: Page | None) -> None:
        """Shows the article's names and marks; None: nothing is open."""
        if page is None or self._page is None or page.article.id != self._page.article.id:
            self._at = -1
        self._page = page
        if self.is_mounted:
            self._fill()

    def _fill(self) -> None:
        lines: list[Line] = []
        if self._page is not None:
            lines = list(mark_lines(self._page) if self._marks_shown else name_lines(self._page))
        current = self.list.current
        self.list.fill(lines, keep=lambda line: current is not None and _key(line) == _key(current))
        empty = self.query_one("#who-empty", Static)
        empty.display = not lines
        empty.update((NO_MARKS if self._marks_shown else NO_NAMES) if self._page else "")
        count = sum(not isinstance(line, Heading) for line in lines)
        self.border_title = f"{'Marks' if self._marks_shown else 'Who and what'}{f' {count}' if count else ''}"

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_next(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "card":
            return True if isinstance(self.list.current, Named) else None
        if action == "next":
            return True if self.list.current is not None else None
        return True

    def action_next(self, step: int) -> None:
        """To the next (1) or previous (-1) place of what is under the cursor, round and round."""
        line = self.list.current
        if isinstance(line, Marked):
            self.post_message(self.GoTo(line.mark.start))
        elif isinstance(line, Named):
            self._at = next_place(line.places, self._at, step)
            self.post_message(self.GoTo(self._at))

    def action_card(self) -> None:
        line = self.list.current
        if isinstance(line, Named):
            self.post_message(self.EntityChosen(line.entity, line.kind))

    def action_turn(self) -> None:
        """From names to marks, and back."""
        self._marks_shown = not self._marks_shown
        self._fill()


def name_lines(page: Page) -> Iterator[Line]:
    """The page's entities under headings, those named most often first."""
    places: dict[tuple[Kind, str], list[int]] = {}
    for mention in page.mentions:
        places.setdefault((mention.kind, mention.entity), []).append(mention.start)
    for kind in NAMES:
        named = [Named(entity, kind, tuple(at)) for (k, entity), at in places.items() if k is kind]
        if named:
            yield Heading(_TITLES[kind], len(named))
            yield from sorted(named, key=lambda line: (-len(line.places), line.places[0]))


def mark_lines(page: Page) -> Iterator[Line]:
    """The page's marks in the order of the text, then the notes on the whole article and the lost ones."""
    for title, marks in (
        ("Marks", page.marks),
        ("Notes on the article", page.whole),
        ("Lost their place", page.loose),
    ):
        found = [Marked(mark) for mark in marks]
        if found:
            yield Heading(title, len(found))
            yield from found


def next_place(places: Sequence[int], at: int, step: int) -> int:
    """The place behind `at` (step 1) or before it (step -1), from the end to the beginning and the other way round."""
    if step > 0:
        return next((place for place in places if place > at), places[0])
    return next((place for place in reversed(places) if place < at), places[-1])


def line_cells(line: Line, width: int) -> list[Cell]:
    """One line of the pane: text left, count right."""
    if isinstance(line, Heading):
        return [(_spread(line.title, str(line.count), width), "head")]
    if isinstance(line, Named):
        return [(_spread(f"  {line.entity}", str(len(line.places)), width), _STYLES[line.kind])]
    words = " ".join((line.mark.quote or line.mark.note).split())
    note = " ✎" if line.mark.note and line.mark.quote else ""
    return [(_spread(f"  {words}", note, width), "")]


def _spread(left: str, right: str, width: int) -> str:
    return set_cell_size(left, max(0, width - cell_len(right) - 1)) + f" {right}"


def _key(line: Line) -> tuple[str, str]:
    if isinstance(line, Named):
        return line.kind.value, line.entity
    return ("mark", line.mark.id) if isinstance(line, Marked) else ("heading", line.title)
