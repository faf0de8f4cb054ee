"""Reports of the same story: told apart in pairs, joined in a library, and staying joined."""

import time
from array import array
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.article import Article
from reader.domain.likeness import FEWEST, body, likeness, sketch
from reader.domain.query import Query
from reader.store.library import Library
from reader.store.library.stories import BANDS, DAYS, folded
from tests.benchmarks import generator
from tests.shelf import article
from tests.stories import DATA, Pair, Text, generated, texts, written

FILES = sorted(DATA.glob("*.txt"))


@pytest.fixture
def library() -> Iterator[Library]:
    library = Library(":memory:")
    yield library
    assert library.check() == []
    library.close()


def joined(pair: Pair) -> bool:
    """Whether a library that gets one and then the other holds them for one story."""
    one, other = body(pair.one), body(pair.other)
    return likeness(one, other) > 0 and len(set(sketch(pair.one)) & set(sketch(pair.other))) >= BANDS


def figures(pairs: list[Pair]) -> tuple[float, float]:
    """Precision and recall."""
    found = [pair for pair in pairs if joined(pair)]
    right = sum(pair.same for pair in found)
    return right / len(found), right / sum(pair.same for pair in pairs)


def test_pairs_are_joined_with_a_precision_of_99_and_a_recall_of_90_in_a_hundred() -> None:
    short, long_ = list(written()), list(generated())
    assert len(short) >= 60
    assert len(short) + len(long_) >= 200
    for pairs in (short, long_, [*short, *long_]):
        precision, recall = figures(pairs)
        assert precision >= 0.99
        assert recall >= 0.9


def test_all_texts_together_in_one_library_give_the_same_stories(library: Library) -> None:
    groups: list[list[Text]] = [texts(path) for path in FILES]
    library.add_many(text.article for group in groups for text in group)
    story = {
        text.article.id: library.row(text.article.id).story or text.article.id
        for group in groups
        for text in group
    }
    pairs = [
        (one.same and other.same, story[one.article.id] == story[other.article.id])
        for group in groups
        for one, other in combinations(group, 2)
    ]
    right = sum(same and found for same, found in pairs)
    assert right >= 0.99 * sum(found for _, found in pairs)
    assert right >= 0.9 * sum(same for same, _ in pairs)
    assert len(set(story.values()) - set(story)) == 0  # named by an article that is there
    across = [{story[text.article.id] for text in group} for group in groups]
    assert all(not (one & other) for one, other in combinations(across, 2))


def reports() -> list[Article]:
    """Three reports of one story."""
    return [text.article for text in texts(DATA / "hafen.txt") if text.same]


def test_a_story_is_named_by_its_first_report_and_counts_its_sources(library: Library) -> None:
    one, two, three = reports()
    library.add(one)
    assert (library.row(one.id).story, library.row(one.id).copies) == ("", 1)
    library.add(two)
    library.add(replace(three, source=two.source))
    for found in (one, two, three):
        row = library.row(found.id)
        assert (row.story, row.copies, row.sources) == (one.id, 3, 2)
    assert set(library.story(two.id)) == {one.id, two.id, three.id}


@given(st.permutations(range(3)), st.lists(st.integers(0, 2), max_size=4))
@settings(max_examples=15, deadline=None)
def test_coming_again_moves_nothing(order: list[int], again: list[int]) -> None:
    library, all_ = Library(":memory:"), reports()
    for number in order:
        library.add(all_[number])
    before = [library.row(found.id).story for found in all_]
    assert set(before) == {all_[order[0]].id}
    for number in again:
        library.add(replace(all_[number], author="Eva"))
    assert [library.row(found.id).story for found in all_] == before
    library.close()


def test_a_text_that_becomes_another_leaves_and_one_that_comes_back_joins(library: Library) -> None:
    one, two, three = reports()
    library.add_many([one, two, three])
    name = library.row(one.id).story
    other = next(text.article for text in texts(DATA / "museum.txt"))
    library.add(replace(one, text=other.text, blocks=other.blocks))
    assert library.row(one.id).story == ""
    assert {library.row(found.id).story for found in (two, three)} == {name}
    library.add(one)
    assert {library.row(found.id).story for found in (one, two, three)} == {name}


def test_what_is_left_of_a_story_when_reports_are_removed_is_no_story(library: Library) -> None:
    one, two, _ = reports()
    library.add_many([one, two])
    library.remove([one.id])
    assert (library.row(two.id).story, library.row(two.id).copies) == ("", 1)
    library.add(one)
    assert library.row(one.id).copies == 2


def test_the_same_words_weeks_later_are_another_story(library: Library) -> None:
    one, two, _ = reports()
    late = one.added.replace(year=one.added.year + 1)
    library.add_many([one, replace(two, published=late, added=late)])
    assert DAYS < 365
    assert library.row(two.id).story == ""


def test_short_texts_are_never_joined() -> None:
    few = article("T", "wort " * (FEWEST - 1))
    assert sketch(few) == []
    assert likeness(body(few), body(few)) == 0


def test_a_list_shows_one_report_of_each_story(library: Library) -> None:
    one, two, three = reports()
    library.add_many([one, two, three, article("Anderes", "Etwas anderes.")])
    keys = library.select(Query())
    folded_ = library.fold(keys)
    assert (len(keys), len(folded_)) == (4, 2)
    mine = [library.key_of(found.id) for found in (one, two, three)]
    assert sum(key in mine for key in folded_) == 1
    assert sorted(library.story_keys(one.id)) == sorted(mine)


def test_folding_keeps_what_is_shown_and_the_order() -> None:
    stories = {5: 1, 4: 1, 2: 1, 3: 2}
    keys = array("q", [6, 5, 4, 3, 2, 1])
    assert folded(keys, stories).tolist() == [6, 5, 3, 1]
    assert folded(keys, stories, {2}).tolist() == [6, 3, 2, 1]
    assert folded(keys, stories, {4, 2}).tolist() == [6, 4, 3, 2, 1]
    assert folded(keys, {}) == keys


def test_a_hundred_thousand_rows_are_folded_in_a_blink() -> None:
    keys = array("q", range(100_000, 0, -1))
    stories = {key: key // 3 for key in range(1, 30_000)}
    began = time.perf_counter()
    shown = folded(keys, stories)
    assert time.perf_counter() - began < 0.5
    assert len(shown) == 70_001 + 10_000


def test_an_article_is_matched_in_milliseconds(library: Library) -> None:
    library.add_many(generator.articles(400))
    again = replace(generator.article(7), id="f" * 15, source="Anderswo")
    began = time.perf_counter()
    library.add(again)
    assert time.perf_counter() - began < 0.5
    assert library.row(again.id).copies == 2
