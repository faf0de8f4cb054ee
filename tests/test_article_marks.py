"""Writing in the margins, by keys: what the notebook then has."""

import os
import stat
from contextlib import nullcontext
from pathlib import Path

import pytest

from reader.domain.mark import Status
from reader.ui.widgets.line_bar import LineBar
from reader.ui.widgets.note_editor import NoteEditor
from tests.articles import PaneApp, reading
from tests.screens import until


async def test_a_sentence_is_marked_by_one_key(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Ein Schiff fährt")
        await r.press("m")
        (mark,) = await r.until_marks(1)
        assert mark.quote == "Ein Schiff fährt ein, und niemand sieht es."
        assert (mark.color, mark.note, mark.status) == ("yellow", "", Status.ANCHORED)
        assert r.text[mark.start : mark.end] == mark.quote


async def test_a_sentence_gets_a_note_by_two_keys_beside_the_text(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("a")
        await r.type("still .hafen")
        await r.press("enter")
        (mark,) = await r.until_marks(1)
        assert (mark.quote, mark.note, mark.tags) == ("Der Hafen schläft.", "still", ("hafen",))
        assert r.view.in_hand


async def test_mark_and_note_are_one_step_of_undo(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("a")
        await r.type("still")
        await r.press("enter")
        await r.until_marks(1)
        await r.press("u")
        await r.until_marks(0)


async def test_leaving_the_note_keeps_what_was_typed(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("a")
        await r.type("halb")
        await r.press("escape")
        (mark,) = await r.until_marks(1)
        assert mark.note == "halb"


async def test_leaving_an_empty_note_leaves_no_mark(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("a", "escape")
        assert r.drawn() == set()
        assert r.desk.notebook.marks(r.pane.article_id) == []


async def test_a_click_into_the_text_keeps_the_note(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("a")
        await r.type("halb")
        await r.pilot.click(r.view, offset=(10, 3))
        (mark,) = await r.until_marks(1)
        assert mark.note == "halb"


async def test_another_article_keeps_the_note(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("a")
        await r.type("halb")
        article = r.pane.article_id
        r.pane.clear()
        await until(r.pilot, lambda: r.desk.notebook.marks(article))
        assert r.desk.notebook.marks(article)[0].note == "halb"


@pytest.mark.parametrize("key", ["shift+enter", "alt+enter", "ctrl+j"])
async def test_a_note_has_lines(tmp_path: Path, key: str) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("a")
        await r.type("eins")
        await r.press(key)
        await r.type("zwei")
        await r.press("enter")
        assert (await r.until_marks(1))[0].note == "eins\nzwei"


async def test_a_on_a_mark_goes_on_with_its_note(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("m")
        await r.until_marks(1)
        await r.press("a")
        await r.type("eins")
        await r.press("enter")
        await until(r.pilot, lambda: r.desk.notebook.marks()[0].note == "eins")
        await r.press("enter")  # on a mark: its note
        await r.type(" zwei")
        await r.press("enter")
        await until(r.pilot, lambda: r.desk.notebook.marks()[0].note == "eins zwei")


async def test_a_note_may_begin_before_its_mark_is_written(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.pilot.press("m", "a", "x", "enter")
        (mark,) = await r.until_marks(1)
        await until(r.pilot, lambda: r.desk.notebook.marks()[0].note == "x")
        assert mark.quote == "Der Hafen schläft."


async def test_a_selection_is_marked_in_the_colour_of_its_key(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Ein Schiff")
        await r.press("v", "w", "w", "2")
        (mark,) = await r.until_marks(1)
        assert (mark.quote, mark.color) == ("Ein Schiff", "green")
        assert not r.view.place.selecting
        await r.press("3")
        await until(r.pilot, lambda: r.desk.notebook.marks()[0].color == "blue")
        r.at("Der Hafen")
        await r.press("m")
        assert {mark.color for mark in await r.until_marks(2)} == {"blue"}


async def test_v_takes_a_marks_range_and_m_puts_it_back_moved(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("a")
        await r.type("still")
        await r.press("enter")
        (mark,) = await r.until_marks(1)
        await r.press("v", ")", "m")
        await until(r.pilot, lambda: r.desk.notebook.mark(mark.id).end != mark.end)
        moved = r.desk.notebook.mark(mark.id)
        assert moved.quote == "Der Hafen schläft. Ein Schiff fährt ein, und niemand sieht es."
        assert moved.note == "still"
        await r.press("v", "o", "w", "m")  # the other end: its first word is given up
        await until(r.pilot, lambda: r.desk.notebook.mark(mark.id).start != mark.start)
        assert r.desk.notebook.mark(mark.id).quote.startswith("Hafen")


async def test_x_removes_and_u_brings_back(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("m")
        before = await r.until_marks(1)
        await r.press("x")
        await r.until_marks(0)
        await r.press("u")
        assert await r.until_marks(1) == before


async def test_a_sentence_is_not_marked_twice(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("m")
        await r.until_marks(1)
        await r.press("m", "m")
        await r.until_marks(1)


async def test_t_tags_the_mark_and_completes(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("a")
        await r.type(".diplomatie")
        await r.press("enter")
        await r.until_marks(1)
        r.desk.notebook.tag([r.pane.article_id], ["diplomatie"])
        bar = r.pane.query_one(LineBar)
        await r.press("t")
        assert bar.input.value == "diplomatie "
        await r.press(*["backspace"] * 11)
        await r.type("hafen see")
        await r.press("enter")
        await until(r.pilot, lambda: r.desk.notebook.marks()[0].tags == ("hafen", "see"))
        assert r.view.in_hand


async def test_leaving_the_tags_changes_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("m")
        await r.until_marks(1)
        await r.press("t")
        await r.type("hafen")
        await r.press("escape")
        assert r.view.in_hand
        assert r.desk.notebook.marks()[0].tags == ()


async def test_a_colour_gets_a_name(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await r.press("C")
        await r.type("claim")
        await r.press("enter")
        await until(r.pilot, lambda: r.desk.notebook.get_all("colors").get("yellow", {}).get("name") == "claim")
        assert r.view.look.name_of("yellow") == "claim"


async def test_the_whole_article_gets_a_note_from_anywhere(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Die Quelle")
        await r.press("+")
        await r.type("gut")
        await r.press("enter")
        (mark,) = await r.until_marks(1)
        assert (mark.quote, mark.note, mark.title) == ("", "gut", "Ein Schiff am Morgen")
        await r.press("+")
        assert r.pane.query_one(NoteEditor).text == "gut"
        await r.press(*["backspace"] * 3, "enter")
        await r.until_marks(0)


async def test_overlapping_marks_are_walked_through(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Ein Schiff")
        await r.press("m")
        await r.press("v", "v", "w", "2")
        marks = {mark.color: mark.id for mark in await r.until_marks(2)}
        body = r.pane.query_one("ArticleBody")
        r.at("Ein Schiff")
        assert body.marker.here.id == marks["green"]  # type: ignore[attr-defined]
        await r.press("M")
        assert body.marker.here.id == marks["yellow"]  # type: ignore[attr-defined]
        await r.press("x")
        (left,) = await r.until_marks(1)
        assert left.id == marks["green"]


async def test_the_quote_and_the_citation_are_copied(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("y")
        assert r.pilot.app.clipboard == "Der Hafen schläft."
        await r.press("Y")
        assert "Der Hafen schläft." in r.pilot.app.clipboard
        assert "Tagesblatt" in r.pilot.app.clipboard


async def test_what_another_process_writes_is_drawn(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        assert r.view.page is not None
        mark = r.desk.marks.make(r.view.page.article, 8, 11, note="von außen")
        assert await r.until_marks(1) == [mark]


async def test_a_citation_asked_for_again_comes_in_the_next_style(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        r.at("Der Hafen")
        await r.press("v", "w", "Y")
        assert r.app.clipboard.startswith("„Der“ – ")
        await r.press("Y")
        assert r.app.clipboard.startswith("> Der\n")
        await until(r.pilot, lambda: 'citation = "markdown"' in r.desk.home.config.read_text(encoding="utf-8"))


@pytest.fixture
def _no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no terminal that would have to be given over to an editor."""
    monkeypatch.setattr(PaneApp, "suspend", lambda _: nullcontext())


@pytest.fixture
def editor(tmp_path: Path) -> Path:
    """An editor that appends a line."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\necho "aus dem Editor" >> "$1"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script


@pytest.mark.usefixtures("_no_terminal")
async def test_the_note_goes_through_the_persons_editor(tmp_path: Path, editor: Path) -> None:
    async with reading(tmp_path, settings=f'editor = "{editor}"') as r:
        r.at("Der Hafen")
        await r.press("E")
        (mark,) = await r.until_marks(1)
        assert mark.note == "aus dem Editor"


@pytest.mark.usefixtures("_no_terminal")
async def test_an_editor_that_is_not_there_is_named(tmp_path: Path) -> None:
    async with reading(tmp_path, settings='editor = "/nirgends/ed"') as r:
        r.at("Der Hafen")
        await r.press("E")
        assert await r.until_marks(0) == []
        assert r.app.errors == ["The editor /nirgends/ed does not start: No such file or directory."]


def test_the_editor_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.domain.errors import InputError
    from reader.ui.outer_editor import command

    monkeypatch.setattr(os, "environ", {"EDITOR": "vi -R"})
    assert command("") == ["vi", "-R"]
    assert command("nano") == ["nano"]
    monkeypatch.setattr(os, "environ", {})
    with pytest.raises(InputError, match=r"\$EDITOR"):
        command("")


def test_alt_enter_is_told_from_enter_as_terminals_write_it() -> None:
    from textual._xterm_parser import XTermParser

    parser = XTermParser(debug=False)
    keys = [getattr(event, "key", "") for event in parser.feed("\x1b\rx")]
    assert keys == ["alt+enter", "x"]
