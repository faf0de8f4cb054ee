"""The baseline of the model card: a conditional random field over shapes, context and Glosse's own tables of names.

    python -m reader.entities.training.crf --data FOLDER

One model for each language, learned from the same sets as the network and measured on the same held-out sentences; the
four kinds alone, since it cannot leave a choice open.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.entities.training.corpora import Sentence, read, split
from reader.entities.training.labels import ANY, KINDS
from reader.entities.training.measure import compare

_TABLES = Path(__file__).parents[1] / "tables"
_LEARNED = {"de": ("GermEval 2014", "SmartData"), "en": ("Wikigold", "GUM")}
_ROUNDS = 80


def tables() -> dict[str, frozenset[str]]:
    """The single words of each table of names."""
    found = {}
    for name in ("given.txt", "surnames.txt", "cities.tsv", "countries.tsv", "organisations.tsv", "places.tsv"):
        words = (_TABLES / name).read_text(encoding="utf-8").replace("|", "\t").replace(" ", "\t").split()
        found[name.split(".")[0]] = frozenset(word for word in words if word[:1].isupper())
    return found


def features(words: Sequence[str], names: dict[str, frozenset[str]]) -> list[list[str]]:
    """What is said of each word: of itself, and of its two neighbours on either side."""
    own = [list(_word(word, names)) for word in words]
    rows = []
    for i in range(len(words)):
        row = ["bias"]
        for step in (-2, -1, 0, 1, 2):
            there = own[i + step] if 0 <= i + step < len(words) else ["edge"]
            row += [f"{step}:{feature}" for feature in (there if abs(step) < 2 else there[:2])]
        rows.append(row)
    return rows


def _word(word: str, names: dict[str, frozenset[str]]) -> Iterator[str]:
    yield f"w={word.lower()}"
    yield f"shape={shape(word)}"
    for length in (2, 3, 4):
        yield f"end={word[-length:].lower()}"
        yield f"begin={word[:length].lower()}"
    if "-" in word[1:]:
        yield f"head={word.rpartition('-')[2].lower()}"
    for table, listed in names.items():
        if word in listed or (word.endswith("s") and word[:-1] in listed):
            yield table


def shape(word: str) -> str:
    """ "Xx-Xx" for "US-Bürger": capitals, small letters, digits, other signs, each run once."""
    signs = ["X" if c.isupper() else "x" if c.islower() else "0" if c.isdigit() else c for c in word]
    return "".join(c for i, c in enumerate(signs) if i == 0 or signs[i - 1] != c)


def plain(tags: Sequence[str]) -> list[str]:
    """The tags without derived forms, parts of words and what is left open."""
    return ["O" if tag == ANY or tag.endswith(("deriv", "part")) else tag for tag in tags]


def train(sentences: Sequence[Sentence], path: Path) -> None:
    """Learn from `sentences` and write the model to `path`."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    names = tables()
    for s in sentences:
        trainer.append(features(s.words, names), plain(s.tags))
    trainer.set_params(
        {"c1": 0.05, "c2": 0.05, "max_iterations": _ROUNDS, "feature.possible_transitions": True}
    )
    trainer.train(str(path))


def report(name: str, sentences: Sequence[Sentence], path: Path) -> None:
    """Print the figures of the model at `path` on `sentences`."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    names = tables()
    begun = time.process_time()
    found = [tagger.tag(features(s.words, names)) for s in sentences]
    speed = sum(len(s.words) for s in sentences) / (time.process_time() - begun)
    kinds = KINDS if sentences[0].scheme != "three" else KINDS[:3]
    figures = compare([plain(s.tags) for s in sentences], found, kinds)
    print(name, {kind: round(own.f1, 1) for kind, own in figures.items()}, f"{speed:.0f} words/s", flush=True)


def main() -> None:
    """Learn one model for each language and print its figures."""
    parser = argparse.ArgumentParser("python -m reader.entities.training.crf", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the annotated sets")
    parser.add_argument(
        "--more", type=Path, nargs="*", default=[], help="more sets to be measured on, German ones"
    )
    asked = parser.parse_args()
    learned, held = split(asked.data)
    for language, corpora in _LEARNED.items():
        sentences = [s for source, own in learned.items() if source.corpus in corpora for s in own]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "crf")
            train(sentences, path)
            for corpus in corpora:
                report(corpus, held[corpus], path)
            for more in asked.more:
                report(f"{more.name} ({language})", read(more), path)


if __name__ == "__main__":
    main()
