"""The article as a person meets it: opening a long one, stepping through it, from outside through a terminal.

    python -m tests.benchmarks.article [--words 20000] [--marks 500] [--runs 5]

Each figure is a median and stands beside one of the same run: one repainted cell.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from reader import paths
from reader.config import load_config
from reader.desk import Desk
from reader.domain.anchor import quote_of
from reader.domain.article import Article, Block, BlockKind, article_id
from reader.domain.mark import COLORS, Mark
from reader.store.library import Library
from reader.ui.page import page
from tests.benchmarks.generator import parts
from tests.benchmarks.screen import READER, key_times, median, one_cell, p95, report
from tests.terminal import Terminal, clean_env

TITLE = "Die lange Strecke"
COLUMNS, ROWS = 140, 40


def long_article(words: int) -> Article:
    """Paragraphs of many generated articles under one headline."""
    text = TITLE
    blocks = [Block(BlockKind.HEADLINE, 0, len(TITLE))]
    number, count = 0, 0
    while count < words:
        for kind, part in parts(number):
            if kind is BlockKind.PARAGRAPH and count < words:
                blocks.append(Block(kind, len(text) + 2, len(text) + 2 + len(part)))
                text += "\n\n" + part
                count += len(part.split())
        number += 1
    now = datetime(2026, 11, 20, tzinfo=UTC)
    return Article(article_id("", text), text, tuple(blocks), TITLE, now, now, language="de")


def marks(article: Article, number: int) -> list[Mark]:
    """Every so many sentences one with a note."""
    sentences = page(article).terrain.sentences
    now = datetime(2026, 11, 20, tzinfo=UTC)
    found = []
    for n in range(number):
        start, end = sentences[n * len(sentences) // number]
        quote = quote_of(article.text, start, end)
        note = f"Anmerkung {n}: das steht auch in der Vorlage, aber mit anderen Zahlen und ohne Quelle."
        color = COLORS[n % len(COLORS)]
        found.append(Mark(f"{n:015x}", article.id, start, end, *quote, now, now, note, ("quelle",), color))
    return found


def make_home(folder: Path, article: Article, number: int) -> None:
    home = paths.Home.at(folder)
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(home, load_config(home.config), Library(home.library))
    desk.add([article])
    desk.mentions(article)
    desk.notebook.put_marks(marks(article, number))
    desk.close()


@contextmanager
def _reading(home: Path) -> Iterator[Terminal]:
    env = clean_env(home / "user", GLOSSE_HOME=str(home))
    with Terminal(READER, env, columns=COLUMNS, rows=ROWS, cwd=Path.cwd()) as terminal:
        yield terminal


def opened(home: Path) -> float:
    """Seconds from Enter in the list until the article stands beside it, drawn."""
    with _reading(home) as terminal:
        _ready(terminal)
        return terminal.key_to_frame("\r", holding="Anmerkung 0")


def _ready(terminal: Terminal) -> None:
    terminal.wait_for(TITLE[:12])
    terminal.settle(0.6)


def steps(home: Path, cell: float) -> None:
    with _reading(home) as terminal:
        _ready(terminal)
        terminal.type("\r")
        terminal.wait_for("Anmerkung 0")
        terminal.settle(0.6)
        terminal.type(")" * 5)
        for name, keys in {"word": "w" * 40, "sentence": ")" * 40, "line": "j" * 40, "page": " " * 10}.items():
            times = key_times(terminal, keys)
            report(f"next {name}, p50 (p95 {p95(times) * 1000:.1f} ms)", median(times), cell, "one cell")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--marks", type=int, default=500)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    article = long_article(given.words)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        make_home(home, article, given.marks)
        cell = median(one_cell(Path(folder)))
        print(f"{article.words} words, {given.marks} marks, {COLUMNS} by {ROWS} cells")
        report("one repainted cell, p50", cell, 0, "")
        report("opening, p50", median([opened(home) for _ in range(given.runs)]), cell, "one cell")
        steps(home, cell)


if __name__ == "__main__":
    main()
