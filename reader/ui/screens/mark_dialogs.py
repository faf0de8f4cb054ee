"""Dialogs over marks: their tags, a note, and the sentence to which one that lost its place is attached."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.desk import Desk
from reader.domain.clean import clean_line
from reader.domain.fuzzy import likeness
from reader.domain.mark import Mark
from reader.domain.motion import Range, terrain
from reader.ui.answers import answer
from reader.ui.cells import Cell, cut
from reader.ui.screens.dialogs import TagWords
from reader.ui.widgets.mark_book import article_of
from reader.ui.widgets.note_editor import NoteEditor
from reader.ui.widgets.row_list import RowList


class TagMarks(TagWords):
    """Tags of marks."""

    def __init__(self, marks: Sequence[Mark], known: Sequence[str]) -> None:
        title = "Tags of the mark" if len(marks) == 1 else f"Tags for {len(marks)} marks"
        super().__init__(title, [mark.tags for mark in marks], known)


class NoteOfMark(ModalScreen[tuple[str, str] | None]):
    """A mark's words and its note to be written; dismissed with the note and how it was done, see NoteEditor.Done.

    Args:
        known: tags to complete from.
        keep: has a note kept, when the program ends before it is done.
    """

    def __init__(self, mark: Mark, known: Sequence[str], keep: Callable[[str], None]) -> None:
        super().__init__(classes="dialog")
        self._mark = mark
        self._keep = keep
        self._editor = NoteEditor()
        self._editor.tags = known

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Note"
            quote = clean_line(self._mark.quote)
            yield Static(f"“{quote}”" if quote else "On the whole article", markup=False, classes="quote")
            yield self._editor
            yield Static(
                "Enter saves · Alt+Enter breaks the line · .word is a tag · Esc leaves it, kept",
                markup=False,
                classes="hint",
            )

    def on_mount(self) -> None:
        self._editor.begin(self._mark.note)

    def finish(self) -> None:
        """Keeps what was typed."""
        self._keep(self._editor.text)

    @on(NoteEditor.Grown)
    def _grown(self, event: NoteEditor.Grown) -> None:
        event.stop()
        self._editor.styles.height = min(event.lines, max(3, self.size.height - 16))

    @on(NoteEditor.Done)
    def _done(self, event: NoteEditor.Done) -> None:
        event.stop()
        self.dismiss((event.text, event.how))


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
        super().__init__(classes="dialog")
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
        answer(self, self._fill, found)

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
