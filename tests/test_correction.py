"""Corrections of names: pure, without a library."""

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.correction import (
    Correction,
    apply,
    change_kind,
    from_document,
    missed,
    reject,
    rename,
    split,
    to_document,
)
from reader.domain.entity import Kind, Mention

TEXT = "Rubio traf Lawrow. Marco Rubio lachte, und Kiew schwieg."


def at(form: str, entity: str, kind: Kind = Kind.PER, nth: int = 0) -> Mention:
    start = TEXT.index(form, nth)
    return Mention(start, start + len(form), kind, entity)


RAW = [
    at("Rubio", "Marco Rubio"),
    at("Lawrow", "Lawrow"),
    at("Marco Rubio", "Marco Rubio"),
    at("Kiew", "Kiew", Kind.LOC),
]


def named(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(mention.entity, mention.kind.value) for mention in mentions]


def test_what_is_no_name_is_left_out() -> None:
    assert "Kiew" not in dict(named(apply(RAW, [reject("Kiew", Kind.LOC)], TEXT)))


def test_another_kind_holds_for_every_mention() -> None:
    changed = apply(RAW, [change_kind("Marco Rubio", Kind.PER, Kind.ORG)], TEXT)
    assert [kind for name, kind in named(changed) if name == "Marco Rubio"] == ["ORG", "ORG"]


def test_a_rename_makes_two_entities_one() -> None:
    changed = apply(RAW, [rename("Lawrow", Kind.PER, "Marco Rubio")], TEXT)
    assert [name for name, _ in named(changed)] == ["Marco Rubio"] * 3 + ["Kiew"]


def test_a_form_that_is_split_off_is_somebody_else() -> None:
    changed = apply(RAW, [split("Marco Rubio", Kind.PER, "Rubio", "Anna Rubio")], TEXT)
    assert [name for name, _ in named(changed)] == ["Anna Rubio", "Lawrow", "Marco Rubio", "Kiew"]


def test_a_missed_name_is_found_wherever_it_stands_whole() -> None:
    changed = apply([], [missed("Rubio", Kind.PER, "Marco Rubio")], TEXT + " Rubios")
    assert [(m.start, m.end) for m in changed] == [(0, 5), (25, 30)]


def test_a_missed_name_takes_in_a_shorter_mention() -> None:
    changed = apply(RAW, [missed("traf Lawrow", Kind.MISC)], TEXT)
    assert named(changed)[1] == ("traf Lawrow", "MISC")
    assert len(changed) == 4


def test_corrections_of_another_article_do_nothing() -> None:
    assert apply(RAW, [reject("Kiew", Kind.LOC, article="b")], TEXT, article="a") == RAW


def test_later_corrections_stand_on_earlier_ones() -> None:
    steps = [rename("Kiew", Kind.LOC, "Kyjiw"), change_kind("Kyjiw", Kind.LOC, Kind.ORG)]
    assert named(apply(RAW, steps, TEXT))[-1] == ("Kyjiw", "ORG")


NAME = st.text(min_size=1, max_size=12)
KINDS = st.sampled_from(list(Kind))
CORRECTIONS = st.one_of(
    st.builds(reject, NAME, KINDS, NAME),
    st.builds(change_kind, NAME, KINDS, KINDS),
    st.builds(rename, NAME, KINDS, NAME),
    st.builds(split, NAME, KINDS, NAME, NAME),
    st.builds(missed, NAME, KINDS, NAME, NAME),
)


@settings(max_examples=80)
@given(CORRECTIONS)
def test_a_correction_comes_back_from_the_notebook_as_it_was(correction: Correction) -> None:
    assert from_document(to_document(correction)) == correction


@settings(max_examples=80)
@given(st.lists(st.sampled_from(["Rubio", "Lawrow", "traf", "Marco Rubio lachte", "o", "."]), max_size=5))
def test_mentions_never_overlap_and_stay_in_order(forms: list[str]) -> None:
    found = apply(RAW, [missed(form, Kind.MISC) for form in forms], TEXT)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_corrections_carry_their_time() -> None:
    assert abs((datetime.now(UTC) - reject("x", Kind.PER).made).total_seconds()) < 60
