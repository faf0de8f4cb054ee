"""The recogniser: how right, how fast, how large. Figures for the model card.

    python -m tests.benchmarks.entities [--data FOLDER] [--model FOLDER]

Strict spans (start, end and kind right) of the network and of the tables alone, on the news sentences of the tests and,
with --data, on what the training holds out of the annotated sets. Then, in a process of its own, the network's words a
second on one core, the time to load it and the memory it takes.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from reader.domain.entity import NAMES, Recognizer
from reader.entities.tagger import MODEL, Tagger
from reader.entities.training.corpora import Sentence, read, split
from reader.entities.training.labels import CLASSES, KINDS
from reader.entities.training.measure import Figures, compare
from tests.news import NEWS, news

_SPEED = """
import sys, time
from pathlib import Path

from tests.news import news
from reader.entities.tagger import Tagger

sentences = [[word for word, _ in s.tokens] for s in news() if s.language in ("de", "en")] * 5
begun = time.perf_counter()
tagger = Tagger(Path(sys.argv[1]))
tagger.tag([["Berlin"]])
loaded = time.perf_counter() - begun
speeds = []
for _ in range(5):
    begun = time.process_time()
    tagger.tag(sentences)
    speeds.append(sum(map(len, sentences)) / (time.process_time() - begun))
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]
print(f"words a second {sorted(speeds)[2]:.0f}  load {loaded:.2f} s  peak memory {int(peak) / 1024:.0f} MB")
"""


def by_network(tagger: Tagger, sentences: Sequence[Sentence]) -> list[list[str]]:
    """The network's tags of each sentence."""
    rows = []
    for s, spans in zip(sentences, tagger.tag([s.words for s in sentences]), strict=True):
        tags = ["O"] * len(s.words)
        for span in spans:
            tags[span.first : span.last + 1] = _name(span.label, span.last + 1 - span.first)
        rows.append(tags)
    return rows


def by_tables(recognizer: Recognizer, sentences: Sequence[Sentence]) -> list[list[str]]:
    """The tags of each sentence's words by a recogniser that reads text: the words with a space between them."""
    rows = []
    for s in sentences:
        bounds = [0, *accumulate(len(word) + 1 for word in s.words)]  # where each word starts
        starts = {start: i for i, start in enumerate(bounds)}
        tags = ["O"] * len(s.words)
        for mention in recognizer.recognize(" ".join(s.words), language=s.language):
            first, last = starts.get(mention.start), starts.get(mention.end + 1)
            if mention.kind in NAMES and not mention.derived and first is not None and last is not None:
                tags[first:last] = _name(mention.kind, last - first)
        rows.append(tags)
    return rows


def _name(label: str, words: int) -> list[str]:
    return [f"B-{label}", *[f"I-{label}"] * (words - 1)]


def sets(data: Path | None) -> Iterator[tuple[str, list[Sentence]]]:
    """What is measured on: the tests' news sentences by language, and what is held out."""
    languages = [s.language for s in news()]
    sentences = [
        Sentence(s.words, s.tags, "twelve", language) for s, language in zip(read(NEWS), languages, strict=True)
    ]
    yield "own news, German", [s for s in sentences if s.language == "de"]
    yield "own news, English", [s for s in sentences if s.language == "en"]
    yield "own news, other languages", [s for s in sentences if s.language not in ("de", "en")]
    if data:
        yield from split(data)[1].items()


def line(name: str, who: str, figures: Mapping[str, Figures]) -> str:
    """A row: F1 of all kinds together, then of each, and precision and recall."""
    every = figures["all"]
    kinds = " ".join(f"{kind} {own.f1:.1f}" for kind, own in figures.items() if kind != "all" and own.spans)
    return (
        f"{name:28} {who:8} {every.f1:5.1f} ({every.precision:.1f}/{every.recall:.1f}, {every.spans})  {kinds}"
    )


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks.entities", description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder of the annotated sets")
    parser.add_argument("--model", type=Path, default=MODEL)
    asked = parser.parse_args()
    from reader.entities import open_tables

    tagger, tables = Tagger(asked.model), open_tables()
    for name, sentences in sets(asked.data):
        wanted = [s.tags for s in sentences]
        kinds = KINDS[:3] if sentences[0].scheme == "three" else KINDS
        found = by_network(tagger, sentences)
        print(line(name, "network", compare(wanted, found, kinds)), flush=True)
        print(line(name, "tables", compare(wanted, by_tables(tables, sentences), kinds)), flush=True)
        if sentences[0].scheme == "twelve":
            print(line(name, "network", compare(wanted, found, CLASSES)), flush=True)
    subprocess.run([sys.executable, "-c", _SPEED, str(asked.model)], check=True)


if __name__ == "__main__":
    main()
