"""Which names may be one entity's: proposals for a person to confirm, never a merge by itself.

Precision before recall. Names are compared as they are written, then by the sounds that transliterations of Cyrillic,
Greek and Arabic names share; a word that differs by German inflection, or one that a table knows in several spellings,
is the same. Two people of one surname are two people: a surname alone, an initial, one given name more or less count
only where what stands with both names says so. On the table of the tests (496 pairs of our own) 99.6 % of what is said
to be one is, and 97 % of what is one is found; of its last 69 pairs, written after the rules and before they were
mended on them, 34 of 35 and 34 of 41.

Letters of other scripts are read by anyascii (ISC, 0.3 MB, pure Python): it knows all scripts, as unidecode does, which
is GPL; icu-based transliterators need a library of 30 MB. It gives one spelling, as English does; what German, French
and Polish papers write instead is levelled by the table of sounds here and the few classes in spellings.py.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from reader.domain.entity import Kind
from reader.entities.listed import listed
from reader.entities.spellings import NAMESAKES, SHORT_FORMS, SPELLINGS

NEVER = 99  # more than anybody's company


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the library; company: what stands with it in its articles."""

    name: str
    kind: Kind
    company: frozenset[str] = frozenset()


def likely_same(one: Known, others: Iterable[Known]) -> list[str]:
    """The names of those of `others` that may well be `one`, the likeliest first.

    A surname alone that would fit several of them fits none.
    """
    found: list[tuple[int, str]] = []
    loose = 0
    for other in others:
        needed = wanted_company(one, other)
        if needed <= len(one.company & other.company):
            found.append((needed, other.name))
            loose += needed > 1
    return [name for needed, name in sorted(found) if needed < 2 or loose == 1]


def wanted_company(one: Known, other: Known) -> int:
    """How many names both have to stand with, to be taken for one: 0, 1, 2, or NEVER."""
    if one.kind is not other.kind or one.name == other.name:
        return NEVER
    mine, yours = words_of(one.name, one.kind), words_of(other.name, other.kind)
    if not mine or not yours:
        return NEVER
    if "".join(mine) == "".join(yours):
        return 1 if one.kind is Kind.LOC and _umlauts(one.name) != _umlauts(other.name) else 0
    return _people(mine, yours) if one.kind is Kind.PER else _others(mine, yours, one.kind)


def shelves(name: str, kind: Kind) -> frozenset[str]:
    """Where to look for `name` among many: two that may be one without more company than a name stand on one shelf."""
    words = words_of(name, kind)
    last = words[-1] if words else ""
    if kind is not Kind.PER:
        last = _ADJECTIVE.sub("e", last.removesuffix("s") if len(last) > 4 else last)
    spelled = {min(SPELLINGS[last])} if last in SPELLINGS else set()
    return (
        sounds(last) | sounds(_DIGRAPH.sub(r"\1", last)) | spelled | {"".join(words)} if last else frozenset()
    )


def plain(name: str) -> str:
    """`name` in lower case and Latin letters, without accents: "Łukaszenka" is "lukaszenka"."""
    if not name.isascii():
        name = name.replace("đ", "dj").replace("Đ", "Dj")
        letters = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in letters if not unicodedata.combining(c))
    if not name.isascii():
        from anyascii import anyascii

        name = anyascii(name)
    return name.lower().replace("'", "").replace("’", "")


_PARTICLES = listed("al el as ar ad bin ibn ben von van de der den di da du la le zu zur dos a")
_ARTICLES = listed("der die das the le la les")
_LEGAL = listed("ag se gmbh kg kgaa inc corp ltd plc co company llc nv sa spa ev")
_CLUBS = listed("fc sc sv vfb vfl tsv afc ac")
_TITLES = listed("dr prof professor sir ayatollah prinz scheich")
_SAME_WORDS = {"saint": "sankt", "st": "sankt"}


@lru_cache(maxsize=1 << 17)
def words_of(name: str, kind: Kind) -> tuple[str, ...]:
    """The words that tell a name from others."""
    words = re.findall(r"[^\W_]+", plain(name))
    kept = [_SAME_WORDS.get(word, word) for word in words]
    if kind is Kind.PER:
        kept = [w for w in kept if w not in _PARTICLES and w not in _TITLES]
        if len(kept) > 1 and len(kept[0]) == 2 and not set(kept[0]) & set("aeiouy"):
            kept[:1] = kept[0]  # JD Vance
    elif kind in (Kind.ORG, Kind.MISC):
        kept = [w for w in kept if w not in _ARTICLES and w not in _LEGAL and w not in ("und", "and", "zu")]
        while len(kept) > 2 and (kept[0] in _CLUBS or kept[0].isdigit()):
            kept = kept[1:]
        if len(kept) == 2 and kept[0].isdigit():
            kept = kept[1:]
    return tuple(kept or words)


def _people(mine: tuple[str, ...], yours: tuple[str, ...]) -> int:
    short, long = sorted((mine, yours), key=len)
    if not _is_spelling(short[-1], long[-1]):
        return NEVER
    if len(short) == 1:
        return 2
    initials = [[word for word in name[:-1] if len(word) == 1] for name in (short, long)]
    if all(initials) and initials[0] != initials[1]:
        return NEVER
    return NEVER if short[-1] in NAMESAKES and short != long else _given(short[:-1], long[:-1])


def _given(short: tuple[str, ...], long: tuple[str, ...]) -> int:
    """What is wanted where the surnames agree: nothing for the same given names, else company."""
    if len(short) == len(long) and all(map(_is_spelling, short, long)):
        return 0
    if len(short) == len(long) == 1 and long[0] in SHORT_FORMS.get(short[0], ()):
        return 1
    rest = list(long)
    for word in short:
        fit = next((other for other in rest if _fits(word, other)), None)
        if fit is None:
            return NEVER
        rest.remove(fit)
    return 2


def _fits(word: str, other: str) -> bool:
    """Whether two given names may be one: the same, or the initial of the other."""
    return _is_spelling(word, other) or (min(len(word), len(other)) == 1 and word[0] == other[0])


def _umlauts(name: str) -> int:
    """How many a name has: Munster is not Münster, though Zurich is Zürich."""
    return sum(map(name.lower().count, "äöü"))


def _others(mine: tuple[str, ...], yours: tuple[str, ...], kind: Kind) -> int:
    if kind is Kind.LOC and len(mine) == len(yours) == 1 and _are_inflected(mine[0], yours[0]):
        return NEVER  # Ukraine and Ukrainer: only words in front of a name are inflected so
    if len(mine) == len(yours):
        if all(map(_is_form, mine, yours)):
            return 0
        if all(map(_may_be_form, mine, yours)):
            return 1
    short, long = sorted((mine, yours), key=len)
    return 2 if len(short) == 1 < len(long) and _abbreviates(short[0], long) else NEVER


def _may_be_form(one: str, other: str) -> bool:
    return _is_form(one, other) or (min(len(one), len(other)) > 3 and _is_spelling(one, other))


def _is_form(one: str, other: str) -> bool:
    """Whether two words differ by nothing but German inflection, or are known spellings of one."""
    short, long = sorted((one, other), key=len)
    if len(short) > 3 and long.startswith(short) and long[len(short) :] in ("s", "es"):
        return True
    if one == other or other in SPELLINGS.get(one, ()):
        return True
    return _are_inflected(one, other)


def _are_inflected(one: str, other: str) -> bool:
    """Whether two words differ by the ending of a German adjective: Deutsche, Deutschen."""
    return one != other and _ADJECTIVE.sub("e", one) == _ADJECTIVE.sub("e", other)


_ADJECTIVE = re.compile(r"(?<=\w{3})e[nrsm]?$")


def _abbreviates(short: str, words: tuple[str, ...]) -> bool:
    """Whether `short` has the words' first letters in order, and none that they lack: IWF, ADAC."""
    at = 0
    for place, word in enumerate(words):
        if at >= len(short) or word[0] != short[at]:
            return False
        at += 1
        following = words[place + 1][0] if place + 1 < len(words) else ""
        for letter in word[1:]:
            if at < len(short) and letter == short[at] != following:
                at += 1
    return at == len(short) and len(short) > 2


def _is_spelling(one: str, other: str) -> bool:
    """Whether two words may be one name: by the table, or by sound where they differ by more than a doubled letter."""
    if (
        one == other
        or other in SPELLINGS.get(one, ())
        or _DIGRAPH.sub(r"\1", one) == _DIGRAPH.sub(r"\1", other)
    ):
        return True
    if one[0] in _DIGITS or min(len(one), len(other)) < 3 or written(one) == written(other):
        return False
    return not sounds(one).isdisjoint(sounds(other))


_DIGITS = frozenset("0123456789")
_DIGRAPH = re.compile(r"(?<![aeou])([aou])e")  # Müller is written Mueller, Øresund Oeresund


@lru_cache(maxsize=1 << 14)
def written(word: str) -> str:
    """`word` without what German spelling alone varies: Günter and Günther, Grass and Gras, Schmidt and Schmitt."""
    word = re.sub(r"(.)\1+", r"\1", word.replace("ck", "k").replace("dt", "t"))
    return word.replace("th", "t").replace("ph", "f")


# Spellings of one sound in German, English, French and Polish transcriptions, applied in order. Capitals are sounds:
# S as in ship or measure, C as in church, H as in loch, J as in jam, Y as in yes.
_SOUNDS = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"schtsch|shch|chtch|szcz", "SC"),
        (r"dsch|dzh|dj", "J"),
        (r"tsch|tch|cz", "C"),
        (r"sch|sh|sz|zh", "S"),
        (r"gh", "g"),
        (r"kh|h(?!$)", "H"),
        (r"ph", "f"),
        (r"tH", "t"),
        (r"ou|oo", "u"),
        (r"w", "v"),
        (r"ts|tz|z", "s"),
        (r"gu(?=[ei])", "g"),
        (r"qu|q|ck", "k"),
        (r"x", "ks"),
        (r"y", "Y"),
        (r"^i(?=e)|Y(?=e)", ""),
        (r"Y", "i"),
        (r"(.)\1+", r"\1"),
        (r"ii+", "i"),
        (r"v$", "f"),
        (r"(?<=[CS])of$", "ef"),
    )
]
_AMBIGUOUS = {"ch": ("kh", "tsch", "sch"), "j": ("y", "dsch", "sch")}
_UNCLEAR = re.compile(r"(?<![sc])(?<!ts)ch(?!tch)|(?<!d)j")


@lru_cache(maxsize=1 << 16)
def sounds(word: str) -> frozenset[str]:
    """How `word` may sound: more than one way where a letter has several values, as ch in German and English."""
    parts = _UNCLEAR.split(word)
    unclear = [_AMBIGUOUS[letters] for letters in _UNCLEAR.findall(word)]
    readings = product(*(ways if place < 3 else ways[:1] for place, ways in enumerate(unclear)))
    return frozenset(_sound(_woven(parts, ways)) for ways in readings)


def _woven(parts: list[str], between: Iterable[str]) -> str:
    return parts[0] + "".join(way + part for way, part in zip(between, parts[1:], strict=True))


def _sound(word: str) -> str:
    for pattern, to in _SOUNDS:
        word = pattern.sub(to, word)
    return word
