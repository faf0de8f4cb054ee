"""Who and what the article names, by kind and with counts; and, on a second page, its marks."""

from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message
from textual.widget import Widget

from reader.domain.entity import Kind
from reader.ui.page import Page


class WhoPane(Widget):
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

    def show(self, page: Page | None) -> None:
        """Shows the article's names and marks; None: nothing is open."""
