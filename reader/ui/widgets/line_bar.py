"""One line to type in, below the article: a label, the line, and a word about it at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static


class LastWord(Suggester):
    """Suggests how the last word of the line may go on."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._words = words

    async def get_suggestion(self, value: str) -> str | None:
        return completed(value, self._words)


def completed(line: str, words: Sequence[str]) -> str | None:
    """`line` with its last word completed from `words`, letter case ignored; None when there is no such word."""
    last = line.split(" ")[-1]
    found = (word for word in words if last and len(word) > len(last) and word.lower().startswith(last.lower()))
    word = next(found, None)
    return line[: len(line) - len(last)] + last + word[len(last) :] if word else None


class LineBar(Horizontal):
    """Hidden until something is asked; keeps the focus while one types."""

    KEY_SCOPE: ClassVar[str] = "note"

    @dataclass
    class Answered(Message):
        """The line was given, or left: then text is None. subject: what it was asked for."""

        subject: str
        text: str | None

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._subject = ""
        self._words: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        yield Static("", classes="label", markup=False)
        yield Input(compact=True, select_on_focus=False)
        yield Static("", classes="word", markup=False)

    @property
    def input(self) -> Input:
        return self.query_one(Input)

    def ask(self, subject: str, label: str, value: str = "", words: Sequence[str] = (), word: str = "") -> None:
        """Asks for a line.

        Args:
            subject: given back with the answer.
            value: what stands in the line at first. words: offered as completions.
            word: stands at the right.
        """
        self._subject, self._words = subject, words
        self.query_one(".label", Static).update(label)
        self.say(word)
        self.input.suggester = LastWord(words) if words else None
        self.input.value = value
        self.input.cursor_position = len(value)
        self.display = True
        self.input.focus()

    def say(self, word: str) -> None:
        """Puts a word at the right."""
        self.query_one(".word", Static).update(word)

    def action_save(self) -> None:
        self.display = False
        self.post_message(self.Answered(self._subject, self.input.value))

    def action_leave(self) -> None:
        self.display = False
        self.post_message(self.Answered(self._subject, None))

    def action_complete(self) -> None:
        line = completed(self.input.value, self._words)
        if line is not None:
            self.input.value = line + " "
            self.input.cursor_position = len(line) + 1

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()
