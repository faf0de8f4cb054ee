"""A screen that is being closed loses its parts one by one; what comes in for it by then breaks nothing."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.ui.answers import answer, stands
from reader.ui.app import GlosseApp
from reader.ui.screens.difference import DifferenceScreen
from reader.ui.widgets.difference_view import DifferenceView
from reader.ui.widgets.footer import VerbFooter
from tests.screens import make_desk, until
from tests.shelf import article

URL = "https://a.example/rat"
OLD, NEW = "Es bleibt beim Zoll von 12 Prozent.", "Es bleibt beim Zoll von 15 Prozent."


async def opened(pilot: Pilot[None]) -> DifferenceScreen:
    app = pilot.app
    assert isinstance(app, GlosseApp)
    await until(pilot, lambda: app.library.panes.article_list.count == 1 and app.whole)
    await pilot.press("D")
    await until(pilot, lambda: isinstance(app.screen, DifferenceScreen) and app.screen.view.count == 1)
    assert isinstance(app.screen, DifferenceScreen)
    return app.screen


@pytest.fixture
def app(tmp_path: Path) -> GlosseApp:
    desk = make_desk(tmp_path / "home", [article("Rat", OLD, url=URL)], "read_after = -1.0\n")
    desk.add([article("Rat", NEW, url=URL)])
    return GlosseApp(desk)


async def test_a_footer_asks_no_screen_that_is_being_closed(app: GlosseApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        footer = screen.query_one(VerbFooter)
        asked: list[bool] = []

        async def late() -> None:
            while screen.query(DifferenceView):
                await asyncio.sleep(0.01)
            asked.append(footer.is_attached)
            footer._look()

        footer.call_later(late)
        screen.dismiss(None)
        await until(pilot, lambda: asked)
        assert asked == [True]  # the footer outlived the view that its screen's verbs ask


@pytest.mark.parametrize("leave", [False, True])
async def test_an_answer_reaches_only_a_screen_that_stands(app: GlosseApp, leave: bool) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        footer = screen.query_one(VerbFooter)
        said: list[str] = []
        if leave:
            screen.dismiss(None)
            await until(pilot, lambda: app.screen is not screen)
        assert stands(footer) is not leave
        await asyncio.to_thread(answer, footer, said.append, "here")
        assert said == ([] if leave else ["here"])
