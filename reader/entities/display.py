"""From what the tagger found to what a reader is shown: a table from GermEval's classes to names and who they lead to.

PER, LOC, ORG, MISC      the name itself, called as the tables call it; a title in front is cut off
...deriv                 leads, lightly, to what it is made from          russischer -> Russland, Kölner -> Köln
...part                  a compound that names an institution is it       EU-Kommission, US-Außenministerium: ORG
                         any other leads, lightly, to its first part      US-Außenminister -> USA
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reader.domain.entity import Kind
from reader.entities import compounds, cues, people
from reader.entities.draft import Draft
from reader.entities.lexicon import Name, stem
from reader.entities.nations import root

_SIGNS = ("’s", "'s", "’", "'")


@dataclass(frozen=True, slots=True)
class Tagged:
    """The words first to last, both included, and the tagger's class for them."""

    first: int
    last: int
    label: str


def show(draft: Draft, found: Tagged) -> None:
    """Writes one span of the tagger into the draft, unless its words are taken."""
    kind, form = _split(found.label)
    if draft.is_free(found.first, found.last):
        _SHOWN[form](draft, found, kind)


def _split(label: str) -> tuple[Kind, str]:
    form = next((form for form in ("deriv", "part") if label.endswith(form)), "")
    return Kind(label.removesuffix(form)), form


def _name(draft: Draft, found: Tagged, kind: Kind) -> None:
    first, last = found.first, found.last
    if kind is Kind.PER:
        while first < last and _is_title(draft, first):
            first += 1
        draft.take(first, last, kind, draft.lexicon.person(people.person_name(draft, first, last)))
        return
    draft.take(first, last, kind, called(draft, first, last, kind))


def _is_title(draft: Draft, index: int) -> bool:
    word = draft.word(index)
    return cues.is_title(word) and word not in draft.lexicon.given


def called(draft: Draft, first: int, last: int, kind: Kind) -> str:
    """What the tables call a name, else the name as it stands there, without a genitive's s where that is certain."""
    known = _listed(draft, first, last)
    if known is not None and not known.derived and (known.kind is kind or kind is not Kind.MISC):
        return known.entity
    spelled = draft.spelled(first, last)
    if draft.language == "de" and spelled.endswith("s") and draft.word(last)[:-1] in draft.vocabulary:
        return spelled[:-1]
    return spelled


def _listed(draft: Draft, first: int, last: int) -> Name | None:
    if first == last:
        return draft.lexicon.single(draft.word(first))
    return draft.lexicon.phrases.get(tuple(stem(draft.word(i).rstrip(".")) for i in range(first, last + 1)))


def _derived(draft: Draft, found: Tagged, kind: Kind) -> None:
    """ "russischer", "Kölner", "Berliner", "Grünen-nah": what the tables know, else the word without its ending."""
    known = _listed(draft, found.first, found.last)
    if known is not None:
        draft.take(found.first, found.last, known.kind, known.entity, derived=True)
        return
    word = draft.spelled(found.first, found.last)
    base = draft.lexicon.single(root(word))
    draft.take(found.first, found.last, kind, base.entity if base else root(word), derived=True)


def _part(draft: Draft, found: Tagged, kind: Kind) -> None:
    first, last = found.first, found.last
    word = draft.word(last)
    if first == last and compounds.is_institution(word):
        draft.take(first, last, Kind.ORG, compounds.institution(draft.lexicon, word))
        return
    name = compounds.name_in(draft.lexicon, draft.word(first)) or Name(compounds.head(word), kind)
    draft.take(first, last, name.kind, name.entity, derived=True)


_SHOWN: Mapping[str, Callable[[Draft, Tagged, Kind], None]] = {"": _name, "deriv": _derived, "part": _part}
