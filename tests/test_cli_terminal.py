"""The command line on a terminal of its own: colours where they are wanted, tables that fit."""

import sys
from pathlib import Path

import pytest

from tests.glosse import Glosse
from tests.terminal import Terminal, clean_env

TEXT = "Ein Titel\n\nDie Ukraine und Präsident Wolodymyr Selenskyj stehen in diesem Satz.\n"


@pytest.fixture
def glosse(tmp_path: Path) -> Glosse:
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text("seeds = false\n")
    glosse = Glosse(home)
    [added] = glosse.json("add", "-", "--tag", "land", stdin=TEXT.encode())
    glosse.ok("mark", added["id"], "--quote", "diesem Satz", "--note", "Welchem?")
    return glosse


def on_terminal(glosse: Glosse, *words: str, **env: str) -> tuple[str, set[str]]:
    """What stands on the screen, and the colours of the letters and behind them."""
    argv = [sys.executable, "-m", "reader", "--home", str(glosse.home), *words]
    with Terminal(argv, clean_env(glosse.home, **env), columns=80, rows=30) as terminal:
        assert terminal.wait_exit() == 0
        cells = [cell for row in terminal.screen.buffer.values() for cell in row.values()]
        return terminal.text(), {cell.fg for cell in cells} | {cell.bg for cell in cells}


def test_show_has_names_and_marks_in_colour(glosse: Glosse) -> None:
    text, colours = on_terminal(glosse, "show", glosse.json("list")[0]["id"])
    assert "diesem Satz[1]" in text
    assert "[1] Welchem?" in text
    assert "people  organisations  places  other" in text
    assert len(colours) >= 5


def test_no_colour_is_shown_to_those_who_want_none(glosse: Glosse) -> None:
    for words in (
        ("show", glosse.json("list")[0]["id"]),
        ("list",),
        ("marks",),
        ("search", "Satz"),
        ("entities",),
    ):
        text, colours = on_terminal(glosse, *words, NO_COLOR="1")
        assert text.strip()
        assert colours == {"default"}


def test_the_list_fits_the_terminal_a_line_an_article(glosse: Glosse) -> None:
    text, _ = on_terminal(glosse, "list")
    [line] = text.strip().splitlines()
    assert "● " in line
    assert "Ein Titel #land" in line
