"""A first day with the program, by keyboard, in a terminal: what was done is there the next day."""

import subprocess
import sys
from pathlib import Path

from tinydb import TinyDB

from tests.terminal import Terminal, clean_env

READER = [sys.executable, "-m", "reader"]
NOTE = "Wer lädt ein? Riad hat schon vermittelt."


def opened(home: Path, columns: int = 140) -> Terminal:
    env = clean_env(home / "user", GLOSSE_HOME=str(home))
    return Terminal(READER, env, columns=columns, cwd=Path.cwd())


def test_three_articles_are_read_one_is_marked_and_tagged_and_all_is_there_after_a_restart(
    tmp_path: Path,
) -> None:
    with opened(tmp_path) as terminal:
        terminal.wait_for("Ein Monat am Telefon", "All 12")
        terminal.type("G")
        terminal.type("\r")
        terminal.wait_for("Brussels picks bourbon, motorcycles and soybeans")
        terminal.wait_for("All 11")  # it counts as read after a second
        terminal.type("N")
        terminal.wait_for("All 10")
        terminal.type("N")
        terminal.wait_for("All 9")
        terminal.type("))a")
        terminal.type(f"{NOTE} .frage", settle=False)
        terminal.wait_for(".frage")
        terminal.type("\r")
        terminal.wait_for("#frage")
        terminal.type("T")
        terminal.settle()
        terminal.type("1a\r")
        terminal.wait_for("    1a ")
        terminal.type("q")
        terminal.settle()
        terminal.type("q")
        assert terminal.wait_exit() == 0

    tables = TinyDB(tmp_path / "notebook.json")
    (mark,) = tables.table("marks").all()
    assert mark["note"] == NOTE
    assert mark["tags"] == ["frage"]
    assert mark["quote"]
    assert mark["title"]
    assert sum(bool(state.get("read")) for state in tables.table("articles").all()) == 3
    assert [state["tags"] for state in tables.table("articles").all() if "1a" in state.get("tags", ())]

    with opened(tmp_path) as terminal:
        terminal.wait_for("All 9", "    1a ", "#frage", "Wer lädt ein?")
        terminal.type("q")
        terminal.settle()
        terminal.type("q")


def test_without_a_terminal_the_list_is_printed_with_one_line_on_how_to_open_the_reader(tmp_path: Path) -> None:
    env = clean_env(tmp_path / "user", GLOSSE_HOME=str(tmp_path))
    done = subprocess.run(READER, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert "Ein Monat am Telefon" in done.stdout
    assert len(done.stderr.splitlines()) == 1
    assert "terminal" in done.stderr
