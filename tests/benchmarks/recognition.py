"""The recogniser's process: how fast it reads, loads and answers, what it weighs, and whether the first frame knows.

    python -m tests.benchmarks.recognition [--runs 5]

Words are those between spaces, of the seed articles. Speed is words a second of the processor's time, on one core;
everything else is seconds on the clock, medians of the runs. The tables stand beside the model.
"""

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reader import paths
from reader.domain.article import Article
from reader.domain.entity import Recognizer
from reader.entities import open_recognizer, open_tables
from reader.entities.apart import Apart
from reader.entities.tagger import MODEL
from reader.entities.trained import version
from reader.intake.files import read_articles
from tests.benchmarks.screen import first_frames, median

LONG = 500  # words of an article as one opens it


def words(text: str) -> int:
    return len(text.split())


def speed(recognizer: Recognizer, articles: list[Article]) -> float:
    """Words a second of the processor's time."""
    begin = time.process_time()
    for article in articles:
        recognizer.recognize(article.text, language=article.language)
    return sum(words(article.text) for article in articles) / (time.process_time() - begin)


def clock(verb: Callable[[], object]) -> float:
    begin = time.perf_counter()
    verb()
    return time.perf_counter() - begin


def lives(text: str, runs: int) -> tuple[list[float], list[float]]:
    """Of processes that each read `text` five times: seconds to the first answer, and to each answer behind it."""
    loads, answers = [], []
    for _ in range(runs):
        apart = Apart(MODEL, version(), open_tables())
        loads.append(clock(lambda apart=apart: apart.recognize("Berlin.")))  # type: ignore[misc]
        answers += [clock(lambda apart=apart: apart.recognize(text)) for _ in range(5)]  # type: ignore[misc]
        apart.close()
        time.sleep(0.2)  # until it is gone
    return loads, answers


def frames(setting: str, runs: int) -> float:
    """Seconds to the first list of the seeds, with that recogniser."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "config.toml").write_text(f'recognizer = "{setting}"\n', encoding="utf-8")
        return median(first_frames(Path(folder), runs)[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    articles = [article for path in sorted(paths.bundled("seeds").iterdir()) for article in read_articles(path)]
    text = " ".join(" ".join(article.text for article in articles[:2]).split()[:LONG])
    for name, recognizer in (("trained", open_recognizer()), ("tables", open_tables())):
        recognizer.recognize("Berlin.")
        speeds = [speed(recognizer, articles) for _ in range(runs)]
        print(f"{name}: words a second, one core{'':12}{statistics.median(speeds):10,.0f}")
    loads, answers = lives(text, runs)
    print(f"process started, model loaded, first answer  {median(loads) * 1000:6.0f} ms")
    print(f"an article of {LONG} words, once loaded         {median(answers) * 1000:6.0f} ms")
    unit = 1e6 if sys.platform == "darwin" else 1e3
    print(f"peak of the process's memory                 {_peak() / unit:6.0f} MB")
    print(f"first full list, names by the model          {frames('trained', runs) * 1000:6.0f} ms")
    print(f"first full list, names by tables             {frames('tables', runs) * 1000:6.0f} ms")


def _peak() -> float:
    """The most that a child of this process held: the recogniser's, as no screen was opened yet."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


if __name__ == "__main__":
    main()
