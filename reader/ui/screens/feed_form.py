"""What a person says of a feed, all of it on one form."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.desk.feed_settings import SETTINGS, read_settings
from reader.domain.clean import clean_line
from reader.domain.errors import InputError
from reader.domain.feed import Feed

HINT = "Tab and ↓ next line · Enter keeps all · Esc leaves it as it was"
KEPT = "Kept for so long: what is starred, marked, tagged or noted stays."


class FeedForm(ModalScreen[dict[str, object] | None]):
    """Dismissed with the settings that are different now, None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", show=False),
        Binding("down", "app.focus_next", "Next line", show=False),
        Binding("up", "app.focus_previous", "Line before", show=False),
    ]

    def __init__(self, feed: Feed) -> None:
        super().__init__(classes="dialog", id="feed-form")
        self._feed = feed

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(clean_line(self._feed.label))
            for setting in SETTINGS:
                with Horizontal():
                    yield Static(setting.label, markup=False, classes="label")
                    value = clean_line(setting.spoken(self._feed))
                    hint = self._feed.title if setting.name == "name" and self._feed.title else setting.hint
                    yield Input(value, placeholder=clean_line(hint), compact=True, id=f"set-{setting.name}")
            yield Static("", markup=False, id="form-told")
            yield Static(f"{KEPT}\n{HINT}", markup=False, classes="hint")

    @on(Input.Submitted)
    def _done(self) -> None:
        typed = ((s.name, self.query_one(f"#set-{s.name}", Input).value) for s in SETTINGS)
        try:
            values = read_settings(typed)
        except InputError as error:
            self.query_one("#form-told", Static).update(Content(str(error)))
            return
        self.dismiss({name: value for name, value in values.items() if value != getattr(self._feed, name)})
