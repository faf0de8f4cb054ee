"""Two copies of a record, two notebooks, and a sync service's conflict copies, as one."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.errors import Damaged, InputError, TooNew
from reader.domain.mark import Mark
from reader.store.notebook import Merged, Notebook, conflicts, merge, unmerged
from reader.store.notebook.joining import join_steps
from reader.store.notebook.ledger import Ledger, Tables
from reader.store.notebook.plain import Document, copied
from reader.store.notebook.record import JOINT, bare, edit, is_record, join, put_together, taken_apart
from reader.store.notebook.wishes import Wish, steps

A, B = "a" * 15, "b" * 15
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def at(minute: int) -> datetime:
    return NOW + timedelta(minutes=minute)


# Records

tags = st.lists(st.sampled_from(["x", "X", "y", "z"]), max_size=3, unique_by=str.casefold)
fields = st.fixed_dictionaries(
    {},
    optional={
        "read": st.booleans(),
        "n": st.integers(0, 2),
        "note": st.sampled_from(["", "eins", "zwei", "drei"]),
        "tags": tags.filter(bool),
    },
)
edits = st.lists(st.tuples(st.integers(0, 9), fields), max_size=4)


def edited(record: Document | None, history: Sequence[tuple[int, Document]]) -> Document:
    for minute, wanted in history:
        record = edit(record, {"id": "r", **wanted}, at(minute))
    return record if record is not None else edit(None, {"id": "r"}, at(0))


@st.composite
def copies(draw: st.DrawFn) -> list[Document]:
    """Three copies of one record, edited apart, some of them after meeting another."""
    first = edited(None, draw(edits))
    found = [edited(first, draw(edits)) for _ in range(3)]
    if draw(st.booleans()):
        found[1] = edited(join(found[0], found[1]), draw(edits))
    return found


@settings(max_examples=80, deadline=None)
@given(copies())
def test_joining_copies_is_commutative_associative_and_idempotent(three: list[Document]) -> None:
    a, b, c = three
    assert join(a, b) == join(b, a)
    assert join(join(a, b), c) == join(a, join(b, c))
    assert join(a, a) == a
    assert join(join(a, b), b) == join(a, b)
    assert is_record(join(a, b))


@settings(max_examples=50, deadline=None)
@given(copies())
def test_a_record_has_one_form(three: list[Document]) -> None:
    for record in three:
        assert put_together(taken_apart(record)) == record
        assert edit(record, bare(record)) is record


@settings(max_examples=50, deadline=None)
@given(copies(), fields)
def test_an_edit_says_what_the_record_holds_and_wins_over_all_it_has_seen(
    three: list[Document], new: Document
) -> None:
    known = join(three[0], three[1])
    record = edit(known, {"id": "r", **new}, at(-60))  # by a clock that is slow
    shown = {name: value for name, value in bare(record).items() if name != "note" or value or name in new}
    assert shown == {"id": "r", **new}
    assert join(record, three[0]) == record
    assert join(three[1], record) == record


def test_the_newer_edit_wins_field_by_field() -> None:
    first = edit(None, {"id": "r", "read": False, "color": "red"}, at(0))
    one = edit(first, {"id": "r", "read": True, "color": "red"}, at(1))
    two = edit(first, {"id": "r", "read": False, "color": "blue"}, at(2))
    assert bare(join(one, two)) == {"id": "r", "read": True, "color": "blue"}
    three = edit(first, {"id": "r", "read": False, "color": "green"}, at(3))
    assert bare(join(join(one, two), three)) == {"id": "r", "read": True, "color": "green"}


def test_tags_are_joined_tag_by_tag() -> None:
    first = edit(None, {"id": "r", "tags": ["b", "a"]}, at(0))
    one = edit(first, {"id": "r", "tags": ["b", "a", "one"]}, at(1))
    two = edit(first, {"id": "r", "tags": ["a", "two"]}, at(2))
    assert join(one, two)["tags"] == ["a", "one", "two"]


def test_both_notes_are_kept_where_neither_knew_the_other_until_a_person_joins_them() -> None:
    first = edit(None, {"id": "r", "note": "alt"}, at(0))
    one, two = edit(first, {"id": "r", "note": "hier"}, at(1)), edit(first, {"id": "r", "note": "dort"}, at(2))
    both = join(one, two)
    assert both["note"] == f"hier{JOINT}dort"
    done = edit(both, {"id": "r", "note": "hier und dort"}, at(3))
    assert bare(done) == {"id": "r", "note": "hier und dort"}
    assert join(join(done, one), two) == done


def test_a_note_that_one_side_edited_twice_is_no_conflict() -> None:
    first = edit(None, {"id": "r", "note": "a"}, at(0))
    second = edit(first, {"id": "r", "note": "b"}, at(1))
    third = edit(second, {"id": "r", "note": "c"}, at(2))
    assert join(first, third)["note"] == "c"
    assert join(join(third, second), first)["note"] == "c"


def test_a_record_edited_once_needs_one_time() -> None:
    record = edit(None, {"id": "r", "read": True, "place": 3, "note": "x"}, at(0))
    assert set(record) == {"id", "read", "place", "note", "edited"}


# Notebooks


@st.composite
def three_books(draw: st.DrawFn) -> list[Tables]:
    """Three notebooks that began as one and were written in apart; records are removed and come back."""
    moment = itertools.count()
    first = Ledger()
    write(first, draw, moment)
    books = []
    for _ in range(3):
        ledger = Ledger()
        ledger.tables = copied(first.tables)
        write(ledger, draw, moment, jitter=draw(st.integers(-5, 5)))
        books.append(ledger.tables)
    return books


def write(ledger: Ledger, draw: st.DrawFn, moment: Any, jitter: int = 0) -> None:
    for _ in range(draw(st.integers(0, 5))):
        id_, wanted = draw(st.sampled_from(["1", "2"])), draw(st.none() | fields)
        wish = Wish("marks", id_, None if wanted is None else {"id": id_, **wanted})
        now = at(next(moment) + jitter)
        ledger.commit(lambda wish=wish, now=now: steps(ledger, [wish], now))  # type: ignore[misc]


def joined(one: Tables, two: Tables) -> Tables:
    ledger = Ledger()
    ledger.tables = copied(one)
    ledger.commit(lambda: join_steps(ledger.tables, two))
    return {name: table for name, table in ledger.tables.items() if table}


@settings(max_examples=80, deadline=None)
@given(three_books())
def test_merging_notebooks_is_commutative_associative_and_idempotent(books: list[Tables]) -> None:
    a, b, c = books
    assert joined(a, b) == joined(b, a)
    assert joined(joined(a, b), c) == joined(a, joined(b, c))
    assert join_steps(joined(a, b), b) == []
    assert join_steps(a, a) == []
    for table in joined(a, b).get("marks", {}), joined(a, b).get("removed", {}):
        assert all(isinstance(document, dict) for document in table.values())


def mark(**fields: Any) -> Mark:
    return replace(Mark("1" * 15, A, 10, 14, "word", "a ", " b", NOW, NOW), **fields)


def two_machines(tmp_path: Path) -> tuple[Notebook, Notebook]:
    """One notebook with a mark and a tag, copied to another machine."""
    here, there = tmp_path / "here" / "notebook.json", tmp_path / "there" / "notebook.json"
    notebook = Notebook(here)
    notebook.put_marks([mark(note="alt")])
    notebook.tag([A], ["both"])
    notebook.close()
    there.parent.mkdir()
    there.write_bytes(here.read_bytes())
    return Notebook(here), Notebook(there)


def test_another_machines_notebook_is_folded_in_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    mine, theirs = two_machines(tmp_path)
    mine.put_marks([mark(note="hier", color="green")])
    theirs.put_marks([mark(note="dort", tags=("t",)), mark(id="2" * 15)])
    theirs.set([A, B], read=True)
    theirs.close()
    assert merge(mine, theirs.path or Path()) == Merged(added=2, updated=2, removed=0, conflicts=1)
    assert mine.mark("1").note == f"hier{JOINT}dort"
    assert (mine.mark("1").color, mine.mark("1").tags) == ("green", ("t",))
    change = mine.change
    assert merge(mine, theirs.path or Path()) == Merged()
    assert mine.change == change


def test_the_other_notebook_is_read_with_its_journal_and_not_touched(tmp_path: Path) -> None:
    mine, theirs = two_machines(tmp_path)
    theirs.set([B], read=True)
    before = {p.name: p.read_bytes() for p in (tmp_path / "there").iterdir() if p.is_file()}
    assert merge(mine, tmp_path / "there" / "notebook.json").added == 1
    assert {p.name: p.read_bytes() for p in (tmp_path / "there").iterdir() if p.is_file()} == before


def test_a_merge_is_one_step_of_undo(tmp_path: Path) -> None:
    mine, theirs = two_machines(tmp_path)
    theirs.put_marks([mark(note="dort"), mark(id="2" * 15)])
    theirs.close()
    merge(mine, theirs.path or Path())
    assert mine.undo() == "merge of notebook.json"
    assert mine.marks() == [mark(note="alt")]
    assert mine.redo()
    assert len(mine.marks()) == 2


def test_removals_are_remembered_and_a_later_edit_brings_back(tmp_path: Path) -> None:
    mine, theirs = two_machines(tmp_path)
    theirs.remove_marks(["1" * 15])
    theirs.close()
    assert merge(mine, theirs.path or Path()).removed == 1
    assert mine.marks() == []
    mine, theirs = two_machines(tmp_path / "again")
    mine.remove_marks(["1" * 15])
    theirs.put_marks([mark(note="later")])
    theirs.close()
    assert merge(mine, theirs.path or Path()) == Merged(added=1)
    assert mine.mark("1").note == "later"


def test_three_machines_come_to_the_same_whoever_meets_first(tmp_path: Path) -> None:
    seen = []
    for turn, order in enumerate(itertools.permutations(range(3))):
        folder = tmp_path / str(turn)
        books = [Notebook(folder / str(n) / "notebook.json") for n in range(3)]
        chance = random.Random(7)
        for step in range(30):
            book = books[chance.randrange(3)]
            id_ = f"{chance.randrange(4):015x}"
            if chance.random() < 0.2:
                wish = Wish("marks", str(int(id_, 16)), None)
            else:
                wish = Wish("marks", str(int(id_, 16)), {"id": id_, "n": step, "note": f"note {step}"})
            ledger = book.db.ledger
            book.perform(lambda ledger=ledger, wish=wish, step=step: steps(ledger, [wish], at(step)), "")  # type: ignore[misc]
        for book in books:
            book.close()
        total = Notebook(folder / "total.json")
        for n in order:
            merge(total, folder / str(n) / "notebook.json")
        seen.append({name: table for name, table in total.db.ledger.tables.items() if table})
    assert all(tables == seen[0] for tables in seen)


BAD = {
    "missing": (None, InputError),
    "no JSON": (b"hello", Damaged),
    "no record": (b'{"articles": {"1": {"edits": 5}}}', Damaged),
    "from a newer Glosse": (b'{"notebook": {"1": {"schema": 99}}}', TooNew),
    "half a character": (b'{"articles": {"1": {"title": "\\ud800"}}}', InputError),
}


@pytest.mark.parametrize(("content", "error"), BAD.values(), ids=BAD.keys())
def test_what_is_no_notebook_is_refused_and_nothing_changed(
    tmp_path: Path, content: bytes | None, error: type[Exception]
) -> None:
    notebook, other = Notebook(tmp_path / "notebook.json"), tmp_path / "other.json"
    if content is not None:
        other.write_bytes(content)
    before = notebook.change
    with pytest.raises(error) as told:
        merge(notebook, other)
    assert str(told.value).isprintable()
    assert notebook.change == before


def test_escape_sequences_of_another_notebook_do_not_come_in(tmp_path: Path) -> None:
    mine, other = Notebook(tmp_path / "mine.json"), Notebook(tmp_path / "other.json")
    other.put_marks([mark(note="a\x1b[31mb\x07")])
    other.close()
    merge(mine, other.path or Path())
    assert mine.mark("1").note == "ab"


# Conflict copies

NAMES = [
    "notebook.sync-conflict-20261124-153000-ABCDEFG.json",
    "notebook (Ana's conflicted copy 2026-11-24).json",
    "notebook (conflicted copy 2026-11-24 153000).json",
    "notebook (In Konflikt stehende Kopie von Ana 2026-11-24).json",
    "notebook (Copie en conflit de Ana 2026-11-24).json",
    "notebook_conflict-20261124-153000.json",
]


def test_conflict_copies_are_noticed_by_their_names(tmp_path: Path) -> None:
    path = tmp_path / "notebook.json"
    others = [
        "notebook.json",
        "notebook.journal",
        "notebook (1).json",
        "other.sync-conflict-20261124-153000-A.json",
    ]
    for name in [*NAMES, *others]:
        (tmp_path / name).write_text("{}")
    assert [p.name for p in conflicts(path)] == sorted(NAMES)
    assert conflicts(tmp_path / "nowhere" / "notebook.json") == []


def test_a_conflict_copy_is_offered_until_it_has_been_merged(tmp_path: Path) -> None:
    mine, theirs = two_machines(tmp_path)
    copy = tmp_path / "here" / NAMES[0]
    theirs.set([B], read=True)
    theirs.close()
    copy.write_bytes((theirs.path or Path()).read_bytes())
    assert unmerged(mine) == [copy]
    assert copy.name in Notebook(mine.path).warnings[0]
    merge(mine, copy)
    assert Notebook(mine.path).warnings == ()
    assert unmerged(mine) == []
    assert mine.undo() == f"merge of {copy.name}"
    mine.close()
    assert unmerged(Notebook(mine.path)) == []
    theirs = Notebook(theirs.path)
    theirs.set([B], starred=True)
    theirs.close()
    copy.write_bytes((theirs.path or Path()).read_bytes())
    assert unmerged(Notebook(mine.path)) == [copy]
