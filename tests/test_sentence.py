"""Sentence borders: a table of hard cases (data/sentences.txt), and what holds for any text."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.sentence import sentences

LINES = (Path(__file__).parent / "data" / "sentences.txt").read_text(encoding="utf-8").splitlines()
CASES = [line.split(":", 1) for line in LINES if line and not line.startswith("#")]
WITHOUT_SPACES = ("zh", "ja")  # between sentences


def parts(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text), language)]


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize(("language", "case"), CASES, ids=[case.strip()[:40] for _, case in CASES])
def test_sentences_end_where_a_reader_ends_them(language: str, case: str) -> None:
    expected = case.strip().split(" ¦ ")
    assert parts(("" if language in WITHOUT_SPACES else " ").join(expected), language) == expected


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert parts("Erste Zeile\nzweite Zeile\n\nneuer Absatz", "de") == [
        "Erste Zeile\nzweite Zeile",
        "neuer Absatz",
    ]


def test_only_the_range_is_looked_at() -> None:
    text = "Er kam. Sie ging. Es regnete."
    assert sentences(text, 8, 17, "de") == [(8, 17)]


def test_white_space_alone_is_no_sentence() -> None:
    assert sentences(" \n\n \t", 0, 5) == []


MARKS = [
    ". ",
    "! ",
    "? ",
    "… ",
    ".",
    "“ ",
    "„",
    "» ",
    "«",
    "(",
    ") ",
    "\n",
    "\n\n",
    " ",
    "…",
    "–",
    "\xa0",
    "。",
]
WORDS = ["z. B. ", "16. ", "Dr. ", "A", "Er ", "the ", "März", "👩\u200d👩\u200d👧", "é", "́", "U.S. ", "5", "i"]
PIECES = st.sampled_from(MARKS + WORDS)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60), st.data())
def test_sentences_are_in_order_apart_and_leave_nothing_out(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = sentences(text, start, end, data.draw(st.sampled_from(["de", "en", "fr", ""])))
    covered: set[int] = set()
    last = start
    for first, stop in found:
        assert last <= first < stop <= end
        assert text[first:stop] == text[first:stop].strip()
        covered.update(range(first, stop))
        last = stop
    assert all(text[at].isspace() for at in range(start, end) if at not in covered)


@pytest.mark.parametrize(
    "piece", ["z. B. ", "A. B. ", "Er kam. ", "x ", "! ", "(a!) A", "… ", ". ", "1. ", "Dr. (", "» "]
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begun = time.perf_counter()
        sentences(text, 0, len(text), "de")
        return time.perf_counter() - begun

    seconds(2000)
    assert min(seconds(40_000) for _ in range(3)) < 16 * min(seconds(10_000) for _ in range(3)) + 0.01
