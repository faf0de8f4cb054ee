"""What is typed into a note is never lost: the terminal closes, another text comes in, news arrive."""

import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from reader.domain.article import Article, Block
from reader.ui.app import GlosseApp
from reader.ui.screens.mark_dialogs import NoteOfMark
from reader.ui.widgets.note_editor import NoteEditor
from tests.articles import BODY, Reading, reading, set_article
from tests.screens import article, make_desk, until
from tests.terminal import Terminal, clean_env

URL = "https://example.org/hafen"
PUT_IN = "Gestern war Sturm. "


def newer(old: Article) -> Article:
    """`old` with a sentence put in before its first paragraph."""
    at = old.text.index(BODY[0])
    blocks = tuple(
        Block(b.kind, b.start + (b.start > at) * len(PUT_IN), b.end + (b.end > at) * len(PUT_IN))
        for b in old.blocks
    )
    return replace(old, text=old.text[:at] + PUT_IN + old.text[at:], blocks=blocks, inlines=())


async def come_in(r: Reading, what: Article) -> None:
    """Another text of the open article is stored, and the pane hears of it."""
    r.desk.add([what])
    r.pane.reload()
    await r.pilot.pause(0.3)


async def test_a_newer_text_waits_until_the_note_is_written(tmp_path: Path) -> None:
    old = set_article(*BODY, url=URL)
    async with reading(tmp_path, old) as r:
        r.at("Ein Schiff fährt")
        await r.press("a")
        await r.type("eins")
        await come_in(r, newer(old))
        assert r.text == old.text
        await r.type(" zwei")
        await r.press("enter")
        await until(r.pilot, lambda: r.text == newer(old).text)
        (mark,) = await r.until_marks(1)
        assert mark.note == "eins zwei"
        assert r.text[mark.start : mark.end] == mark.quote == "Ein Schiff fährt ein, und niemand sieht es."


async def test_a_mark_made_in_an_older_text_stands_on_its_words_in_the_newer_one(tmp_path: Path) -> None:
    old = set_article(*BODY, url=URL)
    async with reading(tmp_path, old) as r:
        r.at("Am Kai")
        r.desk.add([newer(old)])
        await r.press("m")
        await until(r.pilot, lambda: r.desk.notebook.marks())
        (mark,) = r.desk.notebook.marks()
        assert newer(old).text[mark.start : mark.end] == mark.quote == "Am Kai steht Jutta Brand."


async def test_articles_that_come_in_leave_the_editor_alone(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [article(1)])
    async with GlosseApp(desk).run_test(size=(140, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, GlosseApp)
        await until(pilot, lambda: app.whole and app.library.panes.article_list.keys)
        await pilot.press("enter")
        await until(pilot, lambda: app.library.panes.article.page is not None)
        await pilot.press("a", "e", "i", "n")
        desk.add([article(n) for n in range(2, 6)])
        await pilot.pause(1.2)
        await pilot.press("s")
        editor = app.library.panes.article.query_one(NoteEditor)
        assert app.focused is editor
        assert editor.text == "eins"
        await pilot.press("enter")
        await until(pilot, lambda: [mark.note for mark in desk.notebook.marks()] == ["eins"])


async def test_quitting_keeps_the_note_in_a_dialog(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [article(1)])
    mark = desk.marks.make(article(1), 0, 7)
    async with GlosseApp(desk).run_test(size=(100, 30)) as pilot:
        app = pilot.app
        assert isinstance(app, GlosseApp)
        await until(pilot, lambda: app.whole)
        await pilot.press("g", "m")
        await pilot.pause(0.3)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, NoteOfMark))
        await pilot.press("j", "a", "ctrl+q")
        await until(pilot, lambda: desk.notebook.mark(mark.id).note == "ja")


def test_a_terminal_that_is_closed_keeps_the_note(tmp_path: Path) -> None:
    make_desk(tmp_path, [article(1)], "seeds = false\n").close()
    argv = [sys.executable, "-m", "reader", "--home", str(tmp_path)]
    with Terminal(argv, clean_env(tmp_path / "user"), columns=120, rows=30, cwd=Path.cwd()) as terminal:
        terminal.wait_for("Bericht 1")
        terminal.settle(0.5)
        terminal.type("\r")
        terminal.wait_for("Im Hafen liegt")
        terminal.settle(0.3)
        terminal.type("ahalb")
        os.kill(terminal.pid, signal.SIGHUP)
        assert terminal.wait_exit() == 0
    marks = json.loads((tmp_path / "notebook.json").read_text(encoding="utf-8"))["marks"]
    assert [mark["note"] for mark in marks.values()] == ["halb"]
