"""One question, one line as the answer: a new name, the entity to merge into, a feed's address."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static


class AskLine(ModalScreen[str | None]):
    """Dismissed with the line, stripped, or None when it was left or left empty.

    Args:
        question: one plain sentence, drawn without markup.
        value: what stands in the line at first.
        suggestions: offered while typing; Right takes one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="ask.back", tooltip="back, nothing changed"),
    ]

    def __init__(self, question: str, value: str = "", suggestions: Sequence[str] = ()) -> None:
        super().__init__(classes="dialog")
        self._question = question
        self._value = value
        self._suggestions = suggestions

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._question, markup=False)
            suggester = SuggestFromList(self._suggestions, case_sensitive=False) if self._suggestions else None
            yield Input(self._value, suggester=suggester, compact=True)
            yield Static("Enter takes it · Esc leaves it", markup=False, classes="hint")

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)
