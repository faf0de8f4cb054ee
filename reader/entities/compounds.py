"""Rules for compounds with a name in them: "US-Außenministerium", "EU-Kommission", "CDU-Politikerin", "Ukrainekrieg".

a compound that names an institution   is that institution          US-Außenministerium -> ORG
any other                              leads to its name, lightly   US-Vorschlag -> USA, derived
"""

import re

from reader.domain.entity import Kind
from reader.entities import cues
from reader.entities.draft import Draft
from reader.entities.lexicon import Lexicon, Name

_CUT = re.compile(r"[-‐‑]")
_LONGEST = 24  # characters of a name that begins a compound
_GENITIVE = re.compile(r"(?<=[a-zäöü]{3})(?:s|es)$")


def hyphened(draft: Draft) -> None:
    """Compounds with a hyphen."""
    for index in draft.capitals():
        word = draft.word(index)
        if draft.taken[index] or not _CUT.search(word) or draft.lexicon.single(word) is not None:
            continue
        head, _, tail = word.rpartition("-")
        name = _named_part(draft.lexicon, head)
        if name is None:
            continue
        alone = not draft.after(index)[:1].isupper() or name.kind is Kind.ORG
        if cues.is_institution(tail) and not name.derived and alone:
            entity = institution(draft.lexicon, word)
            draft.take(index, index, Kind.ORG, entity)
        elif tail[:1].isupper() or name.entity in ("USA",):
            draft.take(index, index, name.kind, name.entity, derived=True)


def _named_part(lexicon: Lexicon, head: str) -> Name | None:
    """The name in the first part of a compound; of several, the first."""
    name = lexicon.single(head)
    for part in _CUT.split(head):
        if name is None and len(part) > 1:
            name = lexicon.single(part)
            name = name if name is not None and (name.sure or part.isupper()) else None
    name = name if name is not None and name.sure else None
    if name is None and head in lexicon.alone:
        return Name(lexicon.alone[head], Kind.PER)
    return name


def is_institution(word: str) -> bool:
    """Whether a compound with a hyphen names an institution: "US-Außenministerium", not "US-Außenminister"."""
    return "-" in word and cues.is_institution(word.rpartition("-")[2])


def name_in(lexicon: Lexicon, word: str) -> Name | None:
    """The name that a compound has in front; None when the tables know none."""
    first = head(word)
    return _named_part(lexicon, first) if first != word else solid_name(lexicon, word)


def name_before(lexicon: Lexicon, word: str) -> Name | None:
    """The longest name with which a word begins that is surely a compound: "Deutschlandtour"."""
    for cut in range(min(len(word) - 3, _LONGEST), 3, -1):
        name = lexicon.singles.get(word[:cut])
        if name is not None and name.sure and not name.derived:
            return name
    return None


def head(word: str) -> str:
    """A compound without what stands behind its last hyphen; the word itself when there is none."""
    return word.rpartition("-")[0].rstrip("-") or word


def institution(lexicon: Lexicon, word: str) -> str:
    """What an institution's compound is called: the table's name, else the word without its genitive."""
    bare = _GENITIVE.sub("", word)
    for form in (word, bare, word.removesuffix("s")):
        name = lexicon.single(form)
        if name is not None:
            return name.entity
    tail = bare.rpartition("-")[2]
    return bare if tail in lexicon.nouns or cues.is_institution(tail) else word


def solid(draft: Draft) -> None:
    """Compounds written as one word: "Ukrainekrieg", "Kremlchef", "Bundestagspräsidentin"."""
    for index in draft.capitals():
        word = draft.word(index)
        if not draft.taken[index] and "-" not in word:
            name = solid_name(draft.lexicon, word)
            if name is not None:
                draft.take(index, index, name.kind, name.entity, derived=True)


def solid_name(lexicon: Lexicon, word: str) -> Name | None:
    """The name with which a compound without a hyphen begins."""
    if len(word) < 9:
        return None
    for cut in range(5, min(len(word) - 3, 16)):
        name = lexicon.singles.get(word[:cut])
        if name and name.sure and not name.derived and cues.COMPOUND_TAILS.match(word[cut:]):
            return name
    return None
