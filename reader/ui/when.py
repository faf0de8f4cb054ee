"""Dates for people, in the language of what they stand beside. Small tables, no locale data."""

from datetime import datetime
from functools import lru_cache

_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
_DOTTED = ("de",)  # "16. März"
_BETWEEN = {"de": ".", "nl": "-"}  # day, month and year in digits


@lru_cache(maxsize=16)
def _months(language: str) -> tuple[str, tuple[str, ...]]:
    base = language[:2].lower()
    base = base if base in _MONTHS else "en"
    return base, tuple(_MONTHS[base].split())


def long_date(when: datetime, language: str = "") -> str:
    """ "16. März 2025", "16 March 2025": the day where the person sits."""
    base, names = _months(language)
    local = when.astimezone()
    dot = "." if base in _DOTTED else ""
    return f"{local.day}{dot} {names[local.month - 1]} {local.year}"


def day_date(when: datetime, language: str = "") -> str:
    """ "16. März 2025", "16 Mar 2025": the day, the month in short."""
    base, names = _months(language)
    local = when.astimezone()
    return f"{local.day}{'.' if base in _DOTTED else ''} {_short(names[local.month - 1], base)} {local.year}"


def month_date(when: datetime, language: str = "") -> str:
    """ "März 2025", "Mar 2025"."""
    base, names = _months(language)
    local = when.astimezone()
    return f"{_short(names[local.month - 1], base)} {local.year}"


def _short(name: str, base: str) -> str:
    return name if len(name) <= 5 and base != "en" else name[:3]


def short_date(when: datetime, language: str, now: datetime) -> str:
    """ "14:05" for today, "16. März" within a year, before that "16.3.2023" or "16 Mar 2023"."""
    base, names = _months(language)
    local, here = when.astimezone(), now.astimezone()
    if local.date() == here.date():
        return f"{local:%H:%M}"
    name = names[local.month - 1]
    short = name if len(name) <= 5 else name[:3]
    if abs((here - local).days) > 330:
        if base == "en":  # 3/4 is March in one country and April in another
            return day_date(when, language)
        return _BETWEEN.get(base, "/").join(str(part) for part in (local.day, local.month, local.year))
    return f"{local.day}{'.' if base in _DOTTED else ''} {short}"
