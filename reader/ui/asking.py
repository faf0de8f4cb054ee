"""What the library is asked for a list, in threads: a shelf's articles, and what became of those that are shown.

One question at a time: a newer one takes the place of one that is not answered yet.
"""

from array import array
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from reader.desk import Desk
from reader.ui.finding import Found, again, beginning, completed
from reader.ui.shelf import Shelf

MANY = 100  # changed articles; from there on the list is asked again without looking at each


@dataclass
class Answer(Message):
    """What is to be shown of a shelf.

    Args:
        asked: when.
        at: the key to be on; None: stay.
        again: whether it takes the place of what is shown of the same shelf, and moves nothing.
        waiting: the keys of new articles that are not shown yet.
    """

    shelf: Shelf
    found: Found
    asked: datetime
    at: int | None = None
    again: bool = False
    waiting: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list shows: whole is whether these are all; since: articles added after that wait, None for none."""

    shelf: Shelf
    keys: "array[int]"
    since: datetime | None = None
    whole: bool = False


class Asker:
    """Belongs to one widget, which gets the answers."""

    def __init__(self, desk: Desk, widget: Widget) -> None:
        self._desk = desk
        self._widget = widget

    def select(self, shelf: Shelf, at: int | None) -> None:
        """Asks for a shelf: the first page comes as soon as it has the article `at`, then the whole."""
        self._run(lambda: self._select(shelf, at))

    def again(self, shown: Shown) -> None:
        """Asks what a list is now."""
        self._run(lambda: self._again(shown))

    def again_if(self, shown: Shown, changed: Collection[str]) -> None:
        """The same, if an article changed that is not shown, or one shown was archived or restored."""
        self._run(lambda: self._again_if(shown, changed))

    def _run(self, question: Callable[[], None]) -> None:
        self._widget.run_worker(question, thread=True, exclusive=True, group="list")

    def _select(self, shelf: Shelf, at: int | None) -> None:
        asked = datetime.now(UTC)
        found = beginning(self._desk.library, shelf.query, shelf.name)
        begun = at is None or at in found.keys
        if begun:
            self._widget.post_message(Answer(shelf, found, asked, at))
        if (found.whole and begun) or get_current_worker().is_cancelled:
            return
        whole = completed(self._desk.library, shelf.query, found)
        self._widget.post_message(Answer(shelf, whole, asked, None if begun else at, again=begun))

    def _again_if(self, shown: Shown, changed: Collection[str]) -> None:
        if len(changed) < MANY and shown.whole:
            rows = [self._desk.library.row(id_) for id_ in changed]
            archive = shown.shelf.name == "archive"
            if all((row.key in shown.keys) == (row.archived == archive) for row in rows):
                return
        self._again(shown)

    def _again(self, shown: Shown) -> None:
        asked = datetime.now(UTC)
        keys, waiting = again(self._desk.library, shown.shelf, shown.keys, shown.since)
        found = Found(shown.shelf.name, keys)
        self._widget.post_message(Answer(shown.shelf, found, shown.since or asked, again=True, waiting=waiting))
