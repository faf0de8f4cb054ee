"""Which names may be one: the table, and what holds for any two names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.entity import NAMES, Kind
from reader.entities.alias import Known, likely_same, shelves, sounds, wanted_company
from tests.aliases import pairs


def test_of_the_names_taken_for_one_nearly_all_are_and_few_are_overlooked() -> None:
    said = [(bool(likely_same(one, [other])), same, one.name, other.name) for one, other, same in pairs()]
    right = sum(taken and same for taken, same, *_ in said)
    assert len(said) >= 300
    assert right / sum(taken for taken, *_ in said) >= 0.99
    assert right / sum(same for _, same, *_ in said) >= 0.95


def test_what_one_name_is_to_the_other_the_other_is_to_it() -> None:
    for one, other, _ in pairs():
        assert wanted_company(one, other) == wanted_company(other, one), (one, other)


def test_names_that_are_one_without_company_are_found_on_one_shelf() -> None:
    for one, other, _ in pairs():
        if wanted_company(one, other) < 2:
            assert shelves(one.name, one.kind) & shelves(other.name, other.kind), (one, other)


@pytest.mark.parametrize("name", ["Selenskyj", "Zelensky", "Selenski", "Zelenskyy", "Зеленський"])
def test_the_spellings_of_a_name_sound_alike(name: str) -> None:
    assert sounds("selenski") & shelves(name, Kind.PER)


def company(*names: str) -> frozenset[str]:
    return frozenset(names)


def test_a_surname_alone_is_somebody_where_what_stands_with_both_says_so() -> None:
    rubio = Known("Rubio", Kind.PER, company("Riad", "Sergej Lawrow"))
    assert likely_same(rubio, [Known("Marco Rubio", Kind.PER, company("Riad", "Sergej Lawrow"))])
    assert not likely_same(rubio, [Known("Marco Rubio", Kind.PER, company("Riad"))])
    assert not likely_same(rubio, [Known("Marco Rubio", Kind.PER)])


def test_a_surname_alone_that_fits_two_is_neither() -> None:
    both = company("SPD", "Bundestag")
    others = [Known("Olaf Scholz", Kind.PER, both), Known("Rupert Scholz", Kind.PER, both)]
    assert likely_same(Known("Scholz", Kind.PER, both), others) == []


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(NAMES))
def test_any_two_names_can_be_compared(one: str, other: str, kind: Kind) -> None:
    assert wanted_company(Known(one, kind), Known(other, kind)) == wanted_company(
        Known(other, kind), Known(one, kind)
    )
    assert wanted_company(Known(one, kind), Known(one, kind)) > 2
