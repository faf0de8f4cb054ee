"""The shell, by its keys: what is shown, what the library and the notebook then say."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.color import Color
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import Static

from reader.desk import Desk
from reader.ui.app import GlosseApp
from reader.ui.colors import CONTRAST, contrast
from reader.ui.screens.dialogs import Offer, Trouble
from reader.ui.screens.help import HelpScreen
from reader.ui.screens.library import LibraryScreen
from reader.ui.themes import OWN, concrete
from reader.ui.widgets.article_list import ArticleList
from tests.screens import article, make_desk, until

SIZE = (140, 40)


def listed(app: GlosseApp) -> ArticleList:
    return app.library.panes.article_list


def titles(app: GlosseApp) -> list[str]:
    return [row.title for row in app.desk.library.rows(listed(app).keys)]


def of(desk: Desk, number: int) -> str:
    """The id of article `number`."""
    return article(number).id


async def ready(pilot: Pilot[None], number: int) -> GlosseApp:
    """The app, when its list has `number` articles and the notebook is open."""
    app = pilot.app
    assert isinstance(app, GlosseApp)
    await until(
        pilot, lambda: len(listed(app).keys) == number and app.library.panes.sidebar.shelves.with_notebook
    )
    return app


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "home", [article(n) for n in range(1, 6)])


async def test_the_newest_article_stands_first(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        assert titles(app) == [f"Bericht {n}" for n in (5, 4, 3, 2, 1)]
        assert listed(app).border_title == "All 5"
        assert listed(app).border_subtitle == "1/5"


async def test_r_marks_read_and_u_takes_it_back(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("j", "r")
        await until(pilot, lambda: desk.notebook.state(of(desk, 4)).read)
        await until(pilot, lambda: listed(app).border_title == "All 4")
        await pilot.press("u")
        await until(pilot, lambda: listed(app).border_title == "All 5")
        assert not desk.notebook.state(of(desk, 4)).read
        await pilot.press("ctrl+r")
        await until(pilot, lambda: desk.notebook.state(of(desk, 4)).read)


async def test_an_article_that_is_read_stays_in_unread_until_the_list_is_left(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("g", "u")
        await until(pilot, lambda: app.library.panes.sidebar.shelf.name == "unread")
        await pilot.press("j", "r")
        await until(pilot, lambda: listed(app).border_title == "Unread 4")
        assert len(listed(app).keys) == 5
        await pilot.press("g", "a", "g", "u")
        await until(pilot, lambda: len(listed(app).keys) == 4)


async def test_what_is_archived_leaves_the_list_and_comes_back_by_undo(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("j", "d")
        await until(pilot, lambda: len(listed(app).keys) == 4)
        assert "Bericht 4" not in titles(app)
        assert listed(app).current is not None
        assert listed(app).cursor == 1
        await pilot.press("g", "d")
        await until(pilot, lambda: titles(app) == ["Bericht 4"])
        await pilot.press("u")
        await until(pilot, lambda: titles(app) == [])
        await pilot.press("g", "a")
        await until(pilot, lambda: len(listed(app).keys) == 5)


async def test_several_selected_are_one_step_of_undo(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("x", "x", "x", "s")
        await until(pilot, lambda: sum(state.starred for _, state in desk.notebook.states()) == 3)
        assert not listed(app).picked
        await pilot.press("u")
        await until(pilot, lambda: not any(state.starred for _, state in desk.notebook.states()))


async def test_the_list_s_foot_says_how_many_are_selected_while_numbers_change(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("x", "x")
        await until(pilot, lambda: listed(app).border_subtitle == "2 selected · 3/5")
        desk.notebook.set([of(desk, 1)], read=True)
        await until(pilot, lambda: listed(app).border_title == "All 4")
        assert listed(app).border_subtitle == "2 selected · 3/5"
        await pilot.press("escape")
        await until(pilot, lambda: listed(app).border_subtitle == "3/5")


async def test_capital_a_marks_all_shown_read(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("A")
        await until(pilot, lambda: listed(app).border_title == "All")
        assert desk.library.counts().unread == 0
        await pilot.press("u")
        await until(pilot, lambda: desk.library.counts().unread == 5)


async def test_tags_are_asked_for_in_one_line(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("t", *".hafen,#see", "enter")
        await until(pilot, lambda: desk.notebook.state(of(desk, 5)).tags == ("hafen", "see"))
        await until(pilot, lambda: app.library.panes.sidebar.shelves.line("tag hafen") is not None)
        await pilot.press("t", "backspace", "backspace", "backspace", "backspace", "enter")
        await until(pilot, lambda: desk.notebook.state(of(desk, 5)).tags == ("hafen",))


async def test_searching_shows_results_and_escape_leads_back(desk: Desk) -> None:
    desk.add([article(9, words="Ein Leuchtturm steht am Kap.")])
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 6)
        await pilot.press("j", "j", "/", *"leuchtturm")
        await until(pilot, lambda: titles(app) == ["Bericht 9"])
        await pilot.press("escape")
        await until(pilot, lambda: len(listed(app).keys) == 6)
        assert listed(app).cursor == 2
        assert app.focused is listed(app)


async def test_a_search_is_saved_as_a_shelf(desk: Desk) -> None:
    desk.add([article(9, words="Ein Leuchtturm steht am Kap.")])
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 6)
        await pilot.press("/", *"leuchtturm")
        await until(pilot, lambda: titles(app) == ["Bericht 9"])
        await pilot.press("ctrl+s", *(["backspace"] * 10), *"Kap", "enter")
        await until(pilot, lambda: "Kap" in desk.notebook.get_all("searches"))
        assert desk.notebook.get_all("searches")["Kap"]["query"] == "leuchtturm"
        await until(pilot, lambda: app.library.panes.sidebar.shelves.line("search Kap") is not None)
        await pilot.press("enter", "g", "a", "g", "1")
        await until(pilot, lambda: app.library.panes.sidebar.shelf.name == "search Kap")
        line = app.library.panes.sidebar.shelves.line("search Kap")
        assert line is not None
        assert (line.unread, line.total) == (1, 1)


async def test_a_wrong_query_is_pointed_at_and_not_kept(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("/", *"is:unred", "enter")
        box = app.library.panes.sidebar.box
        await until(pilot, lambda: "unread" in str(box.query_one(Static).render()))
        assert box.display


async def test_tab_completes_a_field(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("/", *"is:un", "tab")
        await until(pilot, lambda: app.library.panes.sidebar.box.text == "is:unread")


async def test_help_lists_keys_as_they_are_remapped(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [article(1)], '[keys]\n"articles.star" = "S"\n')
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 1)
        await pilot.press("S")
        await until(pilot, lambda: desk.notebook.state(of(desk, 1)).starred)
        await pilot.press("?")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press(*"star or")
        text = str(app.screen.query_one("#help-text", Static).render())
        assert "S  Star or unstar" in text
        await pilot.press("escape")
        assert isinstance(app.screen, LibraryScreen)


async def test_a_sequence_shows_what_may_follow(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("g")
        line = app.library.footer.render_line(0).text
        assert line.startswith(" g… ")
        assert "u unread" in line
        await pilot.press("escape")
        assert not app.library.footer.render_line(0).text.startswith(" g…")


async def test_a_narrow_screen_shows_one_pane_at_a_time(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=(80, 24)) as pilot:
        app = await ready(pilot, 5)
        panes = app.library.panes
        assert panes.sidebar.region.width == 80
        assert not panes.article.display or panes.article.region.width == 0
        await pilot.press("enter")
        await until(pilot, lambda: panes.article.region.width == 80)
        assert panes.sidebar.region.width == 0
        await pilot.press("q")
        await until(pilot, lambda: panes.sidebar.region.width == 80)


async def test_the_sidebar_is_widened_by_the_mouse(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        edge = app.library.panes.sidebar.region.right - 1
        await pilot.mouse_down(offset=(edge, 20))
        await pilot.hover(offset=(edge + 10, 20))
        await pilot.mouse_up(offset=(edge + 10, 20))
        await until(pilot, lambda: app.library.panes.sidebar.region.right - 1 == edge + 10)


async def test_what_was_typed_last_is_kept_when_one_quits_at_once(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        await ready(pilot, 5)
        await pilot.press("s", "q")
    assert desk.notebook.state(of(desk, 5)).starred


async def test_an_idle_app_uses_no_processor_time(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("enter")
        await until(pilot, lambda: desk.notebook.state(of(desk, 5)).read)
        await pilot.pause(1.5)  # toasts, timers and the background come to rest
        before = time.process_time()
        await pilot.pause(2.0)
        assert time.process_time() - before < 0.2, app


async def test_a_notebook_that_is_damaged_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [article(1)])
    desk.close()
    desk.home.notebook.write_bytes(b"this is no notebook")
    desk = make_desk(tmp_path)
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Trouble))
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await pilot.press("q")
    assert desk.home.notebook.read_bytes() == b"this is no notebook"


async def test_problems_of_the_settings_are_told_once(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [article(1)], 'theme = "nrod"\n[keys]\n"list.opne" = "e"\n')
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 1)
        (toast,) = app._notifications
        assert "nord is one" in toast.message
        assert "list.open is one" in toast.message


async def test_a_theme_is_shown_as_the_cursor_comes_to_it(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("ctrl+t", *"nord")
        await until(pilot, lambda: app.theme == "nord")
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == "glosse-night")
        await pilot.press("ctrl+t", *"nord")
        await until(pilot, lambda: app.theme == "nord")
        await pilot.press("enter")
        await until(pilot, lambda: desk.home.config.exists())
        assert 'theme = "nord"' in desk.home.config.read_text()
        assert app.theme == "nord"


async def test_the_palette_runs_a_verb_by_its_name(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("j", "ctrl+p", *"star or unstar")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await until(pilot, lambda: desk.notebook.state(of(desk, 4)).starred)
        assert app.screen is app.library


async def test_the_last_list_and_article_are_shown_again(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [article(n) for n in range(1, 6)])
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("g", "u", "j", "j", "enter")
        await until(pilot, lambda: desk.notebook.state(of(desk, 3)).read)
        await pilot.press("q", "q")
    desk.close()
    desk = make_desk(tmp_path)
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 4)
        await until(pilot, lambda: app.library.panes.article.article_id == of(desk, 3))
        assert app.library.panes.sidebar.shelf.name == "unread"


async def test_n_opens_the_next_unread_article(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        desk.notebook.set([of(desk, 4), of(desk, 3)], read=True)
        await until(pilot, lambda: listed(app).border_title == "All 3")
        await pilot.press("n")
        await until(pilot, lambda: app.library.panes.article.article_id == of(desk, 2))
        assert app.focused is listed(app)
        await pilot.press("n", "n")
        await until(pilot, lambda: app.library.panes.article.article_id == of(desk, 1))


async def test_n_finds_an_unread_article_far_below(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.ui.widgets.article_list.NEAR", 2)
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        desk.notebook.set([of(desk, n) for n in (5, 4, 3, 2)], read=True)
        await until(pilot, lambda: listed(app).border_title == "All 1")
        await pilot.press("n")
        await until(pilot, lambda: app.library.panes.article.article_id == of(desk, 1))
        await pilot.press("g", "g", "N")
        await until(pilot, lambda: any("No unread" in one.message for one in app._notifications))


async def test_back_leads_to_the_list_even_when_the_sidebar_is_hidden(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        sidebar = app.library.panes.sidebar
        await pilot.press("enter", "b")
        await until(pilot, lambda: sidebar.region.width == 0)
        await pilot.press("tab", "h")  # nowhere else to go
        assert app.library.panes.here == "article"
        await pilot.press("q")
        await until(pilot, lambda: sidebar.region.width > 0)
        assert app.focused is listed(app)


async def test_the_focus_mode_shows_the_article_alone(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("enter", "z")
        await until(pilot, lambda: app.library.panes.article.region.width == SIZE[0])
        await pilot.press("q")
        await until(pilot, lambda: app.library.panes.article.region.width < SIZE[0])


async def test_a_shelf_is_removed_and_comes_back_by_undo(desk: Desk) -> None:
    desk.notebook.put("searches", "Schiffe", {"name": "Schiffe", "query": "schiff", "position": 1})
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        shelves = app.library.panes.sidebar.shelves
        await until(pilot, lambda: shelves.line("search Schiffe") is not None)
        await pilot.press("shift+tab", "G", "x")
        await until(pilot, lambda: shelves.line("search Schiffe") is None)
        await pilot.press("u")
        await until(pilot, lambda: shelves.line("search Schiffe") is not None)


def keeping(opened: list[str]) -> Callable[[str], bool]:
    """A browser that only notes what it is to open."""

    def open_(url: str) -> bool:
        opened.append(url)
        return True

    return open_


async def test_only_web_pages_are_opened_in_the_browser(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.setattr("webbrowser.open_new_tab", keeping(opened))
    desk.add([article(9, url="file:///etc/passwd")])
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        await ready(pilot, 6)
        await pilot.press("o", "j", "o")
        await until(pilot, lambda: opened == ["https://example.org/5"])


async def test_the_address_is_copied(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot, 5)
        await pilot.press("y")
        assert app.clipboard == "https://example.org/5"


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_text_stands_out_from_its_ground(theme: Theme) -> None:
    colors = theme.to_color_system().generate()
    inks = ["foreground", *(name for name in theme.variables if name.startswith("text-"))]
    for ink in inks:
        for ground in ("background", "surface", "panel"):
            assert contrast(Color.parse(colors[ink]), Color.parse(colors[ground])) >= CONTRAST, (ink, ground)
    for kind in ("block-cursor", "block-cursor-blurred"):
        pair = Color.parse(colors[f"{kind}-foreground"]), Color.parse(colors[f"{kind}-background"])
        assert contrast(*pair) >= CONTRAST


@pytest.mark.parametrize("theme", BUILTIN_THEMES.values(), ids=lambda theme: theme.name)
def test_lists_are_read_in_every_bundled_theme(theme: Theme) -> None:
    colors = concrete(theme.to_color_system().generate())
    if colors["background"].startswith("ansi"):
        return
    pairs = [("text-muted", "background"), ("text-muted", "surface")]
    pairs += [
        (f"block-cursor{state}-foreground", f"block-cursor{state}-background") for state in ("", "-blurred")
    ]
    for ink, ground in pairs:
        assert contrast(Color.parse(colors[ink]), Color.parse(colors[ground])) >= CONTRAST, (ink, ground)


async def test_a_conflict_copy_is_offered_and_enter_folds_it_in(tmp_path: Path) -> None:
    other = make_desk(tmp_path / "other", [article(1)])
    other.notebook.set([of(other, 1)], starred=True)
    other.close()
    here = make_desk(tmp_path / "here", [article(1)])
    here.notebook.set([of(here, 1)], read=True)
    copy = here.home.notebook.with_name("notebook.sync-conflict-20261124-153000-ABCDEFG.json")
    copy.write_bytes(other.home.notebook.read_bytes())
    async with GlosseApp(here).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, Offer))
        await pilot.press("enter")
        await until(pilot, lambda: here.notebook.state(of(here, 1)).starred)
        assert here.notebook.state(of(here, 1)).read
        await pilot.press("u")
        await until(pilot, lambda: not here.notebook.state(of(here, 1)).starred)
