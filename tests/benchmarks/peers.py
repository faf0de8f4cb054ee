"""Other readers of the terminal, fed with the same articles and timed on the same screen in the same run.

newsboat and sfeed are packages of Debian; what is not installed is left out. Both get the articles as RSS files and
list them before anything is timed.
"""

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape
from pathlib import Path

from reader.domain.article import Article

PER_FILE = 5000  # articles


@dataclass(frozen=True, slots=True)
class Peer:
    """A reader ready to be opened.

    Attributes:
        before: keys that lead from its first screen to the list of all articles; "" when it opens there.
        first: what its first screen shows when it is ready for these keys.
        search: keys that begin a full-text search in the list; "" where it has none.
    """

    name: str
    argv: Sequence[str]
    first: str = ""
    before: str = ""
    search: str = ""


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


def installed(files: Sequence[Path], folder: Path) -> list[Peer]:
    """The peers on this machine, their stores filled from `files`."""
    folder.mkdir(parents=True, exist_ok=True)
    makers = {"newsboat": _newsboat, "sfeed_curses": _sfeed}
    return [make(files, folder) for name, make in makers.items() if shutil.which(name)]


def _newsboat(files: Sequence[Path], folder: Path) -> Peer:
    urls, config = folder / "urls", folder / "config"
    lines = ['"query:All articles:age >= 0"', *(f"file://{path}" for path in files)]
    urls.write_text("\n".join(lines) + "\n", encoding="utf-8")
    config.write_text("cleanup-on-quit no\nconfirm-exit no\nshow-read-feeds yes\n", encoding="utf-8")
    argv = ["newsboat", "-u", str(urls), "-c", str(folder / "cache.db"), "-C", str(config)]
    subprocess.run([*argv, "-x", "reload"], check=True, capture_output=True)
    return Peer("newsboat", argv, "All articles", "\r", "q/")


def _sfeed(files: Sequence[Path], folder: Path) -> Peer:
    rows: list[bytes] = []
    for path in files:
        with path.open("rb") as feed:
            rows += subprocess.run(["sfeed"], stdin=feed, check=True, capture_output=True).stdout.splitlines(
                True
            )
    rows.sort(key=lambda row: -int(row.split(b"\t", 1)[0] or 0))
    store = folder / "all.tsv"
    store.write_bytes(b"".join(rows))
    return Peer("sfeed_curses", ["sfeed_curses", str(store)])
