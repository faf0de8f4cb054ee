"""The recogniser's process: it answers, lets what is urgent pass, dies, is started anew, ends with its parent."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.domain.entity import accepted
from reader.entities import open_tables
from reader.entities.apart import Apart, Ended
from reader.entities.tagger import MODEL
from reader.entities.trained import Trained, version
from tests.numbered import article
from tests.screens import make_desk

TEXT = "Marco Rubio traf Sergej Lawrow in Riad. "
LONG = TEXT * 120

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="ends processes by signals")


def opened() -> Iterator[Apart]:
    made = Apart(MODEL, version(), open_tables())
    yield made
    made.close()


apart = pytest.fixture(opened)
living = pytest.fixture(scope="module")(opened)  # for tests that leave it as it was


def in_thread(verb: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=verb)
    thread.start()
    return thread


def is_running(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def gone(pid: int, patience: float = 5.0) -> bool:
    end = time.monotonic() + patience
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_running(pid)


def kill(apart: Apart) -> None:
    assert apart.pid is not None
    os.kill(apart.pid, signal.SIGKILL)


def test_it_starts_at_the_first_text_and_finds_what_this_process_would(living: Apart) -> None:
    apart = living
    assert apart.pid is None
    assert apart.recognize(TEXT, language="de") == Trained().recognize(TEXT, language="de")
    assert apart.pid is not None
    assert (apart.version, accepted(apart)) == (Trained().version, (Trained().version,))
    if sys.platform == "linux":
        assert os.getpriority(os.PRIO_PROCESS, apart.pid) >= 10


def test_what_somebody_waits_for_passes_and_the_rest_rests(living: Apart) -> None:
    apart, done = living, list[str]()
    apart.recognize(TEXT)
    apart.hold(60)

    def wait_long() -> None:
        apart.patient.recognize(LONG)
        done.append("patient")

    patient = in_thread(wait_long)
    apart.recognize(TEXT)
    done.append("urgent")
    assert done == ["urgent"]
    apart.hold(0)
    apart.recognize(TEXT)
    done.append("urgent")
    patient.join(20)
    assert done == ["urgent", "urgent", "patient"]


def test_it_is_started_anew_once_then_tables_serve_and_it_is_said(apart: Apart, tmp_path: Path) -> None:
    found: list[int] = []
    for lives in (2, 1):
        apart.recognize(TEXT)
        under_work = in_thread(lambda: found.append(len(apart.recognize(LONG))))
        time.sleep(0.1)
        kill(apart)
        under_work.join(20)
        assert bool(apart.fault) == (lives == 1)
    assert found == [360, 360]
    assert "died twice" in apart.fault
    assert apart.version == open_tables().version
    desk = make_desk(tmp_path, [article(1)])
    desk.recognizer = apart
    _what_tables_found_stays_for_this_run(desk)


def _what_tables_found_stays_for_this_run(desk: Desk) -> None:
    trained = version()
    desk.library.put_mentions(article(1).id, trained, [], [])
    assert desk.mentions(article(1)) == []  # what the model found is not thrown away for what tables find
    desk.add([article(2)])
    desk.mentions(article(2))
    assert desk.library.unrecognised(*accepted(desk.recognizer)) == []
    assert desk.library.unrecognised(trained) == [article(2).id]  # for the next start


def test_closing_ends_it_at_once_and_who_waits_is_told(apart: Apart) -> None:
    apart.recognize(TEXT)
    pid, told = apart.pid, []

    def ask() -> None:
        try:
            apart.recognize(LONG)
        except Ended as error:
            told.append(error)

    waiting = in_thread(ask)
    time.sleep(0.1)
    apart.close()
    waiting.join(5)
    assert len(told) == 1
    assert pid is not None
    assert gone(pid)


def test_it_ends_when_there_is_nothing_to_do_and_is_there_again_for_the_next_text() -> None:
    apart = Apart(MODEL, version(), open_tables(), idle=0.1)
    for _ in range(2):
        assert len(apart.recognize(TEXT)) == 3
        assert apart.pid is not None
        assert gone(apart.pid)
    assert apart.fault == ""
    apart.close()


def test_a_model_that_cannot_be_loaded_leaves_the_tables(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text('{"version": "x", "labels": [], "max_tokens": 1}')
    apart = Apart(tmp_path, "x", open_tables())
    assert [m.entity for m in apart.recognize(TEXT)] == ["Marco Rubio", "Sergej Lawrow", "Riad"]
    assert "cannot be loaded" in apart.fault
    apart.close()


def test_it_ends_with_its_parent_however_that_ends() -> None:
    begin = textwrap.dedent(
        f"""
        import sys, time
        sys.path[:] = {sys.path!r}
        from reader import entities
        apart = entities.open_apart()
        apart.recognize("Berlin")
        print(apart.pid, flush=True)
        time.sleep(60)
        """
    )
    parent = subprocess.Popen([sys.executable, "-c", begin], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert is_running(pid)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert gone(pid)
