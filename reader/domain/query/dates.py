"""Days as people write them in a query: 2025-03-16, 16.3.2025, 2025-03, 2025, today, yesterday, 3d, 2w, 1m, 1y.

A relative one is counted from today, so that a saved search moves along with the days. A day begins at midnight
where the person is.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365, "t": 1, "j": 365}
_NAMED = {"today": 0, "yesterday": 1, "heute": 0, "gestern": 1, "vorgestern": 2}
_AGO = re.compile(r"(\d{1,4})([dwmytj])")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_GERMAN = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})")
SHAPES = "2025-03-16, 2025-03, 2025, today, yesterday, 3d or 2w"

Span = tuple[datetime, datetime]


def span(text: str, now: datetime | None = None) -> Span:
    """The time that `text` names: its begin and its end, exclusive, both aware.

    Args:
        text: as written in a query.
        now: aware; its time zone is the person's. None: this moment, here.

    Raises:
        ValueError: it is no date.
    """
    now = now or datetime.now().astimezone()
    text = text.lower()
    if text in _NAMED:
        return _days(now, _NAMED[text])
    if match := _AGO.fullmatch(text):
        return _days(now, int(match[1]) * _UNITS[match[2]])
    if match := _ISO.fullmatch(text):
        return _calendar(now, match[1], match[2], match[3])
    if match := _GERMAN.fullmatch(text):
        return _calendar(now, match[3], match[2], match[1])
    raise ValueError(f"{text} is no date")


def _local(now: datetime, year: int, month: int = 1, day: int = 1) -> datetime:
    """Midnight of that day in the time zone of `now`; where that is the system's own, with its summer time."""
    naive = datetime(year, month, day)
    here = now.astimezone() if now.tzinfo else now
    if now.utcoffset() == here.utcoffset():
        return naive.astimezone()
    return naive.replace(tzinfo=now.tzinfo)


def _days(now: datetime, ago: int) -> Span:
    first = (now - timedelta(days=ago)).date()
    last = first + timedelta(days=1)
    return _local(now, first.year, first.month, first.day), _local(now, last.year, last.month, last.day)


def _calendar(now: datetime, year: str, month: str | None, day: str | None) -> Span:
    y, m = int(year), int(month or 1)
    if not 2 <= y <= 9998:
        raise ValueError("a year from 2 to 9998")
    if day:
        begin = _local(now, y, m, int(day))
        last = datetime(y, m, int(day)) + timedelta(days=1)
        return begin, _local(now, last.year, last.month, last.day)
    if month:
        return _local(now, y, m), _local(now, y + m // 12, m % 12 + 1)
    return _local(now, y), _local(now, y + 1)


# Which part of the time line a field asks for, as (from, to); None for no end.
BOUNDS: dict[str, Callable[[Span], tuple[datetime | None, datetime | None]]] = {
    "after": lambda s: (s[0], None),
    "before": lambda s: (None, s[0]),
    "on": lambda s: s,
}
