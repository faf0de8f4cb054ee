"""An article fetched from the stores for the screen. Blocking; run in threads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.desk import Desk
from reader.desk.rules import highlights
from reader.domain.errors import StoreError
from reader.domain.mark import Mark, State
from reader.ui.page import Page, page


@dataclass(frozen=True, slots=True)
class Fetched:
    """An article ready to be shown.

    state: what the person did with it; an empty one when there is no notebook. marks: None then.
    """

    page: Page
    state: State
    marks: Sequence[Mark] | None


def fetch(desk: Desk, article: str, shown: Page | None = None) -> Fetched:
    """The article with the names that are known so far.

    Args:
        shown: what is shown of it now; its sentences serve again when the text is the same.

    Raises:
        NotFound: it is not in the library.
    """
    found = desk.library.get(article)
    fresh = shown if shown is not None and shown.article == found else page(found)
    state, marks = _kept(desk, article)
    named = fresh.with_mentions(desk.library.mentions(article))
    lights = tuple(highlights(desk, found)) if desk.config.rules else ()
    dated = replace(named.with_marks(marks or ()), version=desk.library.latest(article), lights=lights)
    return Fetched(dated, state, marks)


def _kept(desk: Desk, article: str) -> tuple[State, Sequence[Mark] | None]:
    """What the notebook has. Without one the article can be read all the same: the app has said what is wrong."""
    try:
        return desk.notebook.state(article), desk.notebook.marks(article)
    except StoreError:
        return State(), None
