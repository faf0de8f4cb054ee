"""Small plots made of characters; pure."""

from collections.abc import Sequence

_BARS = "▁▂▃▄▅▆▇█"


def sparkline(counts: Sequence[int], width: int) -> str:
    """`counts` as bars, the newest at the right end.

    Args:
        counts: one for each period, oldest first, none negative.
        width: cells at most; older periods are left out.

    Returns:
        One character a period; a period without any count is a space.
    """
    shown = list(counts[-width:]) if width > 0 else []
    top = max(shown, default=0)
    return "".join(_BARS[(n * len(_BARS) - 1) // top] if n else " " for n in shown)
