"""The feeds' screen, by its keys, against a real server on loopback."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, Static

from reader.desk import Desk
from reader.desk.incoming import FeedRow
from reader.domain.feed import Feed, new_feed
from reader.ui.app import GlosseApp
from reader.ui.screens.feed_form import FeedForm
from reader.ui.screens.feed_rows import age, details, feed_cells
from reader.ui.screens.feeds import FeedsScreen
from tests.loopback import Site, serving
from tests.screens import make_desk, until
from tests.test_intake_incoming import FEED, rss

SIZE = (110, 30)
NOW = datetime(2025, 3, 17, 12, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "home", settings="[fetch]\ntimeout = 2.0\n")


def follow(desk: Desk, url: str, **facts: object) -> Feed:
    feed = new_feed(url, typed=True, **facts)
    desk.library.put_feed(feed)
    return feed


async def feeds_screen(pilot: Pilot[None], number: int) -> FeedsScreen:
    """The screen of feeds, opened by its keys, when it lists `number` of them."""
    await until(pilot, lambda: pilot.app.query_one("#panes") is not None)
    await pilot.press("g", "f")
    await until(pilot, lambda: isinstance(pilot.app.screen, FeedsScreen))
    screen = pilot.app.screen
    assert isinstance(screen, FeedsScreen)
    await until(pilot, lambda: len(screen._list.rows) == number)
    return screen


def names(screen: FeedsScreen) -> list[str]:
    return [row.feed.label for row in screen._list.rows]


async def test_a_feed_is_added_fetched_and_opened_as_a_shelf(desk: Desk, site: Site) -> None:
    url = site.show("/feed", rss("Hafenblatt", ("http://x.test/1", "Eins", "a")), FEED)
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await feeds_screen(pilot, 0)
        assert screen.query_one("#feed-empty").display
        await pilot.press("a")
        await until(pilot, lambda: pilot.app.screen is not screen)
        pilot.app.screen.query_one(Input).value = url
        await pilot.press("enter")
        await until(pilot, lambda: names(screen) == ["Hafenblatt"])
        await until(pilot, lambda: screen._list.has_focus)
        await pilot.press("enter")
        app = pilot.app
        assert isinstance(app, GlosseApp)
        await until(pilot, lambda: app.screen is app.library and len(app.library.panes.article_list.keys) == 1)
        assert "Hafenblatt" in str(app.library.panes.article_list.border_title)


async def test_an_address_without_a_feed_is_told(desk: Desk, site: Site) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await feeds_screen(pilot, 0)
        await pilot.press("a")
        await until(pilot, lambda: pilot.app.screen is not screen)
        pilot.app.screen.query_one(Input).value = site.url("/none")
        await pilot.press("enter")
        await until(pilot, lambda: any("404" in n.message for n in pilot.app._notifications))
        assert names(screen) == []


async def test_f_fetches_one_and_shift_f_all_that_are_due(desk: Desk, site: Site) -> None:
    for name in ("a", "b"):
        follow(desk, site.show(f"/{name}", rss(name, (f"http://x.test/{name}", name, "t")), FEED), title=name)
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await feeds_screen(pilot, 2)
        await pilot.press("j", "f")
        await until(pilot, lambda: [row.total for row in screen._list.rows] == [0, 1])
        await pilot.press("F")
        await until(pilot, lambda: [row.total for row in screen._list.rows] == [1, 1])
        await until(pilot, lambda: screen._list.border_subtitle == "1 new article · 1 not due")
        assert screen._list.border_title == "Feeds 2 · 2 unread"


async def test_a_failure_is_shown_at_its_feed(desk: Desk, site: Site) -> None:
    follow(desk, site.refuse("/a", 500), title="Blatt")
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await feeds_screen(pilot, 1)
        await pilot.press("f")
        await until(pilot, lambda: screen._list.rows[0].feed.error)
        await until(pilot, lambda: "500" in str(screen.query_one("#feed-details", Static).content))


async def test_escape_stops_a_fetch_before_it_leaves(desk: Desk, site: Site) -> None:
    follow(desk, site.drip("/a", 8), title="Langsam")
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await feeds_screen(pilot, 1)
        await pilot.press("F")
        await until(pilot, lambda: screen._fetching)
        await pilot.press("escape")
        await until(pilot, lambda: not screen._fetching)
        assert pilot.app.screen is screen
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not screen)


async def test_a_feed_removed_comes_back_by_u(desk: Desk) -> None:
    for name in ("Abendpost", "Morgenpost"):
        follow(desk, f"http://{name}.test/", title=name, tags=("presse",))
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await feeds_screen(pilot, 2)
        await pilot.press("x")
        await until(pilot, lambda: names(screen) == ["Morgenpost"])
        await pilot.press("u")
        await until(pilot, lambda: names(screen) == ["Abendpost", "Morgenpost"])
        assert desk.incoming.find("Abendpost").tags == ("presse",)


def known(screen: FeedsScreen, facts: tuple[str, tuple[str, ...]]) -> bool:
    """Whether the first feed has this name and these tags."""
    feed = screen._list.rows[0].feed
    return (feed.label, feed.tags) == facts


async def test_settings_are_asked_for_and_kept(desk: Desk) -> None:
    follow(desk, "http://a.test/", title="Abendpost")
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await feeds_screen(pilot, 1)
        for key, line, facts in (
            ("e", "Mein Blatt", ("Mein Blatt", ())),
            ("t", "#eins zwei", ("Mein Blatt", ("eins", "zwei"))),
            ("t", "-", ("Mein Blatt", ())),
        ):
            await pilot.press(key)
            await until(pilot, lambda: pilot.app.screen is not screen)
            pilot.app.screen.query_one(Input).value = line
            await pilot.press("enter")
            await until(pilot, partial(known, screen, facts))
        assert isinstance(pilot.app, GlosseApp)
        shelves = pilot.app.library.panes.sidebar.shelves
        await until(pilot, lambda: any(shelf.label == "Mein Blatt" for shelf in shelves.lines))
        await pilot.press("w")
        await until(pilot, lambda: screen._list.rows[0].feed.whole)


async def test_a_form_takes_all_settings_and_u_takes_them_back(desk: Desk) -> None:
    follow(desk, "http://a.test/", title="Abendpost")
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await feeds_screen(pilot, 1)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, FeedForm))
        for name, line in (("pace", "3 h"), ("keep", "soon"), ("login", "command:pass show news")):
            pilot.app.screen.query_one(f"#set-{name}", Input).value = line
        await pilot.press("enter")
        await until(pilot, lambda: "no span" in str(pilot.app.screen.query_one("#form-told", Static).render()))
        pilot.app.screen.query_one("#set-keep", Input).value = "30"
        await pilot.press("enter")
        await until(pilot, lambda: screen._list.rows[0].feed.pace == 3 * 3600)
        feed = screen._list.rows[0].feed
        assert (feed.keep, feed.login, feed.name) == (30, "command: pass show news", "")
        await pilot.press("u")
        await until(pilot, lambda: screen._list.rows[0].feed.pace == 0)
        assert screen._list.rows[0].feed.login == ""


@pytest.mark.parametrize(
    ("before", "words"),
    [(10, "now"), (300, "5 min"), (7200, "2 h"), (86_400 * 3, "3 d"), (-50, "now")],
)
def test_how_long_ago(before: int, words: str) -> None:
    assert age(NOW - timedelta(seconds=before), NOW) == words
    assert age(None, NOW) == "never"


@pytest.mark.parametrize("width", [20, 40, 60, 110])
def test_a_row_fits_and_is_clean(width: int) -> None:
    bad = "Blatt\x1b]0;owned\x07\u202e"
    feed = new_feed("http://a.test/", title=bad, error="It failed.", failing=NOW, fetched=NOW)
    cells = feed_cells(FeedRow(feed, 3, 12), width, NOW)
    words = "".join(text for text, _ in (*cells, *details(feed, NOW)))
    assert sum(cell_len(text) for text, _ in cells) <= width
    assert not {"\x1b", "\x07", "\u202e"} & set(words)
    assert "Blatt" in words
