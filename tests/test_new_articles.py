"""New articles wait behind a sign while one reads: nothing moves under the cursor."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.desk import Desk
from reader.domain.query import Query, parse
from reader.store.library import Library
from reader.ui import clockwork, lookout
from reader.ui.app import GlosseApp
from reader.ui.widgets.footer import VerbFooter
from reader.ui.widgets.sidebar import Sidebar
from tests.screens import article, make_desk, until

SIZE = (120, 30)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "home", [article(n) for n in range(5)], "read_after = -1.0\n")


async def ready(pilot: Pilot[None]) -> Sidebar:
    app = pilot.app
    assert isinstance(app, GlosseApp)
    sidebar = app.library.panes.sidebar
    await until(pilot, lambda: len(sidebar.article_list.keys) == 5 and sidebar.shelves.with_notebook)
    return sidebar


def arrive(desk: Desk, *numbers: int, tags: tuple[str, ...] = ()) -> None:
    desk.add([article(n, added=datetime.now(UTC)) for n in numbers], tags)


def titles(desk: Desk, sidebar: Sidebar) -> list[str]:
    return [row.title for row in desk.library.rows(sidebar.article_list.keys)]


def sign(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(VerbFooter).news


async def test_what_comes_in_waits_until_it_is_asked_for(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        sidebar = await ready(pilot)
        await pilot.press("j", "j")
        before = sidebar.article_list.keys
        arrive(desk, 7, 8, -1)
        sidebar.refill()
        await until(pilot, lambda: sidebar.waiting == 3)
        assert sidebar.article_list.keys == before
        assert sign(pilot) == "3 new ↑"
        await until(pilot, lambda: (line := sidebar.shelves.line("all")) is not None and line.total == 8)
        await pilot.press("R")
        await until(pilot, lambda: sidebar.waiting == 0)
        assert titles(desk, sidebar) == [f"Bericht {n}" for n in (8, 7, 4, 3, 2, 1, 0, -1)]
        assert sidebar.article_list.current is not None
        assert sidebar.article_list.current.title == "Bericht 8"
        assert sign(pilot) == ""


async def test_tags_on_arrival_and_what_one_does_meanwhile_move_nothing_either(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        sidebar = await ready(pilot)
        arrive(desk, 7, tags=("hafen",))
        await until(pilot, lambda: sidebar.waiting == 1)
        await pilot.press("s")
        await until(pilot, lambda: desk.library.count(parse("is:starred")) == 1)
        desk.notebook.set([desk.library.rows(sidebar.article_list.keys)[2].id], archived=True)
        await until(pilot, lambda: len(sidebar.article_list.keys) == 4)
        assert titles(desk, sidebar) == [f"Bericht {n}" for n in (4, 3, 1, 0)]
        assert sidebar.waiting == 1


async def test_what_comes_back_from_the_archive_does_not_wait(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        sidebar = await ready(pilot)
        arrive(desk, 7)
        sidebar.refill()
        await until(pilot, lambda: sidebar.waiting == 1)
        await pilot.press("d")
        await until(pilot, lambda: len(sidebar.article_list.keys) == 4)
        await pilot.press("u")
        await until(pilot, lambda: len(sidebar.article_list.keys) == 5)
        assert titles(desk, sidebar)[0] == "Bericht 4"


async def test_another_shelf_shows_all_there_is(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        sidebar = await ready(pilot)
        arrive(desk, 7)
        sidebar.refill()
        await until(pilot, lambda: sidebar.waiting == 1)
        await pilot.press("g", "u")
        await until(pilot, lambda: sidebar.shelf.name == "unread" and sidebar.waiting == 0)
        assert "Bericht 7" in titles(desk, sidebar)


async def test_into_an_empty_list_they_come_at_once(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "home")
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = pilot.app
        assert isinstance(app, GlosseApp)
        sidebar = app.library.panes.sidebar
        await until(pilot, lambda: sidebar.shelves.with_notebook)
        arrive(desk, 1)
        sidebar.refill()
        await until(pilot, lambda: len(sidebar.article_list.keys) == 1)
        assert sidebar.waiting == 0
        assert desk.library.count(Query()) == 1


async def test_files_of_a_watched_folder_come_in_while_one_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookout, "SETTLED", 0.0)
    monkeypatch.setattr(lookout, "LOOK", 0.1)
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "broken.txt").write_bytes(b"")
    desk = make_desk(tmp_path / "home", settings=f"watch = ['{folder}']\nread_after = -1.0\n")
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = pilot.app
        assert isinstance(app, GlosseApp)
        sidebar = app.library.panes.sidebar
        await until(pilot, lambda: len(app._notifications) == 1)
        (folder / "a.md").write_text("# Eins\n\nEin Text steht hier.", encoding="utf-8")
        await until(pilot, lambda: len(sidebar.article_list.keys) == 1)
        await pilot.pause(0.3)
        assert ["is empty" in one.message for one in app._notifications] == [True]


async def test_what_another_process_adds_waits_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clockwork, "POLL", 0.1)
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        sidebar = await ready(pilot)
        await pilot.pause(0.3)
        other = Library(desk.home.library)
        other.add(article(9, added=datetime.now(UTC)))
        other.close()
        await until(pilot, lambda: sidebar.waiting == 1)
        assert len(sidebar.article_list.keys) == 5
