"""The rules for dates and amounts beside kept libraries, on the table of the tests: python -m tests.benchmarks.amounts.

The libraries are no dependencies of Glosse: pip install dateparser parsedatetime recognizers-text-suite. One that is
not there is passed over. A date or an amount counts as found where a library's span overlaps it, whatever the span;
its value counts where the day that the library gives lies in the day, week, month, year or range that is meant.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.dates import Case, cases

Hit = tuple[int, int, str]  # start, end, value ("" where none is given)
Finder = Callable[[str, date, str], Iterator[Hit]]
_DATES, _AMOUNTS = ("DATE",), ("MONEY", "QUANTITY")


@dataclass
class Score:
    """How many were wanted, said, found and found with the right value."""

    wanted: int = 0
    said: int = 0
    found: int = 0
    right: int = 0

    def __str__(self) -> str:
        total = max(1, self.wanted + self.said)
        return f"{200 * self.found / total:6.1f} {200 * self.right / total:6.1f}"


def rules(kinds: tuple[str, ...]) -> Finder:
    from reader.entities.amounts import amounts

    def find(text: str, when: date, language: str) -> Iterator[Hit]:
        for mention in amounts(text, when):
            if mention.kind.value in kinds:
                yield mention.start, mention.end, mention.value

    return find


def with_dateparser() -> Finder:
    from dateparser.search import search_dates  # type: ignore[import-untyped]

    def find(text: str, when: date, language: str) -> Iterator[Hit]:
        settings: Any = {"RELATIVE_BASE": datetime.combine(when, time(12)), "PREFER_DATES_FROM": "past"}
        at = 0
        for said, moment in search_dates(text, languages=[language], settings=settings) or ():
            start = text.find(said, at)
            if start >= 0:
                at = start + len(said)
                yield start, at, moment.date().isoformat()

    return find


def with_parsedatetime() -> Finder:
    import parsedatetime  # type: ignore[import-not-found]

    calendar = parsedatetime.Calendar()

    def find(text: str, when: date, language: str) -> Iterator[Hit]:
        for moment, _, start, end, _ in calendar.nlp(text, datetime.combine(when, time(12))) or ():
            yield start, end, moment.date().isoformat()

    return find


def with_recognizers(kinds: tuple[str, ...]) -> Finder:
    from recognizers_date_time import recognize_datetime  # type: ignore[import-not-found]
    from recognizers_number import recognize_percentage  # type: ignore[import-not-found]
    from recognizers_number_with_unit import (  # type: ignore[import-not-found]
        recognize_age,
        recognize_currency,
        recognize_dimension,
    )

    def find(text: str, when: date, language: str) -> Iterator[Hit]:
        culture = {"de": "de-de", "en": "en-us"}[language]
        found: list[Any] = []
        with suppress(ValueError, KeyError):  # what it cannot do in that language
            if kinds is _DATES:
                found += recognize_datetime(text, culture, reference=datetime.combine(when, time(12)))
            else:
                for recognize in (recognize_currency, recognize_percentage, recognize_age, recognize_dimension):
                    with suppress(ValueError, KeyError):
                        found += recognize(text, culture)
        for each in found:
            yield each.start, each.end + 1, _resolved(each.resolution or {})

    return find


def _resolved(resolution: dict[str, Any]) -> str:
    if "value" in resolution:
        return str(resolution["value"]).rstrip("%")
    values = resolution.get("values") or [{}]
    past = values[0]
    return str(past.get("value") or past.get("start") or past.get("timex") or "")


def scored(finder: Finder, table: list[Case], kinds: tuple[str, ...]) -> Score:
    score = Score()
    for case in table:
        if case.when is None:
            continue
        wanted = [(start, end, value) for start, end, kind, value in case.spans if kind in kinds]
        others = [(start, end) for start, end, kind, _ in case.spans if kind not in kinds]
        said = list(finder(case.text, case.when, case.language))
        said = [hit for hit in said if not any(hit[0] < end and start < hit[1] for start, end in others)]
        score.wanted += len(wanted)
        score.said += len(said)
        for start, end, value in wanted:
            over = [hit for hit in said if hit[0] < end and start < hit[1]]
            score.found += bool(over)
            score.right += any(agrees(value, hit[2]) for hit in over)
    return score


def agrees(wanted: str, said: str) -> bool:
    """Whether the value is the one that is meant, or the day lies within it."""
    if wanted == said or not said:
        return wanted == said
    with suppress(ValueError):
        return abs(float(wanted) - float(said)) < 1e-6
    if wanted.startswith("T"):
        return said.endswith(wanted[1:]) or f"{wanted[1:]}:00" in said
    with suppress(ValueError):
        first, last = _days(wanted)
        return first <= date.fromisoformat(said[:10]) <= last
    return False


_SEASONS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 12),
    **{33 + n: (3 * n + 1, 3 * n + 3) for n in range(4)},
}


def _days(value: str) -> tuple[date, date]:
    """The first and the last day of a value, generously."""
    if "/" in value:
        first, _, last = value.partition("/")
        return _days(first)[0], _days(last)[1]
    value = value.partition("T")[0]
    if re.fullmatch(r"\d{4}-W\d\d", value):
        monday = date.fromisocalendar(int(value[:4]), int(value[6:]), 1)
        return monday, monday + timedelta(6)
    if re.fullmatch(r"\d\d[\dX]X|\d{4}", value):
        return date(int(value.replace("X", "0")), 1, 1), date(int(value.replace("X", "9")), 12, 31)
    if len(value) == 7:
        year, number = int(value[:4]), int(value[5:])
        begins, ends = _SEASONS.get(number, (number, number) if number < 13 else (1, 12))
        return date(year, begins, 1), date(year + ends // 12, ends % 12 + 1, 1) - timedelta(1)
    return (date.fromisoformat(value),) * 2


def main() -> None:
    table = list(cases())
    finders: list[tuple[str, Callable[[], Finder], tuple[str, ...]]] = [
        ("our rules", lambda: rules(_DATES), _DATES),
        ("dateparser", with_dateparser, _DATES),
        ("parsedatetime", with_parsedatetime, _DATES),
        ("recognizers-text", lambda: with_recognizers(_DATES), _DATES),
        ("our rules", lambda: rules(_AMOUNTS), _AMOUNTS),
        ("recognizers-text", lambda: with_recognizers(_AMOUNTS), _AMOUNTS),
    ]
    print(f"{'F1: found, with its value':<40}     de               en")
    for name, make, kinds in finders:
        with suppress(ImportError):
            finder = make()
            rows = [
                scored(finder, [c for c in table if c.language == language], kinds) for language in ("de", "en")
            ]
            print(f"{name + ', ' + ' and '.join(kinds).lower():<36} {rows[0]}   {rows[1]}")


if __name__ == "__main__":
    main()
