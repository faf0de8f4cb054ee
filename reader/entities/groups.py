"""Rules for organisations: known ones, legal forms, heads of institutions, clubs, abbreviations, parties."""

import re
from collections.abc import Callable

from reader.domain.entity import Kind
from reader.entities import cues
from reader.entities.draft import Draft
from reader.entities.lexicon import Name, stem
from reader.entities.listed import listed

_LONGEST = 6
_ABBREVIATION = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,4}[A-ZÄÖÜ]$")
_PARTY_NEIGHBOURS = listed("CDU SPD CSU FDP AfD BSW Grünen Grüne Linke Linken Union")


def phrases(draft: Draft) -> None:
    """Names of several words from the tables, organisations and places alike."""
    for index in draft.capitals():
        last, name = phrase_at(draft, index)
        if name is not None:
            draft.take(index, last, name.kind, name.entity, name.derived)


def phrase_at(draft: Draft, index: int) -> tuple[int, Name | None]:
    """The longest phrase of the tables that begins at the word, and its last word; in capitals it may shout."""
    last, name = _phrase(draft, index, str)
    if name is None and draft.word(index).isupper():
        last, name = _phrase(draft, index, str.capitalize)
    return last, name


def _phrase(draft: Draft, index: int, spell: Callable[[str], str]) -> tuple[int, Name | None]:
    lexicon = draft.lexicon
    for size in range(lexicon.reach.get(_stemmed(draft, index, spell), 0), 1, -1):
        last = index + size - 1
        if last < len(draft) and draft.is_free(index, last) and draft.words.joined(index, last):
            name = lexicon.phrases.get(tuple(_stemmed(draft, i, spell) for i in range(index, last + 1)))
            if name is not None:
                return last, name
    return index, None


def _stemmed(draft: Draft, index: int, spell: Callable[[str], str]) -> str:
    return stem(spell(draft.word(index)).rstrip("."))


def known_groups(draft: Draft) -> None:
    """Organisations of one word; a doubtful one ("Apple", "Spiegel") needs a word that says what it is."""
    for index in draft.capitals():
        word = draft.word(index)
        name = draft.lexicon.single(word)
        if name is None or name.kind is not Kind.ORG or draft.taken[index]:
            continue
        if word in _LETTERS and _is_shouted(draft, index):
            continue
        if name.sure or _is_told(draft, index):
            draft.take(index, index, Kind.ORG, name.entity)


_LETTERS = listed("IS SS AP US ABC FED")


def _is_shouted(draft: Draft, index: int) -> bool:
    """Whether the words around are capitals too: a heading that shouts."""
    beside = [draft.before(index), draft.after(index)]
    return any(len(word) > 2 and word.isupper() and word not in draft.lexicon.singles for word in beside)


def _is_told(draft: Draft, index: int) -> bool:
    before, after = draft.before(index), draft.after(index)
    return (
        bool(cues.ROLES_OF_ORG.search(before))
        or after in cues.ORG_TAILS
        or before in ("Konkurrent", "Konkurrenten")
    )


def english_groups(draft: Draft) -> None:
    """Capitalised words that end with what makes an organisation of them, or begin so with "of"."""
    for index in draft.capitals():
        if draft.taken[index] or draft.word(index) in cues.NEVER:
            continue
        last = _group_end(draft, index)
        if last > index:
            draft.take(index, last, Kind.ORG, draft.spelled(index, last))


def _group_end(draft: Draft, first: int) -> int:
    """The last word of "Northern Trust", "Siemens AG", "Ministry of Defence"; `first` if there is none."""
    best, index = first, first
    of = draft.word(first) in cues.ORG_OF and draft.word(first + 1) in ("of", "for")
    while index + 1 < len(draft) and index - first < _LONGEST and draft.words.joined(index, index + 1):
        index += 1
        word = draft.word(index)
        if not draft.is_free(index, index) or not (
            word[0].isupper() or word in ("of", "for", "and", "the", "&")
        ):
            break
        if (
            word in cues.ORG_TAILS and draft.word(index - 1)[0].isupper() and _may_end(draft, first, index)
        ) or (of and word[0].isupper()):
            best = index
    return best


def _may_end(draft: Draft, first: int, index: int) -> bool:
    """In German only what is no German noun ends a name so: "Siemens AG", not "Land Bank"."""
    if draft.language == "de":
        return (draft.word(index) in _LEGAL and not draft.lexicon.is_noun(draft.word(first))) or not any(
            draft.lexicon.is_noun(draft.word(i)) for i in range(first, index + 1)
        )
    return True


_LEGAL = listed("GmbH AG SE KG KGaA OHG eG Inc Corp Ltd LLC plc PLC SpA Holding Group")


def german_groups(draft: Draft) -> None:
    """ "Universität Kiel", "Landgericht Hamburg", "FC Sankt Pauli", "1. FC Köln"."""
    for index in draft.capitals():
        word, following = draft.word(index), draft.after(index)
        if draft.taken[index] or not following or not following[0].isupper() or draft.taken[index + 1]:
            continue
        known = draft.lexicon.single(following)
        place = known is not None and known.kind is Kind.LOC and not known.derived
        if (word in cues.GERMAN_ORG_HEADS and place) or (
            word in cues.CLUBS and not draft.lexicon.is_noun(following)
        ):
            first = index - 1 if draft.word(index - 1) == "1" and draft.is_free(index - 1, index - 1) else index
            last = _run_end(draft, index + 1) if word in cues.CLUBS else index + 1
            draft.take(first, last, Kind.ORG, draft.spelled(first, last))


def role_groups(draft: Draft) -> None:
    """What stands behind a word that says it is one: "der Spielzeughersteller Mattel", "Konzern EADS"."""
    for index in draft.capitals():
        word, before = draft.word(index), draft.before(index)
        if draft.taken[index] or not before[:1].isupper() or not cues.ROLES_OF_ORG.search(before):
            continue
        known = draft.lexicon.single(word)
        if (
            word in cues.NEVER
            or (known is not None and known.sure)
            or draft.lexicon.is_noun(word)
            or cues.is_title(word)
        ):
            continue
        last = _run_end(draft, index)
        draft.take(index, last, Kind.ORG, draft.spelled(index, last))


def _run_end(draft: Draft, index: int) -> int:
    """The last of the capitalised words that stand together from `index` on, three at most, no noun among them."""
    last = index
    while last < index + 2 and draft.after(last)[:1].isupper() and draft.is_free(last + 1, last + 1):
        word = draft.word(last + 1)
        if word in cues.NEVER or (draft.language == "de" and draft.lexicon.is_noun(word)):
            break
        last += 1
    return last


def parties(draft: Draft) -> None:
    """ "die Grünen", "Linke", "die Union", where they are the parties."""
    political = any(word in _PARTY_NEIGHBOURS for word in draft.words.words)
    if draft.language != "de" or not political:
        return
    for index in draft.capitals():
        entity = PARTIES.get(draft.word(index), "")
        following = draft.after(index)
        if entity and not draft.taken[index] and not (following and following[0].isupper()):
            if entity == "Union" and (
                draft.before(index)[-2:] in ("en", "he") or draft.words.gap(index) == "-"
            ):
                continue
            draft.take(index, index, Kind.ORG, entity)


PARTIES = {
    **dict.fromkeys(("Grüne", "Grünen"), "Die Grünen"),
    **dict.fromkeys(("Linke", "Linken", "Linkspartei"), "Die Linke"),
    "Union": "Union",
    "FDP": "FDP",
}


def abbreviations(draft: Draft) -> None:
    """Short forms that the text introduces itself: "Deutscher Wetterdienst (DWD)"."""
    short: dict[str, tuple[Kind, str]] = {}
    for find in list(draft.finds):
        index = find.last + 1
        word = draft.word(index)
        if find.derived or draft.words.gap(find.last) != " (" or draft.words.gap(index)[:1] != ")":
            continue
        if find.kind is Kind.ORG and _ABBREVIATION.match(word) and word not in draft.lexicon.singles:
            short[word] = (find.kind, find.entity)
    for index, word in enumerate(draft.words.words):
        if word in short and not draft.taken[index]:
            draft.take(index, index, *short[word])
