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
    if first == last and (compounds.is_institution(draft.word(first)) or _leads(draft, first, kind)):
        _compound(draft, found, kind)
    elif kind is Kind.PER:
        _person(draft, first, last)
    else:
        draft.take(first, last, kind, called(draft, first, last, kind))


def _leads(draft: Draft, index: int, kind: Kind) -> bool:
    """Whether a word that was taken for a name is only made from one: "russischer", "Ukrainekrieg", "US-Minister"."""
    word = draft.word(index)
    known = draft.lexicon.single(word)
    if known is not None:
        return known.derived and known.sure and kind is not Kind.MISC
    return compounds.solid_name(draft.lexicon, word) is not None or ("-" in word and cues.is_title(word))


def _person(draft: Draft, first: int, last: int) -> None:
    while first < last and _is_title(draft, first):
        first += 1
    if last > first or len(draft.word(first)) > 1:  # the "M." of a caption is the one in the middle
        draft.take(first, last, Kind.PER, draft.lexicon.person(people.person_name(draft, first, last)))


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
    """What the tables know the words as."""
    if first == last:
        return draft.lexicon.single(draft.word(first))
    return draft.lexicon.phrases.get(tuple(stem(draft.word(i).rstrip(".")) for i in range(first, last + 1)))


def _derived(draft: Draft, found: Tagged, kind: Kind) -> None:
    _compound(draft, found, kind, root(draft.spelled(found.first, found.last)))


def _compound(draft: Draft, found: Tagged, kind: Kind, base: str = "") -> None:
    """What the tables know of it, an institution, or what its first part leads to.

    Args:
        base: what it is made from, where the tables know neither it nor its first part.
    """
    first, last = found.first, found.last
    word = draft.word(last)
    known = _listed(draft, first, last)
    if known is None and first == last and compounds.is_institution(word):
        known = Name(compounds.institution(draft.lexicon, word), Kind.ORG)
    if known is not None:
        draft.take(first, last, known.kind, known.entity, known.derived)
        return
    base = base or compounds.head(word)
    name = compounds.name_in(draft.lexicon, draft.word(first)) or draft.lexicon.single(base) or Name(base, kind)
    draft.take(first, last, name.kind, name.entity, derived=True)


_SHOWN: Mapping[str, Callable[[Draft, Tagged, Kind], None]] = {"": _name, "deriv": _derived, "part": _compound}
