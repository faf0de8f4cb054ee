"""Dates, sums of money and quantities, by rules: what a text says beside its names."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from datetime import date

from reader.domain.entity import Kind, Mention
from reader.entities.dates import dates

_WORDED = {
    **{
        "zwei": 2,
        "drei": 3,
        "vier": 4,
        "fünf": 5,
        "sechs": 6,
        "sieben": 7,
        "acht": 8,
        "neun": 9,
        "zehn": 10,
        "elf": 11,
    },
    **{
        "zwölf": 12,
        "zwanzig": 20,
        "dreißig": 30,
        "fünfzig": 50,
        "hundert": 100,
        "tausend": 1000,
        "two": 2,
        "three": 3,
    },
    **{
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "twelve": 12,
        "thirty": 30,
        "fifty": 50,
    },
    **{"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "dix": 10},
}
_GERMAN_SCALES = {
    "tausend": 10**3,
    "mio": 10**6,
    "million": 10**6,
    "mrd": 10**9,
    "milliarde": 10**9,
    "billion": 10**12,
}
_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "milliard": 10**9,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
}
_SCALE_WORD = (
    r"(?:Tausend|tausend|Millionen|Million|Mio\.?|Milliarden|Milliarde|Mrd\.?|Billionen|Billion|thousand|"
    r"millions?|billions?|milliards?|trillions?|bn)(?!\w)"
)
_FIGURE = r"\d{1,3}(?:[.,\u202f\u00a0]\d{3})+(?!\d)|\d{1,24}(?:[.,]\d{1,6})?"
_COINS = (
    r"(?:Euros?|euros?|EUR|Cent|US-Dollar|Dollars?|dollars?|USD|Pfund|pounds|Rubel|roubles?|rubles?|Yen|yen|"
    r"Yuan|Schweizer Franken|Franken|Kronen|Zloty|Hrywnja|francs?)"
)
_UNITS = (
    r"(?:Prozentpunkten?|Prozent|percentage points?|percent|per cent|pour cent|Kilometern?|km|Metern?|"
    r"Zentimetern?|Millimetern?|Quadratmetern?|Quadratkilometern?|Hektar|Tonnen?|tonnes?|Kilogramm|kg|Gramm|"
    r"Litern?|Grad Celsius|Grad|Megawatt|Gigawatt|Kilowattstunden|kilomet(?:re|er)s?|miles|met(?:re|er)s?|feet|"
    r"acres|hectares|degrees|tons|Menschen|Personen|Toten?|Verletzten?|Opfern?|Soldaten|Soldatinnen|Einwohnern?|"
    r"Kindern?|Abgeordneten?|Stimmen|Zivilisten|Flüchtlingen?|Mitgliedern?|Mitgliedstaaten|Beschäftigten?|"
    r"Arbeitsplätzen?|people|soldiers|troops|deaths|children|members|votes|personnes|soldats|morts|Tagen?|Wochen|"
    r"Monaten?|Jahren?|Jahrzehnten?|Stunden|Minuten|Sekunden|days|weeks|months|years|decades|hours|minutes|jours|"
    r"semaines|mois|ans|heures)"
)
_PER_WORD = "tägig|stündig|jährig|minütig|prozentig|köpfig|year-old"


def _count(suffix: str = "") -> str:
    """A number and the word that multiplies it, in groups whose names end with `suffix`."""
    number = rf"(?P<number{suffix}>{_FIGURE}|(?:{'|'.join(_WORDED)})(?!\w))"
    return rf"{number}(?:\s(?P<scale{suffix}>{_SCALE_WORD}))?"


_MONEY = re.compile(rf"(?<![\w.,])(?:[$€£¥]\s?{_count()}|{_count('2')}\s(?:{_COINS}(?!\w)|[€$£]))")
_QUANTITY = re.compile(
    rf"(?<![\w.,-])(?:{_count()}(?:\s{_UNITS}(?!\w)|\s?%|\s?°C?)"
    rf"|(?P<number2>\d{{1,6}})-(?:{_PER_WORD})\w*)"
)


def amounts(text: str, when: date | None) -> Iterator[Mention]:
    """The dates and amounts of `text`; they do not overlap.

    Args:
        when: the article's date, against which relative dates are resolved.
    """
    taken: list[tuple[int, int]] = []
    for start, end, kind, value in _all(text, when):
        place = bisect_left(taken, (start, end))
        if not any(a < end and start < b for a, b in taken[max(0, place - 1) : place + 1]):
            insort(taken, (start, end))
            yield Mention(start, end, kind, " ".join(text[start:end].split()), value=value)


def _all(text: str, when: date | None) -> Iterator[tuple[int, int, Kind, str]]:
    for kind, pattern in ((Kind.MONEY, _MONEY), (Kind.QUANTITY, _QUANTITY)):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), kind, _digits(match)
    for start, end, value in dates(text, when):
        yield start, end, Kind.DATE, value


def _digits(match: re.Match[str]) -> str:
    """The amount in digits: "2,3 Milliarden Euro" is "2300000000"."""
    facts = {name.rstrip("2"): value for name, value in match.groupdict().items() if value}
    number = facts["number"]
    if number in _WORDED:
        amount = float(_WORDED[number])
    else:
        amount = float(re.sub(r"[.,\u202f\u00a0](?=\d{3}(?:\D|$))", "", number).replace(",", "."))
    amount *= _factor(facts.get("scale", ""))
    return f"{amount:.0f}" if amount == int(amount) else f"{amount:.10g}"


def _factor(scale: str) -> int:
    """What a word multiplies by: a German Billion is an English trillion."""
    table = _GERMAN_SCALES if scale[:1].isupper() else _SCALES
    return next((factor for name, factor in table.items() if scale.lower().startswith(name)), 1)
