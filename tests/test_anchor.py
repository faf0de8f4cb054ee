"""Marks stay with their words: a table of changed texts, and what holds for any text.

The table is made from the seeds and a text of our own: marks of a word, a phrase and a sentence, and each of the
changes in changes.py. Since a changed copy knows the origin of every character, it is known where each mark belongs.
Run with -s to see the shares.
"""

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader import paths
from reader.domain import grapheme
from reader.domain.anchor import anchor, carry, placed, quote_of, tidy
from reader.domain.edits import compare, fold
from reader.domain.mark import Mark, Status
from reader.domain.sentence import sentences
from reader.intake.files import read_articles
from tests import changes

NOW = datetime(2025, 3, 16, tzinfo=UTC)
BLANK = Mark("0" * 15, "a" * 15, 0, 0, "", "", "", NOW, NOW)
OWN = """Jörg Öztürk und die Straßenbahn 🚋

Nach über sechzig Jahren fährt in Lübeck wieder eine Straßenbahn. „Das hätte niemand gedacht“, sagte Jörg Öztürk am \
16. März. Die Stadt zahlt 3,5 Mio. Euro, das Land zahlt 3,5 Mio. Euro. Die Stadt will mehr.

Ein Kind mit einem Luftballon – 👩‍👩‍👧 hieß er im Netz – fuhr als Erstes mit. ‚Schnell‘ sei es gegangen, fand es. \
Die Stadt hofft auf Fahrgäste. Die Stadt hofft auf den Bund. Und auf Geduld."""


def mark(text: str, start: int, end: int) -> Mark:
    return placed(BLANK, text, *tidy(text, start, end))


@cache
def texts() -> list[str]:
    return [*(article.text for article in read_articles(paths.bundled("seeds"))), OWN]


def some_mark(text: str, size: int, rng: random.Random) -> Mark:
    """A mark of `size` words within a sentence; 0: the whole sentence."""
    found = [s for s in sentences(text, 0, len(text)) if s[1] - s[0] > 25]
    start, end = rng.choice(found)
    if size:
        words = [m.span() for m in re.finditer(r"\S*\w\S*", text[start:end])]
        first = rng.randrange(max(1, len(words) - size))
        last = min(len(words), first + size) - 1
        start, end = start + words[first][0], start + words[last][1]
    return mark(text, start, end)


def verdict(made: Mark, found: Mark, copy: changes.Copy) -> str:
    """What became of a mark: right for sure, uncertain, orphan, or wrong."""
    own = {at for at, origin in enumerate(copy.origins) if made.start <= origin < made.end}
    if found.status is Status.ORPHAN:
        return "orphan" if own else "orphan, words gone"
    if found.status is Status.UNCERTAIN:
        return "uncertain" if own else "uncertain, words gone"
    got = set(range(found.start, found.end))
    strange = any(copy.origins[at] != changes.NEW for at in got - own)
    missing = any(not copy.text[at].isspace() for at in own - got)
    return "wrong" if not own & got or strange or missing else "found"


def table(find: Callable[[Mark, str, str], Mark], seed: int = 2025) -> Iterator[tuple[str, str]]:
    """(change, verdict) of every case of one draw."""
    rng = random.Random(seed)
    for text in texts():
        for change in changes.CHANGES:
            for size in (rng.choice((1, 4)), 4, 0, 0):
                made = some_mark(text, size, rng)
                copy = change(changes.copy(text), made.start, made.end, rng)
                yield change.__name__, verdict(made, find(made, text, copy.text), copy)


@pytest.mark.parametrize(
    ("find", "least"),
    [
        pytest.param(carry, 0.85, id="both texts at hand"),
        pytest.param(lambda made, _, new: anchor(made, new), 0.7, id="only the mark at hand"),
    ],
)
def test_marks_are_found_again_and_none_lands_on_a_wrong_place(
    find: Callable[[Mark, str, str], Mark], least: float
) -> None:
    cases = list(table(find))
    shares = Counter(found for _, found in cases)
    by_change = {name: Counter(f for n, f in cases if n == name) for name, _ in cases}
    print(f"\n{len(cases)} cases: {dict(shares)}")
    print(*(f"  {name}: {dict(found)}" for name, found in by_change.items()), sep="\n")
    assert len(cases) >= 300
    assert not shares["wrong"], by_change
    there = shares["found"] + shares["uncertain"] + shares["orphan"]
    assert shares["found"] >= least * there
    for change in (
        "put_at_top",
        "cut_elsewhere",
        "change_quotes",
        "change_spaces",
        "decompose",
        "next_version",
    ):
        assert by_change[change]["found"] >= 0.95 * by_change[change].total(), change


LONG = "Die Außenminister der USA und Russlands haben über das weitere Vorgehen beraten, teilte das Ministerium mit."
OLD = f"Ukrainekrieg\n\nEin Anruf. {LONG} Rubio rief an. Lawrow hob ab.\n\nRubio legte auf. Riad wartet."


def on(quote: str, text: str = OLD) -> Mark:
    at = text.index(quote)
    return mark(text, at, at + len(quote))


@pytest.mark.parametrize(
    ("quote", "new", "words", "status"),
    [
        ("Lawrow hob ab.", OLD, "Lawrow hob ab.", Status.ANCHORED),
        ("Lawrow hob ab.", "Neu. " + OLD, "Lawrow hob ab.", Status.ANCHORED),
        (
            LONG,
            OLD.replace("weitere", "weitere gemeinsame"),
            LONG.replace("weitere", "weitere gemeinsame"),
            "moved",
        ),
        ("Lawrow", OLD.replace("Lawrow", "Lawrows Büro"), "Lawrow", Status.ANCHORED),
        ("hob ab", OLD.replace("hob ab", "nahm den Hörer"), "hob ab", Status.ORPHAN),
        ("Lawrow hob ab.", OLD.replace("Lawrow hob ab.", ""), "Lawrow hob ab.", Status.ORPHAN),
        ("Rubio", OLD.replace("Rubio rief an. ", ""), "Rubio", Status.ORPHAN),
        (LONG, "Ganz anderer Text.", LONG, Status.ORPHAN),
        (LONG, "", LONG, Status.ORPHAN),
    ],
)
def test_a_mark_goes_with_its_words(quote: str, new: str, words: str, status: Status) -> None:
    found = carry(on(quote), OLD, new)
    assert (found.quote, found.status) == (words, status)
    if found.status is not Status.ORPHAN:
        assert new[found.start : found.end] == words


@pytest.mark.parametrize(
    ("quote", "new"),
    [
        pytest.param(
            "no sign of", "He showed no sign offenbar of giving way.", id="its last letters begin a word"
        ),
        pytest.param("He", "Here showed no sign of giving way.", id="it became the beginning of a word"),
        pytest.param("He showed no sign", "He showed no sign of giving way. " * 2, id="it stands there twice"),
        pytest.param("He", "He showed no sign of giving way.\n\n" * 2, id="all around it stands there twice"),
    ],
)
def test_what_only_looks_like_the_words_is_not_called_found(quote: str, new: str) -> None:
    old = "He showed no sign of giving way."
    for found in (carry(on(quote, old), old, new), anchor(on(quote, old), new)):
        words = new[found.start : found.end]
        assert found.status in (Status.UNCERTAIN, Status.ORPHAN) or words.endswith("offenbar of"), found


def test_an_ending_is_no_other_word() -> None:
    for found in (carry(on("Lawrow"), OLD, OLD.replace("Lawrow", "Lawrows")),):
        assert (found.quote, found.status) == ("Lawrow", Status.ANCHORED)


def test_like_sentences_that_were_exchanged_are_uncertain() -> None:
    old = "Ein Anfang. Die Stadt hofft auf Fahrgäste. Die Stadt hofft auf den Bund. Ein Ende."
    new = "Ein Anfang. Die Stadt hofft auf den Bund. Die Stadt hofft auf Fahrgäste. Ein Ende."
    for quote in ("hofft", "Die Stadt hofft auf"):
        assert carry(on(quote, old), old, new).status is Status.UNCERTAIN


def test_words_left_out_at_the_end_of_a_text_are_not_passed_over() -> None:
    old = "Wer brauchte noch Kaffee? Der Wetterdienst rechnet im Norden mit Lücken."
    new = old.replace("Lücken", "gestern Lücken")
    found = anchor(on("Der Wetterdienst rechnet im Norden mit Lücken.", old), new)
    assert found.status is Status.UNCERTAIN or new[found.start :] == new[found.start : found.end]


def test_an_uncertain_mark_keeps_the_words_it_was_made_with() -> None:
    found = carry(on("Lawrow hob ab."), OLD, OLD.replace("Lawrow hob ab.", "Lawrow nahm ab."))
    assert found.status is Status.UNCERTAIN
    assert found.quote == "Lawrow hob ab."


def test_an_orphan_is_found_when_its_words_come_back() -> None:
    orphan = carry(on(LONG), OLD, "Ganz anderer Text.")
    assert carry(orphan, "Ganz anderer Text.", OLD).status is Status.ANCHORED


def test_a_note_on_the_whole_article_stays_as_it_is() -> None:
    whole = replace(BLANK, note="lesen")
    assert carry(whole, OLD, "neu") == whole == anchor(whole, "neu")


def test_a_deleted_paris_does_not_land_on_the_parliament() -> None:
    made = on("Paris", "Er reiste nach Paris und schwieg.")
    assert anchor(made, "Er reiste ins Parlament und schwieg.").status is Status.ORPHAN


def test_context_is_at_most_32_utf16_units_and_cut_between_graphemes() -> None:
    text = "👩‍👩‍👧" * 8 + "Wort" + "e\u0301" * 40
    at = text.index("Wort")
    quote, prefix, suffix = quote_of(text, at, at + 4)
    assert quote == "Wort"
    assert prefix == "👩‍👩‍👧" * 4
    assert suffix == "e\u0301" * 16


def test_a_hundred_marks_in_twenty_thousand_words_move_in_well_under_a_second() -> None:
    rng = random.Random(1)
    vocabulary = ["".join(rng.choices("abdeghiklmnorstu", k=rng.randint(2, 9))) for _ in range(4000)]
    lines = [" ".join(rng.choices(vocabulary, k=16)).capitalize() + "." for _ in range(1250)]
    text = "\n\n".join(lines)
    copy = changes.copy(text)
    for _ in range(100):
        copy = copy.put(copy.text.index(" ", rng.randrange(len(copy.text) - 200)), " neues")
    marks = [some_mark(text, 0, rng) for _ in range(100)]
    begun = time.perf_counter()
    found = [carry(made, text, copy.text) for made in marks]
    assert time.perf_counter() - begun < 2  # 0.3 s on a quiet machine
    assert sum(made.status is not Status.ORPHAN for made in found) == 100


TEXTS = st.text(
    st.sampled_from("ab c.\n„“é🚋👩\u200d\u0301\u0308שלום世界한ー1")
    | st.characters(exclude_categories=["Cs", "Cc"]),
    max_size=80,
)


@settings(max_examples=200, deadline=None)
@example("\u0301 a", 0, 1)
@given(TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_any_range_of_any_text_is_read_back(text: str, start: int, end: int) -> None:
    first, last = tidy(text, start, end)
    assert 0 <= first <= last <= len(text)
    if first == last:
        return
    made = mark(text, first, last)
    assert text[made.start : made.end] == made.quote
    assert not made.quote[0].isspace() or len(made.quote) > 1
    assert grapheme.floor(text, first) == first
    assert grapheme.ceil(text, last) == last
    assert text[first - len(made.prefix) : first] == made.prefix
    assert text[last : last + len(made.suffix)] == made.suffix
    assert carry(made, text, text) == made
    assert carry(made, text, text + " und mehr").quote == made.quote


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_whatever_the_text_becomes_no_mark_is_lost(old: str, new: str, start: int, end: int) -> None:
    first, last = tidy(old, start, end)
    if first == last:
        return
    made = mark(old, first, last)
    for found in (carry(made, old, new), anchor(made, new)):
        if found.status in (Status.ANCHORED, Status.MOVED):
            assert new[found.start : found.end] == found.quote
            assert not found.quote.isspace()
        else:
            assert found.quote == made.quote
        if found.status is not Status.ORPHAN:
            assert 0 <= found.start < found.end <= len(new)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_shared_runs_are_shared_and_in_order(old: str, new: str) -> None:
    edits = compare(old, new)
    at, to = 0, 0
    for here, there, size in edits.runs:
        assert here >= at
        assert there >= to
        assert old[here : here + size] == new[there : there + size]
        at, to = here + size, there + size
    for place in range(len(old) + 1):
        assert 0 <= edits.start(place) <= len(new)
        assert 0 <= edits.end(place) <= len(new)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_folding_keeps_every_place(text: str) -> None:
    folded = fold(text)
    assert len(folded.places) == len(folded.text) + 1
    assert list(folded.places) == sorted(folded.places)
    assert folded.places[-1] == len(text)
