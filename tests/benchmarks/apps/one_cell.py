"""A Textual app in which each key repaints one cell: the floor under every answer to a key."""

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Cell(Widget, can_focus=True):
    number = 0

    def render_line(self, y: int) -> Strip:
        text = f"{self.number % 10} ready" if y == 0 else ""
        return Strip([Segment(text.ljust(self.size.width))])

    def on_key(self, event: events.Key) -> None:
        self.number += 1
        self.refresh(Region(0, 0, 1, 1))


class OneCell(App[None]):
    def compose(self) -> ComposeResult:
        yield Cell()


if __name__ == "__main__":
    OneCell().run()
