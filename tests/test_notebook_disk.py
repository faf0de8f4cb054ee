"""The notebook on a disk that fails, in folders that may not be written, and between processes that die."""

import errno
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.domain.errors import Damaged, Locked, StoreError, TooNew
from reader.domain.mark import State
from reader.store.notebook import Notebook, disk, file, migrate
from reader.store.notebook import lock as locking
from reader.store.notebook.backup import backups
from reader.store.notebook.file import FileLedger
from reader.store.notebook.ledger import Tables
from tests.benchmarks.kills import kill

ROOT = Path(__file__).parents[1]
BEGIN = """
import sys, time
from pathlib import Path
from reader.domain.errors import StoreError
from reader.store.notebook import Notebook
notebook = Notebook(Path(sys.argv[1]))
"""
HOLDER = f"""{BEGIN}
with notebook.db.ledger.held():
    print("held", flush=True)
    sys.stdin.read()
"""
OTHER = f"""{BEGIN}
notebook.tag(["a" * 15], ["theirs"])
print("ready", flush=True)
while "mine" not in notebook.state("a" * 15).tags:
    time.sleep(0.1)
    notebook.poll()
print("seen", flush=True)
"""
FULL = f"""{BEGIN}
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
refused = []
for number in range(100):
    try:
        notebook.put("numbers", str(number), {{"n": number}})
        print(number)
        if number % 9 == 0:
            notebook.db.ledger.fold()
    except StoreError as error:
        refused.append(str(error))
print(len(refused), refused[-1])
"""
A, B = "a" * 15, "b" * 15


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notebook.json"


def failing(number: int) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# Killed


def test_no_kept_change_is_lost_when_a_writer_is_killed(path: Path) -> None:
    assert kill(path, rounds=8, writers=1, seed=1).changes > 0


def test_no_kept_change_is_lost_when_two_writers_are_killed(path: Path) -> None:
    assert kill(path, rounds=4, writers=2, seed=2).changes > 0


def test_a_lock_of_a_dead_process_locks_nobody_out(path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Locked, match="locked for"):
            FileLedger(path, patience=0.1)
        holder.kill()
    Notebook(path).set([A], read=True)
    assert Notebook(path).state(A).read


def test_two_processes_see_each_others_changes_within_a_second(path: Path) -> None:
    command = [sys.executable, "-c", OTHER, str(path)]
    notebook = Notebook(path)
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"ready\n"
        assert notebook.poll()
        assert notebook.state(A).tags == ("theirs",)
        began = time.monotonic()
        notebook.tag([A], ["mine"])
        assert other.stdout.readline() == b"seen\n"
        assert time.monotonic() - began < 1


# The disk fails


@pytest.mark.parametrize(
    ("what", "number"), [("write", errno.ENOSPC), ("settle", errno.EIO), ("write", errno.EDQUOT)]
)
def test_a_change_that_cannot_be_written_is_told_and_leaves_everything_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, what: str, number: int
) -> None:
    notebook = Notebook(path)
    notebook.set([A], read=True)
    before = files(path.parent)
    with monkeypatch.context() as broken:
        broken.setattr(disk, what, failing(number))
        with pytest.raises(StoreError, match=os.strerror(number)):
            notebook.set([A, B], starred=True)
    assert notebook.state(A) == State(read=True)
    assert files(path.parent) == before
    assert notebook.undo() == "1 read"
    assert notebook.set([B], starred=True) == 1
    assert Notebook(path).state(B).starred


def test_half_a_line_on_a_full_disk_is_taken_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(fd: int, data: bytes, at: int) -> None:
        os.pwrite(fd, data[: len(data) // 2], at)
        raise OSError(errno.ENOSPC, "No space left on device")

    notebook = Notebook(path)
    notebook.set([A], read=True)
    before = files(path.parent)
    with monkeypatch.context() as broken:
        broken.setattr(disk, "write", half)
        with pytest.raises(StoreError):
            notebook.set([B], read=True)
        assert files(path.parent) == before
        broken.setattr(disk, "cut", failing(errno.EIO))
        with pytest.raises(StoreError):
            notebook.set([B], read=True)
    assert dict(Notebook(path).states()) == {A: State(read=True)}
    assert notebook.set([B], read=True) == 1
    assert dict(Notebook(path).states()) == {A: State(read=True), B: State(read=True)}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_no_kept_change_is_lost_where_files_may_grow_no_further(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, cwd=ROOT, check=True
    )
    *kept, last = done.stdout.splitlines()
    assert int(last.split()[0]) > 20
    assert "File too large" in last
    TinyDB(path).tables()
    assert sorted(Notebook(path).get_all("numbers"), key=int) == kept


@pytest.mark.parametrize("what", ["rename", "replace", "settle_folder"])
def test_a_fold_that_fails_is_told_and_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    notebook = Notebook(path)
    notebook.set([A], read=True)
    with monkeypatch.context() as broken:
        broken.setattr(disk, what, failing(errno.ENOSPC))
        with pytest.raises(StoreError, match=r"could not be folded: No space left.*Nothing is lost"):
            notebook.close()
        reading = Notebook(path)
        reading.close()  # it changed nothing: that is no failure
        assert what == "settle_folder" or "could not be folded" in reading.warnings[-1]
    assert not path.with_name("notebook.json.new").exists()
    TinyDB(path).tables()
    again = Notebook(path)
    assert again.state(A).read
    again.set([B], read=True)
    again.close()
    assert dict(Notebook(path).states()) == {A: State(read=True), B: State(read=True)}


def test_a_journal_that_cannot_be_emptied_is_not_read_twice_nor_written_on(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = Notebook(path)
    notebook.set([A], read=True)
    with monkeypatch.context() as broken:
        broken.setattr(disk, "cut", failing(errno.EIO))
        notebook.db.ledger.fold()
        with pytest.raises(StoreError):
            notebook.set([A], read=False)
        notebook.poll()
    assert notebook.state(A).read
    notebook.set([A], read=False)
    assert not Notebook(path).state(A).read


def test_a_fold_at_rest_that_fails_is_a_warning(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "REST", 0.0)
    notebook = Notebook(path)
    notebook.set([A], read=True)
    with monkeypatch.context() as broken:
        broken.setattr(disk, "rename", failing(errno.EROFS))
        notebook.poll()
        notebook.poll()
    assert len(notebook.warnings) == 2  # the backup and the file
    assert "Read-only" in notebook.warnings[-1]
    notebook.set([B], read=True)
    monkeypatch.setattr(file, "SPACING", 0)
    notebook.db.ledger._next_fold = 0.0  # type: ignore[attr-defined]
    notebook.poll()
    assert (path.parent / "notebook.journal").stat().st_size == 0
    with TinyDB(path) as db:
        assert len(db.table("articles")) == 2


def test_where_nothing_may_be_written_everything_is_shown_and_nothing_changed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Notebook(path)
    other.set([A], read=True)
    opener = os.open

    def guarded(name: str | Path, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, "Read-only file system", str(name))
        return opener(name, flags, mode)

    with monkeypatch.context() as broken:
        broken.setattr(os, "open", guarded)
        notebook = Notebook(path)
        assert notebook.state(A).read
        assert "cannot be changed" in notebook.warnings[0] or "not changed" in notebook.warnings[0]
        with pytest.raises(StoreError, match="Read-only"):
            notebook.set([A], read=False)
        assert notebook.state(A).read
        assert notebook.set([A], read=True) == 0
    other.set([B], read=True)
    assert notebook.poll()
    assert notebook.state(B).read
    notebook.close()


def test_a_new_notebook_where_nothing_may_be_written_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "open", failing(errno.EACCES))
    with pytest.raises(StoreError, match="Permission denied"):
        Notebook(path)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_write_permission_is_read(path: Path) -> None:
    notebook = Notebook(path)
    notebook.set([A], read=True)
    notebook.close()
    (path.parent / "notebook.journal").unlink()
    path.parent.chmod(0o500)
    try:
        assert Notebook(path).state(A).read
    finally:
        path.parent.chmod(0o700)


def test_a_file_system_without_locks_gives_a_warning_and_works(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "_try", failing(errno.ENOLCK))
    notebook = Notebook(path)
    assert "cannot lock" in notebook.warnings[0]
    notebook.set([A], read=True)
    assert len(notebook.warnings) == 1
    assert Notebook(path).state(A).read


# The files change from outside


def test_what_tinydb_wrote_while_the_program_ran_is_taken_in(path: Path) -> None:
    notebook = Notebook(path)
    notebook.set([A], read=True)
    notebook.db.ledger.fold()
    with TinyDB(path) as db:
        db.table("shopping").insert({"milk": True})
    notebook.set([B], read=True)
    assert notebook.db.table("shopping").all() == [{"milk": True}]
    notebook.close()
    with TinyDB(path) as db:
        assert db.table("shopping").all() == [{"milk": True}]
        assert len(db.table("articles")) == 2


def test_a_file_that_a_sync_service_put_in_its_place_is_joined_with_what_is_open(tmp_path: Path) -> None:
    here, there = tmp_path / "here" / "notebook.json", tmp_path / "there" / "notebook.json"
    first = Notebook(here)
    first.tag([A], ["both"])
    first.close()
    there.parent.mkdir()
    there.write_bytes(here.read_bytes())
    mine, theirs = Notebook(here), Notebook(there)
    mine.tag([A], ["mine"])
    theirs.tag([A], ["theirs"])
    theirs.set([B], read=True)
    theirs.close()
    disk.replace(here, there.read_bytes())
    assert mine.poll()
    assert set(mine.state(A).tags) == {"both", "mine", "theirs"}
    assert mine.state(B).read
    mine.close()
    assert set(Notebook(here).state(A).tags) == {"both", "mine", "theirs"}


def test_a_file_that_came_while_the_program_lay_killed_is_joined_with_its_journal(tmp_path: Path) -> None:
    here, there = tmp_path / "here" / "notebook.json", tmp_path / "there" / "notebook.json"
    Notebook(here).tag([A], ["mine"])
    theirs = Notebook(there)
    theirs.tag([A], ["theirs"])
    theirs.close()
    disk.replace(here, there.read_bytes())
    assert set(Notebook(here).state(A).tags) == {"mine", "theirs"}
    with TinyDB(here) as db:
        assert len(db.table("articles").all()[0]["tags"]) == 2


@pytest.mark.parametrize("spoil", [Path.unlink, lambda p: p.write_bytes(b'{"a": ')], ids=["removed", "spoiled"])
def test_a_file_that_is_taken_away_or_spoiled_while_the_program_runs_is_written_anew(
    path: Path, spoil: Callable[[Path], object]
) -> None:
    notebook = Notebook(path)
    notebook.set([A], read=True)
    spoil(path)
    notebook.set([B], read=True)
    assert len(notebook.warnings) == 1
    notebook.close()
    assert dict(Notebook(path).states()) == {A: State(read=True), B: State(read=True)}


def test_a_journal_that_is_taken_away_while_the_program_runs_takes_nothing_with_it(path: Path) -> None:
    one, two = Notebook(path), Notebook(path)
    one.set([A], read=True)
    (path.parent / "notebook.journal").unlink()
    two.set([B], read=True)
    one.poll()
    two.poll()
    assert dict(Notebook(path).states()) == {A: State(read=True), B: State(read=True)}


def test_a_folder_that_is_taken_away_is_told_and_no_other_file_is_written_to(
    path: Path, tmp_path: Path
) -> None:
    inside = tmp_path / "book" / "notebook.json"
    notebook = Notebook(inside)
    notebook.set([A], read=True)
    shutil.rmtree(inside.parent)
    with pytest.raises(StoreError):
        notebook.set([B], read=True)
    with path.open("w+b"), pytest.raises(StoreError):
        notebook.set([B], read=True)
    assert path.read_bytes() == b""
    assert notebook.state(A).read
    inside.parent.mkdir()
    notebook.set([B], read=True)
    notebook.close()
    assert len(list(Notebook(inside).states())) == 2


def test_a_notebook_behind_a_link_stays_behind_it(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "book.json"
    Notebook(real).close()
    path.symlink_to(real)
    notebook = Notebook(path)
    notebook.set([A], read=True)
    notebook.close()
    assert path.is_symlink()
    assert Notebook(real).state(A).read


# Folding


def test_closing_leaves_everything_in_one_file_for_plain_tinydb(path: Path) -> None:
    notebook = Notebook(path)
    notebook.set([A], read=True)
    notebook.close()
    assert (path.parent / "notebook.journal").read_bytes() == b""
    with TinyDB(path) as db:
        assert db.table("articles").all()[0]["read"] is True


def test_a_journal_past_its_size_is_folded_at_the_next_change(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "TOO_LARGE", 500)
    notebook, other = Notebook(path), Notebook(path)
    sizes = []
    for number in range(12):
        (notebook, other)[number % 2].put("numbers", str(number), {"n": number})
        sizes.append((path.parent / "notebook.journal").stat().st_size)
    assert sizes.count(0) >= 2
    assert max(sizes) < 900
    other.poll()
    assert len(other.get_all("numbers")) == len(Notebook(path).get_all("numbers")) == 12


def test_one_who_slept_through_several_folds_sees_them_all(path: Path) -> None:
    sleeper, other = Notebook(path), Notebook(path)
    sleeper.tag([A], ["early"])
    for number in range(3):
        other.tag([A], [str(number)])
        other.untag([A], [str(number - 1)])
        other.db.ledger.fold()
    sleeper.tag([A], ["late"])
    other.poll()
    assert sleeper.state(A).tags == other.state(A).tags == ("early", "2", "late")


# Backups, schemas


def test_each_day_of_change_leaves_a_backup_of_what_was_before_and_seven_are_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2026, 11, 20)

    class Clock:
        @staticmethod
        def today() -> date:
            return day

    monkeypatch.setattr(file, "date", Clock)
    for number in range(10):
        for _ in range(2):
            notebook = Notebook(path)
            notebook.tag([A], [f"{number}{_}"])
            notebook.close()
        day += timedelta(days=1)
    Notebook(path).close()
    kept = backups(path)
    assert [b.name for b in kept] == [f"notebook-2026-11-{d}.json" for d in range(29, 22, -1)]
    assert kept[0].parent == path.parent / "notebook-backups"
    assert "80" in Notebook(kept[0]).state(A).tags
    assert "90" not in Notebook(kept[0]).state(A).tags


def test_an_older_schema_is_backed_up_and_migrated_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Notebook(path)
    first.put("numbers", "a", {"n": 1})
    first.close()
    second = Notebook(path)
    second.put("numbers", "b", {"n": 2})  # stays in the journal, in the old schema

    def doubled(tables: Tables) -> None:
        for id_, document in tables["numbers"].items():
            tables["numbers"][id_] = document | {"n": document["n"] * 2}

    monkeypatch.setattr(migrate, "MIGRATIONS", (*migrate.MIGRATIONS, doubled))
    monkeypatch.setattr(migrate, "SCHEMA", 2)
    monkeypatch.setattr("reader.store.notebook.snapshot.SCHEMA", 2)
    for _ in range(2):
        assert Notebook(path).get_all("numbers") == {"a": {"n": 2}, "b": {"n": 4}}
    [backup] = [b for b in backups(path) if "schema" in b.name]
    assert sorted(d["n"] for d in json.loads(backup.read_bytes())["numbers"].values()) == [1, 2]
    disk.replace(path, backup.read_bytes().replace(b'"n": 1', b'"n": 5'))  # gone back to it, and changed
    assert Notebook(path).get_all("numbers") == {"a": {"n": 10}, "b": {"n": 4}}
    assert sum("schema" in b.name for b in backups(path)) == 2


def test_a_migration_that_cannot_be_backed_up_does_not_happen(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text('{"articles": {"1": {"id": "x"}}}')
    before = path.read_bytes()
    monkeypatch.setattr(disk, "replace", failing(errno.ENOSPC))
    with pytest.raises(StoreError, match="No space"):
        Notebook(path)
    assert path.read_bytes() == before


BAD = {
    "nothing": b"",
    "cut off": b'{"articles": {"1": {"id": "a',
    "no tables": b"[1, 2]",
    "no documents": b'{"articles": {"1": 5}}',
    "NaN": b'{"articles": {"1": {"place": NaN}}}',
    "other bytes": bytes(range(256)),
    "zeros": bytes(4096),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_a_damaged_file_is_named_with_the_way_out_and_not_touched(path: Path, content: bytes) -> None:
    backup = path.parent / "notebook-backups" / "notebook-2026-11-20.json"
    backup.parent.mkdir()
    backup.write_text("{}")
    path.write_bytes(content)
    before = files(path.parent)
    with pytest.raises(Damaged) as error:
        Notebook(path)
    assert "glosse check --repair" in str(error.value)
    assert "notebook-backups" in str(error.value)
    assert str(error.value).isprintable()
    assert files(path.parent) == before


def test_a_missing_file_beside_a_journal_is_damage(path: Path) -> None:
    Notebook(path).set([A], read=True)
    path.unlink()
    before = files(path.parent)
    with pytest.raises(Damaged, match="missing"):
        Notebook(path)
    assert files(path.parent) == before


def test_a_file_of_a_newer_glosse_is_named_and_not_touched(path: Path) -> None:
    path.write_text('{"notebook": {"1": {"schema": 99}}, "articles": {"1": {"new": "form"}}}')
    before = files(path.parent)
    with pytest.raises(TooNew, match="99"):
        Notebook(path)
    assert files(path.parent) == before
