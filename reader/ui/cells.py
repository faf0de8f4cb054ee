"""Words brought to a number of cells: cut with a sign where something is left out, padded, filled up; pure."""

from collections.abc import Sequence

from rich.cells import cell_len, chop_cells, set_cell_size

Cell = tuple[str, str]  # clean text, and the name of a style of what draws it ("" for its own)


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells, with "…" where something is left out."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return (chop_cells(text[: 2 * width], width - 1) or [""])[0].rstrip() + "…" if width > 1 else "…"


def fitted(text: str, width: int) -> str:
    """`text` in exactly `width` cells: cut, or with blanks behind it."""
    return set_cell_size(cut(text, width), width)


def filled(cells: Sequence[Cell], width: int) -> list[Cell]:
    """`cells` brought to `width` exactly."""
    result: list[Cell] = []
    for text, style in cells:
        size = cell_len(text)
        if size > width:
            text, size = set_cell_size(text, width), width
        result.append((text, style))
        width -= size
    return [*result, (" " * width, "")] if width else result
