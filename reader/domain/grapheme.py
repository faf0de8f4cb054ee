"""Grapheme clusters: what a person calls one character.

The extended grapheme clusters of Unicode Standard Annex #29, by its rules GB1 to GB999. The standard library
knows general categories but not Grapheme_Cluster_Break, so the few ranges that do not follow from a category
stand below. News text is nearly always plain (one code point is one cluster): a regular expression finds the
stretches that are not, and only those go through the rules.
"""

import re
import unicodedata
from bisect import bisect_right
from enum import IntEnum
from functools import lru_cache

# Letters and signs that never join with a neighbour of their own sort.
_PLAIN = re.compile(
    "[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u200a\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u3000-\u3029\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]*"
)


class _Break(IntEnum):
    OTHER = 0
    CONTROL = 1
    EXTEND = 2
    ZWJ = 3
    SPACING = 4
    PREPEND = 5
    REGIONAL = 6
    PICTURE = 7  # Extended_Pictographic
    L = 8  # Hangul jamo and syllables
    V = 9
    T = 10
    LV = 11
    LVT = 12
    CONSONANT = 13  # Indic_Conjunct_Break=Consonant
    LINKER = 14  # Indic_Conjunct_Break=Linker: an Extend


def _ranges(spec: str) -> tuple[list[int], list[int]]:
    """Hexadecimal ranges ("1F3FB-1F3FF 200C") as sorted starts and their last code points."""
    pairs = [part.split("-") for part in spec.split()]
    pairs.sort(key=lambda pair: int(pair[0], 16))
    return [int(pair[0], 16) for pair in pairs], [int(pair[-1], 16) for pair in pairs]


_SPECIAL = {
    _Break.CONTROL: _ranges("AD 180E 200B 2060-206F FEFF FFF0-FFFB E0000-E001F E0080-E00FF E01F0-E0FFF"),
    _Break.EXTEND: _ranges(
        "200C 9BE 9D7 B3E B57 BBE BD7 CC0 CC2 CC7-CC8 CCA-CCB CD5-CD6 D3E D57 DCF DDF 1B35 1B3B 1B3D 1B43-1B44"
        " 1BAA 1BF2-1BF3 302E-302F A953 A9C0 FF9E-FF9F 111C0 11235 1133E 1134D 11357 114B0 114BD 115AF 116B6"
        " 11930 1193D 11F41 16FF0-16FF1 1D165-1D166 1D16D-1D172 1F3FB-1F3FF E0020-E007F"
    ),
    _Break.SPACING: _ranges("E33 EB3"),
    _Break.OTHER: _ranges(  # spacing by category, not by property
        "102B-102C 1038 1062-1064 1067-106D 1083 1087-108C 108F 109A-109C 1A61 1A63-1A64 AA7B AA7D 11720-11721"
    ),
    _Break.PREPEND: _ranges(
        "600-605 6DD 70F 890-891 8E2 D4E 110BD 110CD 111C2-111C3 1193F 11941 11A3A 11A84-11A89 11D46 11F02"
    ),
    _Break.REGIONAL: _ranges("1F1E6-1F1FF"),
    _Break.L: _ranges("1100-115F A960-A97C"),
    _Break.V: _ranges("1160-11A7 D7B0-D7C6"),
    _Break.T: _ranges("11A8-11FF D7CB-D7FB"),
    _Break.LINKER: _ranges("94D 9CD ACD B4D C4D D4D"),
    _Break.CONSONANT: _ranges(
        "915-939 958-95F 978-97F 995-9A8 9AA-9B0 9B2 9B6-9B9 9DC-9DD 9DF 9F0-9F1 A95-AA8 AAA-AB0 AB2-AB3 AB5"
        "-AB9 AF9 B15-B28 B2A-B30 B32-B33 B35-B39 B5C-B5D B5F B71 C15-C28 C2A-C39 C58-C5A D15-D3A"
    ),
    _Break.PICTURE: _ranges(
        "A9 AE 203C 2049 2122 2139 2194-2199 21A9-21AA 231A-231B 2328 2388 23CF 23E9-23F3 23F8-23FA 24C2"
        " 25AA-25AB 25B6 25C0 25FB-25FE 2600-2605 2607-2612 2614-2685 2690-2705 2708-2712 2714 2716 271D 2721"
        " 2728 2733-2734 2744 2747 274C 274E 2753-2755 2757 2763-2767 2795-2797 27A1 27B0 27BF 2934-2935"
        " 2B05-2B07 2B1B-2B1C 2B50 2B55 3030 303D 3297 3299 1F000-1F0FF 1F10D-1F10F 1F12F 1F16C-1F171"
        " 1F17E-1F17F 1F18E 1F191-1F19A 1F1AD-1F1E5 1F201-1F20F 1F21A 1F22F 1F232-1F23A 1F23C-1F23F"
        " 1F249-1F3FA 1F400-1F53D 1F546-1F64F 1F680-1F6FF 1F774-1F77F 1F7D5-1F7FF 1F80C-1F80F 1F848-1F84F"
        " 1F85A-1F85F 1F888-1F88F 1F8AE-1F8FF 1F90C-1F93A 1F93C-1F945 1F947-1FAFF 1FC00-1FFFD"
    ),
}
_BY_CATEGORY = {
    "Mn": _Break.EXTEND,
    "Me": _Break.EXTEND,
    "Mc": _Break.SPACING,
    "Cc": _Break.CONTROL,
    "Cf": _Break.CONTROL,
    "Cs": _Break.CONTROL,
    "Zl": _Break.CONTROL,
    "Zp": _Break.CONTROL,
}
_HANGUL_NEXT = {
    _Break.L: (_Break.L, _Break.V, _Break.LV, _Break.LVT),
    _Break.LV: (_Break.V, _Break.T),
    _Break.V: (_Break.V, _Break.T),
    _Break.LVT: (_Break.T,),
    _Break.T: (_Break.T,),
}
_JOINS_LEFT = (_Break.EXTEND, _Break.LINKER, _Break.ZWJ, _Break.SPACING)


@lru_cache(maxsize=4096)
def _break_of(char: str) -> _Break:
    code = ord(char)
    if code == 0x200D:
        return _Break.ZWJ
    if 0xAC00 <= code <= 0xD7A3:
        return _Break.LV if (code - 0xAC00) % 28 == 0 else _Break.LVT
    for kind, (starts, lasts) in _SPECIAL.items():
        at = bisect_right(starts, code) - 1
        if at >= 0 and code <= lasts[at]:
            return kind
    return _BY_CATEGORY.get(unicodedata.category(char), _Break.OTHER)


def _joined(text: str, at: int, start: int) -> bool:
    """Whether rules GB3 to GB13 keep text[at - 1] and text[at] together; `start` is the cluster's start."""
    left, right = _break_of(text[at - 1]), _break_of(text[at])
    if left is _Break.CONTROL or right is _Break.CONTROL:
        return text[at - 1 : at + 1] == "\r\n"
    if right in _JOINS_LEFT or left is _Break.PREPEND or right in _HANGUL_NEXT.get(left, ()):
        return True
    if right is _Break.REGIONAL and left is _Break.REGIONAL:
        return _regionals_before(text, at, start) % 2 == 1
    if right is _Break.PICTURE and left is _Break.ZWJ:
        return _before_extends(text, at - 1, start) is _Break.PICTURE
    if right is _Break.CONSONANT and left in (_Break.LINKER, _Break.EXTEND, _Break.ZWJ):
        return _conjunct(text, at, start)
    return False


def _regionals_before(text: str, at: int, start: int) -> int:
    begin = at
    while begin > start and _break_of(text[begin - 1]) is _Break.REGIONAL:
        begin -= 1
    return at - begin


def _before_extends(text: str, at: int, start: int) -> _Break:
    """The break class of the last code point before `at` that is no Extend."""
    while at > start and _break_of(text[at - 1]) in (_Break.EXTEND, _Break.LINKER):
        at -= 1
    return _break_of(text[at - 1]) if at > start else _Break.OTHER


def _conjunct(text: str, at: int, start: int) -> bool:
    """GB9c: a consonant, then extends with a linker among them, stand before `at`."""
    linked = False
    while at > start:
        at -= 1
        kind = _break_of(text[at])
        if kind is _Break.CONSONANT:
            return linked
        if kind not in (_Break.LINKER, _Break.EXTEND, _Break.ZWJ):
            return False
        linked = linked or kind is _Break.LINKER
    return False


def plain(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether every code point of text[start:end] is surely one cluster (and joins with no plain neighbour)."""
    stop = len(text) if end is None else end
    found = _PLAIN.match(text, start, stop)
    return found is not None and found.end() == stop


def _rest(text: str, at: int) -> int:
    """A border at or before `at`, from which counting is safe: between two plain code points, or 0."""
    while at > 0 and not (plain(text, at - 1, min(at + 1, len(text)))):
        at -= 1
    return at


def borders(text: str, start: int, end: int) -> list[int]:
    """The ends of the clusters of text[start:end], `start` being a border. The last one is `end`."""
    if plain(text, start, end):
        return list(range(start + 1, end + 1))
    found = []
    begin = start
    for at in range(start + 1, end):
        if not _joined(text, at, begin):
            found.append(at)
            begin = at
    return [*found, end] if end > start else []


def after(text: str, at: int) -> int:
    """The first border behind `at`, at most len(text)."""
    size = len(text)
    if at >= size or plain(text, at, min(at + 2, size)):
        return min(at + 1, size)
    begin = _rest(text, at)
    for stop in range(begin + 1, size):
        if not _joined(text, stop, begin):
            if stop > at:
                return stop
            begin = stop
    return size


def before(text: str, at: int) -> int:
    """The last border in front of `at`, at least 0."""
    if at <= 1 or (plain(text, at - 1, at) and plain(text, max(0, at - 2), at)):
        return max(0, at - 1)
    begin = _rest(text, at - 1)
    for stop in range(begin + 1, at):
        if not _joined(text, stop, begin):
            begin = stop
    return begin


def floor(text: str, at: int) -> int:
    """The border at or before `at`."""
    if at <= 0 or at >= len(text) or plain(text, at - 1, at + 1):
        return max(0, min(at, len(text)))
    return before(text, after(text, at))


def ceil(text: str, at: int) -> int:
    """The border at or behind `at`."""
    low = floor(text, at)
    return low if low == at else after(text, low)
