"""How long `down` takes in the reader's list while many feeds come in, beside the same when nothing goes on.

python -m tests.benchmarks.fetching_keys [FEEDS [ENTRIES [ARTICLES]]]

ARTICLES stand in the list before. The server is a process of its own, so that it takes no turn from the reader's.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from reader import paths
from reader.domain.feed import new_feed
from reader.store.library import Library
from tests.benchmarks import generator
from tests.benchmarks.fetching import rss
from tests.benchmarks.screen import DOWN, GAP, READER, median, p95, running, wait_for_list
from tests.loopback import serving
from tests.terminal import Terminal

QUIET_KEYS = 80


@contextmanager
def served(feeds: int, entries: int) -> Iterator[list[str]]:
    """The addresses of feeds that another process serves until the block is left."""
    command = [sys.executable, "-m", __spec__.name, "serve", str(feeds), str(entries)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().split()
        process.communicate()


def serve(feeds: int, entries: int) -> None:
    with serving() as site:
        print(*[site.show_versioned(f"/{n}", rss(n, entries), f'"{n}"') for n in range(feeds)], flush=True)
        sys.stdin.read()


def fill(home: Path, articles: int, urls: list[str]) -> list[str]:
    """A home that follows `urls`; gives the titles in its list, from the top, each a word that no other has."""
    library = Library(paths.Home.at(home).library)
    written = [replace(article, title=f"N{n}x") for n, article in enumerate(generator.articles(articles))]
    library.add_many(written)
    for url in urls:
        library.put_feed(new_feed(url, typed=True))
    library.close()
    newest = sorted(written, key=lambda article: article.published or article.added, reverse=True)
    return [article.title for article in newest]


def down(terminal: Terminal, title: str) -> float:
    """Seconds until `title` is drawn anew, as the cursor comes to it."""
    time.sleep(GAP)
    while terminal.read(0):
        pass
    return terminal.key_to_frame(DOWN, holding=title)


def processor(pid: int) -> float:
    """Seconds of processor that a process took so far, threads that ended in it too, its own processes not."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def main(feeds: int, entries: int, articles: int) -> None:
    with tempfile.TemporaryDirectory() as folder, served(feeds, entries) as urls:
        home = Path(folder)
        titles = iter(fill(home, articles, urls)[1:])
        with running(READER, home) as terminal:
            wait_for_list(terminal)
            terminal.settle(most=4)
            say("nothing goes on", [down(terminal, next(titles)) for _ in range(QUIET_KEYS)])
            started, spent = time.perf_counter(), processor(terminal.pid)
            terminal.type("F", settle=False)
            terminal.wait_for("fetching")
            took = []
            while "fetching" in terminal.text():
                took.append(down(terminal, next(titles)))
            say("feeds come in", took)
            seconds, work = time.perf_counter() - started, processor(terminal.pid) - spent
            print(
                f"{seconds:.1f} s, {work:.1f} s of the reader's processor, peak {terminal.peak_memory():.0f} MB"
            )


def say(name: str, took: list[float]) -> None:
    p50, late, worst = (f(took) * 1000 for f in (median, p95, max))
    print(f"{name:<20} down: p50 {p50:.1f} ms, p95 {late:.1f} ms, most {worst:.1f} ms, of {len(took)}")


if __name__ == "__main__":
    if "serve" in sys.argv:
        serve(*map(int, sys.argv[2:]))
    else:
        given = [int(word) for word in sys.argv[1:]]
        main(*[*given, *(100, 50, 3000)[len(given) :]])
