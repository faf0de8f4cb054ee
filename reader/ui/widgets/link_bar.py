"""Which of the numbered links is to be opened: a number, and the address it leads to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from reader.ui.browser import shown


class LinkBar(Horizontal):
    """Hidden until links are to be chosen from. A number that no other one begins with needs no Enter."""

    KEY_SCOPE: ClassVar[str] = "links"

    @dataclass
    class Chosen(Message):
        """An address is to be opened."""

        target: str

    class Left(Message):
        """None is to be opened."""

    def __init__(self) -> None:
        super().__init__()
        self._targets: Sequence[str] = ()
        self._source = ""

    def compose(self) -> ComposeResult:
        yield Static("open", classes="label", markup=False)
        yield Input(compact=True, restrict=r"\d*")
        yield Static("", classes="word", markup=False)

    def begin(self, targets: Sequence[str], source: str) -> None:
        """Asks.

        Args:
            targets: the addresses, number 1 first. source: that of the article, for Enter without a number.
        """
        self._targets, self._source = targets, source
        if len(targets) == 1 and not source:
            self._done(targets[0])
            return
        self.display = True
        entry = self.query_one(Input)
        with self.prevent(Input.Changed):
            entry.value = ""
        self._say("")
        entry.focus()

    def action_open(self) -> None:
        number = self.query_one(Input).value
        target = self._target(number) if number else self._source
        if target:
            self._done(target)

    def action_leave(self) -> None:
        self.display = False
        self.post_message(self.Left())

    def _done(self, target: str) -> None:
        self.display = False
        self.post_message(self.Chosen(target))

    def _target(self, number: str) -> str:
        at = int(number) - 1 if number else -1
        return self._targets[at] if 0 <= at < len(self._targets) else ""

    def _say(self, number: str) -> None:
        """What the number leads to; without one, what there is to choose from."""
        count, room = len(self._targets), max(10, self.size.width - 16)
        there = f"1 {shown(self._targets[0], room - 30)}" if count == 1 else f"links 1 to {count}"
        home = f" · ⏎ {shown(self._source, room - 20)}" if self._source else ""
        words = (shown(self._target(number), room) or f"there is {there}") if number else there + home
        self.query_one(".word", Static).update(words)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._say(event.value)
        target = self._target(event.value)
        if target and int(event.value) * 10 > len(self._targets):
            self._done(target)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_open()
