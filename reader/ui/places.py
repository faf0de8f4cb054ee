"""Where one can go from anywhere: to a shelf, into a room beside the library, to a card; and back."""

from typing import TYPE_CHECKING

from reader.domain.errors import NotFound

if TYPE_CHECKING:
    from reader.domain.entity import Kind
    from reader.ui.app import GlosseApp


class Places:
    """Belongs to one app and knows the stack of its screens; the library lies under all others."""

    def __init__(self, app: "GlosseApp") -> None:
        self._app = app

    def go(self, shelf: str) -> None:
        """To a shelf, from wherever one is; where there is none of that name, that is said."""
        while self._app.screen is not self._app.library:
            self._app.pop_screen()
        self._show(shelf)

    def room(self, name: str) -> None:
        """To one of the rooms beside the library."""
        from reader.ui.rooms import room

        if self._app.screen is not self._app.library:
            self._app.pop_screen()
        self._app.push_screen(room(name, self._app.desk), self.came_back)

    def card(self, entity: str, kind: "Kind", value: str = "") -> None:
        """A name's card, or that of a date by what it was resolved to; of a sum, what it comes to."""
        from reader.domain.entity import Kind
        from reader.domain.moment import sum_said
        from reader.ui.rooms import card

        if kind is Kind.MONEY:
            self._app.notify(f"{entity} = {sum_said(value)}", timeout=6, markup=False)
        else:
            self._app.push_screen(card(self._app.desk, entity, kind, value), self.came_back)

    def came_back(self, place: str | None) -> None:
        """A screen was left; `place` names what to open: an article, "ID" or "ID@OFFSET", or a shelf, "feed ID"."""
        if place and place.startswith("feed "):
            self._show(place)
        elif place:
            self._app.library.open_article(place)

    def back(self) -> bool:
        """One step back; False where there is none: in the list of all articles."""
        screen = self._app.screen
        if screen is self._app.library:
            return self._app.library.ways.back()
        screen.dismiss(None)
        return True

    def _show(self, shelf: str) -> None:
        try:
            self._app.library.ways.go(shelf)
        except NotFound as error:
            self._app.notify(str(error), timeout=4, markup=False)
