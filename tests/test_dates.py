"""Dates and amounts: the whole table, and what a resolved value says to a person."""

from datetime import date
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.moment import days, said, sum_said
from reader.entities.amounts import amounts
from tests.dates import Case, cases


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.text)
def test_dates_and_amounts_are_found_and_resolved(case: Case) -> None:
    found = [(m.start, m.end, m.kind.value, m.value) for m in amounts(case.text, case.when)]
    assert sorted(found) == list(case.spans)


def test_the_same_is_found_far_inside_a_text_without_other_dates() -> None:
    around = "Niemand hob den Kopf.\n" * 12
    for case in cases():
        text = f"{around}{case.text}\n{around}"
        found = [
            (m.start - len(around), m.end - len(around), m.kind.value, m.value)
            for m in amounts(text, case.when)
        ]
        assert sorted(found) == list(case.spans)


SAID = [
    ("2025-03-15", "Sat 15 Mar 2025", "2025-03-15", "2025-03-15"),
    ("2025-03-15T18:00", "Sat 15 Mar 2025, 18:00", "2025-03-15", "2025-03-15"),
    ("2025-03", "Mar 2025", "2025-03-01", "2025-03-31"),
    ("2025-W08", "week 8 of 2025", "2025-02-17", "2025-02-23"),
    ("2024-22", "summer 2024", "2024-06-01", "2024-08-31"),
    ("2024-24", "winter 2024", "2024-12-01", "2025-02-28"),
    ("2024-36", "4th quarter 2024", "2024-10-01", "2024-12-31"),
    ("2024-41", "second half 2024", "2024-07-01", "2024-12-31"),
    ("199X", "1990s", "1990-01-01", "1999-12-31"),
    ("18XX", "19th century", "1800-01-01", "1899-12-31"),
    ("20XX", "21st century", "2000-01-01", "2099-12-31"),
    ("2025-05-03/2025-05-05", "Sat 3 – Mon 5 May 2025", "2025-05-03", "2025-05-05"),
    ("1939/1945", "1939 – 1945", "1939-01-01", "1945-12-31"),
]


@pytest.mark.parametrize(("value", "words", "first", "last"), SAID, ids=[value for value, *_ in SAID])
def test_a_resolved_date_is_said_in_words_and_covers_its_days(
    value: str, words: str, first: str, last: str
) -> None:
    assert said(value) == words
    assert days(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(("value", "words"), [("T14:30", "14:30"), ("T08:00/T18:00", "08:00 – 18:00")])
def test_a_time_of_day_covers_no_day(value: str, words: str) -> None:
    assert (said(value), days(value)) == (words, None)


@given(st.one_of(st.text(max_size=14), st.from_regex(r"\A[0-9]{4}(-[W0-9][0-9]{1,2}){0,2}\Z")))
def test_what_is_no_date_is_said_by_nothing_and_breaks_nothing(value: str) -> None:
    covered = days(value)
    assert covered is None or covered[0] <= covered[1] or "/" in value
    assert bool(said(value)) or covered is None


def test_every_value_of_the_table_can_be_said() -> None:
    values = [value for case in cases() for *_, kind, value in case.spans if kind == "DATE" and value]
    assert [value for value in values if not said(value)] == []


@pytest.mark.parametrize(
    ("value", "words"), [("2300000000", "2 300 000 000"), ("10/15", "10 – 15"), ("-1250.5", "-1 250.5")]
)
def test_a_sum_is_said_with_its_thousands_apart(value: str, words: str) -> None:
    assert sum_said(value).replace("\u202f", " ") == words


SATURDAY = date(2025, 3, 15)
LONG = [
    "1",
    "1.",
    "1 ",
    "(",
    " ",
    "letzten ",
    "Am späten ",
    "von 1939 bis ",
    "1999-2000 ",
    "3.–",
    "🚋",
    "\ud800",
    "eine ",
]


@pytest.mark.parametrize("words", LONG, ids=ascii)
def test_long_texts_of_one_word_take_no_longer_than_their_length(words: str) -> None:
    text = words * (60_000 // len(words))
    begun = process_time()
    assert all(0 <= m.start < m.end <= len(text) for m in amounts(text, SATURDAY))
    assert process_time() - begun < 2


@given(st.text(st.sampled_from("am Freitg.,:-–/1230%€ Mrdiu\nvobsn🚋م\ud800"), max_size=60))
def test_what_is_found_in_any_text_stands_there_in_order_without_overlap(text: str) -> None:
    found = sorted(amounts(text, SATURDAY), key=lambda m: m.start)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
