"""Text broken into lines, as ranges of code points.

Plain text (one cell a code point, which is nearly all of the news) is broken by counting; the rest by cell
widths of grapheme clusters, with a break allowed between ideographs.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

from reader.domain import grapheme

TAB = 4  # cells of a tab in code
_GAP = 2  # cells between the columns of a table
_NARROW = re.compile("[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u203a\u20ac]*\\Z")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\U00020000-\U0003fffd]")
_NOT_FIRST = frozenset("、。，．・：；？！）」』】〕〉》…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")  # kinsoku
_PIECES = re.compile(r"\S+")


class Span(NamedTuple):
    """A line: text[start:end], and the cells of each of its tabs."""

    start: int
    end: int
    tabs: tuple[int, ...] = ()


def wrap(text: str, start: int, end: int, width: int, *, verbatim: bool = False) -> list[Span]:
    """text[start:end] in lines of at most `width` cells.

    White space at a break belongs to no line; a newline always breaks. verbatim: white space is kept as it
    stands and lines are cut where they are full.
    """
    found: list[Span] = []
    for begin, stop in _lines(text, start, end):
        narrow = _NARROW.match(text, begin, stop) and text.find("\t", begin, stop) < 0
        if verbatim:
            found.extend((_cut_narrow if narrow else _cut)(text, begin, stop, width))
        elif narrow:
            found.extend(_wrap_narrow(text, begin, stop, width))
        else:
            found.extend(_wrap_wide(text, begin, stop, width))
    return found


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while True:
        stop = text.find("\n", start, end)
        if stop < 0:
            yield start, end
            return
        yield start, stop
        start = stop + 1


def _wrap_narrow(text: str, start: int, end: int, width: int) -> Iterator[Span]:
    """Greedy filling where each code point is one cell."""
    while end - start > width:
        stop = text.rfind(" ", start, start + width + 1)
        hyphen = text.rfind("-", start + 1, start + width)
        if hyphen > max(stop, start + width // 2) and text[hyphen + 1 : hyphen + 2].isalpha():
            stop = after = hyphen + 1
        elif stop > start:
            after = stop
        else:
            stop = after = start + width
        while after < end and text[after] == " ":
            after += 1
        yield Span(start, _trimmed(text, start, stop))
        start = after
    if end > start or start == end:
        yield Span(start, _trimmed(text, start, end))


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _wrap_wide(text: str, start: int, end: int, width: int) -> Iterator[Span]:
    """Greedy filling by cells: words stay whole where they fit, ideographs may be parted."""
    line, filled, last = -1, 0, start
    for begin, stop in _unbreakable(text, start, end):
        size = cell_len(text[begin:stop])
        gap = cell_len(text[last:begin].replace("\t", " ")) if line >= 0 else 0
        if line >= 0 and filled + gap + size <= width:
            filled, last = filled + gap + size, stop
            continue
        if line >= 0:
            yield Span(line, last, (1,) * text.count("\t", line, last))
        pieces = list(_cut(text, begin, stop, width)) if size > width else [Span(begin, stop)]
        yield from pieces[:-1]
        line, last = pieces[-1][0], pieces[-1][1]
        filled = cell_len(text[line:last])
    yield Span(line, last, (1,) * text.count("\t", line, last)) if line >= 0 else Span(start, start)


def _unbreakable(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges between which a line may be broken."""
    for word in _PIECES.finditer(text, start, end):
        begin = word.start()
        if not _WIDE.search(word.group()):
            yield begin, word.end()
            continue
        previous = begin
        for border in grapheme.borders(text, begin, word.end())[:-1]:
            wide = _WIDE.match(text, border) or _WIDE.match(text, previous)
            if wide and text[border] not in _NOT_FIRST:
                yield begin, border
                begin = border
            previous = border
        yield begin, word.end()


def _cut_narrow(_: str, start: int, end: int, width: int) -> Iterator[Span]:
    """Lines cut where they are full, where each code point is one cell."""
    for line in range(start, max(end, start + 1), width):
        yield Span(line, min(line + width, end))


def _cut(text: str, start: int, end: int, width: int) -> Iterator[Span]:
    """Lines cut where they are full, white space kept, tabs to stops of `TAB` cells."""
    line, filled, previous = start, 0, start
    tabs: list[int] = []
    for border in grapheme.borders(text, start, end):
        cluster = text[previous:border]
        size = TAB - filled % TAB if cluster == "\t" else cell_len(cluster)
        if filled + size > width and previous > line:
            yield Span(line, previous, tuple(tabs))
            line, filled, tabs = previous, 0, []
            size = TAB if cluster == "\t" else size
        if cluster == "\t":
            tabs.append(size)
        filled += size
        previous = border
    yield Span(line, end, tuple(tabs))


def tabulate(text: str, start: int, end: int, width: int) -> list[Span]:
    """A table's rows with their tabs widened so that the columns stand under each other.

    A table wider than `width` is broken like prose, its cells two spaces apart.
    """
    rows = [(begin, stop, text[begin:stop].split("\t")) for begin, stop in _lines(text, start, end)]
    columns = max((len(cells) for *_, cells in rows), default=0)
    widest = [
        max((cell_len(cells[n]) for *_, cells in rows if n < len(cells)), default=0) for n in range(columns)
    ]
    if sum(widest) + _GAP * (columns - 1) > width:
        return [line for begin, stop, _ in rows for line in _wrap_wide(text, begin, stop, width)]
    return [
        Span(begin, stop, tuple(widest[n] - cell_len(cell) + _GAP for n, cell in enumerate(cells[:-1])))
        for begin, stop, cells in rows
    ]
