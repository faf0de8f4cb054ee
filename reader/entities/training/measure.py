"""Tags out of scores, and how right they are: strict spans, where start, end and kind must agree."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.entities.training.corpora import Sentence
from reader.entities.training.labels import TAGS
from reader.entities.vectors import BEGIN, END, PAD, Pieces, Vectors
from reader.entities.viterbi import decode, transitions

Floats = NDArray[np.float32]
Span = tuple[int, int, str]
Scorer = Callable[[Floats, NDArray[np.int64]], Floats]
_TABLE = transitions(TAGS)
_BATCH = 2_000  # tokens


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 in percent, and how many spans the annotation has."""

    precision: float
    recall: float
    f1: float
    spans: int


def spans(tags: Sequence[str]) -> list[Span]:
    """The names in a row of tags: first word, word behind the last, class. An inner tag alone begins a name."""
    found: list[Span] = []
    start, name = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if name and not (tag.startswith("I-") and tag[2:] == name):
            found.append((start, i, name))
            name = ""
        if tag != "O" and not name:
            start, name = i, tag[2:]
    return found


def compare(
    wanted: Iterable[Sequence[str]], found: Iterable[Sequence[str]], kinds: Sequence[str]
) -> dict[str, Figures]:
    """Figures for each of `kinds` and for all of them together ("all")."""
    right, gold, made = Counter[str](), Counter[str](), Counter[str]()
    for own, other in zip(wanted, found, strict=True):
        a = {span for span in spans(own) if span[2] in kinds}
        b = {span for span in spans(other) if span[2] in kinds}
        for counter, chosen in ((gold, a), (made, b), (right, a & b)):
            counter.update(span[2] for span in chosen)
    figures = {kind: _figures(right[kind], gold[kind], made[kind]) for kind in kinds}
    figures["all"] = _figures(right.total(), gold.total(), made.total())
    return figures


def _figures(right: int, gold: int, made: int) -> Figures:
    precision, recall = 100 * right / max(made, 1), 100 * right / max(gold, 1)
    return Figures(precision, recall, 200 * right / max(made + gold, 1), gold)


def decoded(rows: Sequence[Floats]) -> list[list[str]]:
    """The best rows of tags that IOB allows, for each sentence's scores [words, tags]."""
    lengths = np.array([len(row) for row in rows])
    padded = np.zeros((len(rows), max(1, lengths.max()), len(TAGS)), np.float32)
    for scores, row in zip(padded, rows, strict=True):
        scores[: len(row)] = row
    best = decode(padded, np.maximum(lengths, 1), _TABLE)
    return [[TAGS[tag] for tag in row[:length]] for row, length in zip(best, lengths, strict=True)]


def encode(pieces: Pieces, words: Sequence[str], longest: int) -> tuple[list[int], list[int]]:
    """A sentence's ids, and for each word the token it is tagged at; words that do not fit are left out."""
    ids, firsts = [BEGIN], []
    for own in pieces(words):
        if len(ids) + len(own) >= longest:
            break
        firsts.append(len(ids))
        ids += own
    return [*ids, END], firsts


def tag(
    sentences: Sequence[Sentence], pieces: Pieces, vectors: Vectors, scorer: Scorer, longest: int
) -> list[list[str]]:
    """The tags of each sentence's words; O for words behind the longest input."""
    coded = [encode(pieces, s.words, longest) for s in sentences]
    found: list[list[str]] = [[] for _ in sentences]
    batch: list[int] = []
    order = sorted(range(len(coded)), key=lambda i: len(coded[i][0]))
    for place, i in enumerate(order):
        batch.append(i)
        wider = len(coded[order[min(place + 1, len(order) - 1)]][0])
        if place + 1 == len(order) or wider * (len(batch) + 1) > _BATCH:
            scores = scorer(*_batch([coded[j][0] for j in batch], vectors))
            rows = [row[coded[j][1]] for row, j in zip(scores, batch, strict=True)]
            for tags, j in zip(decoded(rows), batch, strict=True):
                found[j] = tags + ["O"] * (len(sentences[j].words) - len(tags))
            batch = []
    return found


def _batch(rows: list[list[int]], vectors: Vectors) -> tuple[Floats, NDArray[np.int64]]:
    longest = max(map(len, rows))
    ids = np.full((len(rows), longest), PAD, np.int64)
    mask = np.zeros((len(rows), longest), np.int64)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = row
        mask[i, : len(row)] = 1
    return vectors(ids.ravel()).reshape(*ids.shape, -1), mask
