"""Small plots made of characters; pure."""

from collections.abc import Sequence

_EIGHTHS = " ▁▂▃▄▅▆▇█"


def bars(counts: Sequence[int], height: int) -> list[str]:
    """`counts` as columns of `height` cells, the top line first; the greatest count fills its column.

    Args:
        counts: one for each period, oldest first, none negative; one that is not 0 is an eighth of a cell at least.
    """
    top = max(counts, default=0)
    sizes = [max(1, round(8 * height * n / top)) if n else 0 for n in counts]
    return [
        "".join(_EIGHTHS[max(0, min(8, size - 8 * level))] for size in sizes)
        for level in range(height - 1, -1, -1)
    ]
