"""The journal: cut anywhere, with any byte flipped, it gives a state that the notebook was in."""

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from reader.store.notebook import Notebook, check, repair
from reader.store.notebook.journal import Head, entry_line, head_line, read
from reader.store.notebook.ledger import Op

A = "a" * 15
States = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[States]]:
    """A notebook as a killed program leaves it, and every state it was in since it was folded."""
    folder = tmp_path_factory.mktemp("written")
    notebook = Notebook(folder / "notebook.json")
    notebook.put("numbers", "0", {"n": 0})
    notebook.db.ledger.fold()
    states = [notebook.get_all("numbers")]
    for number in range(1, 5):
        notebook.put("numbers", str(number % 3), {"n": number, "ü": "😀"})
        states.append(notebook.get_all("numbers"))
        if number == 3:
            notebook.delete("numbers", ["2"])
            states.append(notebook.get_all("numbers"))
    return folder, states


def reopened(source: Path, target: Path, journal: bytes) -> tuple[States, tuple[str, ...]]:
    """What the notebook shows with this journal, and its warnings; opened once more it shows the same."""
    if not target.exists():
        shutil.copytree(source, target)
    (target / "notebook.journal").write_bytes(journal)
    TinyDB(target / "notebook.json").tables()
    notebook = Notebook(target / "notebook.json")
    found = notebook.get_all("numbers")
    if len(journal) % 7 == 0:
        again = Notebook(target / "notebook.json")
        assert (again.get_all("numbers"), again.change) == (found, notebook.change)
    return found, notebook.warnings


def test_cut_at_every_byte_it_gives_an_earlier_state_and_says_nothing(
    written: tuple[Path, list[States]], tmp_path: Path
) -> None:
    source, states = written
    whole = (source / "notebook.journal").read_bytes()
    for size in range(len(whole) + 1):
        found, warnings = reopened(source, tmp_path / "copy", whole[:size])
        ends = whole[:size].count(b"\n")
        assert found == states[max(ends - 1, 0)]
        assert not warnings


def test_with_any_byte_flipped_it_gives_an_earlier_state_and_keeps_the_rest(
    written: tuple[Path, list[States]], tmp_path: Path
) -> None:
    source, states = written
    whole = (source / "notebook.journal").read_bytes()
    for at in random.Random(1).sample(range(len(whole)), 100):
        broken = bytearray(whole)
        broken[at] ^= 1 << random.Random(at).randrange(8)
        found, _ = reopened(source, tmp_path / "copy", bytes(broken))
        assert found == states[max(whole[:at].count(b"\n") - 1, 0)]


def test_what_stands_behind_a_damage_is_kept_told_and_brought_back(
    written: tuple[Path, list[States]], tmp_path: Path
) -> None:
    source, states = written
    broken = (source / "notebook.journal").read_bytes().replace(b'"n":1', b'"n":7')
    _, warnings = reopened(source, tmp_path / "copy", broken)
    path = tmp_path / "copy" / "notebook.json"
    assert len(warnings) == 1
    assert "repair" in warnings[0]
    assert check(path)
    said = repair(path)
    assert any("brought back" in sentence for sentence in said)
    assert check(path) == []
    assert repair(path) == []
    numbers = Notebook(path).get_all("numbers")
    assert numbers == {key: document for key, document in states[-1].items() if document["n"] != 1}


def test_replaying_twice_is_the_same_as_once(tmp_path: Path) -> None:
    path, journal = tmp_path / "notebook.json", tmp_path / "notebook.journal"
    notebook = Notebook(path)
    notebook.set([A], read=True)
    notebook.tag([A], ["x"])
    notebook.untag([A], ["x"])
    lines = journal.read_bytes()
    notebook.close()
    folded = path.read_bytes()
    journal.write_bytes(lines)  # as if the program was killed between the renaming and the emptying
    again = Notebook(path)
    assert again.state(A) == notebook.state(A)
    assert again.change == notebook.change
    again.tag([A], ["y"])
    assert journal.read_bytes().count(b"\n") == 2
    again.close()
    assert path.read_bytes() != folded
    assert Notebook(path).state(A).tags == ("y",)


def test_a_change_of_many_documents_is_all_or_nothing(tmp_path: Path) -> None:
    path, journal = tmp_path / "notebook.json", tmp_path / "notebook.journal"
    notebook = Notebook(path)
    notebook.set([f"{n:015x}" for n in range(50)], read=True)
    whole = journal.read_bytes()
    for size in range(0, len(whole), 97):
        journal.write_bytes(whole[:size])
        assert len(list(Notebook(path).states())) == 0
    journal.write_bytes(whole)
    assert len(list(Notebook(path).states())) == 50


ops = st.lists(
    st.builds(Op, st.text(), st.text(), st.none() | st.dictionaries(st.text(), st.text() | st.integers())),
    min_size=1,
)


@settings(max_examples=30, deadline=None)
@given(st.lists(ops, max_size=5))
def test_what_is_written_is_read(changes: list[list[Op]]) -> None:
    data = head_line(Head("j", "b")) + b"".join(entry_line(change) for change in changes)
    reading = read(data)
    assert reading.head == Head("j", "b")
    assert [list(entry.ops) for entry in reading.entries] == changes
    assert (reading.good, reading.torn) == (len(data), True)
    assert data.count(b"\n") == len(changes) + 1


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_that_are_no_journal_say_nothing(data: bytes) -> None:
    reading = read(data, beyond=True)
    assert reading.head is None
    assert reading.entries == ()
