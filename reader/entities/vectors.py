"""What the trained recogniser reads of a word: its pieces, and their vectors out of a small file.

Both are shared by the training and the run time, so that a model never sees other numbers than it learned from. A
word's pieces depend on that word alone (`Pieces`), so they can be kept from one text to the next.

The file of vectors is a header of 16 bytes ("GLV1", then the count of pieces, the width and the width of a block as
little-endian uint32), the blocks' scales (float16, [count, width / block]) and the values (uint8, [count, width / 2]):
value 2i in the low four bits of byte i, value 2i + 1 in the high four; a number is (value - 8) * its block's scale.
"""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BEGIN, PAD, END, UNKNOWN = range(4)  # the first four pieces: <s>, <pad>, </s>, <unk>
_HEADER = struct.Struct("<4sIII")
_MAGIC = b"GLV1"
# Words that stand against the word before them: their first piece has no space in front.
GLUED = frozenset(".,;:!?)]}%…”“’'»‹°") | {
    "'s",
    "’s",
    "n't",
    "n’t",
    "'re",
    "'ve",
    "'ll",
    "'m",
    "'d",
    "...",
    "..",
}
_LONGEST = 64  # characters of a word that are read


class Pieces:
    """A SentencePiece model that cuts words; the ids are those of its pieces."""

    def __init__(self, path: Path) -> None:
        """Read the model at `path`; OSError or RuntimeError where it is none."""
        from sentencepiece import SentencePieceProcessor

        self._processor: Any = SentencePieceProcessor(model_proto=path.read_bytes())

    def __len__(self) -> int:
        return int(self._processor.vocab_size())

    def __call__(self, words: Sequence[str]) -> list[list[int]]:
        """The ids of each word's pieces, at least one each."""
        texts = [word[:_LONGEST] if word in GLUED else " " + word[:_LONGEST].strip() for word in words]
        encode = self._processor.encode  # one by one: a list of words starts threads anew each time
        return [encode(text) or [UNKNOWN] for text in texts]


class Vectors:
    """The vectors of pieces in blocks of four-bit numbers: read from the file as they are needed."""

    def __init__(self, scales: "NDArray[np.float16]", values: "NDArray[np.uint8]") -> None:
        """Scales [count, blocks] and packed values [count, width / 2]."""
        import numpy as np

        self.scales = scales
        self.values = values
        self.width = values.shape[1] * 2
        pairs = np.array([[byte & 15, byte >> 4] for byte in range(256)], np.float32) - 8
        self._pairs = pairs.view(np.complex64).ravel()  # both numbers of a byte in one look-up

    @classmethod
    def load(cls, path: Path) -> "Vectors":
        """The vectors in the file at `path`, mapped into memory; ValueError where it is no such file."""
        import numpy as np

        mapped = np.memmap(path, np.uint8, "r")
        if len(mapped) < _HEADER.size:
            raise ValueError(f"{path}: not a file of word vectors")
        magic, count, width, block = _HEADER.unpack(mapped[: _HEADER.size].tobytes())
        middle = _HEADER.size + count * (width // max(block, 1)) * 2
        if magic != _MAGIC or len(mapped) != middle + count * width // 2:
            raise ValueError(f"{path}: not a file of word vectors")
        scales = mapped[_HEADER.size : middle].view(np.float16).reshape(count, -1)
        return cls(scales, mapped[middle:].reshape(count, -1))

    def save(self, path: Path) -> None:
        """Write the file that `load` reads."""
        header = _HEADER.pack(_MAGIC, len(self), self.width, self.width // self.scales.shape[1])
        path.write_bytes(header + self.scales.tobytes() + self.values.tobytes())

    def __len__(self) -> int:
        return len(self.values)

    def __call__(self, ids: "Sequence[int] | NDArray[np.int64]") -> "NDArray[np.float32]":
        """The vectors of the pieces `ids`, float32 [len(ids), width]; IndexError where there is no such piece."""
        import numpy as np

        chosen = np.asarray(ids, np.int64)
        numbers: NDArray[np.float32] = self._pairs[self.values[chosen]].view(np.float32)
        count = self.scales.shape[1]
        blocks = numbers.reshape(len(chosen), count, self.width // count)
        blocks *= self.scales[chosen].astype(np.float32)[:, :, None]
        return numbers
