"""A resolved date as a person reads it, and the days it covers.

Values are ISO 8601 and, for seasons, quarters, halves, decades and centuries, ISO 8601-2; see Mention.value.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

_PARTS = {  # the numbers of ISO 8601-2 in the place of a month: name, first month, months
    **{21: ("spring", 3, 3), 22: ("summer", 6, 3), 23: ("autumn", 9, 3), 24: ("winter", 12, 3)},
    **{32 + n: (f"{['1st', '2nd', '3rd', '4th'][n - 1]} quarter", 3 * n - 2, 3) for n in range(1, 5)},
    **{40: ("first half", 1, 6), 41: ("second half", 7, 6)},
}
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEARS = re.compile(r"(\d\d)([\dX])([\dX])")
_Read = tuple[str, date | None, date | None]  # said, first and last day


def said(value: str) -> str:
    """The value in words: "Sat 15 Mar 2025", "week 8 of 2025", "summer 2024", "1990s"; "" for none that it knows."""
    if "/" in value:
        first, _, last = value.partition("/")
        return _range(said(first), said(last))
    return _read(value)[0]


def days(value: str) -> tuple[date, date] | None:
    """The first and the last day that the value covers; None for a time of day and what is no date."""
    first, _, last = value.partition("/")
    begins, ends = _read(first)[1], _read(last or first)[2]
    return (begins, ends) if begins and ends else None


def _range(first: str, last: str) -> str:
    """ "Sat 3 – Mon 5 May 2025": what both ends share at the end is said once."""
    mine, yours = first.split(), last.split()
    while len(mine) > 1 and mine[-1:] == yours[-1:]:
        mine.pop()
        yours.pop()
    return f"{' '.join(mine)} – {last}" if first and last else ""


def _read(value: str) -> _Read:
    for pattern, reader in _READERS:
        if match := pattern.fullmatch(value):
            try:
                return reader(match)
            except ValueError:
                break
    return "", None, None


def _day(match: re.Match[str]) -> _Read:
    day = date.fromisoformat(match[1])
    time = f", {match[2]}" if match[2] else ""
    return f"{day:%a} {day.day} {day:%b} {day.year}{time}", day, day


def _week(match: re.Match[str]) -> _Read:
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    return f"week {int(match[2])} of {match[1]}", monday, monday + timedelta(6)


def _month(match: re.Match[str]) -> _Read:
    year, number = int(match[1]), int(match[2])
    name, first, length = _PARTS.get(number, ("", number, 1))
    begins = date(year, first, 1)
    months = year * 12 + first - 1 + length
    return (
        f"{name} {year}" if name else f"{begins:%b} {year}",
        begins,
        date(months // 12, months % 12 + 1, 1) - timedelta(1),
    )


def _years(match: re.Match[str]) -> _Read:
    value = match[0]
    begins = date(max(1, int(value.replace("X", "0"))), 1, 1)
    ends = date(int(value.replace("X", "9")), 12, 31)
    if match[2] == "X":
        number = int(match[1]) + 1
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if not 10 < number < 14 else 0, "th")
        return f"{number}{ending} century", begins, ends
    return f"{value[:3]}0s" if match[3] == "X" else value, begins, ends


def _time(match: re.Match[str]) -> _Read:
    return match[1], None, None


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Read]], ...] = (
    (_DAY, _day),
    (_WEEK, _week),
    (_MONTH, _month),
    (_YEARS, _years),
    (re.compile(r"T(\d\d:\d\d)"), _time),
)


def sum_said(value: str) -> str:
    """An amount in digits with its thousands apart: "2 300 000 000", "10 – 15"."""
    return " – ".join(_grouped(amount) for amount in value.split("/"))


def _grouped(amount: str) -> str:
    whole, dot, rest = amount.partition(".")
    return f"{int(whole):,}".replace(",", "\u202f") + dot + rest
