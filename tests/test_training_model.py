"""The shipped model is the one that its card and its model.json describe."""

import hashlib
import json
from typing import Any

import pytest

from reader.entities.tagger import MODEL
from reader.entities.training.export import FILES, TOKENS
from reader.entities.training.labels import TAGS
from reader.entities.vectors import GLUED, UNKNOWN, Pieces, Vectors


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((MODEL / "model.json").read_text(encoding="utf-8"))
    return found


def test_the_files_are_those_that_were_measured(told: dict[str, Any]) -> None:
    found = {name: hashlib.sha256((MODEL / name).read_bytes()).hexdigest() for name in FILES}
    assert found == told["sha256"]
    assert told["labels"] == list(TAGS)
    assert told["max_tokens"] == TOKENS


def test_the_files_together_stay_under_45_megabytes() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 45_000_000


def test_the_card_tells_the_figures_that_were_measured(told: dict[str, Any]) -> None:
    card = (MODEL / "README.md").read_text(encoding="utf-8")
    for corpus, by_model in told["figures"]["held out"].items():
        row = next(line for line in card.splitlines() if line.startswith(f"| {corpus}, held out |"))
        for name in ("tagger.full.onnx", "tagger.onnx"):
            assert f"| {by_model[name]['all']:.1f} " in row


def test_every_word_has_pieces_and_every_piece_a_vector() -> None:
    pieces, vectors = Pieces(MODEL / "pieces.model"), Vectors.load(MODEL / "vectors.bin")
    assert len(pieces) == len(vectors)
    words = ["Lawrow", "US-Außenminister", "ſ", "北京", "", " ", "\ud800", "x" * 5_000, *sorted(GLUED)]
    cut = pieces([word.encode("utf-8", "replace").decode() for word in words])
    assert all(cut)
    assert all(vectors(ids).shape == (len(ids), 384) for ids in cut)
    assert UNKNOWN in cut[3]
    assert UNKNOWN not in cut[0] + cut[1]


def test_a_sign_that_stands_against_the_word_before_it_brings_no_space() -> None:
    pieces = Pieces(MODEL / "pieces.model")
    shown = {sign: [pieces._processor.id_to_piece(i) for i in pieces([sign])[0]] for sign in (",", "(", "Rom")}
    assert shown == {",": [","], "(": ["▁("], "Rom": ["▁Rom"]}
