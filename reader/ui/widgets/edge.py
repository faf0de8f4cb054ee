"""The edge between two panes, which the mouse drags."""

from dataclasses import dataclass

from textual import events
from textual.containers import Vertical
from textual.message import Message


class Edge(Vertical):
    """A pane whose right edge can be dragged by the mouse."""

    @dataclass
    class Dragged(Message):
        """Columns."""

        width: int

    _dragging = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.screen_x == self.region.right - 1:
            self._dragging = True
            self.capture_mouse()
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragging:
            self.post_message(self.Dragged(int(event.screen_x) - self.region.x + 1))

    def on_mouse_up(self) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()
