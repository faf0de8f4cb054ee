"""Writes a trained tagger as ONNX in eight bits.

The graph is built node by node with the fused operators of onnxruntime (attention, normalised sums): smaller and
faster than what an exporter makes of the same network, and free of the training's libraries.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reader.entities.training.labels import TAGS
from reader.entities.training.measure import Floats, Scorer

FILES = ("pieces.model", "vectors.bin", "tagger.onnx")
TOKENS = 192  # the longest input, the tokens at its ends among them
_FUSED = "com.microsoft"
_EPSILON = 1e-12
# What stays in 32 bits: the row of tags, and two matrices that read one channel ten times as large as all others.
_EXACT = ("tags", "layers.4.narrow", "layers.5.narrow")


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


def build(weights: Mapping[str, Floats], layers: int, heads: int) -> Any:
    """The ONNX model of a tagger's `weights` by their names in torch; inputs and output as model/README.md says."""
    from onnx import TensorProto, helper

    graph = _Graph()
    width = weights["head.weight"].shape[1]
    graph.node("Cast", ["mask"], "seen", to=TensorProto.INT32)
    x = _begin(graph, weights)
    for i in range(layers):
        x = _layer(graph, weights, i, heads, x)
    graph.node("MatMul", [x, graph.constant("head.w", weights["head.weight"].T)], "tags")
    graph.node("Add", ["tags", graph.constant("head.b", weights["head.bias"])], "scores")
    made = helper.make_graph(
        graph.nodes,
        "tagger",
        [
            helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["batch", "tokens", width]),
            helper.make_tensor_value_info("mask", TensorProto.INT64, ["batch", "tokens"]),
        ],
        [
            helper.make_tensor_value_info(
                "scores", TensorProto.FLOAT, ["batch", "tokens", len(weights["head.bias"])]
            )
        ],
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
    scale = graph.constant("norm.w", weights["norm.weight"])
    return graph.node(
        "LayerNormalization",
        ["placed", scale, graph.constant("norm.b", weights["norm.bias"])],
        "start",
        epsilon=_EPSILON,
    )


def _layer(graph: _Graph, weights: Mapping[str, Floats], index: int, heads: int, x: str) -> str:
    """One layer behind `x`; returns the name of its output."""
    own = f"layers.{index}."

    def matrix(name: str) -> str:
        return graph.constant(f"{own}{name}.w", weights[f"{own}{name}.weight"].T)

    def row(name: str, kind: str = "bias") -> str:
        return graph.constant(f"{own}{name}.{kind}", weights[f"{own}{name}.{kind}"])

    attended = graph.node(
        "Attention",
        [x, matrix("qkv"), row("qkv"), "seen"],
        own + "attended",
        _FUSED,
        num_heads=heads,
    )
    mixed = graph.node("MatMul", [attended, matrix("ao")], own + "mixed")
    middle = graph.node(
        "SkipLayerNormalization",
        [x, mixed, row("aln", "weight"), row("aln"), row("ao")],
        own + "middle",
        _FUSED,
        epsilon=_EPSILON,
    )
    wide = graph.node("MatMul", [middle, matrix("fi")], own + "wide")
    bent = graph.node("BiasGelu", [wide, row("fi")], own + "bent", _FUSED)
    narrow = graph.node("MatMul", [bent, matrix("fo")], own + "narrow")
    return graph.node(
        "SkipLayerNormalization",
        [middle, narrow, row("oln", "weight"), row("oln"), row("fo")],
        own + "out",
        _FUSED,
        epsilon=_EPSILON,
    )


def quantise(full: Path, small: Path) -> None:
    """Write the ONNX model `full` to `small`, its matrices in eight bits but for _EXACT.

    Seven of the eight bits are used: processors without VNNI add two products in sixteen bits, which would overflow.
    """
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        full,
        small,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=list(_EXACT),
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )


def scorer(path: Path) -> Scorer:
    """Runs the ONNX model at `path` on one core."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def score(vectors: Floats, seen: NDArray[np.int64]) -> Floats:
        scores: Floats = session.run(["scores"], {"vectors": vectors, "mask": seen})[0]
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
