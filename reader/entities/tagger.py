"""The trained tagger: sentences in, spans with their classes out.

Its four files lie in `model/`; model/README.md tells what they are and how they came to be. A sentence's words are cut
into pieces one by one and kept, since words repeat; sentences of like length run together, so that little is padded,
and one longer than the network reads goes through it in windows that overlap.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.entities.vectors import BEGIN, END, Pieces, Vectors
from reader.entities.viterbi import decode, transitions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = Path(__file__).parent / "model"
FILES = ("model.json", "pieces.model", "vectors.bin", "tagger.onnx")
_ROOM = 100  # tokens that run together: more is padded more, and no faster
_PIECES = 12  # of one word; the first decides, the rest of a very long one says nothing
_OVERLAP = 24  # words that two windows of a sentence share
_KEPT = 40_000  # words whose pieces are kept
_TOGETHER = 64  # sentences decoded together


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a sentence, `last` included, that the tagger took for a name.

    label: of GermEval's twelve classes: "PER", "LOCderiv", "ORGpart". score: how sure it is, 0 to 1.
    """

    first: int
    last: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class _Window:
    """A sentence, or a part of one: its pieces, and which of them is the first of each word."""

    sentence: int
    word: int
    ids: Sequence[int]
    firsts: Sequence[int]


def facts(folder: Path = MODEL) -> dict[str, Any]:
    """What model.json says.

    Raises:
        OSError, ValueError: there is no such file, or it is damaged.
    """
    found: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    return found


class Tagger:
    """The network in memory. Thread-safe; one thread runs it at a time."""

    def __init__(self, folder: Path = MODEL) -> None:
        """Loads the files.

        Raises:
            ImportError: what runs them is not installed.
            OSError, ValueError, RuntimeError: they are missing or damaged.
        """
        said = facts(folder)
        self.labels: Sequence[str] = said["labels"]
        self._most = int(said["max_tokens"])
        self._table = transitions(self.labels, said.get("transitions"))
        pieces = Pieces(folder / "pieces.model")
        self._pieces = lru_cache(_KEPT)(lambda word: tuple(pieces([_sendable(word)])[0][:_PIECES]))
        self._vectors = Vectors.load(folder / "vectors.bin")
        self._session = session(folder / "tagger.onnx")

    def tag(
        self, sentences: Sequence[Sequence[str]], between: Callable[[], None] = lambda: None
    ) -> list[list[Span]]:
        """The spans of each sentence, in order, not overlapping.

        Args:
            sentences: words and signs, no sentence empty.
            between: called before each run of the network, which takes a few hundredths of a second.
        """
        scores = self._scores(sentences, between)
        found: list[list[Span]] = [[] for _ in sentences]
        order = sorted(range(len(sentences)), key=lambda number: len(sentences[number]))
        for begin in range(0, len(order), _TOGETHER):
            chosen = order[begin : begin + _TOGETHER]
            for number, spans in zip(chosen, self._spans([scores[n] for n in chosen]), strict=True):
                found[number] = spans
        return found

    def _scores(
        self, sentences: Sequence[Sequence[str]], between: Callable[[], None]
    ) -> list["NDArray[np.float32]"]:
        """Each sentence's scores, [words, labels]."""
        import numpy as np

        scores = [np.empty((len(words), len(self.labels)), np.float32) for words in sentences]
        windows = [w for number, words in enumerate(sentences) for w in self._windows(number, words)]
        for batch in _batches(windows):
            between()
            for window, rows in zip(batch, self._run(batch), strict=True):
                shared = _OVERLAP // 2 if window.word else 0
                target = scores[window.sentence][window.word + shared : window.word + len(window.firsts)]
                target[:] = rows[list(window.firsts[shared:])]
        return scores

    def _windows(self, number: int, words: Sequence[str]) -> Iterator[_Window]:
        """A sentence as one window, or as several that overlap."""
        pieces = [self._pieces(word) for word in words]
        first = 0
        while first < len(words):
            ids, firsts = [BEGIN], []
            for word in pieces[first:]:
                if len(ids) + len(word) >= self._most:
                    break
                firsts.append(len(ids))
                ids += word
            yield _Window(number, first, [*ids, END], firsts)
            behind = first + len(firsts)
            first = behind if behind == len(words) else max(behind - _OVERLAP, first + 1)

    def _run(self, batch: Sequence[_Window]) -> "NDArray[np.float32]":
        """The network's scores of each window, [windows, tokens, labels]."""
        import numpy as np

        lengths = np.array([len(window.ids) for window in batch])
        mask = np.arange(lengths.max()) < lengths[:, None]
        vectors = np.zeros((*mask.shape, self._vectors.width), np.float32)
        vectors[mask] = self._vectors([id_ for window in batch for id_ in window.ids])
        scores: NDArray[np.float32] = self._session.run(
            ["scores"], {"vectors": vectors, "mask": mask.astype(np.int64)}
        )[0]
        return scores

    def _spans(self, scores: Sequence["NDArray[np.float32]"]) -> Iterator[list[Span]]:
        import numpy as np

        lengths = np.array([len(rows) for rows in scores])
        padded = np.zeros((len(scores), lengths.max(), len(self.labels)), np.float32)
        padded[np.arange(lengths.max()) < lengths[:, None]] = np.concatenate(scores)
        best = decode(padded, lengths, self._table)
        shares = np.exp(padded - padded.max(2, keepdims=True))
        shares /= shares.sum(2, keepdims=True)
        sure = np.take_along_axis(shares, best[:, :, None], 2)[:, :, 0]
        for row, length in enumerate(lengths):
            yield list(self._joined(best[row, :length].tolist(), sure[row]))

    def _joined(self, tags: Sequence[int], sure: "NDArray[np.float32]") -> Iterator[Span]:
        """Spans out of a sentence's tags."""
        first = -1
        for place, tag in enumerate((*tags, 0)):
            label = self.labels[tag]
            if first >= 0 and not label.startswith("I-"):
                yield Span(first, place - 1, self.labels[tags[first]][2:], float(sure[first:place].mean()))
                first = -1
            if label.startswith("B-"):
                first = place


def _sendable(word: str) -> str:
    """The word without half characters, which have no bytes."""
    return word.encode("utf-8", "replace").decode("utf-8")


def _batches(windows: Sequence[_Window]) -> Iterator[list[_Window]]:
    """Windows of like length together, `_ROOM` tokens at most, unless one is longer."""
    batch: list[_Window] = []
    for window in sorted(windows, key=lambda w: len(w.ids)):
        if batch and len(window.ids) * (len(batch) + 1) > _ROOM:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def session(path: Path) -> Any:
    """The network at `path` on one core: the other ones are the screen's.

    onnxruntime would make one node of a sum and its norm, which takes a processor three times as long as the two.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )
