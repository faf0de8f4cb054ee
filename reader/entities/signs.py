"""Where in a text a date or an amount can stand.

Their patterns begin with words as common as "in" and try many ways from each, which is slow. Each has a word or a
figure that it cannot do without, and these are rare: they are looked for together, in one pass, and a pattern reads
no more than what is near its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

# Characters around a sign, more than any date or amount has before or behind it.
_NEAR = 100

Stretches = Sequence[tuple[int, int]]


def near(signs: re.Pattern[str], text: str) -> Mapping[str, Stretches]:
    """For each group of `signs` the stretches of `text` around what it matches, in order and apart from each other."""
    found: dict[str, list[tuple[int, int]]] = {}
    for match in signs.finditer(text):
        stretches = found.setdefault(match.lastgroup or "", [])
        first, last = max(0, match.start() - _NEAR), match.end() + _NEAR
        if stretches and first <= stretches[-1][1]:
            first = stretches.pop()[0]
        stretches.append((first, last))
    return found


def matches(pattern: re.Pattern[str], text: str, stretches: Stretches) -> Iterator[re.Match[str]]:
    """What `pattern` finds in the `stretches` of `text`; it sees what stands before each, not what is behind."""
    for first, last in stretches:
        yield from pattern.finditer(text, first, last)
