"""The best rows of tags: an inner tag stands only behind the same class, and all that comes after has its say.

Viterbi's algorithm over a batch of sentences at once, so that a step costs the same for one and for thirty.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEVER = -1e9


def transitions(
    labels: Sequence[str], learned: Sequence[Sequence[float]] | None = None
) -> "NDArray[np.float32]":
    """What it costs to go from one label to the next.

    Args:
        labels: IOB tags.
        learned: scores that were trained with the tags, from row to column; None for none.

    Returns:
        [labels + 1, labels]; the last row is the beginning of a sentence.
    """
    import numpy as np

    size = len(labels)
    table = np.zeros((size + 1, size), np.float32)
    if learned is not None:
        table[:size] = learned
    for after, label in enumerate(labels):
        if label.startswith("I-"):
            for before in range(size + 1):
                if before == size or labels[before][2:] != label[2:]:
                    table[before, after] = _NEVER
    return table


def decode(
    scores: "NDArray[np.float32]", lengths: "NDArray[np.int64]", table: "NDArray[np.float32]"
) -> "NDArray[np.int64]":
    """The best labels of each sentence.

    Args:
        scores: [sentences, words, labels]; what lies behind a sentence's end is not looked at.
        lengths: words of each sentence, at least 1.
        table: as `transitions` makes it.

    Returns:
        [sentences, words]; behind a sentence's end 0.
    """
    import numpy as np

    count, longest, size = scores.shape
    best = scores[:, 0] + table[size]
    back = np.zeros((longest, count, size), np.int64)
    for step in range(1, longest):
        paths = best[:, :, None] + table[:size]
        back[step] = paths.argmax(1)
        forth = paths.max(1) + scores[:, step]
        best = np.where((lengths > step)[:, None], forth, best)
    found = np.zeros((count, longest), np.int64)
    rows, now = np.arange(count), best.argmax(1)
    for step in range(longest - 1, -1, -1):
        inside = lengths > step
        found[inside, step] = now[inside]
        if step:
            now = np.where(inside, back[step][rows, now], now)
    return found
