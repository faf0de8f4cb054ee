"""The words in which German, English and French say when: months, days, seasons, feasts, units, numbers."""

import re
from collections.abc import Iterable

from reader.entities.listed import listed

_MONTH_NAMES = (
    "januar jänner january janvier jan",
    "februar feber february février feb",
    "märz march mars mar mrz",
    "april avril apr",
    "mai may",
    "juni june juin jun",
    "juli july juillet jul",
    "august août aug",
    "september septembre sept sep",
    "oktober october octobre okt oct",
    "november novembre nov",
    "dezember december décembre dez dec",
)
_DAY_NAMES = (
    "montag monday lundi",
    "dienstag tuesday mardi",
    "mittwoch wednesday mercredi",
    "donnerstag thursday jeudi",
    "freitag friday vendredi",
    "samstag sonnabend saturday samedi",
    "sonntag sunday dimanche",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
DAYS = {name: number for number, names in enumerate(_DAY_NAMES) for name in names.split()}
SEASONS = {  # the number is ISO 8601-2's
    **dict.fromkeys(("frühling", "frühjahr", "spring"), 21),
    **dict.fromkeys(("sommer", "summer"), 22),
    **dict.fromkeys(("herbst", "autumn", "fall"), 23),
    "winter": 24,
}
FEASTS: dict[str, tuple[int, int] | int] = {  # month and day, or days after Easter
    "heiligabend": (12, 24),
    "weihnachten": (12, 25),
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "silvester": (12, 31),
    "new year's eve": (12, 31),
    "neujahr": (1, 1),
    "new year's day": (1, 1),
    "karfreitag": -2,
    "good friday": -2,
    "ostern": 0,
    "ostersonntag": 0,
    "easter": 0,
    "easter sunday": 0,
    "ostermontag": 1,
    "easter monday": 1,
    "christi himmelfahrt": 39,
    "pfingsten": 49,
    "pfingstmontag": 50,
}
WORDS = {
    **{
        "vorgestern": -2,
        "gestern": -1,
        "yesterday": -1,
        "hier soir": -1,
        "last night": -1,
        "heute": 0,
        "today": 0,
    },
    **{
        "tonight": 0,
        "this morning": 0,
        "this afternoon": 0,
        "this evening": 0,
        "aujourd'hui": 0,
        "aujourd’hui": 0,
    },
    **{"morgen": 1, "tomorrow": 1, "demain": 1, "übermorgen": 2},
}
ORDINALS = {
    **{"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "first": 1, "second": 2, "third": 3, "fourth": 4},
    **{"1": 1, "2": 2, "3": 3, "4": 4},
}
TENS = {
    **{"zwanziger": 2, "dreißiger": 3, "vierziger": 4, "fünfziger": 5, "sechziger": 6},
    **{"siebziger": 7, "achtziger": 8, "neunziger": 9},
}


def _all(words: str, number: int) -> dict[str, int]:
    return dict.fromkeys(words.split(), number)


NUMBERS = {
    **_all("ein eine einem einen einer eines one un une a an", 1),
    **_all("zwei two deux", 2),
    **_all("drei three trois", 3),
    **_all("vier four quatre", 4),
    **_all("fünf five cinq", 5),
    **_all("sechs six", 6),
    **_all("sieben seven", 7),
    **_all("acht eight huit", 8),
    **_all("neun nine neuf", 9),
    **_all("zehn ten dix", 10),
    **_all("elf eleven onze", 11),
    **_all("zwölf twelve douze", 12),
    **{"dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "fifteen": 15, "zwanzig": 20, "twenty": 20, "vingt": 20},
    **{"dreißig": 30, "thirty": 30, "vierzig": 40, "forty": 40, "fünfzig": 50, "fifty": 50, "sechzig": 60},
    **{"sixty": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90, "hundert": 100, "hundred": 100},
    **{"tausend": 1000, "zehntausend": 10_000, "hunderttausend": 100_000},
}


def either(words: Iterable[str], *, capital: bool = False) -> str:
    """The words as an alternation for a pattern, the longer ones first; capital: each with a capital."""
    found = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word[0].upper() + word[1:] if capital else word) for word in found)


SHORT = listed("jan feb mar mrz apr jun jul aug sept sep okt oct nov dez dec")
FRENCH_MONTHS = listed("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
FRENCH_DAYS = frozenset(names.split()[-1] for names in _DAY_NAMES)
