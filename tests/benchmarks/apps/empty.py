"""A Textual app with one word on its screen: the floor under every first frame."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Empty(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("ready", markup=False)


if __name__ == "__main__":
    Empty().run()
