"""From what the tagger found to what a reader is shown: a table from GermEval's classes to names and who they lead to.

PER, LOC, ORG, MISC      the name itself, called as the tables call it, and of their kind where they are sure of it;
                         a title in front is cut off
...deriv                 leads, lightly, to what it is made from          russischer -> Russland, Kölner -> Köln
...part                  a compound that names an institution is it       EU-Kommission, US-Außenministerium: ORG
                         any other leads, lightly, to its first part      US-Außenminister -> USA
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reader.domain.entity import Kind
from reader.entities import compounds, cues, groups, people
from reader.entities.draft import Draft
from reader.entities.lexicon import Name, stem
from reader.entities.nations import root

_DOUBT = 0.9  # below this score a German noun is no person and no place
_LANGUAGE = re.compile(r"ische[nrsm]?$")


@dataclass(frozen=True, slots=True)
class Tagged:
    """The words first to last, both included, the tagger's class for them, and how sure it is, 0 to 1."""

    first: int
    last: int
    label: str
    score: float = 1.0


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
        return
    known = _listed(draft, first, last)
    if known is not None and known.sure and not known.derived:
        draft.take(first, last, known.kind, known.entity)
    elif known is None and first == last and found.score < _DOUBT and _is_word(draft, first, kind):
        return
    elif kind is Kind.PER:
        _person(draft, first, last)
    else:
        draft.take(first, last, kind, called(draft, first, last, kind))


def _is_word(draft: Draft, index: int, kind: Kind) -> bool:
    """Whether what was taken for a person or a place is a German noun that is nobody's surname."""
    word = draft.word(index)
    noun = draft.language == "de" and kind in (Kind.PER, Kind.LOC) and word in draft.lexicon.nouns
    return noun and not draft.lexicon.is_surname(word)


def _leads(draft: Draft, index: int, kind: Kind) -> bool:
    """Whether a word that was taken for a name is only made from one: "russischer", "Ukrainekrieg", "US-Minister"."""
    word = draft.word(index)
    known = draft.lexicon.single(word)
    if known is not None:
        return known.derived and known.sure and kind is not Kind.MISC
    return compounds.solid_name(draft.lexicon, word) is not None or ("-" in word and cues.is_title(word))


def _person(draft: Draft, first: int, last: int) -> None:
    """A name without the titles and the owner before it, and without the next name behind it; an office is none."""
    if last > first and cues.is_office(draft.word(last)) and draft.word(first) not in draft.lexicon.given:
        return  # "Prime Minister"
    for index in range(min(first + 2, last - 1), first - 1, -1):
        if _is_title(draft, index) and not any(
            draft.word(i) in draft.lexicon.given for i in range(first, index)
        ):
            first = index + 1
            break
    owned = next((i for i in range(last - 1, first, -1) if _is_possessive(draft, i)), 0)
    if owned:
        _name(draft, Tagged(first, owned - 1, "LOC"), Kind.LOC)
        first = owned + 1
    word = draft.word(first)
    if first + 1 == last and word in draft.lexicon.alone and word not in draft.lexicon.given:
        draft.take(first, first, Kind.PER, draft.lexicon.alone[word])  # "neben Lawrow Uschakow"
        first = last
    if last > first or (len(draft.word(first)) > 1 and not draft.word(first).islower()):  # no "(M.)", no "de"
        draft.take(first, last, Kind.PER, draft.lexicon.person(people.person_name(draft, first, last)))


def _is_title(draft: Draft, index: int) -> bool:
    word = draft.word(index)
    return cues.is_title(word) and (word not in draft.lexicon.given or word in cues.ROYAL)


def _is_possessive(draft: Draft, index: int) -> bool:
    """Whether the s of "Britain's" stands there."""
    return draft.word(index) == "s" and draft.words.gap(index - 1) in ("’", "'")


def called(draft: Draft, first: int, last: int, kind: Kind) -> str:
    """What the tables call a name, else the name as it stands there, without a genitive's s where that is certain."""
    known = _listed(draft, first, last)
    if known is not None and not known.derived and known.kind is kind:
        return known.entity
    if kind is Kind.ORG and first == last and draft.word(first) in groups.PARTIES:
        return groups.PARTIES[draft.word(first)]
    spelled = draft.spelled(first, last)
    if kind is Kind.MISC and known is not None:
        return _LANGUAGE.sub("isch", spelled)
    if draft.language == "de" and spelled.endswith("s") and draft.word(last)[:-1] in draft.vocabulary:
        return spelled[:-1]
    return spelled


def _listed(draft: Draft, first: int, last: int) -> Name | None:
    """What the tables know the words as; in capitals they may shout."""
    if first < last:
        return draft.lexicon.phrases.get(tuple(stem(draft.word(i).rstrip(".")) for i in range(first, last + 1)))
    word = draft.word(first)
    found = draft.lexicon.single(word)
    shouts = found is None and len(word) > 3 and word.isupper()
    return draft.lexicon.single(word.capitalize()) if shouts else found


def _derived(draft: Draft, found: Tagged, kind: Kind) -> None:
    """ "russischer", "Kölner", "deutsch-französischen": what the last part of it is made from."""
    if _taken_as_listed(draft, found):
        return
    part = draft.spelled(found.first, found.last).rpartition("-")[2]
    base = root(part)
    forms = (part, part + "e", base, base + "e", base + "en")
    name = next((n for form in forms if (n := draft.lexicon.single(form)) is not None), None)
    if name is None and part in cues.COMPASS:
        return
    name = name or Name(part, kind)
    draft.take(found.first, found.last, name.kind, name.entity, derived=True)


def _compound(draft: Draft, found: Tagged, kind: Kind) -> None:
    """What the tables know of it, an institution, or what its first part leads to."""
    if _taken_as_listed(draft, found):
        return
    first, word = compounds.head(draft.word(found.first)), draft.word(found.first)
    if word in draft.lexicon.alone:
        draft.take(found.first, found.first, Kind.PER, draft.lexicon.alone[word])
        return
    name = compounds.name_in(draft.lexicon, word) or compounds.name_before(draft.lexicon, word)
    if name is None and first != word and first[0].isalpha():
        name = Name(first, kind)
    if name is not None:
        draft.take(found.first, found.last, name.kind, name.entity, derived=True)


def _taken_as_listed(draft: Draft, found: Tagged) -> bool:
    """Takes a word that the tables know, or that names an institution, for what it is."""
    first, last = found.first, found.last
    known, word = _listed(draft, first, last), draft.word(last)
    if known is None and first == last and compounds.is_institution(word):
        known = Name(compounds.institution(draft.lexicon, word), Kind.ORG)
    if known is not None:
        draft.take(first, last, known.kind, known.entity, known.derived)
    return known is not None


_SHOWN: Mapping[str, Callable[[Draft, Tagged, Kind], None]] = {"": _name, "deriv": _derived, "part": _compound}
