"""Rules for people: a title, a given name, a verb of saying or a known name, and the shape of what stands there.

A title is never part of the name. In German every noun has a capital, so a word that is a common noun counts as part of
a name only where it is a known surname.
"""

import re

from reader.domain.entity import Kind
from reader.entities import cues
from reader.entities.draft import Draft
from reader.entities.lexicon import PARTICLES
from reader.entities.listed import listed

_LETTERS = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")
_INITIAL = re.compile(r"[^\W\d_a-zß-ÿ]$|(?:[A-Z]\.){1,3}$|[A-Z]{2}$")
_ARABIC = re.compile(r"(?:al|el|ar|as|ad|an)-[A-ZÄÖÜ]\w+")
_LONGEST = 5


def known_people(draft: Draft) -> None:
    """Full names from the table."""
    for index in draft.capitals():
        last = _known(draft, index)
        if last > index:
            draft.take(index, last, Kind.PER, draft.lexicon.person(draft.spelled(index, last)))


def _known(draft: Draft, index: int) -> int:
    if draft.word(index) not in draft.lexicon.openings:
        return index
    for last in range(min(index + _LONGEST, len(draft) - 1), index, -1):
        if (
            draft.is_free(index, last)
            and draft.spelled(index, last) in draft.lexicon.people
            and _close(draft, index, last)
        ):
            return last
    return index


def particled_people(draft: Draft) -> None:
    """Surnames with a particle that need no given name: "von der Leyen"."""
    for index in draft.capitals():
        for words, entity in draft.lexicon.particled.get(draft.word(index).removesuffix("s"), ()):
            first = index - len(words)
            if draft.is_free(first, index) and [draft.word(i) for i in range(first, index)] == words:
                draft.take(first, index, Kind.PER, entity)


def titled_people(draft: Draft) -> None:
    """ "Außenminister Lawrow", "Mr. Rubio", "secretary of state, Marco Rubio"."""
    for index in range(len(draft) - 1):
        if _is_title_at(draft, index) and not draft.taken[index]:
            first = _behind_title(draft, index)
            last = name_end(draft, first) if first else -1
            last = _with_noun(draft, first, last)
            if first and last >= first and _fits_title(draft, index, first, last):
                take_person(draft, first, last)


def _is_title_at(draft: Draft, index: int) -> bool:
    """Whether a title ends there: "minister", or the last word of "secretary of state"."""
    word = draft.word(index)
    if word.lower() in ("state", "affairs", "defence", "defense", "treasury"):
        return draft.before(index) in ("of", "foreign", "Foreign")
    return cues.is_title(word)


def _behind_title(draft: Draft, index: int) -> int:
    """Where the name behind a title would begin, 0 if nothing can."""
    gap, nxt = draft.words.gap(index), draft.word(index + 1)
    if gap in (". ", ".\u00a0") and len(draft.word(index)) < 5:
        gap = " "
    if gap in (" ", "\u00a0") and not cues.is_title(nxt):
        return index + 1
    if gap in (", ", " (") and draft.language != "de":
        return index + 1
    return 0


def _with_noun(draft: Draft, first: int, last: int) -> int:
    """Behind a title and a given name a surname may be any noun: "Finanzminister Hans Eichel"."""
    word = draft.word(last + 1)
    if first == last and _is_given(draft, first) and draft.words.joined(last, last + 1) and _is_shaped(word):
        return last if word in cues.NEVER or draft.taken[last + 1] or draft.lexicon.single(word) else last + 1
    return last


def _fits_title(draft: Draft, title: int, first: int, last: int) -> bool:
    """A single word behind a title must not be a common noun, a place or an organisation."""
    if last > first:
        set_off = draft.words.gap(last)[:1] in ",)" and _is_nothing_else(draft, first, last)
        return draft.words.gap(title) != ", " or _has_given(draft, first) or set_off
    word = draft.word(first)
    known = draft.lexicon.single(word)
    if draft.words.gap(title) not in (" ", "\u00a0", ". ") or (known is not None and known.sure):
        return False
    if draft.language == "de":
        return not _is_plain_noun(draft, word) and not word.endswith(("innen", "ung", "ungen"))
    return draft.word(title)[0].isupper() and (word in draft.lexicon.surnames or not known)


def given_people(draft: Draft) -> None:
    """A given name and what belongs to it: "Bärbel Bas", "Faisal bin Farhan"."""
    for index in draft.capitals():
        if draft.taken[index] or not _is_given(draft, index):
            continue
        last = name_end(draft, index)
        if last > index and _is_likely(draft, index, last):
            take_person(draft, index, last)


def _is_shaped(word: str) -> bool:
    """Letters, a capital first, not capitals alone: "Lawrow", "al-Aiban", "McNamara", "Jean-Noël"."""
    if not _LETTERS.fullmatch(word):
        return False
    return (word[0].isupper() and word[-1].islower() and len(word) > 1) or _ARABIC.fullmatch(word) is not None


def _is_given(draft: Draft, index: int) -> bool:
    word = draft.word(index)
    if word in cues.NEVER:
        return False
    if word in draft.lexicon.given_words:
        return draft.word(index + 1) in draft.lexicon.surnames and not draft.words.opening[index]
    if _ARABIC.fullmatch(draft.after(index)):
        return _is_shaped(word)
    return word in draft.lexicon.given or ("-" in word and word.split("-")[0] in draft.lexicon.given)


def _has_given(draft: Draft, index: int) -> bool:
    return _is_given(draft, index) or _INITIAL.match(draft.word(index)) is not None


def _is_likely(draft: Draft, first: int, last: int) -> bool:
    """Whether given name and surname are worth it: a word or a place as given name needs a real surname."""
    word, surname = draft.word(first), draft.word(last)
    known = draft.lexicon.single(word)
    if known is not None and not known.derived and known.sure and surname not in draft.lexicon.surnames:
        return False
    if known is not None and known.derived:
        return False
    if draft.lexicon.is_noun(word):
        return surname in draft.lexicon.surnames
    return True


def shaped_people(draft: Draft) -> None:
    """Two or three capitalised words that are nothing else, beside a verb of saying or with a known surname."""
    for index in draft.capitals():
        if draft.taken[index] or (draft.words.opening[index] and draft.language == "de"):
            continue
        last = name_end(draft, index)
        if last > index and _is_nothing_else(draft, index, last) and _has_support(draft, index, last):
            take_person(draft, index, last)


def lone_people(draft: Draft) -> None:
    """A surname alone: behind or before a verb of saying, or one that is nothing but a surname."""
    for index in draft.capitals():
        if _may_stand_alone(draft, index) and _is_surname_here(draft, index):
            take_person(draft, index, index)


def _may_stand_alone(draft: Draft, index: int) -> bool:
    """A word of a name's shape that is no noun, no title, no other name and no part of something longer."""
    word = draft.word(index)
    if not _is_shaped(word) or word in cues.NEVER or cues.is_title(word) or draft.lexicon.is_noun(word):
        return False
    return (
        draft.lexicon.single(word) is None and not draft.has_article(index) and not _has_neighbour(draft, index)
    )


def _is_surname_here(draft: Draft, index: int) -> bool:
    word, before = draft.word(index), draft.before(index)
    known = word in draft.lexicon.surnames or word.removesuffix("s") in draft.lexicon.surnames
    if known and (cues.says(before) or cues.says(draft.after(index))):
        return True
    if draft.language != "de" or draft.words.opening[index]:
        return False
    return (known or cues.says(before)) and before not in cues.LOCATIVES and not _is_attributive(before)


def _is_attributive(word: str) -> bool:
    """Whether `word` is an adjective before a noun: "elektronische Post"."""
    return (
        word.islower()
        and word.endswith(("e", "en", "er", "es", "em"))
        and not cues.says(word)
        and word not in _SMALL
    )


_SMALL = listed(
    "gegen unter über oder deren dessen hatte habe haben hatten wollte sollte konnte wurde wurden neben"
)


def _has_neighbour(draft: Draft, index: int) -> bool:
    """Whether it is part of something longer that was not understood."""
    return draft.before(index)[:1].isupper() or draft.after(index)[:1].isupper()


def _is_nothing_else(draft: Draft, first: int, last: int) -> bool:
    words = [draft.word(i) for i in range(first, last + 1)]
    if any(draft.lexicon.single(word) or cues.is_institution(word) or word in cues.ORG_TAILS for word in words):
        return False
    return not any(_is_plain_noun(draft, word) for word in words) and not draft.has_article(first)


def _has_support(draft: Draft, first: int, last: int) -> bool:
    said = cues.says(draft.before(first)) or cues.says(draft.after(last))
    known = draft.language == "de" and draft.word(last) in draft.lexicon.surnames
    bracket = draft.words.gap(last).startswith(" (") and draft.word(last + 1).isdigit()
    return said or known or bracket


def name_end(draft: Draft, first: int) -> int:
    """The last word of the name that begins at `first`; first - 1 if none does."""
    last, index = first - 1, first
    while index < len(draft) and index - first < _LONGEST and (index == first or _goes_on(draft, index)):
        word = draft.word(index)
        if _is_name_word(draft, index, first):
            last = index
        elif not (index > first and _is_particle(draft, index)) and not (
            _INITIAL.match(word) and _begins(draft, index)
        ):
            break
        index += 1
    return last


def _is_particle(draft: Draft, index: int) -> bool:
    """ "von", and "der" behind "von": not the "der" of "Tal der Könige"."""
    word = draft.word(index)
    return word in PARTICLES and (word not in _SECOND or draft.word(index - 1) in PARTICLES)


_SECOND = listed("der den des la le zum zur")


def _begins(draft: Draft, index: int) -> bool:
    """Whether an initial stands there with a name behind it."""
    following = draft.word(index + 1)
    return bool(following) and (following[0].isupper() or following.lower() in PARTICLES)


def _goes_on(draft: Draft, index: int) -> bool:
    gap = draft.words.gap(index - 1)
    return gap in (" ", "\u00a0") or (gap in (". ", ".") and len(draft.word(index - 1)) == 1)


def _is_name_word(draft: Draft, index: int, first: int) -> bool:
    word = draft.word(index)
    if draft.taken[index] or not _is_shaped(word) or word in cues.NEVER:
        return False
    if cues.is_title(word) and word not in draft.lexicon.surnames:
        return False
    known = draft.lexicon.single(word)
    if known is not None and known.sure and (known.derived or known.kind is Kind.ORG):
        return False
    if index > first:
        place = known is not None and known.sure and word not in draft.lexicon.surnames
        second = index == first + 1 and _is_given(draft, first)
        noun = word in draft.lexicon.nouns if second else draft.lexicon.is_firm_noun(word)
        return not place and not (draft.language == "de" and noun and word not in draft.lexicon.surnames)
    return True


def _is_plain_noun(draft: Draft, word: str) -> bool:
    """A German common noun that is nobody's surname."""
    return draft.language == "de" and word not in draft.lexicon.surnames and draft.lexicon.is_noun(word)


def take_person(draft: Draft, first: int, last: int) -> None:
    draft.take(first, last, Kind.PER, draft.lexicon.person(person_name(draft, first, last)))


def person_name(draft: Draft, first: int, last: int) -> str:
    """The name as it is written, without a genitive's s where that is certain."""
    name = draft.spelled(first, last)
    word = draft.word(last)
    bare = word[:-1]
    if word.endswith("s") and len(word) > 3 and draft.language == "de" and not bare.endswith(("s", "x", "z")):
        surnames = draft.lexicon.surnames
        seen = bare in surnames or name[:-1] in draft.lexicon.people or bare in draft.lexicon.alone
        if (seen and word not in surnames) or bare in draft.vocabulary:
            return name[:-1]
    return name.rstrip("’'")


def _close(draft: Draft, first: int, last: int) -> bool:
    return all(_goes_on(draft, index) for index in range(first + 1, last + 1))
