"""The recogniser without a model: tables of names, titles and other cues, shapes, and a look at the whole article.

Rules run one after the other, the surest first; what one has claimed the next leaves alone. A name is called by its
German form where the tables know one ("Russland" for Russia and Russie, "Kiew" for Kyiv), else as the article has it,
so that an entity is the same one in every language. Every rule reads each word a bounded number of times.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from reader.domain.entity import Kind, Mention
from reader.entities import compounds, groups, people, places, whole
from reader.entities.amounts import amounts
from reader.entities.draft import Draft
from reader.entities.lexicon import lexicon
from reader.entities.tongue import language_of
from reader.entities.words import read

Rule = Callable[[Draft], None]
RULES: tuple[Rule, ...] = (
    people.known_people,
    groups.phrases,
    groups.german_groups,
    groups.english_groups,
    people.titled_people,
    compounds.hyphened,
    people.given_people,
    groups.known_groups,
    groups.role_groups,
    groups.parties,
    places.headed_places,
    places.known_places,
    people.shaped_people,
    compounds.solid,
    groups.abbreviations,
    whole.short_forms,
    places.unknown_places,
    people.lone_people,
    places.adjectives,
    whole.consistent,
)


class Gazetteer:
    """Finds names by tables and rules. Thread-safe: it keeps no state between texts."""

    version = "gazetteer-2"

    def recognize(
        self, text: str, *, language: str = "", when: date | None = None, inside: bool = False
    ) -> Sequence[Mention]:
        """See `reader.domain.entity.Recognizer`; inside: see `merged`."""
        words = read(text)
        draft = Draft(words, lexicon(), language_of(words.words, language))
        for rule in RULES:
            rule(draft)
        return merged(draft.mentions(), amounts(text, when), inside)


def merged(names: list[Mention], others: Iterable[Mention], inside: bool = False) -> list[Mention]:
    """Both, by start; where they overlap a name keeps its place, but the currency of an amount belongs to it.

    Args:
        inside: whether that currency is given as well, though it overlaps.
    """
    kept = list(names)
    for other in others:
        over = list(_over(names, other))
        if all(name.kind is Kind.MISC and other.start <= name.start and name.end <= other.end for name in over):
            kept.append(other)
            if over and not inside:
                kept = [mention for mention in kept if mention not in over]
    return sorted(kept, key=lambda mention: (mention.start, -mention.end))


def _over(names: Sequence[Mention], other: Mention) -> Iterator[Mention]:
    """The names that `other` overlaps."""
    at = bisect_left(names, other.end, key=lambda name: name.start)
    while at and names[at - 1].end > other.start:
        at -= 1
        yield names[at]
