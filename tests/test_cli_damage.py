"""Damaged files and files of a newer Glosse: named, left byte for byte, mended only when asked."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.glosse import Glosse, one_sentence


@pytest.fixture
def glosse(used_home: Path, tmp_path: Path) -> Glosse:
    return Glosse(Path(shutil.copytree(used_home, tmp_path / "home")))


def damaged_library(home: Path) -> None:
    path = home / "library.db"
    path.write_bytes(b"This is no database at all. " * 400)


def library_cut_off(home: Path) -> None:
    path = home / "library.db"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def newer_library(home: Path) -> None:
    with sqlite3.connect(home / "library.db") as db:
        db.execute("PRAGMA user_version = 9999")
    db.close()


def damaged_notebook(home: Path) -> None:
    path = home / "notebook.json"
    path.write_bytes(path.read_bytes()[:-4] + b"\x00" * 40)


def notebook_of_another_kind(home: Path) -> None:
    (home / "notebook.json").write_text('["no", "TinyDB"]')


def newer_notebook(home: Path) -> None:
    path = home / "notebook.json"
    document = json.loads(path.read_text())
    for record in document["notebook"].values():
        if "schema" in record:
            record["schema"] = 9999
    path.write_text(json.dumps(document))


SPOILT = [
    damaged_library,
    library_cut_off,
    newer_library,
    damaged_notebook,
    notebook_of_another_kind,
    newer_notebook,
]


@pytest.mark.parametrize("spoil", SPOILT)
@pytest.mark.parametrize("words", [("list",), ("stats",), ("tag", "0", "y"), ()])
def test_a_damaged_or_newer_file_is_named_and_left_byte_for_byte(
    glosse: Glosse, spoil: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    spoil(glosse.home)
    before = glosse.files()
    done = glosse(*words)
    one_sentence(done)
    assert ("library" if "library" in spoil.__name__ else "notebook") in done.err
    assert {name: data for name, data in glosse.files().items() if name in before} == before


@pytest.mark.parametrize("spoil", SPOILT)
def test_check_names_what_is_wrong_and_touches_nothing(glosse: Glosse, spoil: Callable[[Path], None]) -> None:
    spoil(glosse.home)
    before = glosse.files()
    done = glosse("check", "--json")
    assert done.code == 1
    assert '"ok": false' in done.out
    assert "Traceback" not in done.err
    assert {name: data for name, data in glosse.files().items() if name in before} == before


def test_check_repair_makes_a_damaged_notebook_one_that_opens(glosse: Glosse) -> None:
    damaged_notebook(glosse.home)
    glosse("check", "--repair")
    assert glosse.json("check")["ok"] is True
    assert len(glosse.json("list")) == 1
    assert len(glosse.json("marks")) == 1


def test_check_repair_makes_a_damaged_library_one_that_opens_and_leaves_the_notebook(glosse: Glosse) -> None:
    damaged_library(glosse.home)
    notebook = glosse.files()["notebook.json"]
    glosse("check", "--repair")
    assert glosse.json("check")["ok"] is True
    assert glosse.json("list") == []
    assert glosse.files()["notebook.json"] == notebook
    assert any("no database" in data.decode("latin-1") for data in glosse.files().values())
