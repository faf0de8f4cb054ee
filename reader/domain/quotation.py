"""Quotations in a text: the words between quotation marks, of German, English, French and typewriters."""

_CLOSERS = {
    "„": '“”"',
    "“": "”",
    "”": "”",
    "»": "«",
    "«": "»",
    "‚": "‘’",
    "‘": "’",
    "›": "‹",
    "‹": "›",
    '"': '"',
}
_APOSTROPHES = "’‘"


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges between the quotation marks of text[start:end], the marks left out, by where they close.

    Nested ones are given too. What is not closed is none; an apostrophe within a word closes nothing.
    """
    found = []
    opened: list[tuple[int, str]] = []
    for at in range(start, end):
        char = text[at]
        if char not in _CLOSERS and char not in _APOSTROPHES:
            continue
        if char in _APOSTROPHES and text[at + 1 : at + 2].isalnum() and text[at - 1 : at].isalnum():
            continue
        depth = next((n for n in range(len(opened) - 1, -1, -1) if char in _CLOSERS[opened[n][1]]), -1)
        if depth >= 0:
            found.append((opened[depth][0] + 1, at))
            del opened[depth:]
        elif char in _CLOSERS:
            opened.append((at, char))
    return found


def quotation_at(text: str, start: int, end: int, at: int) -> tuple[int, int] | None:
    """The innermost quotation of text[start:end] around `at` (its marks count), else the first one behind `at`."""
    found = quotations(text, start, end)
    around = [(low, high) for low, high in found if low - 1 <= at <= high]
    behind = [(low, high) for low, high in found if low > at]
    return min(around, key=lambda r: r[1] - r[0], default=None) or min(behind, default=None)
