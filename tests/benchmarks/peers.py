"""Other readers of the terminal, fed with the same articles and timed on the same screen in the same run.

newsboat and sfeed are packages of Debian; what is not installed is left out. Both get the articles as RSS files and
list them before anything is timed.
"""

import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape
from pathlib import Path

from reader.domain.article import Article
from reader.domain.query import Query
from reader.store.library import Library
from tests.terminal import Terminal, clean_env

PER_FILE = 5000  # articles
FULL = 8  # titles that make a list

# Readers that Debian has not or had no time for: seconds to the list of 100,000 other articles on the machine where
# Glosse was planned, megabytes.
ELSEWHERE = (
    ("newsraft", 0.652, 19),
    ("sfeed_curses", 0.442, 350),
    ("rss-flow (lists the newest 300 only)", 1.491, 99),
    ("newsboat 2.21", 11.226, 674),
    ("elfeed", 15.610, 931),
    ("lazyfeed 0.5.9", 28.508, 975),
)


@dataclass(frozen=True, slots=True)
class Peer:
    """A reader ready to be opened.

    Attributes:
        sign: what each line of its list has.
        first: what its first screen shows.
        before: keys that lead from there to the list of all articles; "" when it opens there.
    """

    name: str
    argv: Sequence[str]
    sign: str
    first: str
    before: str = ""


def rss(articles: Iterable[Article], folder: Path) -> list[Path]:
    """The articles as RSS files of `PER_FILE` items."""
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for items in _batches(articles):
        path = folder / f"feed{len(files):02d}.xml"
        head = f"<title>Feed {len(files)}</title><link>https://feed{len(files)}.example/</link>"
        body = "".join(_item(article) for article in items)
        path.write_text(
            f'<rss version="2.0"><channel>{head}<description/>{body}</channel></rss>', encoding="utf-8"
        )
        files.append(path)
    return files


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    for article in articles:
        batch.append(article)
        if len(batch) == PER_FILE:
            yield batch
            batch = []
    if batch:
        yield batch


def _item(article: Article) -> str:
    text = "".join(f"<p>{escape(article.text[b.start : b.end])}</p>" for b in article.blocks)
    when = format_datetime(article.published or article.added)
    return (
        f"<item><title>{escape(article.title)}</title><link>{escape(article.url)}</link><guid>{article.id}</guid>"
        f"<pubDate>{when}</pubDate><description>{escape(text)}</description></item>"
    )


def installed(home: Path, folder: Path) -> list[Peer]:
    """The peers on this machine with the articles of `home`; their stores in `folder` are filled the first time."""
    makers = {"newsboat": _newsboat, "sfeed_curses": _sfeed}
    known = [make for name, make in makers.items() if shutil.which(name)]
    files = sorted((folder / "rss").glob("*.xml"))
    if known and not files:
        library = Library(home / "library.db")
        files = rss((library.get(id_) for id_ in library.ids(Query())), folder / "rss")
        library.close()
    return [make(files, folder) for make in known]


def timed(peer: Peer, runs: int, folder: Path) -> tuple[list[tuple[float, float]], float]:
    """Seconds to the list of all articles, on the wall and of the processor, of some runs after a first one; the peak
    of the memory in MB."""
    found, memory = [], 0.0
    for _ in range(runs + 1):
        with Terminal(peer.argv, clean_env(folder / "user")) as terminal:
            terminal.wait_for(peer.first, timeout=120)
            terminal.type(peer.before, settle=False)
            while terminal.text().count(peer.sign) < FULL:
                if not terminal.read(60):
                    raise TimeoutError(f"{peer.name} shows no list:\n{terminal.text()}")
            found.append((time.perf_counter() - terminal.started, terminal.processor()))
            memory = max(memory, terminal.peak_memory())
    return found[1:], memory


def _newsboat(files: Sequence[Path], folder: Path) -> Peer:
    urls, config, cache = folder / "urls", folder / "config", folder / "cache.db"
    lines = ['"query:All articles:age >= 0"', *(f"file://{path}" for path in files)]
    urls.write_text("\n".join(lines) + "\n", encoding="utf-8")
    config.write_text("cleanup-on-quit no\nconfirm-exit no\nshow-read-feeds yes\n", encoding="utf-8")
    argv = ["newsboat", "-u", str(urls), "-c", str(cache), "-C", str(config)]
    if not cache.exists():
        subprocess.run([*argv, "-x", "reload"], check=True, capture_output=True)
    return Peer("newsboat", argv, "|Feed ", "All articles", "\r")


def _sfeed(files: Sequence[Path], folder: Path) -> Peer:
    store = folder / "all.tsv"
    if not store.exists():
        rows: list[bytes] = []
        for path in files:
            with path.open("rb") as feed:
                made = subprocess.run(["sfeed"], stdin=feed, check=True, capture_output=True).stdout
            rows += made.splitlines(keepends=True)
        rows.sort(key=lambda row: -int(row.split(b"\t", 1)[0] or 0))
        store.write_bytes(b"".join(rows))
    return Peer("sfeed_curses", ["sfeed_curses", str(store)], "│  20", "all.tsv")
