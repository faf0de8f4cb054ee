"""Markdown to an article, by markdown-it (CommonMark, tables, strikethrough)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reader.domain.article import Article, BlockKind, Style
from reader.domain.clean import clean
from reader.intake import frontmatter
from reader.intake.compose import Facts, Piece, compose, piece
from reader.intake.ending import part_agency
from reader.intake.links import resolve
from reader.intake.writer import PieceWriter

if TYPE_CHECKING:
    from markdown_it.token import Token

BULLET = "•"
_STYLES = {"em": Style.EMPHASIS, "strong": Style.STRONG, "s": Style.EMPHASIS}


def parse_markdown(text: str, facts: Facts) -> Article:
    """The article that a Markdown document holds.

    The headline is the front matter's title, else the first heading where no other text stands before it.
    """
    from markdown_it import MarkdownIt  # 20 ms

    matter = frontmatter.split(clean(text))
    facts = matter.facts(facts)
    walker = _Walker(facts.url)
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(matter.rest):
        walker.take(token)
    head = _head(walker.writer.pieces, facts.title, matter)
    body, tail, named = part_agency(head)
    return compose((*body, *tail), replace(facts, agency=facts.agency or named))


def _head(pieces: list[Piece], title: str, matter: frontmatter.FrontMatter) -> list[Piece]:
    """`pieces` with kicker, headline and lede before them."""
    first = pieces[0] if pieces else None
    if first is not None and first.kind is BlockKind.SUBHEAD and first.level <= 2 and title in ("", first.text):
        headline = Piece(BlockKind.HEADLINE, first.runs)
        pieces = pieces[1:]
    else:
        headline = piece(BlockKind.HEADLINE, title)
    kicker, lede = (piece(k, matter.text(k)) for k in (BlockKind.KICKER, BlockKind.LEDE))
    if not lede.text and pieces and headline.text and _is_set_off(pieces[0]) and len(pieces) > 1:
        lede, pieces = Piece(BlockKind.LEDE, pieces[0].runs), pieces[1:]
    return [p for p in (kicker, headline, lede) if p.text] + pieces


def _is_set_off(item: Piece) -> bool:
    """Whether a paragraph is emphasised as a whole, as a lede is."""
    whole = {Style.EMPHASIS, Style.STRONG}
    runs = [run for run in item.runs if run.text.strip()]
    return item.kind is BlockKind.PARAGRAPH and all(whole & {s for s, _ in run.styles} for run in runs)


@dataclass
class _Walker:
    """Takes tokens in order and writes pieces."""

    base: str
    writer: PieceWriter = field(default_factory=PieceWriter)
    lists: list[int | None] = field(default_factory=list)  # open lists: the next number, None for bullets
    marker: str = ""
    quotes: int = 0
    cells: list[list[str]] = field(default_factory=list)  # of the open table

    def take(self, token: Token) -> None:
        handler = getattr(self, f"_{token.type}", None)
        if handler is not None:
            handler(token)

    def _heading_close(self, token: Token) -> None:
        self.writer.end(BlockKind.SUBHEAD, level=int(token.tag[1:]))

    def _paragraph_close(self, _: Token) -> None:
        if self.lists:
            self.writer.end(BlockKind.ITEM, level=len(self.lists) - 1, marker=self.marker)
            self.marker = ""
        elif self.quotes:
            self.writer.end(BlockKind.QUOTE, level=self.quotes - 1)
        else:
            self.writer.end(BlockKind.PARAGRAPH)

    def _blockquote_open(self, _: Token) -> None:
        self.quotes += 1

    def _blockquote_close(self, _: Token) -> None:
        self.quotes -= 1

    def _bullet_list_open(self, _: Token) -> None:
        self.lists.append(None)

    def _ordered_list_open(self, token: Token) -> None:
        self.lists.append(int(token.attrGet("start") or 1))

    def _bullet_list_close(self, _: Token) -> None:
        self.lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, _: Token) -> None:
        number = self.lists[-1]
        self.marker = BULLET if number is None else f"{number}."
        if number is not None:
            self.lists[-1] = number + 1

    def _fence(self, token: Token) -> None:
        self.writer.text(token.content)
        self.writer.end(BlockKind.CODE)

    _code_block = _fence

    def _tr_open(self, _: Token) -> None:
        self.cells.append([])

    def _cell_close(self, _: Token) -> None:
        self.cells[-1].append(" ".join("".join(r.text for r in self.writer.take()).split()))

    _th_close = _td_close = _cell_close

    def _table_close(self, _: Token) -> None:
        self.writer.text("\n".join("\t".join(row) for row in self.cells))
        self.writer.end(BlockKind.TABLE)
        self.cells = []

    def _html_block(self, token: Token) -> None:
        from reader.intake.html import pieces_of

        self.writer.pieces += pieces_of(token.content, self.base)

    def _inline(self, token: Token) -> None:
        for child in token.children or ():
            self._child(child)

    def _child(self, token: Token) -> None:
        kind = token.type
        if kind == "text":
            self.writer.text(token.content)
        elif kind in ("softbreak", "hardbreak"):
            self.writer.text(" " if kind == "softbreak" else "\n")
        elif kind == "code_inline":
            self.writer.open(Style.CODE)
            self.writer.text(token.content)
            self.writer.close()
        elif kind == "image":
            self._image(token)
        elif token.nesting == 1:
            self._open(kind.removesuffix("_open"), token)
        elif token.nesting == -1:
            self.writer.close()

    def _open(self, kind: str, token: Token) -> None:
        if kind == "link":
            self.writer.open(Style.LINK, resolve(self.base, str(token.attrGet("href") or "")))
        else:
            self.writer.open(_STYLES.get(kind, Style.EMPHASIS))

    def _image(self, token: Token) -> None:
        address = resolve(self.base, str(token.attrGet("src") or ""))
        self.writer.image(token.content, address)
        title = str(token.attrGet("title") or "")
        if title:
            self.writer.pieces.append(piece(BlockKind.CAPTION, title))
