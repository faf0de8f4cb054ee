"""The notebook's door: states, marks, other tables, undo, and what it refuses."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.errors import Ambiguous, InputError, NotFound
from reader.domain.mark import Mark, State, Status
from reader.store.notebook import Changed, Notebook

A, B, C = "a" * 15, "b" * 15, "0" * 14 + "c"
WHEN = datetime(2026, 11, 24, 15, 30, 0, 123456, tzinfo=UTC)


def mark(id: str = "1" * 15, article: str = A, **fields: Any) -> Mark:
    return replace(Mark(id, article, 10, 14, "word", "a ", " b", WHEN, WHEN), **fields)


@pytest.fixture(params=["in memory", "on disk"])
def notebook(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Notebook]:
    opened = Notebook(None if request.param == "in memory" else tmp_path / "notebook.json")
    yield opened
    opened.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notebook.json"


# States


def test_an_article_never_touched_has_an_empty_state(notebook: Notebook) -> None:
    assert notebook.state(A) == State()
    assert list(notebook.states()) == []


def test_setting_says_how_many_articles_are_different(notebook: Notebook) -> None:
    assert notebook.set([A, B], read=True) == 2
    assert notebook.set([A, B, C], read=True, starred=False) == 1
    assert notebook.set([A], read=True) == 0
    assert notebook.state(A) == State(read=True)
    assert dict(notebook.states()) == {id_: State(read=True) for id_ in (A, B, C)}


def test_setting_what_is_so_already_writes_nothing(notebook: Notebook) -> None:
    before = notebook.change
    assert notebook.set([A], read=False, archived=False) == 0
    assert notebook.untag([A], ["x"]) == 0
    assert notebook.change == before
    assert list(notebook.states()) == []


def test_tags_keep_their_order_and_their_first_spelling(notebook: Notebook) -> None:
    assert notebook.tag([A], ["zebra", "Apfel"]) == 1
    assert notebook.tag([A, B], ["apfel", "neu"]) == 2
    assert notebook.state(A).tags == ("zebra", "Apfel", "neu")
    assert notebook.untag([A, B], ["ZEBRA", "neu"]) == 2
    assert notebook.state(A).tags == ("Apfel",)
    assert notebook.state(B).tags == ("apfel",)


def test_the_reading_place_is_kept_and_is_no_step_of_undo(notebook: Notebook) -> None:
    notebook.set([A], read=True)
    notebook.place(A, 4711)
    assert notebook.state(A).place == 4711
    assert notebook.undo() == "1 read"
    assert notebook.undo() == ""


def test_an_articles_title_and_address_are_kept_where_they_are_known(path: Path) -> None:
    notebook = Notebook(path)
    notebook.about = lambda id_: (f"Title of {id_[0]}", "")
    notebook.set([A], read=True)
    assert notebook.db.table("articles").all()[0]["title"] == "Title of a"


# Marks


def test_a_mark_comes_back_as_it_was_put(notebook: Notebook) -> None:
    whole = mark(
        note="ein\n\nWort 😀",
        tags=("b", "a"),
        color="green",
        status=Status.MOVED,
        title="Titel",
        url="https://a.b/",
    )
    bare = mark("2" * 15, B, prefix="", suffix="", quote="", start=0, end=0)
    notebook.put_marks([whole, bare])
    assert notebook.mark(whole.id) == whole
    assert notebook.mark(bare.id) == bare
    assert notebook.marks() == [whole, bare]
    assert notebook.marks(A) == [whole]
    assert notebook.marks(C) == []


def test_marks_come_by_their_place_in_the_article(notebook: Notebook) -> None:
    late, early = mark("1" * 15, start=50, end=60), mark("2" * 15, start=5, end=60)
    notebook.put_marks([late, early])
    assert notebook.marks(A) == [early, late]


def test_a_mark_that_moves_to_another_article_is_found_there(notebook: Notebook) -> None:
    notebook.put_marks([mark()])
    assert len(notebook.marks(A)) == 1
    notebook.put_marks([mark(article=B)])
    assert notebook.marks(A) == []
    assert len(notebook.marks(B)) == 1


def test_a_mark_is_named_by_the_start_of_its_id(notebook: Notebook) -> None:
    notebook.put_marks([mark("abc" + "0" * 12), mark("abd" + "0" * 12, note="the second")])
    assert notebook.mark("abc").id == "abc" + "0" * 12
    with pytest.raises(Ambiguous) as more:
        notebook.mark("ab")
    assert sorted(more.value.candidates)[1] == f"abd{'0' * 12} the second"
    with pytest.raises(NotFound):
        notebook.mark("f")
    with pytest.raises(NotFound):
        notebook.mark("")


def test_removing_marks_says_how_many_there_were(notebook: Notebook) -> None:
    notebook.put_marks([mark()])
    assert notebook.remove_marks([mark().id, "9" * 15]) == 1
    assert notebook.remove_marks([mark().id]) == 0
    assert notebook.marks() == []


def test_a_removed_mark_that_is_put_again_is_there_again(notebook: Notebook) -> None:
    notebook.put_marks([mark(note="one")])
    notebook.remove_marks([mark().id])
    notebook.put_marks([mark(note="one")])
    assert notebook.marks() == [mark(note="one")]


# Other tables


def test_documents_are_kept_under_their_keys(notebook: Notebook) -> None:
    notebook.put("searches", "Mein Ordner", {"name": "x", "query": "is:unread", "position": 2})
    notebook.put("searches", "other", {"name": "y"})
    notebook.put("searches", "other", {"query": "z"})
    assert notebook.get_all("searches") == {
        "Mein Ordner": {"name": "x", "query": "is:unread", "position": 2},
        "other": {"query": "z"},
    }
    assert notebook.delete("searches", ["other", "none"]) == 1
    assert list(notebook.get_all("searches")) == ["Mein Ordner"]
    assert notebook.get_all("nothing") == {}


def test_what_get_all_gave_can_be_changed_without_changing_the_notebook(notebook: Notebook) -> None:
    notebook.put("review", "a", {"n": 1})
    notebook.get_all("review")["a"]["n"] = 2
    assert notebook.get_all("review") == {"a": {"n": 1}}


def test_one_two_and_true_are_three_values(notebook: Notebook) -> None:
    for value in (True, 1, 1.0, 0.0, -0.0):
        notebook.put("review", "a", {"n": value})
        assert repr(notebook.get_all("review")["a"]["n"]) == repr(value)


@pytest.mark.parametrize(("table", "document"), [("marks", {}), ("removed", {}), ("review", {"edited": "x"})])
def test_what_the_notebook_needs_itself_is_refused(
    notebook: Notebook, table: str, document: dict[str, str]
) -> None:
    with pytest.raises(InputError):
        notebook.put(table, "key", document)


# What is kept exactly, and what is refused


HARD = [
    float("nan"),
    float("inf"),
    "half \ud83d",
    {1: "x"},
    {"x": [{None: 1}]},
    b"bytes",
    object(),
    datetime(2026, 1, 1),
    10**400,
    {"a", "b"},
    {"\udc00": 1},
]


@pytest.mark.parametrize("value", HARD, ids=repr)
def test_what_is_no_json_is_refused_with_a_sentence_before_anything_is_written(
    path: Path, value: object
) -> None:
    notebook = Notebook(path)
    notebook.put("review", "good", {"n": 1})
    files = {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    with pytest.raises(InputError) as error:
        notebook.put("review", "bad", {"deep": [value]})
    assert str(error.value).endswith(".")
    str(error.value).encode()
    assert {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()} == files
    assert notebook.get_all("review") == {"good": {"n": 1}}


def test_what_is_nested_without_end_is_refused(notebook: Notebook) -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(InputError, match="nested"):
        notebook.put("review", "a", {"x": endless})
    assert notebook.get_all("review") == {}


def test_half_a_character_in_a_note_a_tag_or_a_key_is_refused(notebook: Notebook) -> None:
    with pytest.raises(InputError):
        notebook.put_marks([mark(note="\ud800")])
    with pytest.raises(InputError):
        notebook.tag([A], ["\ud800"])
    with pytest.raises(InputError):
        notebook.put("review", "\ud800", {})
    with pytest.raises(InputError):
        notebook.set(["\ud800"], read=True)


def test_times_are_kept_as_iso_8601_in_utc(path: Path) -> None:
    notebook = Notebook(path)
    berlin = WHEN.astimezone(timezone(timedelta(hours=1)))
    notebook.put_marks([mark(created=berlin)])
    notebook.put("review", "a", {"due": berlin})
    assert notebook.db.table("marks").all()[0]["created"] == "2026-11-24T15:30:00.123456Z"
    assert notebook.get_all("review")["a"]["due"] == "2026-11-24T15:30:00.123456Z"
    assert notebook.marks()[0].created == WHEN


def test_a_note_of_a_megabyte_and_every_character_are_kept_exactly(path: Path) -> None:
    note = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x11000), 0x1F600, 0x10FFFF))) * 9
    assert len(note.encode()) > 1_000_000
    notebook = Notebook(path)
    notebook.put_marks([mark(note=note)])
    assert Notebook(path).marks()[0].note == note
    notebook.close()
    assert Notebook(path).marks()[0].note == note


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=30, deadline=None)
@given(value=json_values)
def test_whatever_is_json_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    path = tmp_path_factory.mktemp("book") / "notebook.json"
    notebook = Notebook(path)
    notebook.put("review", "a", {"value": value})
    assert repr(Notebook(path).get_all("review")["a"]["value"]) == repr(value)
    notebook.close()
    assert repr(Notebook(path).get_all("review")["a"]["value"]) == repr(value)


# Listeners


def test_listeners_are_told_what_is_different(notebook: Notebook) -> None:
    heard: list[Changed] = []
    notebook.listen(heard.append)
    notebook.set([A, B], read=True)
    notebook.put_marks([mark(article=C)])
    notebook.put("searches", "x", {})
    notebook.remove_marks([mark().id])
    notebook.set([A], read=True)
    assert [(set(c.articles), set(c.tables)) for c in heard] == [
        ({A, B}, {"articles"}),
        ({C}, {"marks"}),
        (set(), {"searches"}),
        ({C}, {"marks"}),
    ]
    assert heard[-1].change == notebook.change
    assert len({c.change for c in heard}) == 4


def test_listeners_may_ask_and_write(notebook: Notebook) -> None:
    def follow(changed: Changed) -> None:
        for article in changed.articles:
            if notebook.state(article).starred:
                notebook.tag([article], ["starred"])

    notebook.listen(follow)
    notebook.set([A], starred=True)
    assert notebook.state(A).tags == ("starred",)


# Undo and redo


def test_undo_goes_back_over_everything_since_opening_and_redo_forward(notebook: Notebook) -> None:
    seen = [snapshot(notebook)]
    for act in (
        lambda: notebook.set([A, B], read=True),
        lambda: notebook.tag([A], ["x", "y"]),
        lambda: notebook.put_marks([mark(note="one", tags=("t",))]),
        lambda: notebook.put_marks([mark(note="two")]),
        lambda: notebook.untag([A], ["x"]),
        lambda: notebook.put("searches", "s", {"query": "q"}),
        lambda: notebook.remove_marks([mark().id]),
        lambda: notebook.delete("searches", ["s"]),
    ):
        act()
        seen.append(snapshot(notebook))
    for _ in range(2):
        for expected in reversed(seen[:-1]):
            assert notebook.undo()
            assert snapshot(notebook) == expected
        assert notebook.undo() == ""
        for expected in seen[1:]:
            assert notebook.redo()
            assert snapshot(notebook) == expected
        assert notebook.redo() == ""


def snapshot(notebook: Notebook) -> tuple[object, ...]:
    states = {id_: state for id_, state in notebook.states() if state != State()}
    return states, notebook.marks(), notebook.get_all("searches")


def test_a_step_is_named_in_words(notebook: Notebook) -> None:
    notebook.set([A, B], read=True)
    notebook.set([A], starred=False, read=False)
    notebook.put_marks([mark()])
    notebook.put_marks([mark(note="x")], "note")
    notebook.remove_marks([mark().id])
    assert [notebook.undo() for _ in range(6)] == [
        "1 mark removed",
        "note",
        "1 mark",
        "1 unread and unstarred",
        "2 read",
        "",
    ]


def test_a_batch_is_one_step_also_when_it_fails_half_way(notebook: Notebook) -> None:
    with notebook.batch("tidied"):
        notebook.set([A], read=True)
        with notebook.batch("inner"):
            notebook.tag([A, B], ["x"])
        notebook.put_marks([mark()])
    assert notebook.undo() == "tidied"
    assert snapshot(notebook) == ({}, [], {})
    assert notebook.redo() == "tidied"
    assert notebook.state(A) == State(read=True, tags=("x",))
    with pytest.raises(InputError), notebook.batch("broken"):
        fail_half_way(notebook)
    assert notebook.undo() == "broken"
    assert not notebook.state(A).starred


def fail_half_way(notebook: Notebook) -> None:
    notebook.set([A], starred=True)
    notebook.put("review", "x", {"n": float("nan")})


def test_an_empty_batch_is_no_step(notebook: Notebook) -> None:
    with notebook.batch("nothing"):
        notebook.set([A], read=False)
    assert notebook.undo() == ""


def test_a_new_change_ends_what_could_be_redone(notebook: Notebook) -> None:
    notebook.set([A], read=True)
    notebook.undo()
    notebook.set([B], read=True)
    assert notebook.redo() == ""


def test_undo_leaves_alone_what_another_window_did_to_other_fields(path: Path) -> None:
    mine, other = Notebook(path), Notebook(path)
    mine.put_marks([mark(note="one")])
    mine.put_marks([mark(note="two")], "note")
    other.put_marks([mark(note="two", color="green", tags=("theirs",))])
    mine.tag([A], ["mine"])
    other.tag([A], ["theirs"])
    assert mine.undo()
    assert mine.state(A).tags == ("theirs",)
    assert mine.undo() == "note"
    assert mine.marks() == [mark(note="one", color="green", tags=("theirs",))]
    other.poll()
    assert other.marks() == mine.marks()


# Other processes


def test_two_notebooks_on_one_file_see_each_other(path: Path) -> None:
    one, two = Notebook(path), Notebook(path)
    heard: list[Changed] = []
    two.listen(heard.append)
    one.set([A], read=True)
    one.put_marks([mark()])
    assert two.state(A) == State()
    assert two.poll()
    assert two.state(A).read
    assert two.marks() == [mark()]
    assert not two.poll()
    assert [c.articles for c in heard] == [{A}]
    assert one.change == two.change


def test_a_change_builds_on_what_the_other_wrote_even_without_polling(path: Path) -> None:
    one, two = Notebook(path), Notebook(path)
    one.tag([A], ["one"])
    two.tag([A], ["two"])
    one.poll()
    assert one.state(A).tags == two.state(A).tags == ("one", "two")


def test_the_change_is_the_same_after_closing_and_moves_on_after_that(path: Path) -> None:
    notebook = Notebook(path)
    notebook.set([A], read=True)
    first = notebook.change
    notebook.close()
    again = Notebook(path)
    assert again.change == first
    again.set([A], read=False)
    assert again.change != first
    assert Notebook(path).change == again.change


def test_opening_and_closing_changes_nothing(path: Path) -> None:
    notebook = Notebook(path)
    notebook.set([A], read=True)
    notebook.close()
    before = path.read_bytes()
    Notebook(path).close()
    assert path.read_bytes() == before


def test_a_closed_notebook_can_be_closed_again(path: Path) -> None:
    notebook = Notebook(path)
    notebook.close()
    notebook.close()


def test_threads_write_and_read_at_once_and_nothing_is_lost(path: Path) -> None:
    notebook, other = Notebook(path), Notebook(path)

    def work(number: int) -> None:
        mine = (notebook, other)[number % 2]
        for turn in range(10):
            mine.put_marks([mark(f"{number * 100 + turn:015x}", f"{turn:015x}")])
            mine.marks(f"{turn:015x}")
            mine.marks()
            mine.tag([A], [f"{number}-{turn}"])
            mine.poll()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    notebook.poll()
    assert len(notebook.marks()) == 60
    assert len(notebook.state(A).tags) == 60
    assert all(len(notebook.marks(f"{turn:015x}")) == 6 for turn in range(10))


def test_reading_does_not_wait_for_the_disk(path: Path) -> None:
    notebook = Notebook(path)
    notebook.put_marks([mark()])
    notebook.put("searches", "a", {})
    with notebook.db.ledger.held(), ThreadPoolExecutor(1) as pool:
        asks: list[Callable[[], object]] = [
            notebook.marks,
            lambda: notebook.get_all("searches"),
            lambda: notebook.mark(mark().id),
        ]
        assert all(pool.submit(ask).result(timeout=5) for ask in asks)


def test_one_update_takes_the_same_time_in_a_small_notebook_and_a_large_one(tmp_path: Path) -> None:
    times = {}
    for size in (200, 8_000):
        notebook = Notebook(tmp_path / f"{size}.json")
        notebook.set([f"{number:015x}" for number in range(size)], read=True)
        notebook.db.ledger.fold()
        spent = []
        for number in range(60):
            began = time.thread_time()
            notebook.set([f"{number:015x}"], starred=True)
            spent.append(time.thread_time() - began)
        times[size] = min(spent)
    assert times[8_000] < 2 * times[200]
