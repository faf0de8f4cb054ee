"""What may stand in a notebook: plain JSON, checked before anything is written.

A store that finds out in the middle of writing that a value is no JSON has already spoiled its file. So every
document passes `plain` first, which answers with a copy of its own: later changes to what the caller holds do not
reach the notebook, and what was refused left no trace.
"""

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from reader.domain.clean import clean_line
from reader.domain.errors import InputError

Document = dict[str, Any]
_BITS = 1024


def plain(value: Any, where: str = "the document") -> Any:
    """A copy of `value` made of dict, list, str, int, float, bool and None only.

    Dates become text, ISO 8601 in UTC; tuples become lists.

    Args:
        where: what it is, for the sentence of an error.

    Raises:
        InputError: it is not JSON: NaN, half a surrogate pair, a key that is no text, a date without a time
            zone, an object. Says which, and where it stands.
    """
    if value is None or isinstance(value, bool):
        return value
    for kind, convert in _KINDS:
        if isinstance(value, kind):
            return convert(value, where)
    raise InputError(f"{_named(where)} is a {type(value).__name__}, which the notebook cannot keep.")


def plain_document(value: Mapping[str, Any], where: str = "the document") -> Document:
    """`plain` for a whole document."""
    if not isinstance(value, Mapping):
        raise InputError(f"{_named(where)} is a {type(value).__name__}, not a document.")
    try:
        copied: Document = plain(value, where)
    except RecursionError as error:
        raise InputError(f"{_named(where)} is nested too deeply.") from error
    return copied


def copied(value: Any) -> Any:
    """A copy of what is plain already."""
    if isinstance(value, dict):
        return {name: copied(item) for name, item in value.items()}
    if isinstance(value, list):
        return [copied(item) for item in value]
    return value


def same(one: Any, two: Any) -> bool:
    """Whether two plain values are one to JSON: 1, 1.0 and true are three values to it."""
    if one is two:
        return True
    if type(one) is not type(two):
        return False
    if isinstance(one, dict):
        return one.keys() == two.keys() and all(same(item, two[name]) for name, item in one.items())
    if isinstance(one, list):
        return len(one) == len(two) and all(map(same, one, two))
    return bool(one == two) and str(one) == str(two)


def iso(when: datetime) -> str:
    """A time as the notebook keeps it: "2026-11-24T15:30:00.123456Z", so that text order is time order."""
    return when.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def from_iso(text: str) -> datetime:
    """The time that `iso` wrote, aware and UTC.

    Raises:
        ValueError: it is none.
    """
    when = datetime.fromisoformat(text)
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)


def _text(value: str, where: str) -> str:
    if isinstance(value, Enum):
        value = str(value.value)
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{_named(where)} holds half of a character (a lone surrogate) at position {error.start};"
            " the notebook keeps whole characters only."
        ) from error
    return str(value)


def _whole(value: int, where: str) -> int:
    if value.bit_length() > _BITS:
        raise InputError(
            f"{_named(where)} is a number of more than {_BITS} bits, which other programs could not read."
        )
    return int(value)


def _number(value: float, where: str) -> float:
    if not math.isfinite(value):
        raise InputError(f"{_named(where)} is {value}, which is no number that JSON knows.")
    return float(value)


def _time(value: datetime, where: str) -> str:
    if value.tzinfo is None:
        raise InputError(f"{_named(where)} is a time without a time zone.")
    return iso(value)


def _mapping(value: Mapping[Any, Any], where: str) -> Document:
    found: Document = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise InputError(f"{_named(where)} has the key {clean_line(repr(key))}, which is no text.")
        found[_text(key, f"a key of {where}")] = plain(item, f"{where}, {key!r}")
    return found


def _named(where: str) -> str:
    """As the head of a sentence."""
    where = clean_line(where)
    return where[:1].upper() + where[1:120]


_KINDS: tuple[tuple[Any, Any], ...] = (
    (str, _text),
    (int, _whole),
    (float, _number),
    (datetime, _time),
    (date, lambda value, where: value.isoformat()),
    (Mapping, _mapping),
    ((list, tuple), lambda value, where: [plain(item, f"{where}, [{n}]") for n, item in enumerate(value)]),
)
