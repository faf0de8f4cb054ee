"""A note being written, in its place in the margin or under the paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import ClassVar, cast

from textual import events, on
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.geometry import Region
from textual.message import Message
from textual.widgets import TextArea

from reader.domain.clean import clean
from reader.ui.widgets.line_bar import completed

# Most terminals send Alt+Enter as ESC CR, of which Textual makes Escape's neighbour, a plain Enter: it would end the
# note. Its table of sequences takes anything with a key's name as `value`.
cast("dict[str, object]", ANSI_SEQUENCES_KEYS).setdefault("\x1b\r", (SimpleNamespace(value="alt+enter"),))


class NoteEditor(TextArea):
    """Grows with its text; says when it is done."""

    KEY_SCOPE: ClassVar[str] = "note"

    @dataclass
    class Done(Message):
        """The note is done: "saved", or "left", or to be gone on with "outside"."""

        text: str
        how: str

    @dataclass
    class Grown(Message):
        """The text takes another number of lines."""

        lines: int

    def __init__(self) -> None:
        super().__init__(compact=True, highlight_cursor_line=False, placeholder="note, .tag")
        self._lines = 1
        self.tags: Sequence[str] = ()  # that can be completed

    @property
    def lines(self) -> int:
        """The lines the text takes at the present width, at least one."""
        return max(1, self.wrapped_document.height)

    def begin(self, text: str) -> None:
        """Shows the editor with `text`, the cursor at its end."""
        self.load_text(text)
        self.move_cursor(self.document.end)
        self._lines = 1
        self.display = True
        self.focus()

    def stand(self, place: Region) -> None:
        """Takes the cells of `place` in the pane."""
        self.styles.offset = place.offset
        self.styles.width, self.styles.height = place.size
        self._measure()

    def action_save(self) -> None:
        self.post_message(self.Done(clean(self.text), "saved"))

    def action_leave(self) -> None:
        self.post_message(self.Done(clean(self.text), "left"))

    def action_newline(self) -> None:
        self.insert("\n")

    def action_complete(self) -> None:
        """Completes the `.tag` before the cursor."""
        row, column = self.cursor_location
        line = self.document.get_line(row)[:column]
        word = line.split(" ")[-1]
        if word.startswith("."):
            whole = completed(line, [f".{tag}" for tag in self.tags])
            self.insert((whole or line)[len(line) :] + " ")

    def action_editor(self) -> None:
        self.post_message(self.Done(clean(self.text), "outside"))

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._measure()

    def on_resize(self, event: events.Resize) -> None:
        self._measure()

    def _measure(self) -> None:
        if self.display and self.lines != self._lines:
            self._lines = self.lines
            self.post_message(self.Grown(self._lines))
