"""Writes a trained tagger as ONNX in eight bits.

The graph is built node by node with fused operators of onnxruntime (attention, the bend): smaller and faster than what
an exporter makes of the same network, and free of the training's libraries.

Eight bits have one scale for all that a matrix reads. In each layer one channel of the widened step is larger than all
others, up to ten times, and would leave them few steps of that scale: it goes apart, in 32 bits.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reader.entities.tagger import session
from reader.entities.training.labels import TAGS
from reader.entities.training.measure import Floats, Scorer

FILES = ("pieces.model", "vectors.bin", "tagger.onnx")
TOKENS = 192  # the longest input, the tokens at its ends among them
_FUSED = "com.microsoft"
_EPSILON = 1e-12
# So begin the names of the products that stay in 32 bits: the row of tags, the channels that go apart.
_EXACT = "exact."


class _Graph:
    """Nodes and numbers of an ONNX graph as it grows."""

    def __init__(self) -> None:
        from onnx import helper, numpy_helper

        self._helper = helper
        self._numbers = numpy_helper
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(self._numbers.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **options: Any) -> str:
        self.nodes.append(self._helper.make_node(kind, inputs, [output], name=output, domain=domain, **options))
        return output

    def linear(self, x: str, matrix: Floats, bias: Floats, output: str) -> str:
        """`x` times `matrix`, which torch keeps transposed, and the bias."""
        self.node("MatMul", [x, self.constant(output + ".w", matrix.T)], output + ".product")
        return self.node("Add", [output + ".product", self.constant(output + ".b", bias)], output)

    def normal(self, x: str, scale: Floats, bias: Floats, output: str) -> str:
        """`x` normalised, with its scale and bias."""
        rows = [self.constant(output + ".w", scale), self.constant(output + ".b", bias)]
        return self.node("LayerNormalization", [x, *rows], output, epsilon=_EPSILON)


def build(weights: Mapping[str, Floats], layers: int, heads: int, apart: Sequence[int]) -> Any:
    """The ONNX model of a tagger; inputs and output as model/README.md says.

    Args:
        weights: by their names in torch.
        apart: for each layer, which channel of the widened step goes apart.
    """
    from onnx import TensorProto, helper

    graph = _Graph()
    width, tags = weights["head.weight"].shape[1], len(weights["head.bias"])
    graph.node("Cast", ["mask"], "seen", to=TensorProto.INT32)
    x = _begin(graph, weights)
    for i in range(layers):
        x = _layer(graph, weights, f"layers.{i}.", heads, x, apart[i])
    graph.node("MatMul", [x, graph.constant("head.w", weights["head.weight"].T)], _EXACT + "tags")
    graph.node("Add", [_EXACT + "tags", graph.constant("head.b", weights["head.bias"])], "scores")
    made = helper.make_graph(
        graph.nodes,
        "tagger",
        [
            helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["batch", "tokens", width]),
            helper.make_tensor_value_info("mask", TensorProto.INT64, ["batch", "tokens"]),
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["batch", "tokens", tags])],
        graph.constants,
    )
    return helper.make_model(
        made, ir_version=8, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
    )


def _begin(graph: _Graph, weights: Mapping[str, Floats]) -> str:
    """Adds the places to the word vectors, as many as there are tokens, and normalises."""
    graph.node("Shape", ["vectors"], "count", start=1, end=2)
    places = graph.constant("places", weights["places.weight"])
    zero = graph.constant("zero", np.array([0], np.int64))
    graph.node("Slice", [places, zero, "count", zero], "here")
    graph.node("Add", ["vectors", "here"], "placed")
    return graph.normal("placed", weights["norm.weight"], weights["norm.bias"], "start")


def _layer(graph: _Graph, weights: Mapping[str, Floats], own: str, heads: int, x: str, apart: int) -> str:
    """The layer whose names begin with `own`, behind `x`; returns the name of its output.

    A sum and its norm stay two nodes: fused, onnxruntime takes three times as long for them (`tagger.session`).
    """

    def both(name: str) -> tuple[Floats, Floats]:
        return weights[f"{own}{name}.weight"], weights[f"{own}{name}.bias"]

    qkv, bias = both("qkv")
    inputs = [x, graph.constant(own + "qkv.w", qkv.T), graph.constant(own + "qkv.b", bias), "seen"]
    attended = graph.node("Attention", inputs, own + "attended", _FUSED, num_heads=heads)
    mixed = graph.linear(attended, *both("ao"), own + "mixed")
    graph.node("Add", [x, mixed], own + "both")
    middle = graph.normal(own + "both", *both("aln"), own + "middle")
    wide, narrow = both("fi"), both("fo")
    few = _bent(graph, middle, [part[[apart]] for part in wide], narrow[0][:, [apart]], _EXACT + own)
    rest = np.arange(len(wide[1])) != apart
    most = _bent(graph, middle, [wide[0] * rest[:, None], wide[1] * rest], narrow[0] * rest, own)
    graph.node("Add", [most, graph.constant(own + "fo.b", narrow[1])], own + "rest")
    graph.node("Add", [middle, few], own + "apart")
    graph.node("Add", [own + "apart", own + "rest"], own + "sum")
    return graph.normal(own + "sum", *both("oln"), own + "out")


def _bent(graph: _Graph, x: str, wide: Sequence[Floats], narrow: Floats, name: str) -> str:
    """The widened step through the channels of `wide` (rows and bias) and `narrow`, whose bias is not added."""
    graph.node("MatMul", [x, graph.constant(name + "fi.w", wide[0].T)], name + "wide")
    graph.node("BiasGelu", [name + "wide", graph.constant(name + "fi.b", wide[1])], name + "bent", _FUSED)
    return graph.node("MatMul", [name + "bent", graph.constant(name + "fo.w", narrow.T)], name + "narrow")


def quantise(full: Path, small: Path) -> None:
    """Write the ONNX model `full` to `small`, its matrices in eight bits but for those of _EXACT.

    Seven of the eight bits are used: processors without VNNI add two products in sixteen bits, which would overflow.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    names = [node.name for node in onnx.load(full, load_external_data=False).graph.node]
    quantize_dynamic(
        full,
        small,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=[name for name in names if name.startswith(_EXACT)],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def scorer(path: Path) -> Scorer:
    """Runs the ONNX model at `path` as the recogniser does."""
    network = session(path)

    def score(vectors: Floats, seen: NDArray[np.int64]) -> Floats:
        scores: Floats = network.run(["scores"], {"vectors": vectors, "mask": seen})[0]
        return scores

    return score


def describe(folder: Path, figures: Mapping[str, Any]) -> None:
    """Write `model.json` beside the other three files in `folder`: what they are, and how to know them."""
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    told = {
        "version": hashes["tagger.onnx"][:12],
        "labels": list(TAGS),
        "transitions": None,
        "max_tokens": TOKENS,
        "sha256": hashes,
        "figures": figures,
    }
    text = json.dumps(told, indent=1, ensure_ascii=False)
    (folder / "model.json").write_text(text + "\n", encoding="utf-8")
