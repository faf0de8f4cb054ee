"""The screen of marks and the daily review, by their keys; the notebook is looked at afterwards."""

import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from reader.desk import Desk
from reader.desk.marks import MarkRow
from reader.domain.article import Article
from reader.domain.mark import Mark, Status
from reader.ui.app import GlosseApp
from reader.ui.mark_rows import Heading
from reader.ui.screens.mark_dialogs import AttachMark, NoteOfMark, TagMarks
from reader.ui.screens.marks import MarksScreen
from reader.ui.screens.review import ReviewScreen
from reader.ui.widgets.passage import surroundings
from tests.screens import article, make_desk, until

SIZE = (120, 36)
ONE = article(1, "Die Bahn fährt wieder. Die Stadt zahlt. Niemand klagt.")
TWO = article(2, "Storms move east. The coast waits for the wind.", language="en")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "home", [ONE, TWO])


def on(desk: Desk, words: str, in_: Article = ONE, days: int = 0, **more: object) -> Mark:
    """A mark on `words`, made so many days ago."""
    start = in_.text.index(words)
    made = desk.marks.make(in_, start, start + len(words), **more)  # type: ignore[arg-type]
    made = replace(made, created=made.created - timedelta(days=days))
    desk.notebook.put_marks([made], step=False)
    return made


async def marks_screen(pilot: Pilot[None], number: int) -> MarksScreen:
    """The screen of marks, opened by its keys, when it lists `number` of them."""
    await pilot.press("g", "m")
    await until(pilot, lambda: isinstance(pilot.app.screen, MarksScreen))
    screen = pilot.app.screen
    assert isinstance(screen, MarksScreen)
    await until(pilot, lambda: len(quotes(screen)) == number)
    return screen


def quotes(screen: MarksScreen) -> list[str]:
    return [row.mark.quote or row.mark.note for row in screen.book.listing.rows if isinstance(row, MarkRow)]


def headings(screen: MarksScreen) -> list[str]:
    return [row.name for row in screen.book.listing.rows if isinstance(row, Heading)]


def shown(widget: object) -> str:
    assert isinstance(widget, Static)
    return str(widget.content)


async def test_marks_stand_under_their_articles_and_enter_jumps_to_one(desk: Desk) -> None:
    on(desk, "Die Stadt zahlt.", days=2)
    on(desk, "Die Bahn fährt wieder.", days=1)
    on(desk, "Storms", TWO)
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await marks_screen(pilot, 3)
        assert headings(screen) == ["Bericht 2", "Bericht 1"]
        assert quotes(screen) == ["Storms", "Die Bahn fährt wieder.", "Die Stadt zahlt."]
        await pilot.press("j", "j", "enter")
        app = pilot.app
        assert isinstance(app, GlosseApp)
        await until(pilot, lambda: app.screen is app.library)
        await until(pilot, lambda: app.library.panes.article.article_id == ONE.id)
        await until(pilot, lambda: app.library.panes.article.page is not None)


async def test_a_key_groups_them_by_day_by_tag_and_by_colour(desk: Desk) -> None:
    on(desk, "Die Bahn", days=1, tags=["verkehr", "a"])
    on(desk, "Storms", TWO, color="blue")
    desk.notebook.put("colors", "blue", {"name": "claim"})
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await marks_screen(pilot, 2)
        await pilot.press("o")
        assert len(headings(screen)) == 2
        assert all(name.endswith("2026") or "20" in name for name in headings(screen))
        await pilot.press("o")
        assert headings(screen) == ["#a", "#verkehr", "Without a tag"]
        await pilot.press("o")
        assert headings(screen) == ["yellow", "blue · claim"]
        await pilot.press("o")
        assert headings(screen) == ["Bericht 2", "Bericht 1"]


async def test_the_filter_narrows_while_one_types_and_tells_what_is_wrong(desk: Desk) -> None:
    on(desk, "Die Bahn", color="blue", note="seit wann?")
    on(desk, "Storms", TWO)
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await marks_screen(pilot, 2)
        await pilot.press("slash", *"color:blue")
        await until(pilot, lambda: quotes(screen) == ["Die Bahn"])
        await pilot.press("enter")
        await until(pilot, lambda: screen.book.listing.has_focus)
        await pilot.press("slash", *" nichts")
        await until(pilot, lambda: bool(screen.query_one("#mark-empty").display))
        screen.query_one(Input).value = "color:mauve"
        await pilot.press("enter")
        await until(pilot, lambda: bool(pilot.app._notifications))
        assert screen.query_one(Input).has_focus
        await pilot.press("escape")
        screen.query_one(Input).value = ""
        await until(pilot, lambda: len(quotes(screen)) == 2)
        assert pilot.app.screen is screen


async def test_keys_typed_in_the_filter_do_nothing_to_marks(desk: Desk) -> None:
    on(desk, "Die Bahn")
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await marks_screen(pilot, 1)
        await pilot.press("slash", "b", "home", "delete", "d", "x", "1", "delete")
        assert screen.query_one(Input).value == "dx1"
        await pilot.pause(0.1)
        assert [mark.color for mark in desk.notebook.marks()] == ["yellow"]


async def test_the_surroundings_of_the_mark_are_shown(desk: Desk) -> None:
    on(desk, "Die Stadt zahlt.", note="prüfen .zahl")
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await marks_screen(pilot, 1)
        passage = screen.query_one("#mark-passage")
        await until(pilot, lambda: "Die Bahn fährt wieder. Die Stadt zahlt. Niemand klagt." in shown(passage))
        assert "prüfen" in shown(passage)
        assert "#zahl" in shown(passage)
        assert "Tagesblatt" in shown(passage)
        await pilot.press("p")
        assert not screen.query_one("#mark-preview").display


async def test_several_are_tagged_recoloured_and_deleted_with_one_undo_each(desk: Desk) -> None:
    for words in ("Die Bahn", "Die Stadt", "Niemand"):
        on(desk, words)
    before = desk.notebook.marks()
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await marks_screen(pilot, 3)
        await pilot.press("x", "x", "3")
        await until(pilot, lambda: [m.color for m in desk.notebook.marks()] == ["blue", "blue", "yellow"])
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, TagMarks))
        await pilot.press(*"a b", "enter")
        await until(pilot, lambda: [m.tags for m in desk.notebook.marks()] == [("a", "b"), ("a", "b"), ()])
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("d")
        await until(pilot, lambda: len(desk.notebook.marks()) == 1)
        await until(pilot, lambda: quotes(screen) == ["Niemand"])
        for _ in range(3):
            await pilot.press("u")
        await until(pilot, lambda: desk.notebook.marks() == before)
        await until(pilot, lambda: len(quotes(screen)) == 3)


async def test_all_that_are_shown_are_picked_and_let_go_again(desk: Desk) -> None:
    on(desk, "Die Bahn")
    on(desk, "Storms", TWO)
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await marks_screen(pilot, 2)
        await pilot.press("X")
        assert len(screen.book.chosen) == 2
        await pilot.press("X")
        assert len(screen.book.chosen) == 1


async def test_one_mark_has_exactly_the_tags_of_the_line(desk: Desk) -> None:
    on(desk, "Die Bahn", tags=["alt"])
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        await marks_screen(pilot, 1)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, TagMarks))
        pilot.app.screen.query_one(Input).value = "neu"
        await pilot.press("enter")
        await until(pilot, lambda: desk.notebook.marks()[0].tags == ("neu",))


async def test_a_note_is_written_in_the_screen_of_marks(desk: Desk) -> None:
    mark = on(desk, "Die Bahn", note="eins")
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        await marks_screen(pilot, 1)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteOfMark))
        await pilot.press("space", "z", "w", "e", "i", "space", ".", "b", "a", "h", "n", "enter")
        await until(pilot, lambda: desk.notebook.mark(mark.id).note == "eins zwei")
        assert desk.notebook.mark(mark.id).tags == ("bahn",)
        await until(pilot, lambda: isinstance(pilot.app.screen, MarksScreen))
        await pilot.press("u")
        await until(pilot, lambda: desk.notebook.mark(mark.id).note == "eins")


async def test_a_note_that_is_left_keeps_what_was_typed(desk: Desk) -> None:
    mark = on(desk, "Die Bahn")
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        await marks_screen(pilot, 1)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteOfMark))
        await pilot.press("j", "a", "escape")
        await until(pilot, lambda: desk.notebook.mark(mark.id).note == "ja")


async def test_what_lost_its_place_comes_first_and_is_attached_to_the_likest_sentence(desk: Desk) -> None:
    on(desk, "Storms", TWO)
    lost = on(desk, "Niemand klagt.", days=3)
    desk.notebook.put_marks(
        [replace(lost, status=Status.ORPHAN, quote="Die Stadt zahlte nichts.", start=400, end=424)], step=False
    )
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await marks_screen(pilot, 2)
        assert headings(screen)[0].startswith("Without a place")
        await pilot.press("@")
        await until(pilot, lambda: isinstance(pilot.app.screen, AttachMark))
        await pilot.pause(0.2)
        await pilot.press("enter")
        await until(pilot, lambda: desk.notebook.mark(lost.id).status is Status.ANCHORED)
        assert desk.notebook.mark(lost.id).quote == "Die Stadt zahlt."
        await until(pilot, lambda: headings(screen) == ["Bericht 2", "Bericht 1"])


async def test_an_uncertain_mark_is_confirmed_by_a_key(desk: Desk) -> None:
    made = on(desk, "Die Stadt zahlt.")
    desk.notebook.put_marks([replace(made, status=Status.UNCERTAIN, quote="Die Stadt zahlte.")], step=False)
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await marks_screen(pilot, 1)
        assert headings(screen)[0].startswith("Uncertain")
        passage = screen.query_one("#mark-passage")
        await until(pilot, lambda: "The mark was on: “Die Stadt zahlte.”" in shown(passage))
        await pilot.press("c")
        await until(pilot, lambda: desk.notebook.mark(made.id).status is Status.ANCHORED)


async def test_the_quote_and_the_citation_are_copied(desk: Desk) -> None:
    on(desk, "Die Bahn")
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        await marks_screen(pilot, 1)
        await pilot.press("y")
        assert pilot.app.clipboard == "Die Bahn"
        await pilot.press("Y")
        await until(pilot, lambda: "https://example.org/1" in pilot.app.clipboard)


async def test_a_mark_whose_article_is_gone_stays_and_cannot_be_jumped_to(desk: Desk) -> None:
    on(desk, "Die Bahn")
    desk.library.remove([ONE.id])
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await marks_screen(pilot, 1)
        await pilot.press("enter")
        await until(pilot, lambda: bool(pilot.app._notifications))
        assert pilot.app.screen is screen
        await until(pilot, lambda: "or no longer" in shown(screen.query_one("#mark-passage")))


async def test_without_marks_the_screen_says_how_to_make_one(desk: Desk) -> None:
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await marks_screen(pilot, 0)
        await until(pilot, lambda: bool(screen.query_one("#mark-empty").display))
        assert "m marks a sentence" in shown(screen.query_one("#mark-empty"))
        await pilot.press("x", "d", "o", "a", "c", "q")
        await until(pilot, lambda: pilot.app.screen is not screen)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 50)])
async def test_every_size_shows_the_list(desk: Desk, size: tuple[int, int]) -> None:
    on(desk, "Die Bahn", note="eine Anmerkung 👩‍👩‍👧 世界", tags=["x"])
    async with GlosseApp(desk).run_test(size=size) as pilot:
        screen = await marks_screen(pilot, 1)
        assert screen.book.listing.size.height >= 2
        for y in range(screen.book.listing.size.height):
            strip = screen.book.listing.render_line(y)
            assert strip.cell_length == screen.book.listing.scrollable_content_region.width


async def test_ten_thousand_marks_open_filter_and_group_without_a_pause(desk: Desk) -> None:
    made = on(desk, "Die Bahn")
    marks = [
        replace(
            made, id=f"{n:015x}", note=f"note {n}", tags=(f"t{n % 40}",), created=made.created - timedelta(n)
        )
        for n in range(1, 10_000)
    ]
    desk.notebook.put_marks(marks, step=False)
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await marks_screen(pilot, 10_000)
        begun = time.thread_time()
        screen.action_group()
        assert time.thread_time() - begun < 1  # 0.1 s where nothing else runs
        assert len(headings(screen)) > 9000
        await pilot.press("slash", *"note:4711")
        await until(pilot, lambda: len(quotes(screen)) == 1, patience=20)


def test_surroundings_are_the_paragraph_cut_at_words_where_it_is_long() -> None:
    long = article(3, "Anfang. " + "Wort " * 200 + "Mitte steht hier. " + "Wort " * 200 + "Ende.")
    at = long.text.index("Mitte")
    made = Mark("1", long.id, at, at + 17, long.text[at : at + 17], "", "", long.added, long.added)
    text, start, end = surroundings(long, made)
    assert text[start:end] == "Mitte steht hier."
    assert text.startswith("… Wort")
    assert text.endswith("Wort …")
    assert len(text) < 1000
    whole, start, end = surroundings(ONE, replace(made, start=ONE.text.index("Die Stadt"), end=len(ONE.text)))
    assert whole == "Die Bahn fährt wieder. Die Stadt zahlt. Niemand klagt."


async def review_screen(pilot: Pilot[None]) -> ReviewScreen:
    await pilot.press("g", "r")
    await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen))
    screen = pilot.app.screen
    assert isinstance(screen, ReviewScreen)
    return screen


async def test_a_review_shows_marks_one_by_one_and_keeps_what_is_said_of_them(desk: Desk) -> None:
    made = {on(desk, words, days=2).id for words in ("Die Bahn", "Die Stadt", "Niemand")}
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await review_screen(pilot)
        await until(pilot, lambda: screen.current is not None)
        passage = screen.query_one("#review-passage")
        seen: list[str] = []
        for key in "kaf":
            assert screen.current is not None
            seen.append(screen.current.id)
            await until(pilot, lambda: screen.current is not None and screen.current.quote in shown(passage))
            await pilot.press(key)
            await until(pilot, lambda: len(desk.notebook.get_all("review")) == len(seen))
        assert set(seen) == made
        review = desk.notebook.get_all("review")
        assert review[seen[0]]["due"] > review[seen[1]]["due"]
        assert review[seen[2]]["let_go"]
        await until(pilot, lambda: bool(screen.query_one("#review-done").display))
        assert "That is all" in shown(screen.query_one("#review-done"))


async def test_undo_brings_a_reviewed_mark_back_and_another_handful_can_be_had(desk: Desk) -> None:
    for words in ("Die Bahn", "Die Stadt", "Niemand"):
        on(desk, words, days=2)
    app = GlosseApp(replace_config(desk, 2))
    async with app.run_test(size=SIZE) as pilot:
        screen = await review_screen(pilot)
        await until(pilot, lambda: screen.current is not None)
        first = screen.current
        await pilot.press("k")
        await until(pilot, lambda: len(desk.notebook.get_all("review")) == 1)
        await pilot.press("u")
        await until(pilot, lambda: screen.current == first)
        await pilot.press("k", "k")
        await until(pilot, lambda: "m brings another handful" in shown(screen.query_one("#review-done")))
        await until(pilot, lambda: len(desk.notebook.get_all("review")) == 2)
        await pilot.press("m")
        await until(pilot, lambda: screen.current is not None)
        await pilot.press("o")
        await until(pilot, lambda: app.screen is app.library)
        await until(pilot, lambda: app.library.panes.article.article_id == ONE.id)


def replace_config(desk: Desk, review: int) -> Desk:
    desk.config = replace(desk.config, review=review)
    return desk


async def test_with_nothing_due_the_review_says_so(desk: Desk) -> None:
    on(desk, "Die Bahn")
    async with GlosseApp(desk).run_test(size=SIZE) as pilot:
        screen = await review_screen(pilot)
        await until(pilot, lambda: "Nothing to review" in shown(screen.query_one("#review-done")))
        await pilot.press("k", "n", "m", "q")
        await until(pilot, lambda: pilot.app.screen is not screen)
