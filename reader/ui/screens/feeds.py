"""The subscriptions: what is followed, what came when, what went wrong."""

from typing import ClassVar

from textual.screen import Screen

from reader.desk import Desk


class FeedsScreen(Screen[str | None]):
    """Dismissed with None, or with the id of an article to open."""

    KEY_SCOPE: ClassVar[str] = "feeds"

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="feeds")
        self._desk = desk
