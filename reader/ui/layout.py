"""An article's text as lines of a screen, and back.

The one place that knows rows and columns. A `Row` is a range of the canonical text (or a line that is not in
it: a blank, the date line) with the cells it is drawn in; `Layout` wraps a whole article for one width and converts
offsets to rows and columns and back. Pure: no widget, no style beyond the kind of block.

Lines are ranges, so a new width re-wraps without moving a caret, a mark or a mention.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from reader.domain import grapheme
from reader.domain.article import Article, Block, BlockKind
from reader.ui.cells import cut
from reader.ui.wrap import Span, tabulate, wrap

MEASURE = 72  # columns of text at most
TIGHT = {  # these follow each other without a blank line between them
    (BlockKind.ITEM, BlockKind.ITEM),
    (BlockKind.IMAGE, BlockKind.CAPTION),
    (BlockKind.IMAGE, BlockKind.CREDIT),
    (BlockKind.CAPTION, BlockKind.CREDIT),
    (BlockKind.LEDE, BlockKind.BYLINE),
}
HEAD = frozenset({BlockKind.KICKER, BlockKind.HEADLINE, BlockKind.LEDE, BlockKind.BYLINE})
VERBATIM = frozenset({BlockKind.CODE, BlockKind.TABLE})


class Row(NamedTuple):
    """One screen line. Columns count cells from the left edge of the measure.

    A tuple, because a long article has thousands of them, made anew for each width.

    start, end: the range of the text drawn here, without the white space at which it was broken.
    block: the block's place in `article.blocks`, or -1.
    lead: what is drawn in the indent ("• ", "│ "), as wide as `indent`.
    tabs: cells of each tab in the range; spaced: letters set apart, as a kicker is.
    shown: the line's text where it is not the article's own; kind "" is a blank.
    """

    start: int
    end: int
    kind: BlockKind | str = ""
    block: int = -1
    indent: int = 0
    lead: str = ""
    tabs: tuple[int, ...] = ()
    spaced: bool = False
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One grapheme cluster as drawn: text[start:end], shown in `width` cells from `column` on."""

    start: int
    end: int
    column: int
    width: int
    shown: str


@dataclass(frozen=True, slots=True)
class _Dress:
    """How a kind of block is set: its indent, the sign in its first line's and other lines' indent."""

    indent: int = 0
    first: str = ""
    rest: str = ""
    spaced: bool = False


_DRESS = {
    BlockKind.KICKER: _Dress(spaced=True),
    BlockKind.QUOTE: _Dress(2, "▌ ", "▌ "),
    BlockKind.CODE: _Dress(2, "  ", "  "),
    BlockKind.IMAGE: _Dress(2, "▨ ", "  "),
    BlockKind.CAPTION: _Dress(2, "▏ ", "▏ "),
    BlockKind.CREDIT: _Dress(2, "▏ ", "▏ "),
}
_PLAIN = _Dress()


def _dress(block: Block, measure: int) -> _Dress:
    """The setting of `block`; deep lists and quotes are indented, but never past a third of the measure."""
    if block.kind is BlockKind.ITEM:
        deep = min(2 * block.level, measure // 3)
        marker = f"{block.marker or '•'} "
        return _Dress(deep + cell_len(marker), " " * deep + marker, " " * (deep + cell_len(marker)))
    if block.kind is BlockKind.QUOTE and block.level:
        bars = "▌ " * min(block.level + 1, max(1, measure // 6))
        return _Dress(len(bars), bars, bars)
    return _DRESS.get(block.kind, _PLAIN)


class Layout:
    """`article` set in at most `measure` columns.

    facts: the line under the headline ("16. März 2025 · AFP · 3 min"), or "".
    """

    def __init__(self, article: Article, measure: int, facts: str = "") -> None:
        self.text = article.text
        self.measure = max(4, measure)
        self.rows: list[Row] = []
        self.first_rows: list[int] = []  # of each block
        self.last_rows: list[int] = []
        self._set(article.blocks or (Block(BlockKind.PARAGRAPH, 0, len(article.text)),), facts)
        self._starts = [row.start for row in self.rows]
        self.glyphs = lru_cache(maxsize=512)(self._glyphs)

    def __len__(self) -> int:
        return len(self.rows)

    def _set(self, blocks: Sequence[Block], facts: str) -> None:
        head = _head_end(blocks)
        for number, block in enumerate(blocks):
            if number and (blocks[number - 1].kind, block.kind) not in TIGHT:
                self.rows.append(Row(blocks[number - 1].end, blocks[number - 1].end))
            if number == head and facts:
                self._facts(block.start, facts)
            self.first_rows.append(len(self.rows))
            self.rows.extend(self._block(number, block))
            self.last_rows.append(len(self.rows) - 1)
        if facts and head >= len(blocks):
            self._facts(len(self.text), facts)
        if not self.rows:
            self.rows.append(Row(0, 0))

    def _facts(self, at: int, facts: str) -> None:
        if len(self.rows) > 1 and self.rows[-1].kind == "":
            self.rows.pop()
        self.rows += [Row(at, at, "facts", shown=cut(line, self.measure)) for line in facts.split("\n")]
        self.rows.append(Row(at, at))

    def _block(self, number: int, block: Block) -> Iterator[Row]:
        dress = _dress(block, self.measure)
        indent = min(dress.indent, self.measure // 2)
        width = self.measure - indent
        spaced = dress.spaced and 2 * cell_len(self.text[block.start : block.end]) <= width
        if block.kind is BlockKind.TABLE:
            spans = tabulate(self.text, block.start, block.end, width)
        else:
            spans = wrap(self.text, block.start, block.end, width, verbatim=block.kind is BlockKind.CODE)
        for at, (start, end, tabs) in enumerate(spans or [Span(block.start, block.end, ())]):
            lead = (dress.rest if at else dress.first)[:indent]
            yield Row(start, end, block.kind, number, indent, lead, tabs, spaced)

    def row_of(self, offset: int) -> int:
        """The row that draws the code point at `offset`; white space at a line's end belongs to that line."""
        at = bisect_right(self._starts, offset) - 1
        while at > 0 and self.rows[at].block < 0:
            at -= 1  # a blank line: the end of the line above it
        return max(0, at)

    def column_of(self, offset: int, row: int) -> int:
        """The cell of `offset` on `row`, from the left edge of the measure."""
        glyphs = self.glyphs(row)
        at = bisect_right(glyphs, offset, key=lambda glyph: glyph.start) - 1
        if at < 0:
            return self.rows[row].indent
        last = glyphs[at]
        return last.column + (last.width if offset >= last.end else 0)

    def offset_at(self, row: int, column: int) -> int:
        """The code point whose cluster covers `column` of `row`; past the end, the last one's."""
        row = max(0, min(row, len(self.rows) - 1))
        glyphs = self.glyphs(row)
        if not glyphs:
            return self.rows[row].start
        at = bisect_right(glyphs, column, key=lambda glyph: glyph.column) - 1
        return glyphs[max(0, at)].start

    def width_of(self, row: int) -> int:
        """The first cell behind what `row` draws."""
        line = self.rows[row]
        if line.shown:
            return cell_len(line.shown)
        glyphs = self.glyphs(row)
        return glyphs[-1].column + glyphs[-1].width if glyphs else 0

    def _glyphs(self, row: int) -> tuple[Glyph, ...]:
        line = self.rows[row]
        tabs = iter(line.tabs)
        column = line.indent
        found = []
        start = line.start
        for end in grapheme.borders(self.text, line.start, line.end):
            shown, width = _drawn(self.text[start:end], tabs, line.spaced)
            found.append(Glyph(start, end, column, width, shown))
            column += width
            start = end
        return tuple(found)


def _drawn(cluster: str, tabs: Iterator[int], spaced: bool) -> tuple[str, int]:
    if cluster == "\t":
        width = next(tabs, 2)
        return " " * width, width
    if spaced:
        upper = cluster.upper() if len(cluster.upper()) == len(cluster) else cluster
        return upper + " ", cell_len(upper) + 1
    return cluster, cell_len(cluster)


def _head_end(blocks: Sequence[Block]) -> int:
    """The first block behind kicker, headline, lede and byline; 0 when there is no head."""
    return next((n for n, block in enumerate(blocks) if block.kind not in HEAD), len(blocks))
