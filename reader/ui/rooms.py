"""The rooms beside the library: each a screen that is dismissed with the article to open, or None.

They are imported when they are entered: the first frame does not wait for them.
"""

from textual.screen import Screen

from reader.desk import Desk
from reader.domain.entity import Kind


def room(name: str, desk: Desk) -> Screen[str | None]:
    """The screen called "entities", "marks", "review" or "feeds"."""
    if name == "entities":
        from reader.ui.screens.entities import EntitiesScreen

        return EntitiesScreen(desk)
    if name == "marks":
        from reader.ui.screens.marks import MarksScreen

        return MarksScreen(desk)
    if name == "review":
        from reader.ui.screens.review import ReviewScreen

        return ReviewScreen(desk)
    from reader.ui.screens.feeds import FeedsScreen

    return FeedsScreen(desk)


def card(desk: Desk, entity: str, kind: Kind, value: str = "") -> Screen[str | None]:
    """A name's card, or a date's; value: what the date was resolved to, ISO 8601."""
    if kind is Kind.DATE:
        from reader.ui.screens.moment_card import MomentCard

        return MomentCard(desk, entity, value)
    from reader.ui.screens.entity_card import EntityCard

    return EntityCard(desk, entity, kind)
