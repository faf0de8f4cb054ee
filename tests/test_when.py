"""Dates in lists say the day in every language and age."""

from datetime import UTC, datetime

import pytest

from reader.ui.when import short_date

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "language", "said"),
    [
        (datetime(2026, 11, 1, 12, tzinfo=UTC), "de", "1. Nov"),
        (datetime(2026, 3, 16, 12, tzinfo=UTC), "de", "16. März"),
        (datetime(2025, 3, 16, 12, tzinfo=UTC), "de-AT", "16.3.2025"),
        (datetime(2025, 3, 16, 12, tzinfo=UTC), "en", "16 Mar 2025"),
        (datetime(2025, 3, 16, 12, tzinfo=UTC), "fr", "16/3/2025"),
        (datetime(2025, 3, 16, 12, tzinfo=UTC), "nl", "16-3-2025"),
        (datetime(2025, 3, 16, 12, tzinfo=UTC), "", "16 Mar 2025"),
    ],
)
def test_a_short_date_names_the_day_in_the_words_of_its_language(
    when: datetime, language: str, said: str
) -> None:
    assert short_date(when, language, NOW) == said
