"""The ways through the library's screen: from pane to pane, from list to list, one step back; and to where one was."""

from typing import TYPE_CHECKING

from reader.domain.errors import NotFound
from reader.ui.shelf import BOX, Shelf, feed_shelf

if TYPE_CHECKING:
    from reader.desk import Desk
    from reader.ui.screens.library import LibraryScreen
    from reader.ui.view import View

ALL_PANES = ("list", "article", "who", "shelves")
SIDE_BY_SIDE = ("list", "article", "who")


class Ways:
    """Belongs to one screen; the screen's classes say which panes are hidden."""

    def __init__(self, screen: "LibraryScreen", desk: "Desk") -> None:
        self._screen = screen
        self._desk = desk

    def step(self, order: tuple[str, ...], by: int, *, around: bool) -> None:
        """To the pane `by` places further on among those of `order` that can be seen."""
        seen = [name for name in order if self._seen(name)]
        here = self._screen.panes.here
        place = (seen.index(here) if here in seen else 0) + by
        if around:
            place %= len(seen)
        if 0 <= place < len(seen):
            self._screen.panes.go_to(seen[place])

    def to_list(self, pane: str = "list") -> None:
        """To the list (or the shelves), wherever one is and whatever hides it."""
        self._screen.remove_class("-zen", "-no-sidebar")
        self._screen.panes.go_to(pane)

    def go(self, name: str) -> None:
        """Shows the shelf that `go` verbs name: "all", "tags", "search 3", "feed ID".

        Raises:
            NotFound: there is no such shelf; what to do is in it.
        """
        if name == "tags":
            self._to_tags()
            return
        self._screen.panes.sidebar.show(self._shelf(name))
        self.to_list()

    def back(self) -> bool:
        """One step back: out of the focus mode, to the list, to all articles. False when there is none."""
        screen, panes = self._screen, self._screen.panes
        if screen.has_class("-zen"):
            screen.remove_class("-zen")
        elif panes.here != "list":
            self.to_list()
        elif panes.article_list.picked:
            panes.article_list.drop_selection()
        elif panes.sidebar.shelf.name == BOX:
            self.go("all")
        else:
            return False
        return True

    def view(self) -> "View":
        """What is shown now, to be shown again."""
        from reader.ui.view import View

        panes = self._screen.panes
        return View(
            panes.sidebar.shelf.name,
            panes.article.article_id,
            self._screen.sidebar_width,
            self._screen.has_class("-with-who"),
            sorted(panes.sidebar.shelves.folded),
        )

    def again(self, view: "View") -> None:
        """Shows the list and the article of `view`; nothing when the article is gone."""
        panes = self._screen.panes
        try:
            key = self._desk.library.key_of(view.article)
        except NotFound:
            return
        panes.sidebar.show(panes.sidebar.shelves.named(view.shelf), key)
        panes.article.open(view.article)

    def _seen(self, name: str) -> bool:
        screen = self._screen
        if name == "who":
            return screen.has_class("-with-who") and bool(screen.panes.article.article_id)
        return name == "article" or not (screen.has_class("-no-sidebar") or screen.has_class("-zen"))

    def _shelf(self, name: str) -> Shelf:
        shelves = self._screen.panes.sidebar.shelves
        if name.startswith("feed "):
            return feed_shelf(self._desk.library.feed(name.removeprefix("feed ")))
        if not name.startswith("search "):
            return shelves.named(name)
        saved = [shelf for shelf in shelves.lines if shelf.name.startswith("search ")]
        place = int(name.split()[1])
        if place > len(saved):
            raise NotFound("No saved search has that number: / searches, Ctrl+S saves.")
        return saved[place - 1]

    def _to_tags(self) -> None:
        shelves = self._screen.panes.sidebar.shelves
        if shelves.line("group tags") is None:
            raise NotFound("No article has a tag yet: t gives it some.")
        shelves.folded = shelves.folded - {"group tags"}
        self.to_list("shelves")
        shelves.go_to("group tags", 1)
