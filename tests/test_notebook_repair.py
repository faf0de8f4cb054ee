"""What `check` says of a notebook's files, and what `repair` makes of them."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from reader.domain.errors import Damaged, StoreError, TooNew
from reader.domain.mark import Mark, Status
from reader.store.notebook import Notebook, check, disk, repair

A, B = "a" * 15, "b" * 15
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def mark(number: int, **fields: Any) -> Mark:
    made = Mark(
        f"{number:015x}", A, number, number + 4, f"word {number}", "", "", NOW, NOW, note=f'note "{number}": {{'
    )
    return replace(made, **fields)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A notebook with yesterday's backup (marks 0 to 4), today's marks (5 to 9), and a removed one (0)."""
    path = tmp_path / "notebook.json"
    notebook = Notebook(path)
    notebook.put_marks([mark(number) for number in range(5)])
    notebook.set([A], read=True)
    notebook.close()
    backup = tmp_path / "notebook-backups" / "notebook-2026-11-23.json"
    for made in backup.parent.iterdir():
        made.unlink()
    backup.write_bytes(path.read_bytes())
    notebook = Notebook(path)
    notebook.put_marks([mark(number) for number in range(5, 10)])
    notebook.remove_marks([mark(0).id])
    notebook.close()
    return path


def test_a_sound_notebook_has_no_problems_and_repairing_it_does_nothing(path: Path) -> None:
    Notebook(path).tag([A], ["in the journal"])
    before = {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    assert check(path) == []
    assert repair(path) == []
    assert {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()} == before


def test_where_there_is_no_notebook_there_is_no_problem(tmp_path: Path) -> None:
    assert check(tmp_path / "notebook.json") == []
    assert repair(tmp_path / "notebook.json") == []
    assert list(tmp_path.iterdir()) == []


def test_a_change_that_a_killed_program_did_not_finish_is_no_problem(path: Path) -> None:
    Notebook(path).tag([A], ["x"])
    journal = path.with_suffix(".journal")
    journal.write_bytes(journal.read_bytes()[:-5])
    assert check(path) == []


SPOILERS: dict[str, Callable[[bytes], bytes]] = {
    "cut in the middle": lambda data: data[: len(data) // 2],
    "a byte gone": lambda data: data.replace(b'": {"id"', b'" {"id"', 1),
    "zeros inside": lambda data: data[:400] + bytes(300) + data[700:],
    "emptied": lambda data: b"",
    "nothing but zeros": lambda data: bytes(len(data)),
    "its head gone": lambda data: data[200:],
}


@pytest.mark.parametrize("spoil", SPOILERS.values(), ids=SPOILERS.keys())
def test_a_damaged_file_is_put_together_from_what_is_whole_and_the_backup(
    path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    spoiled = spoil(path.read_bytes())
    path.write_bytes(spoiled)
    with pytest.raises(Damaged):
        Notebook(path)
    [problem] = check(path)
    assert "damaged" in problem
    said = repair(path)
    assert "it is kept as notebook-backups/notebook-damaged-" in said[0]
    assert any("taken from the backup notebook-" in sentence for sentence in said)
    kept = list(path.parent.rglob("*damaged*"))
    assert [p.read_bytes() for p in kept] == [spoiled]
    assert check(path) == []
    found = Notebook(path).marks()
    assert {m.id for m in found} >= {mark(number).id for number in range(1, 5)}
    assert all(m == mark(int(m.id, 16)) for m in found)
    assert Notebook(path).state(A).read
    with TinyDB(path) as db:
        assert len(db.table("marks")) == len(found)


def test_wherever_a_byte_is_damaged_at_most_one_record_falls_back(path: Path) -> None:
    whole = path.read_bytes()
    notebook = Notebook(path)
    expected = set(notebook.marks())
    for at in random.Random(3).sample(range(len(whole)), 60):
        path.write_bytes(whole[:at] + b"\x00" + whole[at + 1 :])
        assert repair(path)
        lost = expected - set(Notebook(path).marks())
        assert len(lost) <= 1, (at, lost)
        Notebook(path).close()


def test_a_file_without_backup_is_put_together_from_itself(path: Path) -> None:
    for backup in (path.parent / "notebook-backups").iterdir():
        backup.unlink()
    path.write_bytes(path.read_bytes()[:-30])
    repair(path)
    assert len(Notebook(path).marks()) >= 8


def test_a_tinydb_file_on_one_line_is_salvaged_too(tmp_path: Path) -> None:
    path = tmp_path / "notebook.json"
    with TinyDB(path) as db:
        db.table("feeds").insert_multiple({"n": n, "text": 'a "1": { b'} for n in range(20))
    path.write_bytes(path.read_bytes()[:-40])
    repair(path)
    with TinyDB(path) as db:
        assert [d["n"] for d in db.table("feeds").all()] == list(range(19))


def test_the_journal_of_a_damaged_file_is_brought_in(path: Path) -> None:
    notebook = Notebook(path)
    notebook.put_marks([mark(3, note="newer than all")])
    notebook.set([B], starred=True)
    path.write_bytes(path.read_bytes()[:100])
    repair(path)
    assert Notebook(path).mark(mark(3).id).note == "newer than all"
    assert Notebook(path).state(B).starred


def test_a_missing_file_is_put_together_from_backup_and_journal(path: Path) -> None:
    Notebook(path).set([B], starred=True)
    path.unlink()
    assert "missing" in check(path)[0]
    assert "missing" in repair(path)[0]
    assert check(path) == []
    assert Notebook(path).state(B).starred
    assert len(Notebook(path).marks()) == 5


def test_a_damaged_journal_is_read_on_both_sides_of_its_damage(path: Path) -> None:
    notebook = Notebook(path)
    for number in range(10, 16):
        notebook.put_marks([mark(number)])
    journal = path.with_suffix(".journal")
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:3], lines[3].replace(b"yellow", b"yell0w"), *lines[4:]]))
    [problem] = check(path)
    assert "3 changes behind that can still be read" in problem
    assert repair(path)
    assert check(path) == []
    assert {m.start for m in Notebook(path).marks()} == {*range(1, 12), *range(13, 16)}


def test_an_open_program_takes_over_what_was_repaired(path: Path) -> None:
    notebook = Notebook(path)
    notebook.put_marks([mark(20)])
    journal = path.with_suffix(".journal")
    with journal.open("ab") as file:
        file.write(b"what is this?\n")
    assert repair(path)
    notebook.put_marks([mark(21)])
    assert {m.start for m in Notebook(path).marks()} == {*range(1, 10), 20, 21}


BAD: list[tuple[str, str, dict[str, Any]]] = [
    ("articles", "5", {"id": "not five", "read": True}),
    ("articles", str(int(A, 16)), {"id": A, "read": "yes", "place": "far", "starred": True}),
    ("articles", "x7", {"id": A}),
    ("marks", "70007", {"note": "all that is left", "tags": ["a", 5]}),
    (
        "marks",
        str(int("1" * 15, 16)),
        {"id": "1" * 15, "article": 5, "start": "x", "created": "never", "note": "kept"},
    ),
    ("marks", "70009", {"id": "f" * 15, "note": "kept", "edits": "what?", "notes": [1]}),
    ("removed", "3", {"table": "marks"}),
    ("searches", "4", {"key": "a", "former": 5}),
    ("searches", "4", {"key": "a", "text": "half \ud800"}),
]


@pytest.mark.parametrize(
    ("table", "id_", "document"), BAD, ids=lambda value: str(value)[:30].encode("ascii", "replace").decode()
)
def test_documents_that_make_no_sense_are_named_and_mended_without_losing_a_word(
    path: Path, table: str, id_: str, document: dict[str, Any]
) -> None:
    data = json.loads(path.read_bytes())
    data.setdefault(table, {})[id_] = document
    path.write_text(json.dumps(data))
    before = path.read_bytes()
    Notebook(path).marks()  # opens all the same
    [problem] = check(path)
    assert problem.startswith(f"Document {id_} of the table {table} ")
    said = repair(path)
    assert any(sentence.startswith("Mended") for sentence in said)
    assert check(path) == []
    assert before in [p.read_bytes() for p in path.parent.rglob("*damaged*")]
    notes = [m.note for m in Notebook(path).marks()]
    if "note" in document:
        assert document["note"] in notes
    assert len(notes) >= 9


def test_a_mark_that_lost_its_place_becomes_an_orphan(path: Path) -> None:
    data = json.loads(path.read_bytes())
    data["marks"]["70007"] = {"note": "all that is left"}
    path.write_text(json.dumps(data))
    repair(path)
    [mended] = [m for m in Notebook(path).marks() if m.note == "all that is left"]
    assert mended.status is Status.ORPHAN


def test_a_mark_that_cannot_be_read_does_not_hide_the_others(path: Path) -> None:
    data = json.loads(path.read_bytes())
    data["marks"]["70007"] = {"note": "all that is left"}
    path.write_text(json.dumps(data))
    notebook = Notebook(path)
    assert len(notebook.marks()) == 9
    assert "glosse check" in notebook.warnings[0]


def test_a_newer_glosses_file_is_not_repaired(path: Path) -> None:
    path.write_text('{"notebook": {"1": {"schema": 99}}}')
    assert "newer" in check(path)[0]
    with pytest.raises(TooNew):
        repair(path)
    assert path.read_text() == '{"notebook": {"1": {"schema": 99}}}'


def test_a_repair_that_cannot_be_written_leaves_the_damaged_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    spoiled = path.read_bytes()[:-30]
    path.write_bytes(spoiled)
    monkeypatch.setattr(disk, "rename", full)
    with pytest.raises(StoreError, match="No space left"):
        repair(path)
    assert path.read_bytes() == spoiled
