"""When it was: what a date's words say, resolved against the article's date.

News looks back: a month or a feast without its year is the nearest one, a weekday the last one. Values are ISO 8601: a
day, a week, a month, a year, a time, and ranges with a slash; ISO 8601-2 has seasons (21 to 24), quarters (33 to 36),
halves (40, 41), decades (199X) and centuries (18XX). "" is said where the article's date would be needed and is not
known.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from reader.entities.datewords import DAYS, FEASTS, MONTHS, NUMBERS, ORDINALS, SEASONS, TENS, WORDS

Facts = Mapping[str, str]  # what a pattern found, by the names of its groups
When = date | None  # the article's date


def written(facts: Facts, when: When) -> str:
    """A day or a month with its name or number: 15. März 2025, March 15, mid-March, 15.3.2025, 2025-03-15."""
    return _timed(_written(facts, when, ""), facts)


def _written(facts: Facts, when: When, which: str) -> str:
    month, day = _month(facts, which), int(facts.get(f"day{which}", 0))
    year = _year_of(facts.get(f"year{which}", "")) or _nearest_year(month, when, facts)
    return _day(year, month, day) if year else ""


def _month(facts: Facts, which: str = "") -> int:
    name = facts.get(f"month{which}", "").lower().rstrip(".")
    return MONTHS.get(name, 0) or int(facts.get(f"m{which}", 0))


def _year_of(digits: str) -> int:
    """A year of four digits, or of two: those to 49 are this century's."""
    year = int(digits or 0)
    return year if year > 99 or not digits else year + (2000 if year < 50 else 1900)


def _nearest_year(month: int, when: When, facts: Facts) -> int:
    """The year of a month that stands without one; what is said with "since" lies behind, with "until" ahead."""
    if when is None:
        return 0
    first, last = (-11, 0) if "since" in facts else (0, 11) if "until" in facts else (-9, 6)
    distance = month - when.month
    return when.year + (distance < first) - (distance > last)


def _day(year: int, month: int, day: int) -> str:
    try:
        found = date(year, month, day or 1)
    except ValueError:
        return ""
    return found.isoformat() if day else f"{found:%Y-%m}"


def _timed(value: str, facts: Facts) -> str:
    """The value of a day with the time that stands behind it."""
    return f"{value}{_clock(facts)}" if len(value) == 10 and "hour" in facts else value


def _clock(facts: Facts, which: str = "") -> str:
    hour, minute = int(facts[f"hour{which}"]), int(facts.get(f"minute{which}", 0))
    half = facts.get("half", "").lower()
    hour = hour % 12 + (12 if half[0] == "p" else 0) if half else hour
    return f"T{hour % 24:02}:{minute:02}" if hour <= 24 and minute < 60 else ""


def clock(facts: Facts, when: When) -> str:
    """A time of day, or from one to another."""
    return _between(_clock(facts), _clock(facts, "2")) if "hour2" in facts else _clock(facts)


def days_between(facts: Facts, when: When) -> str:
    """vom 3. bis 5. Mai; from May 3 to May 5."""
    last = {**facts, "month2": facts.get("month2") or facts.get("month", "")}
    year = facts.get("year2") or facts.get("year", "")
    first = {**facts, "month": facts.get("month") or last["month2"], "year": year}
    return _between(_written(first, when, ""), _written({**last, "year2": year}, when, "2"))


def _between(first: str, last: str) -> str:
    return f"{first}/{last}" if first and last else ""


def year(facts: Facts, when: When) -> str:
    """im Jahr 2024."""
    return facts["year"]


def years(facts: Facts, when: When) -> str:
    """1939 bis 1945, 2024/25."""
    first, last = facts["year"], facts["year2"]
    return f"{first}/{first[: 4 - len(last)]}{last}"


def half(facts: Facts, when: When) -> str:
    """zweite Jahreshälfte 2024."""
    return f"{facts['year']}-{39 + _ordinal(facts)}"


def century(facts: Facts, when: When) -> str:
    """19. Jahrhundert."""
    return f"{int(facts['number']) - 1:02}XX"


def decade(facts: Facts, when: When) -> str:
    """1990er-Jahre, the 80s, achtziger Jahre; without a century the last one."""
    ten = facts.get("ten", "")
    return f"{facts.get('century') or '19'}{TENS.get(ten.lower(), ten)}X"


def word(facts: Facts, when: When) -> str:
    """gestern Abend, yesterday."""
    return _timed(_moved(when, WORDS[facts["word"].lower()]), facts)


def weekday(facts: Facts, when: When) -> str:
    """The last such day up to the article's; with "last" before it, with "next" or a verb to come behind it."""
    if when is None:
        return ""
    back = (when.weekday() - DAYS[facts["weekday"].lower()]) % 7
    if "of" in facts:
        week = 7 if facts["of"].lower().startswith(("kommend", "nächst", "next")) else -7
        return _timed(_moved(when, week + DAYS[facts["weekday"].lower()] - when.weekday()), facts)
    if "next" in facts or ("coming" in facts and back):
        return _timed(_moved(when, 7 - back), facts)
    return _timed(_moved(when, -(back or (7 if "last" in facts else 0))), facts)


def weekdays(facts: Facts, when: When) -> str:
    """von Montag bis Mittwoch: the last such days, or those to come."""
    last = weekday({**facts, "weekday": facts["weekday2"]}, when)
    if not last:
        return ""
    length = (DAYS[facts["weekday2"].lower()] - DAYS[facts["weekday"].lower()]) % 7
    return f"{_moved(date.fromisoformat(last), -length)}/{last}"


def weekend(facts: Facts, when: When) -> str:
    """The weekend that is, else the one that was; with "next" or a verb to come the one that comes."""
    if when is None:
        return ""
    back = (when.weekday() - 5) % 7
    ahead = "next" in facts or ("coming" in facts and back > 1)
    first = 7 - back if ahead else -back - (7 if "last" in facts and back < 2 else 0)
    return _between(_moved(when, first), _moved(when, first + 1))


def unit(facts: Facts, when: When) -> str:
    """A day, week, month or year by its distance: vergangene Woche, this year, vor drei Wochen, in drei Tagen."""
    if when is None:
        return ""
    steps, name = _steps(facts), facts["unit"].lower()
    if name.startswith(("jahr", "year", "an")):
        return f"{when.year + steps:04}" if 0 < when.year + steps < 10_000 else ""
    if name.startswith(("mon", "moi")):
        months = when.year * 12 + when.month - 1 + steps
        return f"{months // 12:04}-{months % 12 + 1:02}" if 12 <= months < 120_000 else ""
    if name.startswith(("woche", "week", "semaine")):
        moved = _moved(when, 7 * steps)
        return "{0.year:04}-W{0.week:02}".format(date.fromisoformat(moved).isocalendar()) if moved else ""
    return _moved(when, steps)


def _steps(facts: Facts) -> int:
    """How many units ahead: so many back where a number is not told to lie ahead."""
    if "number" not in facts:
        return next((steps for word, steps in _STEPS.items() if word in facts), 0)
    number = facts["number"].lower()
    count = NUMBERS[number] if number in NUMBERS else int(number)
    return count if "ahead" in facts else -count


_STEPS = {"next": 1, "last": -1, "later": 2, "earlier": -2}


def _moved(when: When, days: int) -> str:
    try:
        return (when + timedelta(days)).isoformat() if when else ""
    except OverflowError:
        return ""


def season(facts: Facts, when: When) -> str:
    """im Sommer 2024, last autumn; without a year and without "last" the nearest."""
    number = SEASONS[facts["season"].lower()]
    begins = 3 * (number - 20)  # the month
    if "year" in facts:
        return f"{facts['year']}-{number}"
    if when is None:
        return ""
    this = when.year - (1 if begins == 12 and when.month < 3 else 0)
    if "last" in facts:
        found = when.year if (when.year, when.month) >= (when.year, begins + 3) else when.year - 1
        return f"{found}-{number}"
    if "next" in facts:
        return f"{when.year + (when.month >= begins)}-{number}"
    return f"{this if 'this' in facts else _nearest_year(begins, when, facts)}-{number}"


def quarter(facts: Facts, when: When) -> str:
    """im dritten Quartal 2024, Q2; without a year the last one that has begun."""
    number = _ordinal(facts)
    if "year" in facts:
        return f"{facts['year']}-{32 + number}"
    if when is None:
        return ""
    return f"{when.year - (3 * number - 2 > when.month)}-{32 + number}"


def _ordinal(facts: Facts) -> int:
    return ORDINALS[facts["ordinal"].lower()]


def feast(facts: Facts, when: When) -> str:
    """zu Weihnachten, on Easter Monday; without a year the nearest."""
    named = facts["feast"].lower().replace("’", "'")
    if "year" in facts:
        return _feast(named, int(facts["year"])).isoformat()
    if when is None:
        return ""
    near = (_feast(named, year) for year in range(max(1, when.year - 1), min(9999, when.year + 1) + 1))
    return min(near, key=lambda found: abs(found - when)).isoformat()


def _feast(named: str, year: int) -> date:
    place = FEASTS[named]
    return date(year, *place) if isinstance(place, tuple) else _easter(year) + timedelta(place)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher (Nature, 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    tail = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * tail) // 451
    month, day = divmod(h + tail - 7 * m + 114, 31)
    return date(year, month, day + 1)
