"""Small dialogs of the library: the line of tags, what is wrong with the notebook, copies to be folded in."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from reader.domain.clean import clean_line
from reader.domain.errors import GlosseError
from reader.store.library import Row
from reader.ui.cells import cut
from reader.ui.deeds import common_tags


class LastWord(Suggester):
    """Completes the last word of a line."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(case_sensitive=True)
        self._words = words

    async def get_suggestion(self, value: str) -> str | None:
        typed = value.rpartition(" ")[2].lstrip("-")
        if not typed:
            return None
        begun = (word for word in self._words if word.startswith(typed) and word != typed)
        rest = next((word[len(typed) :] for word in begun), None)
        return value + rest if rest else None


class Trouble(ModalScreen[None]):
    """Says why the notebook cannot be used, until it is put aside."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,space,q", "dismiss", "Read on", show=False),
        Binding("ctrl+q", "app.quit", "Quit", show=False),
    ]

    def __init__(self, error: GlosseError) -> None:
        super().__init__(classes="dialog -trouble")
        self._error = error

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = self._error.title
            yield Static(clean_line(str(self._error)), markup=False)
            yield Static(
                "You can read on, but what you do is not kept.\nEnter reads on · Ctrl+Q quits",
                markup=False,
                classes="hint",
            )


class Offer(ModalScreen[bool]):
    """Offers to fold copies of the notebook in; dismissed with whether that is wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "dismiss(True)", "Fold in", show=False),
        Binding("escape,q,n", "dismiss(False)", "Later", show=False),
    ]

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(classes="dialog")
        self._names = names

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Two machines wrote at once"
            yield Static(
                "A sync service left beside your notebook:\n\n"
                + "\n".join(f"  {clean_line(name)}" for name in self._names)
                + "\n\nFolded in, the newer edit of each field holds; where both wrote a note, both stay.",
                markup=False,
            )
            yield Static("Enter folds it in (u takes it back) · Esc later", markup=False, classes="hint")


class TagWords(ModalScreen[str | None]):
    """Dismissed with the line of tags as it is to be, None when it was left.

    Args:
        title: what they are tags of.
        tags: those of each.
        known: tags to complete from.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", show=False)]

    def __init__(self, title: str, tags: Sequence[Sequence[str]], known: Sequence[str]) -> None:
        super().__init__(classes="dialog")
        self._title = title
        self._tags = tags
        self._known = known

    def compose(self) -> ComposeResult:
        one = len(self._tags) == 1
        hint = "Space between tags · → completes · Enter takes it" + ("" if one else " · -tag takes one away")
        value = common_tags(self._tags) if one else ""
        with Vertical() as box:
            box.border_title = Content(clean_line(self._title))  # no markup: a headline may be in it
            yield Input(
                f"{value} " if value else "",
                suggester=LastWord(self._known),
                select_on_focus=False,
                compact=True,
            )
            yield Static(hint, markup=False, classes="hint")

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())


class TagLine(TagWords):
    """Tags of articles."""

    def __init__(self, rows: Sequence[Row], known: Sequence[str]) -> None:
        one = len(rows) == 1
        title = f"Tags of “{cut(rows[0].title, 44)}”" if one else f"Tags for {len(rows)} articles"
        super().__init__(title, [row.tags for row in rows], known)
