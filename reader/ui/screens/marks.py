"""Every mark of the library: filtered, grouped, looked at in its surroundings, changed many at a time.

Enter jumps to a mark's place. What has lost its place stands first, and can be attached anew.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from reader.desk import Desk
from reader.desk.marks import MarkRow
from reader.domain.errors import GlosseError, QueryError
from reader.domain.query import Query, parse, parse_partial
from reader.ui.answers import answer
from reader.ui.mark_deeds import MarkDeeds
from reader.ui.mark_rows import place_of
from reader.ui.marking import Verbs
from reader.ui.widgets.footer import VerbFooter
from reader.ui.widgets.mark_book import MarkBook

if TYPE_CHECKING:
    from reader.store.notebook import Changed
    from reader.ui.app import GlosseApp

EMPTY = """No marks yet.

While you read, m marks a sentence, and a marks it and takes a note."""
NONE_FOUND = "No mark is like that. Esc leads back to the list; an empty line shows all."


class MarksScreen(Screen[str | None]):
    """Dismissed with the place to open, "ID@OFFSET", or None."""

    KEY_SCOPE: ClassVar[str] = "marks"

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="marks")
        self._desk = desk
        self.book = MarkBook(desk, id="mark-book")
        self._deeds = MarkDeeds(self, desk, lambda: self.book.chosen)

    def compose(self) -> ComposeResult:
        yield Input(placeholder="color:yellow  tag:…  has:note  words", id="mark-filter", compact=True)
        yield self.book
        yield Static("", id="mark-empty", markup=False)
        yield VerbFooter()

    def on_mount(self) -> None:
        self.book.listing.focus()
        self._refill()

    @property
    def _filter(self) -> Input:
        return self.query_one("#mark-filter", Input)

    @property
    def _app(self) -> "GlosseApp":
        return cast("GlosseApp", self.app)

    def shifted(self, changed: "Changed") -> None:
        """The notebook changed: marks may have come, gone or become others."""
        if changed.tables & {"marks", "colors"}:
            self._refill()

    @on(Input.Changed, "#mark-filter")
    def _filter_typed(self) -> None:
        self._refill()

    @on(Input.Submitted, "#mark-filter")
    def _filter_done(self) -> None:
        try:
            parse(self._filter.value)
        except QueryError as error:
            self._app.told(error)
        else:
            self.book.listing.focus()

    @work(thread=True, exclusive=True, group="marks")
    def _refill(self) -> None:
        """Asks in a thread; the old list stays until the new one is there."""
        worker = get_current_worker()
        query = parse_partial(self._filter.value)
        try:
            rows, names = self._desk.marks.find(query), Verbs(self._desk).color_names()
        except GlosseError as error:
            self.app.call_from_thread(self._app.told, error)
        else:
            if not worker.is_cancelled:
                answer(self, self._fill, rows, names, query)

    def _fill(self, rows: Sequence[MarkRow], names: dict[str, str], query: Query) -> None:
        empty = self.query_one("#mark-empty", Static)
        empty.update(NONE_FOUND if query else EMPTY)
        empty.display = not rows
        self.book.display = bool(rows)
        self.book.show(rows, names)
        if rows and self.focused is None:
            self.book.listing.focus()

    @on(MarkBook.Changed)
    def _renew_footer(self) -> None:
        self.query_one(VerbFooter).renew()

    @on(MarkBook.Chosen)
    def _jump(self) -> None:
        row = self.book.current
        if row is not None and row.article is None:
            self.notify("The article is no longer in the library.", markup=False)
        elif row is not None:
            self.dismiss(place_of(row.mark))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some verbs hold only in the filter, some only with a mark under the cursor."""
        filtering = self.focused is self._filter
        if action == "into_list" or filtering:
            return filtering and action == "into_list"
        if action == "deed":
            return self._deeds.able(str(parameters[0]))
        if action in ("pick", "pick_all"):
            return True if self.book.current else None
        return True

    def action_deed(self, name: str, *args: object) -> None:
        self._deeds.do(name, *args)

    def action_filter(self) -> None:
        self._filter.focus()

    def action_into_list(self) -> None:
        self.book.listing.focus()

    def action_group(self) -> None:
        self.book.group()

    def action_pick(self) -> None:
        self.book.pick()

    def action_pick_all(self) -> None:
        self.book.pick_all()

    def action_preview(self) -> None:
        self.book.toggle_preview()
