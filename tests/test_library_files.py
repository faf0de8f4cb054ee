"""The library's file: looked at before it is touched, copied before it is changed, mended when it is damaged."""

import sqlite3
import struct
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.domain.errors import Damaged, Locked, StoreError, TooNew
from reader.domain.feed import new_feed
from reader.domain.mark import State
from reader.domain.query import Query, parse
from reader.store.library import Library, repair
from reader.store.library import fold as fold_module
from reader.store.library.opening import open_database
from reader.store.library.packing import pack
from reader.store.library.schema import APPLICATION, STEPS
from tests.shelf import article


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library of 300 articles, closed."""
    path = tmp_path / "library.db"
    with closing(Library(path)) as library:
        library.add_many(article(f"Nummer {n}", f"Wort{n} und mehr. " * 20, day=n) for n in range(300))
        library.put_feed(new_feed("https://a.example/feed"))
    return path


def everything(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_closed_library_is_one_file(path: Path) -> None:
    assert [file.name for file in path.parent.iterdir()] == ["library.db"]
    head = path.read_bytes()[:100]
    assert struct.unpack(">I", head[68:72])[0] == APPLICATION
    assert struct.unpack(">I", head[60:64])[0] == len(STEPS)


def test_what_was_written_is_there_after_opening_again(path: Path) -> None:
    with closing(Library(path)) as library:
        assert library.count(Query()) == library.counts().all == 300
        assert library.count(parse("wort7")) == 1
        assert library.size() >= path.stat().st_size
        assert library.check() == []


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "text": lambda data: b"This is no database at all. " * 40,
    "zeros": lambda data: bytes(len(data)),
    "head": lambda data: b"\0" * 16 + data[16:],
    "short head": lambda data: data[:60],
    "cut": lambda data: data[: len(data) // 2],
    "other program": lambda data: data[:68] + b"ABCD" + data[72:],
    "no program": lambda data: data[:68] + bytes(4) + data[72:],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_named_and_not_touched(path: Path, damage: str) -> None:
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    before = everything(path.parent)
    with pytest.raises(Damaged) as caught:
        Library(path)
    assert str(path.name) in str(caught.value)
    assert "notebook" in str(caught.value)
    assert everything(path.parent) == before


def test_a_newer_library_is_named_and_not_touched(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:60] + struct.pack(">I", len(STEPS) + 1) + data[64:])
    before = everything(path.parent)
    with pytest.raises(TooNew, match="newer Glosse"):
        Library(path)
    assert everything(path.parent) == before


def test_a_database_of_another_program_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs(a)")
        db.commit()
    before = everything(tmp_path)
    with pytest.raises(Damaged, match="another program"):
        Library(path)
    assert everything(tmp_path) == before


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.touch()
    Library(path).close()
    assert path.stat().st_size > 0


def test_a_folder_that_is_not_there_and_a_library_that_is_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no folder"):
        Library(tmp_path / "nowhere" / "library.db")
    with pytest.raises(StoreError, match="cannot be read"):
        Library(tmp_path)


def test_a_page_damaged_in_the_middle_is_found_by_check_and_named_when_met(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(4096 * 4, len(data) - 4096, 4096):
        data[at : at + 200] = b"\xff" * 200
    path.write_bytes(data)
    with pytest.raises(Damaged):
        meet(path)


def meet(path: Path) -> None:
    with closing(Library(path)) as library:
        assert library.check()
        library.search(parse("wort7 OR nummer"))


def test_a_locked_library_is_waited_for(path: Path) -> None:
    holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.3, lambda: holder.execute("COMMIT"))
    timer.start()
    with closing(Library(path)) as library:
        library.reflect({}, {}, "1")
        assert library.reflected() == "1"
    timer.join()
    holder.close()


def test_a_library_locked_for_too_long_is_named_and_can_still_be_read(path: Path) -> None:
    holder = sqlite3.connect(path, isolation_level=None)
    with closing(holder), closing(Library(path, patience=0.2)) as library:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked, match="Another program is writing"):
            library.add(article("Neu", "x"))
        assert library.count(Query()) == 300
        holder.execute("ROLLBACK")
        assert library.add(article("Neu", "x")).new


def test_an_older_schema_is_copied_beside_itself_then_brought_up_with_progress(path: Path) -> None:
    steps = (*STEPS, "CREATE TABLE added_later(x);\nINSERT INTO added_later VALUES(7);")
    told: list[tuple[str, float]] = []
    open_database(path, lambda what, part: told.append((what, part)), steps=steps).close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT x FROM added_later").fetchone() == (7,)
        assert db.execute("PRAGMA user_version").fetchone() == (len(steps),)
    copy = path.with_name(f"library.db.v{len(STEPS)}")
    with closing(Library(copy)) as library:
        assert library.count(Query()) == 300
        assert library.check() == []
    assert {what for what, _ in told} == {
        f"Copying the library to {copy.name}",
        "Bringing the library up to date",
    }
    assert told[-1][1] == 1.0
    with pytest.raises(TooNew):
        Library(path)


OF_THE_FIRST_DAYS = """
DROP TABLE sketches; DROP INDEX articles_story; ALTER TABLE articles DROP COLUMN story;
ALTER TABLE marks DROP COLUMN color; DELETE FROM meta WHERE name IN ('sketches', 'maker');
DROP INDEX articles_feed; CREATE INDEX articles_feed ON articles(feed) WHERE feed <> '';
PRAGMA user_version = 1;
"""


def test_a_library_of_the_first_days_is_brought_up_and_knows_stories_then(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(OF_THE_FIRST_DAYS)
    told: list[str] = []
    with closing(Library(path, progress=lambda what, part: told.append(what))) as library:
        assert library.check() == []
        assert library.count(Query()) == 300
        again = "Ein Bericht, der an zwei Orten steht. " + " ".join(f"Satz{n} steht hier." for n in range(60))
        first, second = (article(f"Kopf {n}", again, day=400 + n, url=f"https://{n}.example/") for n in (1, 2))
        library.add_many([first, second])
        assert library.story(second.id) == [first.id, second.id]
    assert told[0] == "Copying the library to library.db.v1"
    with closing(sqlite3.connect(path.with_name("library.db.v1"))) as copy:
        assert "story" not in {row[1] for row in copy.execute("PRAGMA table_info(articles)")}
        assert copy.execute("SELECT count(*) FROM articles").fetchone() == (300,)


def test_the_words_of_the_index_are_those_of_their_form() -> None:
    assert fold_module.FORM == "1", "the form is another one now: then so is what follows"
    if fold_module.maker() == "1 3.1.0 14.0.0":
        assert fold_module.fingerprint() == "58c0f64d2c7b2644"


def test_a_step_that_fails_leaves_the_library_as_it_was(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        open_database(path, steps=(*STEPS, "CREATE TABLE added_later(x);\nnonsense;"))
    with closing(Library(path)) as library:
        assert library.check() == []


def test_other_words_than_before_build_the_index_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    monkeypatch.setattr(fold_module, "maker", lambda: "another")
    monkeypatch.setattr(fold_module, "fingerprint", lambda: "other")
    with closing(Library(path, progress=lambda what, part: told.append(part))) as library:
        assert library.count(parse("wort7")) == 1
        assert library.check() == []
    assert told[-1] == 1.0


def test_a_broken_index_and_wrong_counts_are_found_and_mended(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE tallies SET total = 5 WHERE kind = 'all'")
        db.execute("INSERT INTO fulltext(fulltext) VALUES('delete-all')")
        db.commit()
    with closing(Library(path)) as library:
        assert len(library.check()) == 2
    assert repair(path) == ["Built the full-text index anew.", "Counted everything anew."]
    with closing(Library(path)) as library:
        assert library.check() == []
        assert library.count(parse("wort7")) == 1


def test_a_damaged_library_is_set_aside_and_what_can_be_read_is_saved(path: Path) -> None:
    with closing(Library(path)) as library:
        library.reflect({library.ids(Query())[0]: State(read=True)}, {}, "1")
        middle = pack(library.get(library.ids(parse("nummer"))[150]))
    data = path.read_bytes()
    assert middle in data
    path.write_bytes(data.replace(middle, b"\xff" * len(middle)))
    with closing(Library(path)) as library:
        assert library.check() == ["1 texts cannot be read."]
    done = repair(path)
    assert "library.db.damaged" in done[0]
    assert path.with_name("library.db.damaged").exists()
    with closing(Library(path)) as library:
        assert library.check() == []
        assert library.count(Query()) == 299
        assert len(library.feeds()) == 1
        assert library.reflected() == ""


def test_repairing_what_is_no_library_begins_a_new_one(path: Path) -> None:
    path.write_bytes(b"nothing" * 1000)
    assert "0 articles" in repair(path)[1]
    assert path.with_name("library.db.damaged").read_bytes() == b"nothing" * 1000
    path.write_bytes(b"nothing")
    repair(path)
    assert path.with_name("library.db.damaged2").exists()
