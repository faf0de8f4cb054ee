"""The difference between two texts, and the corrections that papers print."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.amendment import amendments
from reader.domain.difference import Kind, difference, passages, texts
from tests.shelf import article

WORDS = st.sampled_from(["der", "Hafen", "12", "ist", "leer", "offen", ",", ".", " ", "  ", "\n\n", "ö", "😀"])
TEXT = st.lists(WORDS, max_size=40).map("".join) | st.text(max_size=60)


@given(TEXT, TEXT)
@settings(max_examples=200, deadline=None)
def test_applied_to_the_old_text_it_gives_the_new_one(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert texts(pieces) == (old, new)
    assert all(piece.text for piece in pieces)
    for piece in pieces:
        if piece.kind is not Kind.OUT:
            assert new[piece.start : piece.start + len(piece.text)] == piece.text
    assert (old == new) == all(piece.kind is Kind.SAME for piece in pieces)


@given(TEXT, TEXT)
@settings(max_examples=100, deadline=None)
def test_no_word_is_lost_between_passages(old: str, new: str) -> None:
    shown = [piece for passage in passages(difference(old, new)) for piece in passage.pieces]
    for kind, text in ((Kind.IN, old), (Kind.OUT, new)):
        said = "".join(p.text for p in shown if p.kind is not kind and p.text != "¶")
        assert "".join(said.split()) == "".join(text.split())


def marked(old: str, new: str) -> str:
    signs = {Kind.SAME: "{}", Kind.OUT: "[-{}-]", Kind.IN: "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in difference(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Es gab 12 Tote.", "Es gab 15 Tote.", "Es gab [-12-]{+15+} Tote."),
        ("Er kam.", "Er kam heute.", "Er kam{+ heute+}."),
        ("Der alte Mann geht.", "Der Mann geht.", "Der [-alte -]Mann geht."),
        ("Sie sagt Ja zum Haus.", "Sie sagt Nein im Garten.", "Sie sagt [-Ja zum Haus-]{+Nein im Garten+}."),
        ("Rot am Bach heute.", "Blau am Fluss heute.", "[-Rot am Bach-]{+Blau am Fluss+} heute."),
    ],
)
def test_the_difference_is_by_words(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


def test_a_paragraph_that_came_is_a_passage_of_its_own() -> None:
    found = passages(difference("Eins hier.\n\nDrei dort.", "Eins hier.\n\nZwei da.\n\nDrei dort."))
    assert [passage.changed for passage in found] == [False, True, False]
    assert "".join(piece.text for piece in found[1].pieces) == "Zwei da."


def test_a_paragraph_put_in_at_the_end_begins_behind_the_full_stop() -> None:
    found = passages(difference("Eins hier.", "Eins hier.\n\nZwei da."))
    assert [passage.changed for passage in found] == [False, True]


def test_a_paragraph_that_was_split_shows_where() -> None:
    found = passages(difference("Eins hier. Zwei da.", "Eins hier.\n\nZwei da."))
    assert [passage.changed for passage in found] == [True, False]
    assert found[0].pieces[-1].text == "¶"


def test_twenty_thousand_words_are_compared_in_a_blink() -> None:
    old = "\n\n".join(f"Satz {n} steht hier mit Wort {n * 7 % 991} und mehr." for n in range(2500))
    began = time.perf_counter()
    pieces = difference(old, old.replace("Satz 12 ", "Absatz 12 ").replace("Wort 500", "Wert 500"))
    assert time.perf_counter() - began < 2
    assert 2 <= sum(piece.kind is Kind.IN for piece in pieces) <= 5


@pytest.mark.parametrize(
    "words",
    [
        "Korrektur: Der Ort hieß Riad, nicht Dschidda.",
        "Korrekturhinweis (18. November): Es waren zwölf.",
        "In einer früheren Version dieses Artikels stand, es seien 12 gewesen.",
        "*In einer ersten Fassung hieß es, er sei Minister.",
        "Anmerkung der Redaktion: Die Zahl wurde nachträglich korrigiert.",
        "Correction: The bridge opened in 1932.",
        "Correction, 18 November: The bridge opened in 1932.".replace(", 18", " on 18"),
        "An earlier version of this article misspelled a name.",
        "This article was amended on 18 November 2025.",
        "Une version précédente de cet article donnait un autre nom.",
    ],
)
def test_a_correction_line_is_noticed(words: str) -> None:
    found = article("Titel", f"Ein Satz.\n\n{words}")
    assert [found.text[start:end] for start, end in amendments(found)] == [words]


@pytest.mark.parametrize(
    "words",
    [
        "Korrekturen am Gesetz fordert die Opposition.",
        "Der Minister sagte: „Korrektur: Das stimmt nicht.“",
        "In einer früheren Verhandlung hatte er gestanden.",
        "The correction came too late for the markets.",
        "Die Korrektur der Zahlen steht noch aus.",
        "Eine frühere Fassung lag dem Gericht vor.",
    ],
)
def test_who_speaks_of_corrections_has_not_made_one(words: str) -> None:
    assert amendments(article("Titel", f"Ein Satz.\n\n{words}")) == []
