"""Dates in lists say the day in every language and age."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reader.domain.article import Article, Block, BlockKind
from reader.ui.facts import facts
from reader.ui.when import day_date, month_date, short_date

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


@pytest.mark.parametrize(
    ("month", "language", "day", "alone"),
    [
        (3, "de", "16. März 2025", "März 2025"),
        (11, "de", "16. Nov 2025", "Nov 2025"),
        (3, "", "16 Mar 2025", "Mar 2025"),
        (6, "nl", "16 juni 2025", "juni 2025"),
    ],
)
def test_on_a_card_days_and_months_have_their_year(month: int, language: str, day: str, alone: str) -> None:
    when = datetime(2025, month, 16, 12, tzinfo=UTC)
    assert (day_date(when, language), month_date(when, language)) == (day, alone)


@pytest.mark.parametrize(
    ("byline", "said"),
    [("Von Eva Blum", "16. März 2025 · dpa · 1 min"), ("16. März 2025, 10:12 Uhr", "dpa · 1 min")],
)
def test_a_date_that_stands_in_the_byline_is_not_said_again_below(byline: str, said: str) -> None:
    article = Article(
        id="1" * 15,
        text=byline,
        blocks=(Block(BlockKind.BYLINE, 0, len(byline)),),
        title="Hafen",
        added=NOW,
        published=datetime(2025, 3, 16, 12, tzinfo=UTC),
        agency="dpa",
        language="de",
    )
    assert facts(article) == said


def test_of_a_page_that_is_not_fetched_yet_it_is_said() -> None:
    title = "Nur die Überschrift"
    head = (Block(BlockKind.HEADLINE, 0, len(title)),)
    link = Article("0" * 15, title, head, title, NOW, source="Blatt", url="https://a.test/1")
    assert facts(link) == "Blatt\nOnly its headline is here: f fetches the page."
    assert facts(replace(link, feed="0" * 15)) == "Blatt · 1 min"
