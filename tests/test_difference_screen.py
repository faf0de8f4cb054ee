"""Stories in the list and differences on the screen, by their keys."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.desk import Desk
from reader.domain.article import Article
from reader.domain.query import parse
from reader.ui.app import GlosseApp
from reader.ui.comparing import compared, lines, pairings
from reader.ui.screens.difference import DifferenceScreen
from reader.ui.widgets.article_list import ArticleList
from tests.screens import make_desk, until
from tests.shelf import article
from tests.stories import DATA, texts

SIZE = (140, 40)
OLD = "Der Rat tagt am Montag.\n\nEs bleibt beim Zoll von 12 Prozent.\n\nDanach wird gegessen.\n\nAlle gehen heim."
NEW = OLD.replace("12 Prozent", "15 Prozent").replace("gegessen", "getrunken") + (
    "\n\nKorrektur: Der Rat tagt am Montag, nicht am Sonntag."
)
URL = "https://a.example/rat"


def reports() -> list[Article]:
    """Three reports of one story, the last one the newest."""
    found = [text.article for text in texts(DATA / "hafen.txt") if text.same]
    return [
        replace(one, added=one.added + timedelta(hours=n), published=one.added + timedelta(hours=n))
        for n, one in enumerate(found)
    ]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = make_desk(
        tmp_path / "home", [*reports(), article("Rat", OLD, url=URL, day=-3)], "read_after = -1.0\n"
    )
    desk.add([article("Rat", NEW, url=URL, day=-3)])
    return desk


def listed(app: GlosseApp) -> ArticleList:
    return app.library.panes.article_list


def seen(listing: ArticleList) -> str:
    return "\n".join(listing.render_line(y).text for y in range(2 * listing.count))


async def ready(pilot: Pilot[None]) -> GlosseApp:
    app = pilot.app
    assert isinstance(app, GlosseApp)
    await until(pilot, lambda: listed(app).count == 2 and app.library.panes.sidebar.shelves.with_notebook)
    return app


async def test_a_story_is_one_row_that_opens_into_its_reports(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot)
        assert "  ▸ in 3 sources · 1.3.2025" in seen(listed(app))
        assert listed(app).border_title == "All 4"  # counts are of articles
        await pilot.press("=")
        await until(pilot, lambda: listed(app).count == 4)
        assert "▾ in 3 sources" in seen(listed(app))
        assert seen(listed(app)).count("│ ") == 4
        await pilot.press("j", "=")
        await until(pilot, lambda: listed(app).count == 2)
        assert listed(app).cursor == 0


async def test_an_open_story_stays_open_when_news_come_in(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot)
        await pilot.press("=")
        await until(pilot, lambda: listed(app).count == 4)
        desk.add([article("Neues", "Ein Satz, der neu ist.", day=1)])
        app.library.panes.sidebar.refill()
        await until(pilot, lambda: listed(app).count == 5)


async def test_r_on_a_folded_story_marks_all_its_reports_and_u_takes_it_back(desk: Desk) -> None:
    ids = [one.id for one in reports()]
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("r")
        await until(pilot, lambda: all(desk.notebook.state(id_).read for id_ in ids))
        await pilot.press("u")
        await until(pilot, lambda: not any(desk.notebook.state(id_).read for id_ in ids))


async def test_an_opened_story_is_read_as_one_step_that_u_takes_back(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "home", reports(), "read_after = 0.0\n")
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: pilot.app.query_one("#list", ArticleList).count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: desk.library.count(parse("is:read")) == len(reports()))
        await until(pilot, lambda: any("u undo" in one.message for one in pilot.app._notifications))
        await pilot.press("u")
        await until(pilot, lambda: desk.library.count(parse("is:read")) == 0)


async def test_r_on_a_report_of_an_open_story_marks_that_one(desk: Desk) -> None:
    ids = [one.id for one in reports()]
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot)
        await pilot.press("=")
        await until(pilot, lambda: listed(app).count == 4)
        await pilot.press("j", "r")
        await until(pilot, lambda: sum(desk.notebook.state(id_).read for id_ in ids) == 1)


async def test_d_shows_what_changed_and_enter_leads_there(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot)
        await pilot.press("G", "D")
        await until(pilot, lambda: isinstance(app.screen, DifferenceScreen) and app.screen.view.count == 3)
        assert isinstance(app.screen, DifferenceScreen)
        view = app.screen.view
        assert "version 1" in str(view.border_title)
        shown = [view.render_line(y) for y in range(view.size.height)]
        assert any("12 15" in strip.text and "±" in strip.text for strip in shown)
        styles = [segment.style for strip in shown for segment in strip if segment.text.strip() in ("12", "15")]
        assert [(bool(s.strike), bool(s.underline)) for s in styles if s] == [(True, False), (False, True)]
        await pilot.press("j")
        await until(pilot, lambda: view.border_subtitle == "change 2 of 3")
        await pilot.press("k", "j", "j", "j")
        assert view.change == 2
        before = view.virtual_size.height
        await pilot.press("o")
        assert view.virtual_size.height > before
        await pilot.press("g", "g", "enter")
        pane = app.library.panes.article
        await until(pilot, lambda: pane.page is not None and pane.page.article.title == "Rat")
        page = pane.page
        assert page is not None
        assert page.text[pane.view.place.caret :].startswith("15")


async def test_d_compares_the_reports_of_a_story(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot)
        await pilot.press("D")
        await until(pilot, lambda: isinstance(app.screen, DifferenceScreen) and app.screen.view.count > 0)
        assert isinstance(app.screen, DifferenceScreen)
        view = app.screen.view
        assert "1/2  Paper 0 → Paper 2" in str(view.border_title)
        await pilot.press("l")
        await until(pilot, lambda: "2/2  Paper 1 → Paper 2" in str(view.border_title))
        await pilot.press("q")
        assert len(app.screen_stack) == 1


async def test_an_article_that_is_alone_has_no_differences(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "home", [article("Allein", "Ein Satz.")])
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = pilot.app
        assert isinstance(app, GlosseApp)
        await until(pilot, lambda: listed(app).count == 1)
        await pilot.press("D")
        await until(pilot, lambda: app.screen is app.library and len(app._notifications) == 1)


async def test_the_article_says_that_it_was_changed_and_corrected(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = await ready(pilot)
        await pilot.press("G", "enter")
        view = app.library.panes.article.view
        await until(pilot, lambda: view.sheet is not None)
        shown = "\n".join(view.render_line(y).text for y in range(view.size.height))
        assert "changed 26 February 2025, version 2" in shown
        assert "⚠ Korrektur: Der Rat tagt am Montag" in shown


def test_without_colour_brackets_tell_what_came_and_what_went(desk: Desk) -> None:
    pairing = pairings(desk.library, article("Rat", OLD, url=URL).id)[0]
    shown = ["".join(text for text, _ in line.cells) for line in lines(compared(pairing), 60, bare=True)]
    assert "Es bleibt beim Zoll von [-12-]{+15+} Prozent." in shown
    assert shown[0] == "⋯ 2 paragraphs the same"


@pytest.mark.parametrize("width", [12, 30, 80])
def test_no_line_of_a_comparison_is_wider_than_asked(desk: Desk, width: int) -> None:
    for one in reports():
        for pairing in pairings(desk.library, one.id):
            comparison = compared(pairing)
            found = lines(comparison, width, whole=True)
            assert all(sum(len(text) for text, _ in line.cells) <= width for line in found)
            assert {n for line in found for n in line.changes} == set(range(len(comparison.places)))
