"""What is read in a process of its own: started for much, ended with its round, and its death survived."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from reader.config.settings import Config
from reader.desk import Desk
from reader.domain.errors import InputError
from reader.domain.feed import new_feed
from reader.intake.compose import Facts
from reader.intake.feed import parse_feed
from reader.intake.fetch import Answer
from reader.intake.reading import Reading
from reader.paths import Home
from reader.store.library import Library
from tests.loopback import serving

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="ends processes by signals")
FACTS = Facts(url="http://x.test/feed")
MOST = 20.0  # seconds that anything may take


def feed(*titles: str) -> bytes:
    items = "".join(f"<item><title>{t}</title><description>Der Rat tagte.</description></item>" for t in titles)
    return f"<rss><channel><title>Blatt</title>{items}</channel></rss>".encode()


def answer(*titles: str) -> Answer:
    return Answer(FACTS.url, 200, feed(*titles))


def reading(many: int, work: Callable[[Reading], Coroutine[Any, Any, None]]) -> None:
    async def all_() -> None:
        read = Reading(many)
        try:
            await work(read)
        finally:
            read.close()

    asyncio.run(asyncio.wait_for(all_(), MOST))


async def process_of(read: Reading) -> int:
    """The process, started and loaded; the document it was started for was read here meanwhile."""
    await read.feed(answer("Eins"), FACTS, 100)
    while not read.is_apart:
        await asyncio.sleep(0.02)
    assert read.pid is not None
    return read.pid


def is_gone(pid: int) -> bool:
    end = time.monotonic() + MOST
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_a_few_feeds_start_no_process() -> None:
    async def work(read: Reading) -> None:
        for n in range(5):
            parsed = await read.feed(answer(f"Bericht {n}"), FACTS, 100)
            assert [article.title for article in parsed.articles] == [f"Bericht {n}"]
        assert read.pid is None

    reading(1_000_000, work)


def test_the_process_reads_as_this_one_does_says_what_is_wrong_and_ends_with_its_round() -> None:
    pids: list[int] = []

    async def work(read: Reading) -> None:
        pids.append(await process_of(read))
        assert await read.feed(answer("Zwei", "Drei"), FACTS, 100) == parse_feed(feed("Zwei", "Drei"), FACTS)
        with pytest.raises(InputError, match="no feed"):
            await read.feed(Answer(FACTS.url, 200, b"<p>Nein"), FACTS, 100)
        (page,) = await read.page(Answer("http://x.test/p", 200, b"<html><p>Der Rat tagte heute."), FACTS)
        assert "Der Rat tagte heute." in page.text

    reading(0, work)
    assert is_gone(pids[0])


def test_what_was_under_work_when_it_died_bears_the_blame_and_the_rest_is_read_here() -> None:
    async def work(read: Reading) -> None:
        pid = await process_of(read)
        os.kill(pid, signal.SIGSTOP)
        asked = [
            asyncio.create_task(read.feed(answer(title), FACTS, 100)) for title in ("Zwei", "Drei", "Vier")
        ]
        await asyncio.sleep(0.05)
        os.kill(pid, signal.SIGKILL)
        blamed, *rest = await asyncio.gather(*asked, return_exceptions=True)
        assert isinstance(blamed, InputError)
        assert "died" in str(blamed)
        assert [not isinstance(r, BaseException) and r.articles[0].title for r in rest] == ["Drei", "Vier"]
        assert (await read.feed(answer("Fünf"), FACTS, 100)).articles[0].title == "Fünf"

    reading(0, work)


def test_a_fetch_called_off_ends_at_once_and_its_process_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Reading] = []

    def make() -> Reading:
        made.append(Reading(0))
        return made[-1]

    monkeypatch.setattr("reader.desk.network.Reading", make)
    desk = Desk(Home.at(tmp_path), Config(seeds=False), Library(tmp_path / "library.db"))
    with serving() as site:
        feeds = [
            new_feed(site.show(f"/{n}", feed(f"Bericht {n}"), "application/rss+xml"), typed=True)
            for n in range(4)
        ]
        feeds.append(new_feed(site.drip("/slow", 30), typed=True))
        for one in feeds:
            desk.library.put_feed(one)
        started = time.monotonic()
        fetched = desk.incoming.fetch(feeds, cancelled=lambda: bool(made) and made[0].is_apart)
        assert fetched.cancelled
        assert time.monotonic() - started < MOST / 2
    assert made[0].pid is not None
    assert is_gone(made[0].pid)
    desk.close()
