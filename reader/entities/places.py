"""Rules for places, and for what is made from their names: "russischer", "Kölner", "Potsdamer Platz"."""

import re

from reader.domain.entity import Kind
from reader.entities import cues
from reader.entities.draft import Draft
from reader.entities.lexicon import Name
from reader.entities.listed import listed


def known_places(draft: Draft) -> None:
    """Places of one word; a doubtful one ("Essen", "Oder") needs a word that points to a place."""
    for index in draft.capitals():
        name = draft.lexicon.single(draft.word(index)) or _shouted(draft, index)
        if draft.taken[index] or name is None or name.derived or name.kind is not Kind.LOC:
            continue
        if (name.sure or _is_told(draft, index)) and not _is_part(draft, index):
            draft.take(index, index, Kind.LOC, name.entity)


def countries(draft: Draft) -> None:
    """Countries and territories of one word, in any of the tables' languages."""
    for index in draft.capitals():
        name = draft.lexicon.single(draft.word(index))
        if name and name.sure and not name.derived and name.entity in draft.lexicon.countries:
            draft.take(index, index, Kind.LOC, name.entity)


def _is_part(draft: Draft, index: int) -> bool:
    """Whether the place is a part of a longer name that was not understood: "Boston Braves", "Air Berlin"."""
    return _belongs(draft, index + 1, draft.after(index)) or (
        _belongs(draft, index - 1, draft.before(index)) and not draft.words.opening[index - 1]
    )


def _belongs(draft: Draft, beside: int, word: str) -> bool:
    if not word[:1].isupper() or draft.taken[beside] or word in cues.NEVER or cues.is_title(word):
        return False
    name = draft.lexicon.single(word)
    if name is not None or word in cues.PLACE_HEADS or word.isupper():
        return False
    return draft.language != "de" or not draft.lexicon.is_noun(word)


def _shouted(draft: Draft, index: int) -> Name | None:
    """A place in capitals, as a dateline has it: "BRUSSELS"."""
    word = draft.word(index)
    return (
        draft.lexicon.single(word.capitalize()) if word.isupper() and len(word) > 3 and word.isalpha() else None
    )


def _is_told(draft: Draft, index: int) -> bool:
    before = draft.before(index)
    if draft.words.opening[index]:
        return False
    river = before in ("der", "die", "am", "zur", "the") and draft.word(index) in _RIVERS
    return before in cues.LOCATIVES or before in cues.PLACE_HEADS or river


_RIVERS = listed("Oder Seine Nil Nile Weser Jordan Golf Gulf Pfalz Harz Maine Wallis")


def headed_places(draft: Draft) -> None:
    """ "Landkreis Uelzen", "Insel Juist", "Hudson Valley", "Lake Placid", "Potsdamer Platz"."""
    for index in draft.capitals():
        if draft.taken[index] or not draft.follows(index) or not draft.is_free(index - 1, index - 1):
            continue
        before, word = draft.word(index - 1), draft.word(index)
        if before in cues.PLACE_HEADS and _is_name(draft, word):
            draft.take(index, index, Kind.LOC, word)
        elif (
            (word in cues.SQUARES and _is_town_form(draft, before))
            or (
                word in cues.PLACE_TAILS
                and draft.language == "en"
                and before[0].isupper()
                and before not in cues.NEVER
            )
            or (before in ("Lake", "Mount", "Fort", "Cape", "Bad") and _is_name(draft, word))
        ):
            draft.take(index - 1, index, Kind.LOC, f"{before} {word}")


def unknown_places(draft: Draft) -> None:
    """ "in Helmarshausen": behind "in" and "aus" a word that is no noun and ends like a place, or comes from abroad."""
    for index in draft.capitals():
        word, before = draft.word(index), draft.before(index)
        if (
            draft.taken[index]
            or before not in ("in", "aus", "nach", "bei", "In", "Aus")
            or draft.language != "de"
        ):
            continue
        if (
            draft.after(index)[:1].isupper()
            or not word.isalpha()
            or word.isupper()
            or not _is_name(draft, word)
        ):
            continue
        person = (
            word in draft.lexicon.surnames or word in draft.lexicon.given or word in draft.lexicon.given_words
        )
        if _TOWN.search(word) or (before in ("in", "In") and not person and len(word) > 4 and word[-1] != "s"):
            draft.take(index, index, Kind.LOC, word)


_TOWN = re.compile(
    r"(?:dorf|burg|berg|stadt|stedt|heim|hausen|ingen|ungen|bach|feld|felden|kirchen|hafen|münde|brück|furt|ow|itz|"
    r"grad|pol|gorod|ville|ton|ham|shire|abad|istan|beck|büttel|wege|wick|werder|hagen|rode|leben|walde)$"
)


def _is_name(draft: Draft, word: str) -> bool:
    return word not in cues.NEVER and not draft.lexicon.is_noun(word) and draft.lexicon.single(word) is None


def _is_town_form(draft: Draft, word: str) -> bool:
    name = draft.lexicon.single(word)
    return (name is not None and name.derived and not name.sure) or word in ("Potsdamer", "Leipziger")


def adjectives(draft: Draft) -> None:
    """Adjectives and peoples, drawn lightly: "russischer", "Amerikaner", "Kölner Dom"."""
    for index, word in enumerate(draft.words.words):
        name = draft.lexicon.single(word)
        if draft.taken[index] or name is None or not name.derived:
            continue
        if name.sure or _stands_for_town(draft, index):
            draft.take(index, index, Kind.LOC, name.entity, derived=True)


def _stands_for_town(draft: Draft, index: int) -> bool:
    """A town's word stands before a noun: "Kölner Polizei"; alone it may be a sausage."""
    following = draft.after(index)
    return (
        bool(following)
        and following[0].isupper()
        and draft.word(index) not in ("Hamburger", "Wiener", "Sitter")
    )
