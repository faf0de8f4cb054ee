"""The annotated news sentences: well formed, and a floor under what the recogniser finds in them."""

import pytest

from reader.domain.entity import NAMES
from reader.entities import open_recognizer
from tests.news import CLASSES, NEWS, NewsSentence, Span, news, strict_f1

KINDS = [kind.value for kind in NAMES]
FLOORS = {"de": 85.0, "en": 87.0}  # strict F1 of the four kinds, in percent; raised as the recogniser rises


def test_the_news_sentences_are_iob2_of_known_classes() -> None:
    for number, sentence in enumerate(news(), 1):
        before = "O"
        for word, tag in sentence.tokens:
            assert word, number
            assert tag == "O" or (tag[:2] in ("B-", "I-") and tag[2:] in CLASSES), (number, word, tag)
            assert not tag.startswith("I-") or before[1:] == tag[1:], (number, word, tag)
            before = tag


def test_the_tokens_of_a_news_sentence_are_its_text() -> None:
    assert "\r" not in NEWS.read_bytes().decode("utf-8")
    for sentence in news():
        assert "".join(word for word, _ in sentence.tokens) == "".join(sentence.text.split())


def test_the_news_are_german_first_and_have_every_form_of_a_place() -> None:
    languages = [sentence.language for sentence in news()]
    classes = {kind for sentence in news() for *_, kind in sentence.spans}
    assert languages.count("de") >= 130
    assert languages.count("en") >= 50
    assert {"LOC", "LOCderiv", "LOCpart", "ORGpart", "PER", "MISC"} <= classes


@pytest.mark.parametrize("language", FLOORS)
def test_the_recogniser_keeps_its_floor_on_the_news(language: str) -> None:
    recognizer = open_recognizer()

    def found(sentence: NewsSentence) -> list[Span]:
        mentions = recognizer.recognize(sentence.text, language=sentence.language)
        return [(m.start, m.end, m.kind.value) for m in mentions if m.kind in NAMES and not m.derived]

    sentences = [sentence for sentence in news() if sentence.language == language]
    assert strict_f1(found, sentences, KINDS)["all"] >= FLOORS[language]
