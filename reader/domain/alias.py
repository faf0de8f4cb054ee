"""Which names may be one entity's: proposals for a person to confirm, never a merge by itself.

Precision before recall. Two people of one surname are two people unless their given names agree; spelling is
compared after a folding that levels the common transliterations of Cyrillic and Arabic names.
"""

import re
import unicodedata
from collections.abc import Iterable

# Spellings of one sound in German, English, French and other transcriptions, applied in order.
_SOUNDS = [
    (r"schtsch|shch", "s"),
    (r"tsch|tch|cz", "c"),
    (r"dsch|dj|dzh", "j"),
    (r"sch|sh|sz", "s"),
    (r"zh|ž", "s"),
    (r"kh|ch", "h"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"ou|oo", "u"),
    (r"w", "v"),
    (r"ts|tz|z", "s"),
    (r"ff$|v$", "f"),
    (r"y|j|ij|yj|iy|ii", "i"),
    (r"qu|q|ck|c(?=[aou])", "k"),
    (r"x", "ks"),
    (r"ei|ai", "ai"),
    (r"(.)\1+", r"\1"),
]
_COMPILED = [(re.compile(pattern), to) for pattern, to in _SOUNDS]
_PARTICLES = frozenset(
    (
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "von",
        "van",
        "de",
        "der",
        "den",
        "di",
        "da",
        "du",
        "la",
        "le",
        "zu",
        "zur",
    )
)


def folded(name: str) -> str:
    """`name` without case, accents and the differences of transliterations: "selenski" for Selenskyj, Zelensky."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", plain)
    return " ".join(_folded_word(word) for word in words if word not in _PARTICLES or len(words) == 1)


def _folded_word(word: str) -> str:
    for pattern, to in _COMPILED:
        word = pattern.sub(to, word)
    return re.sub(r"(?<=[^aeiou])i+$|ii$", "i", re.sub(r"i{2,}", "i", word))


def likely_same(entity: str, others: Iterable[str]) -> list[str]:
    """Those of `others` that may well be `entity`, the likeliest first."""
    mine = folded(entity).split()
    scored = ((_likeness(mine, folded(other).split()), other) for other in others if other != entity)
    return [other for score, other in sorted(scored, key=lambda item: (-item[0], item[1])) if score > 0]


def _likeness(mine: list[str], yours: list[str]) -> float:
    """0 for different names; 1 for the same words, less when one lacks words or shortens them."""
    if not mine or not yours:
        return 0.0
    if mine == yours:
        return 1.0
    if mine[-1] != yours[-1] or len(mine) == 1 or len(yours) == 1:
        return 0.0
    short, long = sorted((mine[:-1], yours[:-1]), key=len)
    return 0.8 if all(_fits(word, long) for word in short) else 0.0


def _fits(word: str, given: list[str]) -> bool:
    """Whether a given name or initial is one of `given`."""
    return any(g == word or (len(word) == 1 and g[0] == word) or (len(g) == 1 and word[0] == g) for g in given)
