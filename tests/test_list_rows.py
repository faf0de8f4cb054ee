"""How articles stand in the list, and which articles a list keeps; without a screen."""

from array import array
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.store.library import Row
from reader.ui.cells import cut, filled
from reader.ui.finding import merged
from reader.ui.widgets.article_list import KEPT, PAGE, RowPages
from reader.ui.widgets.article_rows import Snippet, Story, meta_cells, snippet_cells, title_cells

NOW = datetime(2025, 3, 20, 12, tzinfo=UTC)


def row(key: int = 1, **facts: object) -> Row:
    known: dict[str, object] = {
        "key": key, "id": f"{key:015x}", "title": f"Titel {key}", "source": "Tagesblatt", "author": "", "url": "",
        "language": "de", "feed": "", "published": datetime(2025, 3, 16, 12, tzinfo=UTC), "added": NOW,
        "words": 300, "read": False, "starred": False, "archived": False, "tags": (), "marks": 0, "notes": 0,
    }  # fmt: skip
    return Row(**{**known, **facts})  # type: ignore[arg-type]


def text(cells: Sequence[tuple[str, str]]) -> str:
    return "".join(part for part, _ in cells)


def test_an_unread_title_has_its_sign_and_its_style() -> None:
    assert title_cells(row(), 30) == [("● ", "sign"), ("Titel 1", "unread")]
    assert title_cells(row(read=True), 30) == [("  ", ""), ("Titel 1", "read")]
    assert title_cells(row(), 30, picked=True)[0] == ("✓ ", "picked")


@pytest.mark.parametrize(
    ("story", "width", "line"),
    [
        (Story.CLOSED, 50, "  ▸ Tagesblatt, in 4 sources · 16. März · ★"),
        (Story.OPEN, 50, "  ▾ Tagesblatt, in 4 sources · 16. März · ★"),
        (Story.CLOSED, 33, "  ▸ in 4 sources · 16. März · ★"),
        (Story.CLOSED, 28, "  ▸ ×5 · 16. März · ★"),
        (Story.MEMBER, 50, "  │ Tagesblatt · 16. März · ★"),
    ],
)
def test_a_story_says_in_how_many_sources_it_is(story: Story, width: int, line: str) -> None:
    found = text(meta_cells(row(1, starred=True, copies=5, sources=4), width, NOW, story))
    assert found == line
    assert cell_len(found) <= width


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({}, "  Tagesblatt · 16. März"),
        ({"starred": True}, "  Tagesblatt · 16. März · ★"),
        ({"notes": 2, "marks": 3, "tags": ("ukraine",)}, "  Tagesblatt · 16. März · ✎2 #ukraine"),
        ({"marks": 3}, "  Tagesblatt · 16. März · ▒3"),
        ({"source": "", "tags": ("a",)}, "  16. März #a"),
        (
            {"source": "Ein sehr langer Name einer Zeitung vom Lande"},
            "  Ein sehr langer Name einer… · 16. März",
        ),
        ({"published": datetime(2025, 3, 20, 11, 5, tzinfo=UTC)}, None),
    ],
)
def test_the_second_line_says_where_when_and_what_was_done(facts: dict[str, Any], line: str | None) -> None:
    found = text(meta_cells(row(1, **facts), 40, NOW))
    assert line is None or found == line
    assert cell_len(found) <= 40


def test_tags_that_do_not_fit_are_left_out_whole() -> None:
    found = text(meta_cells(row(tags=("ukraine", "diplomatie", "x")), 36, NOW))
    assert found == "  Tagesblatt · 16. März #ukraine"


def test_a_snippet_shows_its_first_hit_however_far_in_it_stands() -> None:
    words = "wort " * 30 + "Treffer am Ende"
    start = words.index("Treffer")
    cells = snippet_cells(Snippet(words, ((start, start + 7),)), 30)
    assert ("Treffer", "hit") in cells
    assert text(cells).startswith("  …")
    assert cell_len(text(cells)) <= 30


@given(st.text(st.sampled_from("aä漢😀 ー"), max_size=40), st.integers(0, 30))
def test_what_is_cut_fits(words: str, width: int) -> None:
    assert cell_len(cut(words, width)) <= width
    assert cell_len(text(filled([(words, "")], width))) == width


def test_a_page_of_rows_is_read_once() -> None:
    asked: list[int] = []

    def rows(keys: Sequence[int]) -> list[Row]:
        asked.append(len(keys))
        return [row(key) for key in keys if key != 7]

    pages = RowPages(rows)
    pages.show(array("q", range(1000)))
    assert [found.key for n in range(5) if (found := pages.row(n))] == [0, 1, 2, 3, 4]
    assert asked == [PAGE]
    assert pages.row(7) is None
    for number in range(KEPT + 1):
        pages.row(number * PAGE)
    assert len(asked) == KEPT + 1
    pages.row(0)
    assert len(asked) == KEPT + 2  # the first page had to go


def test_what_stays_stays_behind_its_neighbour() -> None:
    shown, fresh = array("q", [9, 7, 5, 3, 1]), array("q", [11, 9, 3])
    assert list(merged(shown, fresh, {7, 1})) == [11, 9, 7, 3, 1]
    assert list(merged(array("q", [8, 6]), array("q"), {8, 6})) == [8, 6]
    assert list(merged(array("q", [8, 6]), array("q", [7]), {8})) == [8, 7]


@settings(max_examples=60)
@given(st.lists(st.integers(0, 40), unique=True), st.lists(st.integers(0, 40), unique=True), st.data())
def test_merging_loses_and_doubles_nothing(shown: list[int], fresh: list[int], data: st.DataObject) -> None:
    gone = [key for key in shown if key not in fresh]
    stay = data.draw(st.sets(st.sampled_from(gone))) if gone else set()
    result = list(merged(array("q", shown), array("q", fresh), stay))
    assert sorted(result) == sorted({*fresh, *stay})
    assert [key for key in result if key in fresh] == fresh
