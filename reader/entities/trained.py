"""The trained recogniser: the tagger decides sentence by sentence, then rules look at the article as a whole.

The rules give names their canonical form, carry a full name to its short forms, lead derived words to what they are
made from, and catch a country that got no tag. Each was kept because strict spans got no worse by it on sentences
that the tagger had not learned from. Dates and amounts are the rules' alone.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from reader.domain.entity import Mention
from reader.entities import compounds, display, groups, people, places, tokens, whole
from reader.entities.amounts import amounts
from reader.entities.display import Tagged
from reader.entities.draft import Draft
from reader.entities.gazetteer import Rule, merged
from reader.entities.lexicon import lexicon
from reader.entities.tagger import MODEL, Span, Tagger, facts
from reader.entities.tokens import Sentence
from reader.entities.tongue import language_of
from reader.entities.words import Words, read

RULES_VERSION = "2"  # to be raised whenever rules or tables change what is found
RULES: tuple[Rule, ...] = (
    compounds.hyphened,
    compounds.solid,
    groups.known_groups,
    groups.parties,
    groups.abbreviations,
    whole.short_forms,
    places.adjectives,
    places.countries,
    whole.consistent,
)


def version(folder: Path = MODEL) -> str:
    """The version of the model in `folder` together with that of the rules; raises as `Trained` does."""
    return f"{facts(folder)['version']}+{RULES_VERSION}"


class Trained:
    """Finds names by the tagger and the rules. Thread-safe; the model is loaded at the first text."""

    def __init__(self, folder: Path = MODEL) -> None:
        """Reads which model it is.

        Raises:
            OSError, ValueError: there is none in `folder`.
        """
        self._folder = folder
        self.version = version(folder)

    @cached_property
    def _tagger(self) -> Tagger:
        return Tagger(self._folder)

    def load(self) -> None:
        """Loads model and tables now.

        Raises:
            ImportError, OSError, ValueError, RuntimeError: they cannot be.
        """
        self._tagger.tag([["Berlin"]])
        lexicon()

    def recognize(
        self,
        text: str,
        *,
        language: str = "",
        when: date | None = None,
        inside: bool = False,
        between: Callable[[], None] = lambda: None,
    ) -> Sequence[Mention]:
        """See `reader.domain.entity.Recognizer`.

        Args:
            inside: whether a currency is given besides the amount that it stands in, and overlaps.
            between: called each few hundredths of a second.
        """
        words = read(text)
        draft = Draft(words, lexicon(), language_of(words.words, language), tagged=True)
        sentences = tokens.read(text, language)
        spans = self._tagger.tag([sentence.words for sentence in sentences], between)
        tagged = [
            one
            for sentence, found in zip(sentences, spans, strict=True)
            for one in _placed(draft, sentence, found)
        ]
        _listed(draft, tagged)
        for one in tagged:
            display.show(draft, one)
        for rule in RULES:
            rule(draft)
        return merged(draft.mentions(), amounts(text, when), inside)


def _placed(draft: Draft, sentence: Sentence, spans: Sequence[Span]) -> Iterator[Tagged]:
    """The tagger's spans as words of the draft; the signs around them fall off, but for those that belong to a name."""
    words = draft.words
    for span in spans:
        end = sentence.ends[span.last]
        first = bisect_right(words.ends, sentence.starts[span.first])
        last = bisect_left(words.starts, end) - 1
        while first < last and words.words[last] == "s" and words.gap(last - 1) in ("’", "'"):
            last -= 1  # a possessive
        if first <= last:
            if _belongs(words, first, last, end, sentence.words[span.last]):
                draft.edges[last] = end
            yield Tagged(first, last, span.label, span.score)


def _listed(draft: Draft, tagged: Sequence[Tagged]) -> None:
    """Names of several words that the tables know go first, unless the tagger saw a part of something longer there."""
    groups.phrases(draft)
    people.known_people(draft)
    people.particled_people(draft)
    longer = {index: one for one in tagged if one.last > one.first for index in range(one.first, one.last + 1)}
    for find in list(draft.finds):
        over = (longer.get(index) for index in range(find.first, find.last + 1))
        if any(one is not None and (one.first < find.first or find.last < one.last) for one in over):
            draft.drop(find)


def _belongs(words: Words, first: int, last: int, end: int, token: str) -> bool:
    """Whether what stands between the last word and `end` is part of the name: "Inc.", "Yahoo!", "Bahn (Hamburg)"."""
    tail = words.text[words.ends[last] : end]
    inside = words.text[words.starts[first] : words.ends[last]]
    return (
        (tail == "." and len(token) > 1 and token.endswith("."))
        or (tail == ")" and inside.count("(") > inside.count(")"))
        or tail in _CALLS
    )


_CALLS = ("!", "?", "…")
