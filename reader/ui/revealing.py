"""How far to scroll so that a passage is seen. Pure; all numbers are lines."""

_AROUND = 4  # lines kept in view above and below, in a window that is high enough


def scrolled(top: int, height: int, first: int, last: int, *, far: bool = False, by_line: bool = False) -> int:
    """The new first line of a window of `height` lines that begins at `top`, so that first to last are in it.

    Args:
        far: as if from elsewhere. by_line: as little as it takes; else far enough that the next steps need no
            scrolling, which leaves the text still under the cursor.
    """
    room = min(_AROUND, height // 5)
    if far or not top - height < first < top + 2 * height:
        top = first - height // 3
    elif last > top + height - 1 - room:
        top = last - (height - 1 - room) if by_line else first - height // 4
    elif first < top + room and not by_line:
        top = first - height // 2
    top = max(top, last - (height - 1 - room))
    return max(0, min(top, first - room))
