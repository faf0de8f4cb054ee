"""What is shown again: which marks are due, and in which order.

A mark that was never reviewed is due from the day after it was made; one that was reviewed, when its schedule says
so; one that the person let go, never again. The overdue ones come first, then new ones. Among new ones the day's
draw is the same all day, so that the review can be left and taken up again.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from reader.domain.mark import Mark

WAIT = timedelta(hours=18)  # before a mark is shown for the first time


class Grade(StrEnum):
    """What a person says of a mark in a review."""

    KEEP = "keep"  # again, after a while that grows each time
    AGAIN = "again"  # I had forgotten: again soon
    LET_GO = "let go"  # do not show it any more; the mark stays


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a mark is shown again. due, last: aware; last: when it was last seen in a review."""

    due: datetime
    last: datetime
    let_go: bool = False


def due(marks: Iterable[Mark], schedules: Mapping[str, Schedule], now: datetime, limit: int) -> list[Mark]:
    """The marks to be shown now, at most `limit` less those already seen on this day."""
    seen = sum(_is_today(schedule.last, now) for schedule in schedules.values())
    room = max(0, limit - seen)
    overdue: list[Mark] = []
    fresh: list[Mark] = []
    for mark in marks:
        schedule = schedules.get(mark.id)
        if schedule is None:
            if mark.created + WAIT <= now and (mark.quote or mark.note):
                fresh.append(mark)
        elif schedule.due <= now and not schedule.let_go:
            overdue.append(mark)
    overdue.sort(key=lambda mark: schedules[mark.id].due)
    today = now.astimezone().date()
    fresh.sort(key=lambda mark: _draw(mark.id, today))
    return [*overdue, *fresh][:room]


def _is_today(when: datetime, now: datetime) -> bool:
    return when.astimezone().date() == now.astimezone().date()


def _draw(mark: str, day: date) -> str:
    return hashlib.sha256(f"{day.isoformat()} {mark}".encode()).hexdigest()
