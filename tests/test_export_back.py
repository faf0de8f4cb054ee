"""Marks read back: our own as they were, and those of other programs."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.clean import clean
from reader.domain.errors import InputError
from reader.domain.mark import COLORS, Mark
from reader.export import Item, render
from reader.export.marks_in import UNKNOWN, read_marks
from tests.export_sample import ARTICLE, ITEM, MARKS, NOON, URL


@pytest.mark.parametrize("format", ["json", "w3c", "hypothesis"])
def test_marks_come_back_as_they_were(format: str) -> None:
    read = read_marks(render(format, [ITEM]), "it")
    assert read.strange == 0
    assert [m.id for m in read.marks] == [m.id for m in MARKS]
    for before, after in zip(MARKS, read.marks, strict=True):
        kept = ("article", "quote", "prefix", "suffix", "note", "tags", "created", "modified", "url")
        assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
        if format != "hypothesis":
            assert (after.start, after.end, after.color) == (before.start, before.end, before.color)
    assert read_marks(render(format, [ITEM]), "it") == read


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).map(clean).filter(str.strip)


@given(
    TEXTS,
    st.text(st.characters(codec="utf-8"), max_size=30).map(clean),
    st.lists(TEXTS, max_size=3),
    st.sampled_from(COLORS),
)
@settings(max_examples=60, deadline=None)
def test_marks_with_any_words_come_back_as_they_were(
    quote: str, note: str, tags: Sequence[str], color: str
) -> None:
    tags = tuple(dict.fromkeys(" ".join(tag.split()) for tag in tags))
    article = replace(ARTICLE, text=quote, url="")
    one = Mark(
        "a" * 15, article.id, 0, len(quote), quote, "", "", NOON, NOON, note, tags, color, title=article.title
    )
    for format in ("json", "w3c"):
        [back] = read_marks(render(format, [Item(article, marks=(one,))]), "it").marks
        assert (back.quote, back.note.strip(), back.tags, back.color) == (quote, note.strip(), tags, color)
        assert (back.article, back.start, back.end) == (one.article, 0, len(quote))


QUOTE = {"type": "TextQuoteSelector", "exact": "q"}
TAG = {"type": "TextualBody", "value": "t", "purpose": ["tagging"]}
PAGE = {"items": [{"type": "Annotation", "target": [URL], "body": ["x", TAG]}]}
ITS_OWN = {"source": {"id": URL}, "selector": QUOTE}
FOREIGN = [
    ({"annotations": [{"uri": URL, "text": "n", "tags": ["a"], "target": [{}]}]}, ("", "n", ("a",))),
    ({"annotations": [{"uri": URL, "target": [{"source": URL, "selector": [QUOTE]}]}]}, ("q", "", ())),
    ({"type": "Annotation", "target": URL, "bodyValue": "n"}, ("", "n", ())),
    ({"type": "Annotation", "target": ITS_OWN, "body": {"value": "n"}}, ("q", "n", ())),
    ({"type": "AnnotationCollection", "first": PAGE}, ("", "", ("t",))),
]


@pytest.mark.parametrize(("document", "words"), FOREIGN)
def test_what_other_programs_write_is_understood(document: dict[str, Any], words: tuple[object, ...]) -> None:
    [read] = read_marks(json.dumps(document), "it").marks
    assert (read.quote, read.note, read.tags) == words
    assert read.article == ARTICLE.id
    assert read.created == UNKNOWN
    assert re.fullmatch("[0-9a-f]{15}", read.id)


@pytest.mark.parametrize("text", ["", "{", "{}", '"x"', "12", "[" * 5000, '{"marks": {"1": {}}}'])
def test_what_holds_no_marks_is_one_sentence(text: str) -> None:
    with pytest.raises(InputError, match=r"^It .*\.$"):
        read_marks(text, "It")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "items",
                    "annotations",
                    "article",
                    "quote",
                    "target",
                    "selector",
                    "body",
                    "uri",
                    "tags",
                    "type",
                    "id",
                    "document",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(JSON)
@settings(max_examples=150, deadline=None)
def test_no_json_makes_it_fail_otherwise(document: Any) -> None:
    try:
        read = read_marks(json.dumps(document), "It")
    except InputError:
        return
    assert all(re.fullmatch("[0-9a-f]{15}", m.id) and m.article for m in read.marks)
