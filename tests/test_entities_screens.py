"""Who and what on the screen: the pane beside the article, the list of all names, cards, corrections, by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from reader.desk import Desk
from reader.domain.correction import split
from reader.domain.entity import Kind
from reader.domain.query import Query
from reader.store.library import EntityRow
from reader.ui.app import GlosseApp
from reader.ui.plots import bars
from reader.ui.screens.ask_line import AskLine
from reader.ui.screens.compare import CompareScreen
from reader.ui.screens.doubles import DoublesScreen
from reader.ui.screens.entities import EntitiesScreen
from reader.ui.screens.entity_card import EntityCard
from reader.ui.screens.moment_card import MomentCard
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.who_pane import WhoPane
from reader.ui.widgets.who_rows import Named, next_place
from tests.screens import article, make_desk, until

SIZE = (130, 36)
CALL = (
    "Der russische Außenminister Sergej Lawrow hat mit Marco Rubio telefoniert. Danach sprach Rubio in Riad mit "
    "Vertretern der Ukraine. Lawrow blieb in Moskau, wie das US-Außenministerium mitteilte."
)
VISIT = "Marco Rubio reist nach Riad. Die Ukraine erwartet von Rubio eine Zusage, sagte Präsident Wolodymyr Selenskyj."
RUBIO = ("Marco Rubio", Kind.PER)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = make_desk(tmp_path / "home", [article(1, CALL), article(2, VISIT)])
    for id_ in desk.library.ids(Query()):
        desk.mentions(desk.library.get(id_))
    return desk


async def entities_screen(pilot: Pilot[None]) -> EntitiesScreen:
    """The screen of all names, opened by its keys and filled."""
    await until(pilot, lambda: pilot.app.query("#who"))
    await pilot.press("g", "e")
    await until(pilot, lambda: isinstance(pilot.app.screen, EntitiesScreen))
    screen = pilot.app.screen
    assert isinstance(screen, EntitiesScreen)
    await until(pilot, lambda: screen._entities.rows)
    return screen


def named(name: str) -> Callable[[EntityRow], bool]:
    return lambda row: row.entity == name


def shown(screen: EntitiesScreen) -> list[str]:
    return [row.entity for row in screen._entities.rows]


async def card(pilot: Pilot[None], desk: Desk, entity: str, kind: Kind) -> EntityCard:
    """An entity's card, when it is filled."""
    await until(pilot, lambda: pilot.app.query("#who"))
    screen = EntityCard(desk, entity, kind)
    app = pilot.app
    assert isinstance(app, GlosseApp)
    app.push_screen(screen, app.places.came_back)
    await until(pilot, lambda: screen._facts is not None and isinstance(screen.focused, RowList))
    return screen


def facts(screen: EntityCard) -> str:
    return str(screen.query_one("#card-facts", Static).content)


async def test_the_entity_screen_lists_names_and_filters_while_one_types(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await entities_screen(pilot)
        assert shown(screen)[0] == "Marco Rubio"
        await pilot.press("slash", *"law")
        await until(pilot, lambda: shown(screen) == ["Sergej Lawrow"])
        await pilot.press("escape")
        assert screen._entities.has_focus


async def test_kind_and_order_change_by_keys(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await entities_screen(pilot)
        await pilot.press("K")
        await until(pilot, lambda: all(row.kind is Kind.PER for row in screen._entities.rows))
        await pilot.press("o", "o", "o")
        await until(pilot, lambda: shown(screen) == ["Marco Rubio", "Sergej Lawrow", "Wolodymyr Selenskyj"])


async def test_two_picked_names_stand_side_by_side_with_what_they_share(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await entities_screen(pilot)
        await pilot.press("slash", *"r", "enter")
        await until(pilot, lambda: {"Marco Rubio", "Riad"} <= set(shown(screen)))
        for name in ("Marco Rubio", "Riad"):
            screen._entities.fill(screen._entities.rows, keep=named(name))
            await pilot.press("x")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
        listed = pilot.app.screen.query_one("#compare-articles", RowList)
        await until(pilot, lambda: len(listed.rows) == 2)
        beside = pilot.app.screen.query_one("#compare-company", RowList)
        assert "Ukraine" in [row.entity for row in beside.rows]


async def test_a_card_shows_facts_articles_company_and_sentences(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await card(pilot, desk, *RUBIO)
        assert "4 mentions in 2 articles" in facts(screen)
        await pilot.press("tab")
        company = [row.entity for row in screen._list("card-company").rows if isinstance(row, EntityRow)]
        assert {"Riad", "Ukraine"} <= set(company)
        await pilot.press("3")
        await until(pilot, lambda: screen.focused is screen._list("card-sentences"))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is not screen)
        app = pilot.app
        assert isinstance(app, GlosseApp)
        await until(pilot, lambda: app.library.panes.article.article_id)


async def test_a_place_has_its_country_and_a_dot_on_the_map(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await card(pilot, desk, "Riad", Kind.LOC)
        assert "Saudi-Arabien" in facts(screen)
        drawn = screen.query_one("#card-map", Static)
        assert drawn.display
        assert "●" in str(drawn.content)


async def test_a_rename_holds_in_the_whole_library_and_u_takes_it_back(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await card(pilot, desk, *RUBIO)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskLine))
        pilot.app.screen.query_one(Input).value = "Marco A. Rubio"
        await pilot.press("enter")
        await until(pilot, lambda: "Marco A. Rubio" in facts(screen))
        assert len(desk.library.naming("Marco A. Rubio", Kind.PER)) == 2
        assert not desk.library.naming(*RUBIO)
        await pilot.press("u")
        await until(pilot, lambda: facts(screen).startswith("Marco Rubio"))
        assert len(desk.library.naming(*RUBIO)) == 2


async def test_a_name_that_is_none_is_gone_everywhere(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await card(pilot, desk, "Riad", Kind.LOC)
        await pilot.press("x")
        await until(pilot, lambda: not desk.library.naming("Riad", Kind.LOC))
        assert pilot.app.screen is not screen
        assert len(desk.notebook.get_all("corrections")) == 1
        await pilot.press("u")
        await until(pilot, lambda: len(desk.library.naming("Riad", Kind.LOC)) == 2)


async def test_the_kind_goes_round(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await card(pilot, desk, "Riad", Kind.LOC)
        await pilot.press("K")
        await until(pilot, lambda: "other name" in facts(screen))
        assert len(desk.library.naming("Riad", Kind.MISC)) == 2


async def test_a_form_is_split_off(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await card(pilot, desk, *RUBIO)
        await pilot.press("S")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskLine))
        pilot.app.screen.query_one(Input).value = "Rubio"
        await pilot.press("enter")
        await until(pilot, lambda: len(desk.library.naming("Rubio", Kind.PER)) == 2)
        await until(pilot, lambda: "2 mentions" in facts(screen))


async def test_a_watched_name_is_kept_and_signed(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await card(pilot, desk, *RUBIO)
        await pilot.press("w")
        await until(pilot, lambda: "watched" in facts(screen))
        assert desk.who.watched() == {RUBIO}
        await pilot.press("w")
        await until(pilot, lambda: "watched" not in facts(screen))


async def who_pane(pilot: Pilot[None]) -> WhoPane:
    """The pane beside an open article, with the focus."""
    app = pilot.app
    assert isinstance(app, GlosseApp)
    await until(pilot, lambda: app.query("#who"))
    await pilot.press("enter")
    await until(pilot, lambda: app.library.panes.article.page and len(app.library.panes.article.page.mentions))
    await pilot.press("i")
    pane = app.library.panes.who
    await until(pilot, lambda: pane.list.rows)
    if not pane.list.has_focus:
        pane.list.focus()
        await pilot.pause()
    return pane


async def test_the_pane_lists_people_organisations_places_with_counts_and_jumps(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        pane = await who_pane(pilot)
        named = [(line.entity, len(line.places)) for line in pane.list.rows if isinstance(line, Named)]
        assert named[:2] == [("Marco Rubio", 2), ("Wolodymyr Selenskyj", 1)]
        view = pilot.app.library.panes.article  # type: ignore[attr-defined]
        first, second = (line for line in pane.list.rows if isinstance(line, Named)).__next__().places
        await pilot.press("enter")
        assert pane._at == first
        await pilot.press("n")
        assert pane._at == second
        await pilot.press("n")
        assert pane._at == first
        assert view.page is not None


async def test_the_pane_turns_to_the_marks_and_opens_cards(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        pane = await who_pane(pilot)
        await pilot.press("m")
        assert not pane.list.rows
        assert pane.border_title == "Marks"
        await pilot.press("m", "c")
        await until(pilot, lambda: isinstance(pilot.app.screen, EntityCard))


@pytest.mark.parametrize(
    ("at", "step", "place"), [(-1, 1, 3), (3, 1, 9), (9, 1, 3), (3, -1, 9), (9, -1, 3), (5, 1, 9), (5, -1, 3)]
)
def test_places_are_gone_through_round_and_round(at: int, step: int, place: int) -> None:
    assert next_place((3, 9), at, step) == place


async def test_the_day_that_a_date_means_has_a_card_with_the_articles_of_that_day(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "home", [article(1, "Am Samstag gab Marco Rubio 2 Millionen Euro.")])
    [found] = [desk.library.get(id_) for id_ in desk.library.ids(Query())]
    desk.mentions(found)
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        app = pilot.app
        assert isinstance(app, GlosseApp)
        await until(pilot, lambda: app.query("#who"))
        await pilot.press("enter")
        await until(
            pilot, lambda: app.library.panes.article.page and len(app.library.panes.article.page.mentions)
        )
        app.library.panes.article.go_to(found.text.index("Samstag"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MomentCard))
        assert str(app.screen.query_one("#moment-said", Static).content) == "Sat 1 Mar 2025"
        await until(pilot, lambda: app.screen.query_one(RowList).rows)
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, MomentCard))
        app.library.panes.article.go_to(found.text.index("Euro"))
        await pilot.press("enter")
        await until(pilot, lambda: app._notifications)
        assert [note.message for note in app._notifications] == ["2 Millionen Euro = 2\u202f000\u202f000"]


async def test_a_card_says_below_the_list_in_which_sentences_the_article_names_it(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await card(pilot, desk, *RUBIO)

        def preview() -> str:
            return str(screen.query_one("#card-preview", Static).content)

        await until(pilot, lambda: "reist nach Riad" in preview())
        await pilot.press("j")
        await until(pilot, lambda: "telefoniert" in preview())
        await pilot.press("2")
        await until(pilot, lambda: "both in" in preview())


async def test_names_that_are_likely_one_are_proposed_merged_by_a_key_and_two_again_by_u(
    tmp_path: Path,
) -> None:
    texts = ["Sergej Lawrow sprach in Riad.", "Sergei Lavrow sprach in Riad.", "Sergei Lavrow schwieg."]
    desk = make_desk(tmp_path / "home", [article(n, text) for n, text in enumerate(texts)])
    for id_ in desk.library.ids(Query()):
        desk.mentions(desk.library.get(id_))
    pair = ("Sergei Lavrow", "Sergej Lawrow")
    if len(desk.library.entities(name="sergej")) == 1:  # the recogniser knows him by all his spellings
        desk.who.correct(split("Sergej Lawrow", Kind.PER, pair[0]))
    assert desk.who.doubles.of(pair[0], Kind.PER) == [pair[1]]
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        await entities_screen(pilot)
        await pilot.press("equals_sign")
        await until(pilot, lambda: isinstance(pilot.app.screen, DoublesScreen))
        listed = pilot.app.screen.query_one("#doubles-list", RowList)
        await until(pilot, lambda: [(row.name, row.other) for row in listed.rows] == [pair])
        await pilot.press("M")
        await until(pilot, lambda: len(desk.library.naming(pair[0], Kind.PER)) == 3)
        await pilot.press("u")
        await until(pilot, lambda: len(desk.library.naming(pair[1], Kind.PER)) == 1 and listed.rows)
        await pilot.press("x")
        await until(pilot, lambda: desk.notebook.get_all("apart"))
        assert desk.who.doubles.all() == []
        assert desk.who.doubles.of(*pair[:1], Kind.PER) == []


@pytest.mark.parametrize(
    ("counts", "height", "lines"),
    [
        ([0, 1, 2, 4], 1, [" ▂▄█"]),
        ([0, 1, 2, 4], 2, ["   █", " ▄██"]),
        ([1, 100], 2, [" █", "▁█"]),
        ([0, 0], 2, ["  ", "  "]),
        ([], 1, [""]),
    ],
)
def test_counts_are_drawn_as_columns_and_what_is_there_can_be_seen(
    counts: list[int], height: int, lines: list[str]
) -> None:
    assert bars(counts, height) == lines
