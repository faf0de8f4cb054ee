"""The values of fields, checked; and what was probably meant where they are wrong."""

import re
from collections.abc import Iterable
from datetime import datetime
from difflib import get_close_matches

from reader.domain.clean import clean_line
from reader.domain.errors import QueryError
from reader.domain.query import dates
from reader.domain.query.fields import CHOICES, DATES, FIELDS, OTHER_NAMES

_LENGTH = re.compile(r"(?:(?:[<>]=?|=)?\d{1,9}|\d{1,9}-\d{1,9})")


def fact(name: str, value: str, start: int, end: int, now: datetime | None = None) -> str:
    """The value of field `name` as the tree keeps it.

    Raises:
        QueryError: the field has no such value; start and end are its place in the query.
    """
    text = clean_line(value)
    if not text:
        raise QueryError(f"{name}: needs a value.", start, end)
    if name in CHOICES:
        return _choice(name, text.lower(), start, end)
    if name in DATES:
        return _date(name, text.lower(), start, end, now)
    if name == "words" and not _LENGTH.fullmatch(text):
        message = f"words: needs a number, not “{text}”."
        raise QueryError(message, start, end, "As in words:>500, words:<200 or words:300-800.")
    return text.lower() if name == "lang" else text


def unknown(name: str) -> str:
    """What was probably meant by the unknown field `name`, as a sentence; "" when nothing is near."""
    meant = OTHER_NAMES.get(name) or _near(name, FIELDS)
    return f"Did you mean {meant}:?" if meant else ""


def _near(word: str, words: Iterable[str]) -> str:
    return next(iter(get_close_matches(word, list(words), 1, 0.6)), "")


def _choice(name: str, value: str, start: int, end: int) -> str:
    choices = CHOICES[name]
    if value in choices:
        return value
    meant = _near(value, choices)
    hint = f"Did you mean {name}:{meant}?" if meant else f"There are {', '.join(choices)}."
    raise QueryError(f"{name}: knows no “{value}”.", start, end, hint)


def _date(name: str, value: str, start: int, end: int, now: datetime | None) -> str:
    try:
        dates.span(value, now)
    except (ValueError, OverflowError) as error:
        message = f"{name}: needs a date, not “{value}”."
        raise QueryError(message, start, end, f"As in {dates.SHAPES}.") from error
    return value


def length(value: str) -> tuple[int, int]:
    """The least and the most words that a value of words: allows, both inclusive."""
    low, dash, high = value.partition("-")
    if dash:
        return int(low), int(high)
    number = int(value.lstrip("<>="))
    sign = value[: len(value) - len(value.lstrip("<>="))]
    most = 10**9
    return {
        ">": (number + 1, most),
        ">=": (number, most),
        "<": (0, number - 1),
        "<=": (0, number),
    }.get(sign, (number, number))
