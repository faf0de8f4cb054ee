"""CoNLL-2003 with IOB2 tags: `token POS chunk NER`, a blank line behind each sentence, -DOCSTART- before a text.

Part of speech and chunk are not known and written as "-X-" and "O": spaCy's converter wants four fields. A token
never reaches over the border of a name: "Lawrow-Telefonat" with the name "Lawrow" in it becomes three tokens.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.domain.entity import Mention
from reader.domain.sentence import sentences
from reader.export.item import Item

_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|\S")


def render(items: Sequence[Item]) -> str:
    return "".join("\n".join(("-DOCSTART- -X- O O", "", *_lines(item), "")) for item in items)


def _lines(item: Item) -> Iterator[str]:
    article, names = item.article, item.names
    for block in article.blocks:
        for start, end in sentences(article.text, block.start, block.end, article.language):
            for token, tag in tagged(article.text, start, end, names):
                yield f"{token} -X- O {tag}"
            yield ""


def tagged(text: str, start: int, end: int, names: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """The tokens of text[start:end] with their IOB2 tags; names: by start, not overlapping."""
    starts = [name.start for name in names]
    for first, last in _tokens(text, start, end, names):
        at = bisect_right(starts, first) - 1
        inside = at >= 0 and first < names[at].end
        tag = f"{'B' if first == names[at].start else 'I'}-{names[at].kind.value}" if inside else "O"
        yield text[first:last], tag


def _tokens(text: str, start: int, end: int, names: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    borders = sorted({start, end, *(b for n in names for b in (n.start, n.end) if start < b < end)})
    for first, last in pairwise(borders):
        yield from (match.span() for match in _TOKEN.finditer(text, first, last))
