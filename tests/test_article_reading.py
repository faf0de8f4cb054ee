"""The reading cursor: motions there and back, selections, text objects."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain import grapheme, motion
from reader.domain.clean import clean
from reader.domain.entity import Kind, Mention
from reader.domain.quotation import quotations
from reader.ui import reading
from reader.ui.marking import provisional
from reader.ui.page import Page, page
from reader.ui.reading import Place
from tests.articles import BODY, set_article

UNITS = ("char", "word", "sentence", "paragraph")
# Words of many scripts: joined emoji, combining marks, right to left, wide.
FAMILY, HEART, FLAG = "\U0001f469\u200d\U0001f469\u200d\U0001f467", "\u2764\ufe0f", "\U0001f1e9\U0001f1ea"
WORDS = st.sampled_from(
    [
        FAMILY,
        HEART,
        FLAG,
        "Der",
        "Hafen",
        "schläft.",
        "e\u0301te\u0301",
        "שלום",
        "مرحبا",
        "漢字。",
        "नमस्ते",
        "„Nein“,",
        "A.",
        "ﬁ",
    ]
)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4)


def set_page(paragraphs: list[str]) -> Page:
    return page(set_article(*(clean(words) for words in paragraphs), kicker=""))


def body() -> Page:
    ready = page(set_article(*BODY))
    at = ready.text.index("Jutta Brand")
    return ready.with_mentions([Mention(at, at + 11, Kind.PER, "Jutta Brand")])


def at(ready: Page, words: str) -> Place:
    return Place(ready.text.index(words))


def selected(ready: Page, place: Place | None) -> str:
    assert place is not None
    span = reading.selection(ready, place)
    return ready.text[slice(*span)] if span else ""


@given(PARAGRAPHS, st.sampled_from(UNITS), st.integers(0, 30))
@settings(max_examples=60, deadline=None)
def test_reading_a_step_there_leads_back(paragraphs: list[str], unit: str, steps: int) -> None:
    ready = set_page(paragraphs)
    place = Place()
    for _ in range(steps):
        place = reading.moved(ready, place, unit, 1) or place
    there = reading.moved(ready, place, unit, 1)
    if there is not None:
        assert reading.moved(ready, there, unit, -1) == place
        assert grapheme.floor(ready.text, there.caret) == there.caret


@given(PARAGRAPHS, st.sampled_from(UNITS), st.integers(0, 12), st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_selecting_as_many_steps_back_give_up_what_was_taken_in(
    paragraphs: list[str], unit: str, before: int, steps: int
) -> None:
    ready = set_page(paragraphs)
    begun = reading.moved(ready, Place(), unit, 1, before) if before else Place()
    begun = reading.select(ready, begun or Place(), plain=True)
    place, taken = begun, []
    for _ in range(steps):
        further = reading.moved(ready, place, unit, 1)
        if further is None:
            break
        taken.append(place)
        place = further
    for earlier in reversed(taken[1:]):
        place = reading.moved(ready, place, unit, -1) or place
        assert reading.selection(ready, place) == reading.selection(ready, earlier)


@given(PARAGRAPHS, st.lists(st.tuples(st.sampled_from(UNITS), st.sampled_from([1, -1])), max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_selection_holds_whole_clusters_and_its_anchor(
    paragraphs: list[str], steps: list[tuple[str, int]]
) -> None:
    ready = set_page(paragraphs)
    middle = grapheme.floor(ready.text, len(ready.text) // 2)
    place = reading.select(ready, Place(middle), plain=True)
    for unit, step in steps:
        place = reading.moved(ready, place, unit, step) or place
        span = reading.selection(ready, place)
        assert span is not None
        assert span[0] <= middle < span[1]
        assert [grapheme.floor(ready.text, edge) for edge in span] == [*span]
        assert reading.selection(ready, reading.other_end(ready, place)) == span


def test_sentences_are_taken_in_whole() -> None:
    ready = body()
    place = reading.select(ready, at(ready, "Der Hafen"))
    assert selected(ready, reading.moved(ready, place, "sentence", 1)) == "Der Hafen schläft."
    assert selected(ready, reading.moved(ready, place, "sentence", 1, 2)).endswith("niemand sieht es.")


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS)
def test_the_sentence_at_a_place_is_found_without_the_others(paragraphs: list[str]) -> None:
    ready = set_page(paragraphs)
    places = range(len(ready.text) + 2)
    found = [ready.terrain.split.around(place) for place in places]
    assert found == [motion.around(ready.terrain.sentences, place) for place in places]


def test_backwards_the_anchor_stays_selected() -> None:
    ready = body()
    place = reading.select(ready, at(ready, "fährt"))
    assert selected(ready, reading.moved(ready, place, "word", -1)) == "Schiff f"


@pytest.mark.parametrize(
    ("where", "what", "words"),
    [
        ("Schiff fährt", "sentence", "Ein Schiff fährt ein, und niemand sieht es."),
        ("Schiff fährt", "sentence-around", "Ein Schiff fährt ein, und niemand sieht es. "),
        ("Brand", "sentence-around", "Am Kai steht Jutta Brand."),
        ("Schiff fährt", "word", "Schiff"),
        ("Schiff fährt", "paragraph", BODY[0]),
        ("regnet", "quotation", "Morgen regnet es."),
        ("Sie sagt", "quotation", "Morgen regnet es."),
        ("Brand", "entity", "Jutta Brand"),
    ],
)
def test_text_objects(where: str, what: str, words: str) -> None:
    ready = body()
    place = reading.select(ready, at(ready, where))
    assert selected(ready, reading.picked(ready, place, what)) == words


def test_there_may_be_no_such_object() -> None:
    ready = body()
    assert reading.picked(ready, reading.select(ready, at(ready, "Schiff fährt")), "entity") is None


def test_paragraphs_are_selected_whole() -> None:
    ready = body()
    place = reading.select(ready, at(ready, "niemand"), by_paragraph=True)
    assert selected(ready, place) == BODY[0]
    assert selected(ready, reading.moved(ready, place, "paragraph", 1, 2)) == "\n\n".join(BODY)
    assert selected(ready, reading.select(ready, place)) == "n"
    assert not reading.select(ready, place, by_paragraph=True).selecting


def test_on_a_mark_v_takes_its_range_then_begins_anew_then_ends() -> None:
    ready = body()
    span = ready.terrain.sentences[3]
    mark = provisional(ready.article, *span, "yellow")
    ready = ready.with_marks([mark])
    here = Place(span[0] + 4)
    taken = reading.select(ready, here)
    assert (reading.selection(ready, taken), taken.moving) == (span, mark.id)
    plain = reading.select(ready, taken)
    assert reading.selection(ready, plain) == (here.caret, here.caret + 1)
    assert reading.select(ready, plain) == here


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er sagt: „Ja.“ Sie: „Nein.“", ["Ja.", "Nein."]),
        ("“It’s ‘fine’,” she said.", ["fine", "It’s ‘fine’,"]),
        ("»Ja, ›gut‹«, sagt er.", ["gut", "Ja, ›gut‹"]),
        ("Il dit : « Non. »", [" Non. "]),
        ('Say "yes" or "no".', ["yes", "no"]),
        ("„offen", []),
    ],
)
def test_quotation_marks_of_many_hands(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text, 0, len(text))] == found
