"""Chooses the pieces that the recogniser keeps of the encoder's 250,000, and writes them with their vectors.

Only text with a free licence decides: the annotated sets, the German and English word lists of spacy-lookups-data
(MIT) and Glosse's own tables of names. Cyrillic and Greek pieces are taken by the encoder's own scores.
"""

import gzip
import json
import math
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from reader.entities.training.weights import Encoder, blocks
from reader.entities.vectors import Vectors

KEPT = 44_000
_OTHER_SCRIPTS = 2_500  # pieces in Cyrillic and Greek letters
_SPECIAL = 4
_COMMON = -17.0  # natural logarithm of the rarest word's share that is read from the lists
_TABLES = Path(__file__).parents[1] / "tables"
_NAMES = (
    "given.txt",
    "surnames.txt",
    "nouns.txt",
    "cities.tsv",
    "organisations.tsv",
    "people.tsv",
    "places.tsv",
)


def cut(encoder: Encoder, sets: Iterable[str], lookups: Path, folder: Path) -> None:
    """Write `pieces.model` and `vectors.bin` into `folder`.

    Args:
        encoder: The published encoder.
        sets: The words of the annotated sets, one by one.
        lookups: The wheel of spacy-lookups-data.
        folder: Where the files go.
    """
    weights = _words(sets, lookups)
    whole = _processor(model(encoder.pieces, encoder.scores.tolist()))
    counts: dict[int, float] = defaultdict(float)
    cuts = whole.encode([" " + word for word in weights])
    for weight, ids in zip(weights.values(), cuts, strict=True):
        for i in set(ids):
            counts[i] += weight
    kept = _choose(encoder, counts)
    folder.mkdir(parents=True, exist_ok=True)
    scores = encoder.scores[kept].tolist()
    (folder / "pieces.model").write_bytes(model([encoder.pieces[i] for i in kept], scores))
    vectors(encoder, kept).save(folder / "vectors.bin")


def _words(sets: Iterable[str], lookups: Path) -> Mapping[str, float]:
    """Words with their weights: the root of a word's share, so that rare ones are heard too."""
    weights: dict[str, float] = defaultdict(float)
    for word, count in Counter(sets).items():
        weights[word] += math.sqrt(count / 300_000)
    for language in ("de", "en"):
        for word, share in _listed(lookups, language):
            weights[word] += math.sqrt(math.exp(share))
    for name in _NAMES:
        for word in (_TABLES / name).read_text(encoding="utf-8").replace("|", " ").split():
            weights[word] += 2e-4
    return weights


def _listed(lookups: Path, language: str) -> Iterator[tuple[str, float]]:
    with zipfile.ZipFile(lookups) as archive:
        packed = archive.read(f"spacy_lookups_data/data/{language}_lexeme_prob.json.gz")
    for word, share in json.loads(gzip.decompress(packed)).items():
        if share > _COMMON and len(word) <= 40 and " " not in word:
            yield word, share


def _choose(encoder: Encoder, counts: Mapping[int, float]) -> list[int]:
    """The ids to keep, in the encoder's order."""
    kept = set(range(_SPECIAL))
    kept |= {i for i, piece in enumerate(encoder.pieces) if i >= _SPECIAL and _letter(piece)}
    others = [i for i, piece in enumerate(encoder.pieces) if i >= _SPECIAL and _script(piece) == 2]
    kept |= set(sorted(others, key=lambda i: -encoder.scores[i])[:_OTHER_SCRIPTS])
    for i, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if len(kept) >= KEPT:
            break
        if _script(encoder.pieces[i]) == 1:
            kept.add(i)
    return sorted(kept)


def _letter(piece: str) -> bool:
    """Whether the piece is one character of a script that is kept."""
    return len(piece.removeprefix("▁")) <= 1 and piece != "" and _script(piece) > 0


def _script(piece: str) -> int:
    """1 for Latin letters, digits and signs, 2 where Cyrillic or Greek ones stand among them, 0 for others."""
    rest = [c for c in piece if c != "▁"]
    if all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or 0x2000 <= ord(c) < 0x2300 for c in rest):
        return 1
    return 2 if all(ord(c) < 0x530 for c in rest) else 0


def model(pieces: list[str], scores: list[float]) -> bytes:
    """A SentencePiece unigram model of `pieces`, the first four of them special, as its protocol buffer."""
    from sentencepiece import sentencepiece_model_pb2

    protocol: Any = sentencepiece_model_pb2
    made = protocol.ModelProto()
    made.ParseFromString(_scaffold())
    del made.pieces[:]
    kinds = protocol.ModelProto.SentencePiece
    for i, (piece, score) in enumerate(zip(pieces, scores, strict=True)):
        kind = kinds.UNKNOWN if i == _SPECIAL - 1 else kinds.CONTROL if i < _SPECIAL else kinds.NORMAL
        if piece in ("", "<mask>"):
            kind, piece = kinds.UNUSED, f"<unused{i}>"
        made.pieces.add(piece=piece, score=score, type=kind)
    trainer = made.trainer_spec
    trainer.bos_id, trainer.pad_id, trainer.eos_id, trainer.unk_id = range(_SPECIAL)
    trainer.input[:] = []
    trainer.model_prefix = ""
    made.normalizer_spec.add_dummy_prefix = False  # a word brings its own space, or none
    made.normalizer_spec.remove_extra_whitespaces = False
    return bytes(made.SerializeToString())


def _scaffold() -> bytes:
    """A small model of SentencePiece's own making: it carries the NFKC rules of the encoder's vocabulary."""
    from sentencepiece import SentencePieceTrainer

    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "text")
        text.write_text("ab abc abcd bcd cd abcde\n" * 20, encoding="utf-8")
        SentencePieceTrainer.train(
            input=str(text),
            model_prefix=f"{folder}/small",
            vocab_size=12,
            hard_vocab_limit=False,
            model_type="unigram",
            normalization_rule_name="nmt_nfkc",
            minloglevel=2,
        )
        return Path(folder, "small.model").read_bytes()


def _processor(proto: bytes) -> Any:
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_proto=proto)


def vectors(encoder: Encoder, kept: list[int]) -> Vectors:
    """The word vectors of the pieces `kept`, in the encoder's own four-bit blocks."""
    count, raw = encoder.tensors["emb.word"]
    rows = count // encoder.width
    scales, values = blocks(raw)
    values = values.reshape(rows, -1, values.shape[1])[kept]
    halves = np.concatenate([values & 15, values >> 4], axis=2).reshape(len(kept), -1)
    packed = (halves[:, 0::2] | halves[:, 1::2] << 4).astype(np.uint8)
    return Vectors(scales.reshape(rows, -1)[kept], packed)
