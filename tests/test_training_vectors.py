"""The file of word vectors and the pieces of words, which the training and the recogniser share."""

from pathlib import Path

import numpy as np
import pytest

from reader.entities.vectors import Vectors


def made(count: int = 50, width: int = 64, block: int = 32) -> Vectors:
    rng = np.random.default_rng(3)
    scales = rng.uniform(0.001, 0.1, (count, width // block)).astype(np.float16)
    return Vectors(scales, rng.integers(0, 256, (count, width // 2), np.uint8))


def by_hand(vectors: Vectors, piece: int) -> list[float]:
    """The vector of one piece as the layout in the module's docstring reads."""
    numbers: list[float] = []
    block = vectors.width // vectors.scales.shape[1]
    for i in range(vectors.width):
        byte = int(vectors.values[piece, i // 2])
        four = byte >> 4 if i % 2 else byte & 15
        numbers.append((four - 8) * float(vectors.scales[piece, i // block]))
    return numbers


def test_vectors_are_read_as_the_layout_says() -> None:
    vectors = made()
    found = vectors([7, 0, 7])
    assert found.dtype == np.float32
    assert found.shape == (3, 64)
    for row, piece in zip(found, (7, 0, 7), strict=True):
        np.testing.assert_allclose(row, by_hand(vectors, piece), rtol=1e-6)


def test_vectors_come_back_from_their_file(tmp_path: Path) -> None:
    vectors = made()
    vectors.save(tmp_path / "vectors.bin")
    again = Vectors.load(tmp_path / "vectors.bin")
    assert len(again) == 50
    np.testing.assert_array_equal(again(range(50)), vectors(range(50)))
    assert again([]).shape == (0, 64)


@pytest.mark.parametrize("cut", [0, 10, 500, -1])
def test_a_file_of_vectors_that_is_damaged_is_refused(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "vectors.bin"
    made().save(path)
    path.write_bytes(path.read_bytes()[:cut] or b"x")
    with pytest.raises(ValueError, match="not a file of word vectors"):
        Vectors.load(path)


def test_a_piece_that_is_not_there_is_an_error() -> None:
    with pytest.raises(IndexError):
        made()([50])
