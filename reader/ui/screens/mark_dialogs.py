"""Dialogs over marks: their tags, and the sentence to which one that lost its place is attached."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.desk import Desk
from reader.domain.clean import clean_line
from reader.domain.fuzzy import likeness
from reader.domain.mark import Mark
from reader.domain.motion import Range, terrain
from reader.ui.mark_deeds import tags_of
from reader.ui.screens.dialogs import LastWord
from reader.ui.widgets.article_rows import cut
from reader.ui.widgets.mark_book import article_of
from reader.ui.widgets.row_list import Cell, RowList


class TagMarks(ModalScreen[str | None]):
    """Dismissed with the line of tags, None when it was left.

    Args:
        known: tags to complete from.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", show=False)]

    def __init__(self, marks: Sequence[Mark], known: Sequence[str]) -> None:
        super().__init__(classes="mark-dialog")
        self._marks = marks
        self._known = known

    def compose(self) -> ComposeResult:
        one = len(self._marks) == 1
        hint = "Space between tags · → completes · Enter takes it" + ("" if one else " · -tag takes one away")
        value = tags_of(self._marks)
        with Vertical() as box:
            box.border_title = "Tags of the mark" if one else f"Tags for {len(self._marks)} marks"
            yield Input(
                f"{value} " if value else "",
                suggester=LastWord(self._known),
                select_on_focus=False,
                compact=True,
            )
            yield Static(hint, markup=False, classes="hint")

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article; like: how much of it is in the mark's quote, 0 to 1."""

    place: Range
    text: str
    like: float


class AttachMark(ModalScreen[tuple[int, int] | None]):
    """The article's sentences, the cursor on the one most like the mark's words; dismissed with the chosen range."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss(None)", "Back", show=False)]

    def __init__(self, desk: Desk, mark: Mark) -> None:
        super().__init__(classes="mark-dialog")
        self._desk = desk
        self._mark = mark

    def compose(self) -> ComposeResult:
        with Vertical(classes="tall") as box:
            box.border_title = "Attach here"
            yield Static(f"“{clean_line(self._mark.quote)}”", markup=False, classes="quote")
            yield RowList[Sentence](_cells)
            yield Static(
                "Enter attaches the mark to this sentence · Esc leaves it", markup=False, classes="hint"
            )

    def on_mount(self) -> None:
        self.query_one(RowList).focus()
        self._read()

    @work(thread=True)
    def _read(self) -> None:
        article = article_of(self._desk, self._mark)
        found = []
        if article is not None:
            for start, end in terrain(article).sentences:
                text = article.text[start:end]
                found.append(Sentence((start, end), text, likeness(self._mark.quote, text)))
        self.app.call_from_thread(self._fill, found)

    def _fill(self, found: list[Sentence]) -> None:
        best = max(found, key=lambda sentence: sentence.like, default=None)
        self.query_one(RowList).fill(found, keep=lambda sentence: sentence is best)

    @on(RowList.Chosen)
    def _done(self, event: RowList.Chosen) -> None:
        if isinstance(event.row, Sentence):
            self.dismiss(event.row.place)


def _cells(sentence: Sentence, width: int) -> list[Cell]:
    sign = "● " if sentence.like >= 0.5 else "  "
    return [(sign, "head"), (cut(clean_line(sentence.text), width - 2), "")]
