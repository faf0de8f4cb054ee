"""The values of a query's facts: days as people write them, lengths."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from reader.domain.query.dates import span
from reader.domain.query.facts import length

BERLIN = timezone(timedelta(hours=1))
NOW = datetime(2025, 3, 16, 10, 30, tzinfo=BERLIN)
SPANS = {
    "2025-03-16": ("2025-03-16", "2025-03-17"),
    "2025-3-9": ("2025-03-09", "2025-03-10"),
    "16.3.2025": ("2025-03-16", "2025-03-17"),
    "3.2025": ("2025-03-01", "2025-04-01"),
    "2025-03": ("2025-03-01", "2025-04-01"),
    "2025-12": ("2025-12-01", "2026-01-01"),
    "2024": ("2024-01-01", "2025-01-01"),
    "2024-02-29": ("2024-02-29", "2024-03-01"),
    "today": ("2025-03-16", "2025-03-17"),
    "yesterday": ("2025-03-15", "2025-03-16"),
    "gestern": ("2025-03-15", "2025-03-16"),
    "3d": ("2025-03-13", "2025-03-14"),
    "2w": ("2025-03-02", "2025-03-03"),
    "1y": ("2024-03-16", "2024-03-17"),
}


@pytest.mark.parametrize("text", SPANS)
def test_a_date_names_a_span_of_local_days(text: str) -> None:
    begin, end = span(text, NOW)
    assert (begin.astimezone(BERLIN).date().isoformat(), end.astimezone(BERLIN).date().isoformat()) == SPANS[
        text
    ]
    assert (begin.astimezone(BERLIN).hour, end.astimezone(BERLIN).hour) == (0, 0)


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-02-30", "32.1.2025", "0001", "9999", "morgen", "-3d", "3x", ""]
)
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller says what was wrong
        span(text, datetime.now(UTC))


def test_a_length_is_a_range_of_words() -> None:
    assert length(">500") == (501, 10**9)
    assert length(">=500") == (500, 10**9)
    assert length("<500") == (0, 499)
    assert length("<=500") == (0, 500)
    assert length("500") == length("=500") == (500, 500)
    assert length("300-800") == (300, 800)
