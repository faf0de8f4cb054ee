"""Dates and amounts: the whole table, and what a resolved value says to a person."""

import pytest

from reader.entities.amounts import amounts
from tests.dates import Case, cases


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.text)
def test_dates_and_amounts_are_found_and_resolved(case: Case) -> None:
    found = [(m.start, m.end, m.kind.value, m.value) for m in amounts(case.text, case.when)]
    assert sorted(found) == list(case.spans)
