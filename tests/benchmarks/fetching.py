"""How long a fetch of many feeds takes, from loopback into the library; newsboat's reload of the same beside it.

python -m tests.benchmarks.fetching [FEEDS [ENTRIES [alike]]]

alike: all entries tell the same, as the forms of an agency do; else each is an article of its own.
"""

import html
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reader import paths
from reader.config.settings import Config
from reader.desk import Desk
from reader.domain.article import BlockKind
from reader.domain.feed import new_feed
from reader.domain.query import Query
from reader.store.library import Library
from tests.benchmarks import generator
from tests.loopback import serving

WORDS = (
    "Der Rat hat am Montag beschlossen, die Brücke am alten Hafen zu erneuern, für zwölf Millionen Euro. " * 12
)


def told(number: int, alike: bool) -> list[str]:
    """The paragraphs of one entry."""
    if alike:
        return [f"{number}. {WORDS}", WORDS]
    kinds = (BlockKind.LEDE, BlockKind.PARAGRAPH)
    return [text for kind, text in generator.parts(number) if kind in kinds]


def rss(feed: int, entries: int, alike: bool = False) -> str:
    items = "".join(
        f"<item><title>Blatt {feed}, Bericht {n}</title><link>https://x.test/{feed}/{n}</link>"
        f"<pubDate>Sun, 16 Mar 2025 {n % 24:02}:00:00 +0100</pubDate><description>"
        + html.escape("".join(f"<p>{text}</p>" for text in told(feed * entries + n, alike)))
        + "</description></item>"
        for n in range(entries)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Blatt {feed}</title>{items}</channel></rss>'
    )


def main(feeds: int, entries: int, alike: bool) -> None:
    with serving() as site, tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        desk = Desk(paths.Home.at(home), Config(seeds=False), Library(home / "library.db"))
        for number in range(feeds):
            url = site.show_versioned(f"/{number}", rss(number, entries, alike), f'"{number}"')
            desk.library.put_feed(new_feed(url, typed=True))
        for name in ("first fetch", "again, unchanged"):
            started, worked = time.perf_counter(), time.process_time()
            fetched = desk.incoming.fetch(desk.library.feeds())
            seconds, work = time.perf_counter() - started, time.process_time() - worked
            print(
                f"{name}: {seconds:.2f} s ({work:.2f} s of processor, the server's share too), "
                f"{fetched.new} new, {len(fetched.failed)} failed"
            )
        print(f"{desk.library.count(Query())} articles")
        desk.close()
        beside([site.url(f"/{number}") for number in range(feeds)], home)


def beside(urls: list[str], home: Path) -> None:
    """The same by newsboat, where it is installed."""
    command = shutil.which("newsboat")
    if command is None:
        return
    (home / "urls").write_text("\n".join(urls) + "\n", encoding="utf-8")
    (home / "config").write_text("reload-threads 8\n", encoding="utf-8")
    files = ["-u", str(home / "urls"), "-c", str(home / "cache.db"), "-C", str(home / "config")]
    for name in ("newsboat", "newsboat again"):
        started = time.perf_counter()
        subprocess.run([command, *files, "-x", "reload"], check=True, stdout=subprocess.DEVNULL)
        print(f"{name}: {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:] if word != "alike"]
    many, each = [*given, *(100, 50)[len(given) :]]
    main(many, each, "alike" in sys.argv)
