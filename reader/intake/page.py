"""A page to the article in it.

trafilatura finds the body. Its tree is walked into blocks here; captions, which it drops, come from the page's own
tree, and so do kicker, headline, lede and byline.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.domain.article import Article, BlockKind, Style
from reader.domain.clean import clean_line, even
from reader.intake.compose import Facts, Piece, compose, piece
from reader.intake.ending import part_agency
from reader.intake.html import tamed, walk
from reader.intake.links import resolve
from reader.intake.metadata import PageFacts, read_facts
from reader.intake.pagehead import byline_of, kicker_of, lede_of
from reader.intake.pictures import with_captions
from reader.intake.writer import PieceWriter

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_EXTRACTED_MOST = 3_000_000  # characters; trafilatura needs a second for each million
_LEAST = 140  # characters without which a body is taken for none
_HI = {"#b": Style.STRONG, "#i": Style.EMPHASIS, "#u": Style.EMPHASIS, "#t": Style.CODE}


def parse_page(markup: str, facts: Facts) -> Article:
    """The article on a page.

    Args:
        markup: the page's HTML.
        facts: `url` is where it was fetched; what is set here wins over what the page says.
    """
    markup = tamed(markup)
    root = tree_of(markup)
    if root is None:
        return compose((), facts)
    said = read_facts(root, facts.url)
    body, found = _body(root, markup, said.url or facts.url)
    said = replace(said, author=said.author or found.author, published=said.published or found.published)
    body = with_captions(body, root, said.url or facts.url)
    return _article(root, body, said, facts)


def tree_of(markup: str) -> HtmlElement | None:
    """The page's tree, None for one without any element."""
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(tamed(markup), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _body(root: HtmlElement, markup: str, url: str) -> tuple[list[Piece], PageFacts]:
    """The body's pieces, and author and date as trafilatura sees them."""
    if len(markup) > _EXTRACTED_MOST:
        return _whole(root, url), PageFacts()
    from trafilatura import bare_extraction  # 400 ms

    try:
        found = bare_extraction(
            markup, url=url or None, include_comments=False, include_images=True, include_links=True,
            include_formatting=True, include_tables=True, with_metadata=True,
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError, RecursionError):  # it stumbles over a page in a thousand
        found = None
    if found is None or isinstance(found, dict) or found.body is None:
        return _whole(root, url), PageFacts()
    walker = _Walker(url)
    walker.children(found.body)
    walker.end()
    pieces = walker.writer.pieces
    if sum(len(p.text) for p in pieces) < _LEAST:
        pieces = _whole(root, url) or pieces
    return pieces, PageFacts(author=clean_line(found.author or ""), published=_date(found.date))


def _date(text: str | None):  # type: ignore[no-untyped-def]
    from reader.intake.dates import parse_date

    return parse_date(text) if text else None


def _whole(root: HtmlElement, url: str) -> list[Piece]:
    """The page's one article or main element, walked as it stands, else its body."""
    for path in ("//article", "//main", "//body"):
        nodes = root.xpath(path)
        if len(nodes) == 1:
            return walk(nodes[0], url)
    return walk(root, url)


def _article(root: HtmlElement, body: list[Piece], said: PageFacts, facts: Facts) -> Article:
    title = facts.title or said.title
    kicker = kicker_of(root, title) or said.kicker
    body = [p for p in body if not _same(p.text, title) and not _same(p.text, kicker)]
    byline = byline_of(root, said.author)
    body = [p for p in body if not (byline and _same(p.text, byline))]
    lede, body = lede_of(root, body, said.lede)
    head = [piece(BlockKind.KICKER, kicker), piece(BlockKind.HEADLINE, title)]
    head += [piece(BlockKind.LEDE, lede), piece(BlockKind.BYLINE, byline)]
    body, tail, named = part_agency(body)
    own = replace(
        facts,
        url=said.url or facts.url,
        source=facts.source or said.source,
        author=facts.author or said.author,
        published=facts.published or said.published,
        agency=facts.agency or named,
    )
    article = compose((*head, *body, *tail), own)
    return article if article.language else replace(article, language=said.language)


def _same(one: str, other: str) -> bool:
    return bool(other) and clean_line(one).lower() == clean_line(other).lower()


class _Walker:
    """Walks the tree that trafilatura gives (p, head, list, quote, table, code, graphic, ref, hi)."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.writer = PieceWriter()
        self.kind = BlockKind.PARAGRAPH
        self.level = 0
        self.marker = ""

    def children(self, node: _Element) -> None:
        self.text(node.text or "")
        for child in node:
            self.visit(child)
            self.text(child.tail or "")

    def text(self, text: str) -> None:
        self.writer.text(text if self.kind is BlockKind.CODE else even(text))

    def end(self) -> None:
        self.writer.end(self.kind, level=self.level, marker=self.marker)

    def visit(self, node: _Element) -> None:
        tag = str(node.tag)
        handler = getattr(self, f"_{tag}", None)
        if handler is not None:
            handler(node)
        else:
            self.children(node)

    def block(self, node: _Element, kind: BlockKind, level: int = 0, marker: str = "") -> None:
        self.end()
        before = self.kind, self.level, self.marker
        self.kind, self.level, self.marker = kind, level, marker
        self.children(node)
        self.end()
        self.kind, self.level, self.marker = before

    def _p(self, node: _Element) -> None:
        inside = self.kind in (BlockKind.QUOTE, BlockKind.ITEM)
        self.block(node, self.kind if inside else BlockKind.PARAGRAPH, self.level, self.marker)

    def _head(self, node: _Element) -> None:
        rend = node.get("rend") or "h2"
        self.block(node, BlockKind.SUBHEAD, int(rend[1]) if rend[1:2].isdecimal() else 2)

    def _quote(self, node: _Element) -> None:
        self.block(node, BlockKind.QUOTE)

    def _list(self, node: _Element) -> None:
        self.end()
        depth = self.level + 1 if self.kind is BlockKind.ITEM else 0
        numbered = node.get("rend") == "ol"
        for number, item in enumerate(node, 1):
            self.block(item, BlockKind.ITEM, depth, f"{number}." if numbered else "•")

    def _code(self, node: _Element) -> None:
        if "\n" in "".join(map(str, node.itertext())) or not self.writer.waiting.strip():
            self.block(node, BlockKind.CODE)
        else:
            self.styled(node, Style.CODE)

    def _table(self, node: _Element) -> None:
        self.end()
        rows = [[clean_line("".join(map(str, cell.itertext()))) for cell in row] for row in node.iter("row")]
        self.writer.text("\n".join("\t".join(row) for row in rows if any(row)))
        self.writer.end(BlockKind.TABLE if max(map(len, rows), default=0) > 1 else BlockKind.PARAGRAPH)

    def _graphic(self, node: _Element) -> None:
        self.end()
        self.writer.image(node.get("alt") or node.get("title") or "", resolve(self.base, node.get("src") or ""))

    def _lb(self, _: _Element) -> None:
        self.writer.text("\n")

    def _ref(self, node: _Element) -> None:
        target = resolve(self.base, node.get("target") or "")
        if target:
            self.styled(node, Style.LINK, target)
        else:
            self.children(node)

    def _hi(self, node: _Element) -> None:
        self.styled(node, _HI.get(node.get("rend") or "", Style.EMPHASIS))

    def styled(self, node: _Element, style: Style, target: str = "") -> None:
        self.writer.open(style, target)
        self.children(node)
        self.writer.close()
