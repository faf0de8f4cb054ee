"""Recognition in the background: in which order, when it rests, when it begins anew."""

import threading
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from reader.desk import Desk, open_desk
from reader.desk.background import Recognised
from reader.domain.entity import Kind, Mention
from reader.paths import Home
from tests.numbered import article


class Slow:
    """A recogniser that finds Lübeck, and stops before each text until it may go on."""

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.seen: list[str] = []
        self.gate = threading.Event()
        self.gate.set()

    def recognize(self, text: str, *, language: str = "", when: date | None = None) -> Sequence[Mention]:
        self.gate.wait(5)
        self.seen.append(text.partition(".")[0])
        if "Fehler" in text:
            raise RuntimeError("a fault")
        at = text.find("Lübeck")
        return [Mention(at, at + 6, Kind.LOC, "Lübeck")] if at >= 0 else []


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "config.toml").write_text("seeds = false\n")
    return Home.at(tmp_path)


@pytest.fixture
def desk(home: Home) -> Iterator[Desk]:
    desk = open_desk(home)
    yield desk
    desk.close()


class Heard:
    """What the background tells; waits for it to have told that nothing is left."""

    def __init__(self) -> None:
        self.all: list[Recognised] = []
        self._rest = threading.Event()

    def __call__(self, told: Recognised) -> None:
        self.all.append(told)
        if not told.id:
            self._rest.set()

    def wait(self) -> None:
        assert self._rest.wait(10)
        self._rest.clear()


@pytest.fixture
def slow(desk: Desk) -> Slow:
    slow = Slow()
    desk.recognizer = slow
    return slow


def test_what_lies_unrecognised_is_worked_off_newest_first(desk: Desk, slow: Slow) -> None:
    desk.add([article(n) for n in range(1, 6)])
    heard = Heard()
    desk.background.start(heard)
    heard.wait()
    assert slow.seen == [f"Nummer {n}" for n in (5, 4, 3, 2, 1)]
    assert [told.left for told in heard.all] == [4, 3, 2, 1, 0, 0]
    assert [m.entity for m in desk.library.mentions(article(3).id)] == ["Lübeck"]


def test_the_open_article_comes_first(desk: Desk, slow: Slow) -> None:
    desk.add([article(n) for n in range(1, 6)])
    desk.background.open(article(1).id)
    desk.background.open(article(2).id)
    heard = Heard()
    desk.background.start(heard)
    heard.wait()
    assert slow.seen == [f"Nummer {n}" for n in (2, 1, 5, 4, 3)]


def test_what_stands_at_the_cursor_comes_before_the_rest(desk: Desk, slow: Slow) -> None:
    desk.add([article(n) for n in range(1, 6)])
    heard = Heard()
    keys = [desk.library.key_of(article(n).id) for n in (2, 4)]
    desk.background.start(heard, lambda: keys)
    heard.wait()
    assert slow.seen == [f"Nummer {n}" for n in (2, 4, 5, 3, 1)]


def test_what_somebody_waits_for_is_not_done_twice(desk: Desk, slow: Slow) -> None:
    desk.add([article(1), article(2)])
    slow.gate.clear()
    waiting = threading.Thread(target=lambda: desk.mentions(article(2)))
    waiting.start()
    while article(2).id not in desk.awaited:
        time.sleep(0.01)
    heard = Heard()
    desk.background.start(heard)
    slow.gate.set()
    heard.wait()
    waiting.join(5)
    assert sorted(slow.seen) == ["Nummer 1", "Nummer 2"]


def test_the_index_is_tidied_before_all_names_are_found(
    desk: Desk, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.desk.background._BATCH", 2)
    seen_then: list[int] = []
    monkeypatch.setattr(desk.library, "tidy", lambda: seen_then.append(len(slow.seen)))
    desk.add([article(n) for n in range(4)])
    heard = Heard()
    desk.background.start(heard)
    heard.wait()
    assert seen_then[:2] == [2, 4]


def test_it_rests_when_paused_and_goes_on(desk: Desk, slow: Slow) -> None:
    desk.add([article(n) for n in range(1, 6)])
    slow.gate.clear()
    heard = Heard()
    desk.background.start(heard)
    desk.background.pause()
    slow.gate.set()
    threading.Event().wait(0.2)
    assert len(slow.seen) <= 1
    desk.background.resume()
    heard.wait()
    assert len(slow.seen) == 5


def test_a_key_press_makes_it_rest_for_a_while(desk: Desk, slow: Slow) -> None:
    desk.add([article(n) for n in range(1, 4)])
    heard = Heard()
    desk.background.hold(0.3)
    began = time.monotonic()
    desk.background.start(heard)
    heard.wait()
    assert time.monotonic() - began >= 0.3
    assert len(slow.seen) == 3


def test_what_comes_in_later_is_recognised_too(desk: Desk, slow: Slow) -> None:
    heard = Heard()
    desk.background.start(heard)
    heard.wait()
    desk.add([article(9)])
    heard.wait()
    assert slow.seen == ["Nummer 9"]


def test_a_restart_goes_on_where_it_stopped_and_a_new_version_begins_anew(home: Home) -> None:
    seen = []
    for version, number in (("1", 2), ("1", 3), ("2", 3)):
        desk, heard = open_desk(home), Heard()
        desk.recognizer = slow = Slow(version)
        desk.add([article(n) for n in range(number)])
        desk.background.start(heard)
        heard.wait()
        desk.close()
        seen.append(sorted(slow.seen))
    assert seen == [["Nummer 0", "Nummer 1"], ["Nummer 2"], ["Nummer 0", "Nummer 1", "Nummer 2"]]


def test_a_fault_of_the_recogniser_is_told_and_ends_it(desk: Desk, slow: Slow) -> None:
    desk.add([article(1, "Fehler. Hier.")])
    heard = Heard()
    desk.background.start(heard)
    heard.wait()
    assert "a fault" in heard.all[-1].error


def test_closing_waits_for_the_article_under_work(home: Home) -> None:
    desk = open_desk(home)
    desk.recognizer = slow = Slow()
    desk.add([article(n) for n in range(1, 30)])
    slow.gate.clear()
    desk.background.start(Heard())
    threading.Timer(0.1, slow.gate.set).start()
    desk.close()
    assert len(slow.seen) <= 1
