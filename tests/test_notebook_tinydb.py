"""TinyDB's public behaviour over the notebook's storage: on the short way by document, and on TinyDB's own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB, where
from tinydb.operations import add, delete, increment
from tinydb.operations import set as set_to
from tinydb.table import Document

from reader.domain.errors import InputError
from reader.store.notebook.storage import JournalDB, JournalStorage

MAKERS: dict[str, Callable[[Path], TinyDB]] = {
    "in memory": lambda path: JournalDB(None),
    "on disk": lambda path: JournalDB(path),
    "by TinyDB's own tables": lambda path: TinyDB(path, storage=JournalStorage),
}


@pytest.fixture(params=MAKERS)
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TinyDB]:
    opened = MAKERS[request.param](tmp_path / "notebook.json")
    yield opened
    opened.close()


@pytest.fixture(params=["_default", "feeds"])
def table(request: pytest.FixtureRequest, db: TinyDB) -> Any:
    return db.table(request.param)


def ids(documents: list[Document]) -> list[int]:
    return [document.doc_id for document in documents]


def test_an_insert_gives_the_next_number_and_the_document_is_there(table: Any) -> None:
    assert table.insert({"a": 1}) == 1
    assert table.insert({"a": 2}) == 2
    assert table.all() == [{"a": 1}, {"a": 2}]
    assert len(table) == 2
    assert table.get(doc_id=2) == {"a": 2}
    assert table.get(doc_id=2).doc_id == 2


def test_a_document_with_a_number_is_inserted_under_it_once(table: Any) -> None:
    assert table.insert(Document({"a": 1}, doc_id=77)) == 77
    assert table.insert({"a": 2}) == 78
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({"a": 3}, doc_id=77))
    assert ids(table.all()) == [77, 78]


def test_many_are_inserted_at_once_or_none(table: Any) -> None:
    assert table.insert_multiple({"n": n} for n in range(3)) == [1, 2, 3]
    with pytest.raises(ValueError, match="Mapping"):
        table.insert_multiple([{"n": 3}, "no document"])
    assert len(table) == 3
    assert table.insert_multiple([]) == []


def test_no_document_is_refused(table: Any) -> None:
    with pytest.raises(ValueError, match="Mapping"):
        table.insert(["a"])


def test_searching_finds_what_fits(table: Any) -> None:
    table.insert_multiple([{"a": 1, "b": {"c": "x"}}, {"a": 2, "b": {"c": "yy"}}, {"d": [1, 2]}])
    assert ids(table.search(where("a") == 2)) == [2]
    assert ids(table.search((where("a") == 1) | (where("b").c == "yy"))) == [1, 2]
    assert ids(table.search(~where("a").exists())) == [3]
    assert ids(table.search(where("d").any([2, 3]))) == [3]
    assert ids(table.search(Query().b.c.matches("y+"))) == [2]
    assert ids(table.search(Query().fragment({"a": 1}))) == [1]
    assert table.count(where("a") > 0) == 2
    assert table.contains(where("a") == 1)
    assert not table.contains(doc_id=9)


def test_a_search_again_sees_what_changed(table: Any) -> None:
    table.insert({"a": 1})
    assert len(table.search(where("a") == 1)) == 1
    table.update({"a": 2})
    assert table.search(where("a") == 1) == []
    assert len(table.search(where("a") == 2)) == 1


def test_what_a_search_found_can_be_changed_without_changing_the_table() -> None:
    table: Any = JournalDB(None).table("feeds")
    table.insert({"tags": ["a"]})
    for found in (table.all()[0], table.search(where("tags").exists())[0], table.get(doc_id=1)):
        found["tags"].append("b")
        found["new"] = 1
    assert table.all() == [{"tags": ["a"]}]
    assert table.search(where("tags").exists()) == [{"tags": ["a"]}]


def test_getting_by_number_by_numbers_and_by_condition(table: Any) -> None:
    table.insert_multiple({"n": n} for n in range(4))
    assert table.get(doc_id=9) is None
    assert ids(table.get(doc_ids=[4, 2, 9])) in ([4, 2], [2, 4])
    assert table.get(where("n") == 3).doc_id == 4
    assert table.get(where("n") == 9) is None
    with pytest.raises(RuntimeError):
        table.get()


def test_updating_by_number_by_condition_and_all(table: Any) -> None:
    table.insert_multiple({"n": n} for n in range(4))
    assert table.update({"x": 1}, doc_ids=[2]) == [2]
    assert table.update({"y": 1}, where("n") > 1) == [3, 4]
    assert table.update({"z": 1}) == [1, 2, 3, 4]
    assert table.all()[1] == {"n": 1, "x": 1, "z": 1}
    assert table.update({"x": 1}, doc_ids=[99]) == []
    assert table.update({"x": 1}, where("n") == 99) == []


def test_updating_by_operations(table: Any) -> None:
    table.insert({"n": 1, "old": True})
    table.update(increment("n"))
    table.update(add("n", 5))
    table.update(delete("old"))
    table.update(set_to("list", [1]))
    table.update(lambda document: document["list"].append(2), doc_ids=[1])
    assert table.all() == [{"n": 7, "list": [1, 2]}]


def test_several_updates_at_once(table: Any) -> None:
    table.insert_multiple({"n": n} for n in range(3))
    assert table.update_multiple([({"a": 1}, where("n") == 0), ({"b": 1}, where("n") == 2)]) == [1, 3]
    assert table.all() == [{"n": 0, "a": 1}, {"n": 1}, {"n": 2, "b": 1}]


def test_an_update_that_fails_changes_nothing(table: Any) -> None:
    table.insert_multiple([{"n": 1}, {"m": 1}])
    with pytest.raises(KeyError):
        table.update(increment("n"))
    assert table.all() == [{"n": 1}, {"m": 1}]


def test_upserting_updates_or_inserts(table: Any) -> None:
    assert table.upsert({"name": "a", "n": 1}, where("name") == "a") == [1]
    assert table.upsert({"name": "a", "n": 2}, where("name") == "a") == [1]
    assert table.upsert(Document({"name": "b"}, doc_id=5)) == [5]
    assert table.upsert(Document({"n": 3}, doc_id=5)) == [5]
    assert table.all() == [{"name": "a", "n": 2}, {"name": "b", "n": 3}]
    with pytest.raises(ValueError, match="doc_id"):
        table.upsert({"name": "c"})


def test_removing_by_number_and_by_condition(table: Any) -> None:
    table.insert_multiple({"n": n} for n in range(5))
    assert table.remove(doc_ids=[1]) == [1]
    assert table.remove(where("n") > 2) == [4, 5]
    assert table.remove(where("n") == 99) == []
    assert ids(table.all()) == [2, 3]
    with pytest.raises(RuntimeError):
        table.remove()


def test_a_number_is_not_given_twice(table: Any) -> None:
    table.insert_multiple({"n": n} for n in range(3))
    table.remove(doc_ids=[3])
    assert table.insert({"n": 4}) == 4


def test_truncating_empties_one_table(db: TinyDB, table: Any) -> None:
    other = db.table("other")
    other.insert({"stays": True})
    table.insert_multiple({"n": n} for n in range(3))
    table.truncate()
    assert len(table) == 0
    assert table.all() == []
    assert table.name in db.tables()
    assert len(other) == 1
    assert table.insert({"n": 1}) == 1


def test_dropping_a_table_and_all(db: TinyDB) -> None:
    db.insert({"a": 1})
    db.table("feeds").insert({"b": 1})
    assert db.tables() == {"_default", "feeds"}
    db.drop_table("feeds")
    assert db.tables() == {"_default"}
    assert len(db.table("feeds")) == 0
    db.drop_tables()
    assert db.tables() == set()
    assert len(db) == 0
    db.insert({"a": 2})
    assert db.all() == [{"a": 2}]


def test_an_empty_table_is_kept_when_asked_for(db: TinyDB) -> None:
    db.table("empty", persist_empty=True)
    assert "empty" in db.tables()


def test_what_is_no_json_is_refused_and_nothing_is_written(table: Any) -> None:
    table.insert({"n": 1})
    for bad in (
        {"x": float("nan")},
        {"x": float("inf")},
        {"x": "\ud800"},
        {1: "x"},
        {"x": {2: 1}},
        {"x": object()},
    ):
        with pytest.raises(InputError):
            table.insert(bad)
        with pytest.raises(InputError):
            table.update(bad, doc_ids=[1])
    assert table.all() == [{"n": 1}]
    assert len(table) == 1


@pytest.mark.parametrize("plain", [False, True], ids=["by ours", "by TinyDB's own storage"])
def test_everything_is_there_in_a_new_process(tmp_path: Path, plain: bool) -> None:
    path = tmp_path / "notebook.json"
    with JournalDB(path) as db:
        db.table("a").insert_multiple({"n": n} for n in range(3))
        db.table("a").remove(doc_ids=[2])
        db.table("b").insert({"ü": "😀"})
    with TinyDB(path) if plain else JournalDB(path) as again:
        assert again.table("a").all() == [{"n": 0}, {"n": 2}]
        assert again.table("b").all() == [{"ü": "😀"}]


def test_a_file_of_tinydbs_own_is_taken_over_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notebook.json"
    with TinyDB(path) as plain:
        plain.insert_multiple({"n": n} for n in range(3))
    with JournalDB(path) as db:
        db.insert({"n": 3})
        assert [document["n"] for document in db] == [0, 1, 2, 3]
    with TinyDB(path) as plain:
        plain.update({"seen": True}, doc_ids=[1])
    with JournalDB(path) as db:
        assert db.get(doc_id=1) == {"n": 0, "seen": True}


def test_numbers_given_by_two_processes_do_not_collide(tmp_path: Path) -> None:
    one, two = JournalDB(tmp_path / "n.json"), JournalDB(tmp_path / "n.json")
    assert [db.insert({"n": 1}) for db in (one, two, two, one)] == [1, 2, 3, 4]
    assert len(one) == len(two) == 4
    one.remove(doc_ids=[2])
    assert ids(two.search(where("n") == 1)) == [1, 3, 4]
    one.close()
    two.close()


documents = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3), max_size=3)
conditions = st.builds(lambda field, value: where(field) == value, st.sampled_from("abc"), st.integers(0, 3))
numbers = st.lists(st.integers(1, 6), max_size=3, unique=True)
actions = st.one_of(
    st.tuples(st.just("insert"), documents),
    st.tuples(st.just("insert_multiple"), st.lists(documents, max_size=3)),
    st.tuples(st.just("update"), documents, conditions),
    st.tuples(st.just("update"), documents, st.none(), numbers),
    st.tuples(st.just("upsert"), documents, conditions),
    st.tuples(st.just("remove"), conditions),
    st.tuples(st.just("remove"), st.none(), numbers),
    st.tuples(st.just("truncate")),
    st.tuples(st.just("search"), conditions),
    st.tuples(st.just("count"), conditions),
    st.tuples(st.just("all")),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(actions, max_size=12))
def test_whatever_is_done_the_answers_are_those_of_tinydbs_memory(todo: list[tuple[Any, ...]]) -> None:
    from tinydb.storages import MemoryStorage

    real, ours = TinyDB(storage=MemoryStorage), JournalDB(None)
    for name, *arguments in todo:
        assert getattr(ours, name)(*arguments) == getattr(real, name)(*arguments)
        assert {d.doc_id: dict(d) for d in ours} == {d.doc_id: dict(d) for d in real}
