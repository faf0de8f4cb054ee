"""What is under the cursor, to be opened: a name, a date, a mark or a link, the innermost first."""

from reader.domain.article import Inline, Style
from reader.domain.entity import NAMES, Kind, Mention
from reader.domain.mark import Mark
from reader.ui import reading
from reader.ui.page import Page
from reader.ui.reading import Place

_VALUED = (Kind.DATE, Kind.MONEY)  # what these say is worked out: a day, a sum

Choice = Mention | Mark | Inline


def chosen(page: Page, place: Place) -> Choice | None:
    """The smallest thing around the cursor; of two that are as small, a link before a name before a mark."""
    at = reading.standing(page, place)
    found: list[Choice] = [i for i in page.inlines.at(at) if i.style is Style.LINK and i.target]
    found += [m for m in page.mentions.at(at) if m.kind in NAMES or (m.value and m.kind in _VALUED)]
    found += reading.covering(page, place)
    return min(found, key=lambda thing: thing.end - thing.start, default=None)
