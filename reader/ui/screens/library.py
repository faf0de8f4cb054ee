"""The library's screen: shelves and list on the left, the article beside them, who and what on the right."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from reader.desk import Desk


class LibraryScreen(Screen[None]):
    """Composes the panes and routes what they say."""

    KEY_SCOPE: ClassVar[str] = "library"

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="library")
        self._desk = desk

    def compose(self) -> ComposeResult:
        with Horizontal(id="panes"):
            yield Static("list", id="list")
            yield Static("article", id="article")
