"""Reading in the article's pane: keys, the mouse, the search, and what stays behind."""

from pathlib import Path

import pytest

from reader.ui.widgets.article_pane import ArticlePane
from reader.ui.widgets.find_bar import FindBar
from tests.articles import BODY, Reading, reading, set_article
from tests.screens import until

LONG = tuple(f"Absatz {n}: " + "Der Hafen liegt still und wartet auf das Schiff. " * 6 for n in range(40))


def in_view(r: Reading, offset: int) -> bool:
    return 0 <= r.view.y_of(offset) - r.view.top < r.view.lines_in_view


async def test_keys_step_by_sentence_paragraph_word_and_name(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        places = []
        for keys in (
            [")"] * 3,
            ["}"],
            ["{"],
            ["w"],
            ["]", "e"],
            ["]", "l"],
            ["]", "p"],
            [
                "(",
            ],
        ):
            await r.press(*keys)
            places.append(r.text[r.caret :][:9])
        assert places == [
            "Ein Schif", "Sie sagt:", "Der Hafen", "Hafen sch", "Kai steht", "Kai steht", "Jutta Bra", "Am Kai st",
        ]  # fmt: skip


async def test_digits_are_counts_until_a_motion(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await r.press("3", ")")
        assert r.text[r.caret :].startswith("Ein Schiff fährt")
        await r.press("2", "(")
        assert r.text[r.caret :].startswith("Ein Schiff am")


async def test_lines_keep_their_column(tmp_path: Path) -> None:
    async with reading(tmp_path, set_article(*LONG)) as r:
        start = r.at("Absatz 3")
        await r.press("w", "w", "j", "j", "k", "k")
        assert r.text[r.caret :].startswith("Der Hafen")
        assert r.caret > start


async def test_the_cursor_is_seen_wherever_it_goes(tmp_path: Path) -> None:
    async with reading(tmp_path, set_article(*LONG), size=(80, 24)) as r:
        for key in (*[")"] * 9, "}", "}", "space", "j", "G", "(", "ctrl+u", "backspace", "g", "g"):
            await r.press(key)
            assert in_view(r, r.caret), key
        assert r.caret == 0
        assert r.view.top == 0


async def test_the_wheel_takes_the_cursor_along(tmp_path: Path) -> None:
    async with reading(tmp_path, set_article(*LONG), size=(80, 24)) as r:
        r.view.scroll_to(y=60, animate=False, force=True)
        await r.pilot.pause()
        assert in_view(r, r.caret)
        assert r.caret > 0


async def test_another_width_keeps_cursor_and_place(tmp_path: Path) -> None:
    async with reading(tmp_path, set_article(*LONG), size=(140, 40)) as r:
        caret = r.at("Absatz 20")
        await r.pilot.resize_terminal(60, 30)
        await r.pilot.pause()
        assert r.caret == caret
        assert in_view(r, caret)
        await r.pilot.resize_terminal(24, 12)
        await r.pilot.pause()
        assert in_view(r, caret)


async def test_the_place_is_kept_and_found_again(tmp_path: Path) -> None:
    async with reading(tmp_path, set_article(*LONG)) as r:
        caret = r.at("Absatz 20")
        article = r.pane.article_id
        r.pane.keep_place()
        await until(r.pilot, lambda: r.desk.notebook.state(article).place == caret)
        r.pane.clear()
        assert r.pane.page is None
        r.pane.open(article)
        await until(r.pilot, lambda: r.pane.page is not None)
        assert r.caret == caret
        assert in_view(r, caret)


async def test_an_open_article_is_read_after_a_while(tmp_path: Path) -> None:
    async with reading(tmp_path, settings="read_after = 0.1") as r:
        await until(r.pilot, lambda: r.desk.notebook.state(r.pane.article_id).read)


async def test_or_never(tmp_path: Path) -> None:
    async with reading(tmp_path, settings="read_after = -1.0") as r:
        await r.pilot.pause(0.3)
        assert not r.desk.notebook.state(r.pane.article_id).read


async def test_space_at_the_end_reads_on(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await r.press("space")
        await until(r.pilot, lambda: any(isinstance(m, ArticlePane.AtEnd) for m in r.app.heard))


async def test_enter_on_a_name_asks_for_its_card(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Brand")
        await r.press("enter")
        heard = [m for m in r.app.heard if isinstance(m, ArticlePane.EntityChosen)]
        assert [(m.entity, m.kind.value) for m in heard] == [("Jutta Brand", "PER")]


async def test_enter_on_a_link_opens_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.setattr("webbrowser.open_new_tab", opened.append)
    async with reading(tmp_path) as r:
        await r.press("]", "u", "enter")
        await until(r.pilot, lambda: opened)
        assert opened == ["https://example.org/quelle"]


async def test_the_search_counts_steps_and_is_left(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        start = r.at("Der Hafen")
        bar = r.pane.query_one(FindBar)
        await r.press("/")
        await r.type("schiff")
        assert r.text[r.caret :].startswith("Schiff fährt")
        assert r.view.page is not None
        assert len(r.view.page.hits) == 2
        await r.press("enter")
        assert r.view.in_hand
        await r.press("n")
        assert r.text[r.caret :].startswith("Schiff am")
        await r.press("N")
        assert r.text[r.caret :].startswith("Schiff fährt")
        await r.press("escape")
        assert not bar.display
        assert not r.view.page.hits
        await r.press("/", "escape")
        assert r.caret != start


async def test_leaving_the_search_leads_back(tmp_path: Path) -> None:
    async with reading(tmp_path, set_article(*LONG)) as r:
        start = r.at("Absatz 3")
        await r.press("/")
        await r.type("Absatz 30")
        assert r.caret > start
        await r.press("escape")
        assert r.caret == start
        assert r.view.in_hand


@pytest.mark.parametrize("keys", [["v"], ["V"], ["v", "w", "o"]])
@pytest.mark.parametrize("out", ["escape", "q"])
async def test_every_selection_has_two_ways_out(tmp_path: Path, keys: list[str], out: str) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press(*keys)
        assert r.view.place.selecting
        await r.press(out)
        assert not r.view.place.selecting


async def test_the_mouse_selects(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        start = r.at("Ein Schiff fährt")
        sheet = r.view.sheet
        assert sheet is not None
        y, x = r.view.y_of(start), sheet.geometry.text_left + sheet.layout.column_of(start, r.view.y_of(start))
        await r.pilot.mouse_down(r.view, offset=(x, y))
        await r.pilot.hover(r.view, offset=(x + 9, y))
        await r.pilot.mouse_up(r.view, offset=(x + 9, y))
        await r.press("m")
        (mark,) = await r.until_marks(1)
        assert mark.quote == "Ein Schiff"


async def test_the_border_says_what_and_how_far(tmp_path: Path) -> None:
    async with reading(tmp_path, set_article(*LONG), size=(100, 30)) as r:
        assert "Hafen" in str(r.pane.border_title)
        assert "100 %" not in str(r.pane.border_title)
        assert "person" in str(r.pane.border_subtitle)
        await r.press("G")
        assert "100 %" in str(r.pane.border_title)
        r.pane.turn_legend()
        assert not r.pane.border_subtitle


async def test_the_terminals_cursor_stands_on_the_caret(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        offset = r.at("Schiff fährt")
        x, y = r.app.cursor_position
        strip = r.view.render_line(y - r.view.region.y)
        assert strip.text[x - r.view.region.x :].startswith("Schiff fährt")
        assert offset == r.caret


async def test_a_step_draws_only_the_lines_that_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(tmp_path, set_article(*LONG)) as r:
        r.at("Absatz 3")
        await r.pilot.pause()
        drawn: list[int] = []
        refresh_lines = r.view.refresh_lines

        def counted(first: int, count: int) -> None:
            drawn.extend(range(first, first + count))
            refresh_lines(first, count)

        monkeypatch.setattr(r.view, "refresh_lines", counted)
        await r.press("w")
        assert len(drawn) == 1
        drawn.clear()
        await r.press(")")
        assert 1 <= len(drawn) <= 6


async def test_the_words_of_the_list_search_are_looked_for(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        article = r.pane.article_id
        r.pane.open(article, at=r.text.index("niemand"), find="niemand")
        await until(r.pilot, lambda: r.view.page is not None and r.view.page.hits)
        assert r.text[r.caret :].startswith("niemand")


@pytest.mark.parametrize("size", [(140, 40), (120, 40), (80, 24), (40, 20), (32, 14)])
async def test_every_size_can_be_read_and_written_in(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(tmp_path, set_article(*BODY, *LONG[:4]), size=size) as r:
        r.at("Der Hafen")
        await r.press("a")
        await r.type("eine Notiz die umbricht und weiter geht")
        editor = r.pane.query_one("NoteEditor")
        assert r.pane.region.contains_region(editor.region), editor.region
        await r.press("enter")
        (mark,) = await r.until_marks(1)
        assert mark.note == "eine Notiz die umbricht und weiter geht"
        lines = [r.view.render_line(y).text for y in range(r.view.lines_in_view)]
        assert any("eine Notiz" in line for line in lines)
