"""What the person says of a passage: that it is a name of some kind, or that it is none."""

from dataclasses import dataclass

from reader.domain.anchor import tidy
from reader.domain.correction import Correction, change_kind, missed, reject
from reader.domain.entity import NAMES, Kind, Mention
from reader.domain.motion import around
from reader.ui import reading
from reader.ui.page import Page
from reader.ui.reading import Place

LONGEST = 80  # characters of a name
WORDS = {Kind.PER: "a person", Kind.ORG: "an organisation", Kind.LOC: "a place", Kind.MISC: "a name of its own"}


@dataclass(frozen=True, slots=True)
class Said:
    """A correction, and the sentence that says what it does; without a correction, why there is none."""

    sentence: str
    correction: Correction | None = None


def mention_at(page: Page, place: Place) -> Mention | None:
    """The name under the cursor; with a selection, the one that it covers exactly."""
    span = reading.selection(page, place)
    if span is None:
        here = page.mentions.at(reading.standing(page, place))
    else:
        start, end = tidy(page.text, *span)
        here = [mention for mention in page.mentions.at(start) if (mention.start, mention.end) == (start, end)]
    return next((mention for mention in reversed(here) if mention.kind in NAMES), None)


def passage(page: Page, place: Place) -> str:
    """What a correction speaks of: the selection, else the name, else the word under the cursor; "" for nothing."""
    mention = mention_at(page, place)
    if mention is not None:
        return page.text[mention.start : mention.end]
    at = reading.standing(page, place)
    span = reading.selection(page, place) or around(page.terrain.ranges("word"), at) or (at, at)
    start, end = tidy(page.text, *span)
    return page.text[start:end]


def named(page: Page, place: Place, kind: Kind) -> Said:
    """The passage is a name of `kind`, here and wherever it stands."""
    mention, form = mention_at(page, place), passage(page, place)
    if mention is not None and mention.kind is kind:
        return Said(f"“{mention.entity}” is {WORDS[kind]} already.")
    if mention is not None:
        said = f"“{mention.entity}” is {WORDS[kind]} from now on · u undo"
        return Said(said, change_kind(mention.entity, mention.kind, kind))
    if "\n" in form or not 0 < len(form) <= LONGEST or not any(char.isalnum() for char in form):
        return Said("A name is a few words within a line: v selects them.")
    return Said(f"“{form}” is {WORDS[kind]} from now on · u undo", missed(form, kind))


def unnamed(page: Page, place: Place) -> Said:
    """What is coloured here is no name."""
    mention = mention_at(page, place)
    if mention is None:
        return Said("There is no name here.")
    said = f"“{mention.entity}” is no name any more · u undo"
    return Said(said, reject(mention.entity, mention.kind))
