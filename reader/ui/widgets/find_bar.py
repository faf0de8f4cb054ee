"""Finding in the article: the words looked for, and which of how many hits one stands on."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class FindBar(Horizontal):
    """Asks for words as they are typed; stays, quiet, while one steps from hit to hit."""

    KEY_SCOPE: ClassVar[str] = "find"

    @dataclass
    class Typed(Message):
        """The words looked for are others now."""

        needle: str

    @dataclass
    class Stepped(Message):
        """To the next hit (1) or the one before (-1)."""

        step: int

    class Kept(Message):
        """Back into the text, on the hit."""

    class Left(Message):
        """Nothing is looked for any more."""

    def compose(self) -> ComposeResult:
        yield Static("/", classes="label", markup=False)
        yield Input(compact=True, select_on_focus=True)
        yield Static("", classes="word", markup=False)

    @property
    def input(self) -> Input:
        return self.query_one(Input)

    def begin(self) -> None:
        """Shows the bar, the words of the last time ready to be typed over."""
        self.display = True
        self.input.focus()

    def put(self, needle: str) -> None:
        """Shows the bar with `needle` in it, without the focus."""
        self.display = True
        with self.prevent(Input.Changed):
            self.input.value = needle

    def say(self, at: int, hits: int) -> None:
        """ "3 of 12"; at: the hit one stands on from 1, 0 for none of them."""
        none = "nothing found" if self.input.value.strip() else ""
        self.query_one(".word", Static).update((f"{at} of {hits}" if at else f"{hits} found") if hits else none)

    def action_keep(self) -> None:
        if self.input.value.strip():
            self.post_message(self.Kept())
        else:
            self.action_leave()

    def action_step(self, step: int) -> None:
        self.post_message(self.Stepped(step))

    def action_leave(self) -> None:
        self.display = False
        self.post_message(self.Left())

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()
