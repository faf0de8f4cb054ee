"""HTML to pieces by walking its tree, as a feed's own text wants it: nothing is guessed.

Only words, and links that may be opened, get through. Scripts, styles, forms, frames and comments do not,
nor do pictures that are there to count who looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.domain.article import BlockKind, Style
from reader.domain.clean import even
from reader.intake.compose import Piece
from reader.intake.links import resolve
from reader.intake.writer import PieceWriter

if TYPE_CHECKING:
    from lxml.etree import _Element

DEPTH = 200  # of nesting; what lies deeper is read as plain text
BULLET = "•"
_SKIPPED_TAGS = (
    "script style noscript template embed form input button select textarea svg math "
    "canvas head title meta link nav dialog audio video source map area frame frameset"
)
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_STYLES = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), Style.EMPHASIS),
    **dict.fromkeys(("strong", "b", "mark"), Style.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), Style.CODE),
}
_PARTING_TAGS = (
    "p div section article main aside header footer address center dl dd dt details summary fieldset legend hr "
    "body html figure ul ol menu table blockquote pre h1 h2 h3 h4 h5 h6 li"
)
_PARTING = frozenset(_PARTING_TAGS.split())
_ATTRIBUTES_MOST = 500
_LONG_TAG = re.compile(r"<([A-Za-z][\w:-]*)[^<>]{2000,}>")
_HIGH, _LOW = (str.maketrans("0123456789", signs) for signs in ("⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_COUNTERS = re.compile(
    r"feedburner|/pixel|/beacon|doubleclick|google-analytics|vgwort|ioam\.de|wp\.com/[bg]\.gif", re.I
)


def pieces_of(markup: str, base: str = "") -> list[Piece]:
    """The blocks of an HTML fragment or document.

    Args:
        markup: HTML, however broken. Plain text comes back as paragraphs.
        base: the address that links are relative to.
    """
    from lxml import etree
    from lxml import html as lxml_html

    if "<" not in markup and "&" not in markup:
        return _plain(markup)
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(tamed(markup), parser=parser)
    except (etree.ParserError, ValueError):
        return []
    return walk(root, base)


def walk(root: _Element, base: str = "") -> list[Piece]:
    """The blocks below `root`."""
    walker = _Walker(base)
    walker.visit(root, 0)
    walker.end()
    return walker.writer.pieces


def _plain(text: str) -> list[Piece]:
    from reader.intake.compose import piece

    return [piece(BlockKind.PARAGRAPH, p) for p in re.split(r"\n\s*\n", text) if p.strip()]


def tamed(markup: str) -> str:
    """`markup` without what lxml refuses (a declared encoding, NUL) or needs minutes for (a tag of 500 attributes)."""
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup.replace("\0", ""))
    return _LONG_TAG.sub(lambda tag: tag[0] if tag[0].count("=") < _ATTRIBUTES_MOST else f"<{tag[1]}>", markup)


@dataclass
class _Walker:
    base: str
    writer: PieceWriter = field(default_factory=PieceWriter)
    lists: list[int | None] = field(default_factory=list)  # open lists: the next number, None for bullets
    marker: str = ""
    quotes: int = 0
    kind: BlockKind | None = None  # of what is inside a heading, a caption, ...
    level: int = 0
    verbatim: bool = False

    def visit(self, node: _Element, depth: int) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        tag = tag.rpartition("}")[2].lower()
        if not tag or tag in _SKIPPED or _is_hidden(node):
            return
        if depth > DEPTH:
            self.text("".join(str(t) for t in node.itertext()))
            return
        handler = _HANDLERS.get(tag)
        if handler is not None:
            handler(self, node, depth)
        elif tag in _STYLES:
            self.styled(node, depth, _STYLES[tag], "")
        elif tag in _PARTING:
            self.parted(node, depth)
        else:
            self.children(node, depth)

    def children(self, node: _Element, depth: int) -> None:
        self.text(node.text or "")
        for child in node:
            self.visit(child, depth + 1)
            self.text(child.tail or "")

    def text(self, text: str) -> None:
        self.writer.text(text if self.verbatim else even(text))

    def end(self) -> None:
        """Ends the block that is open, by where it stands."""
        if self.kind is not None:
            self.writer.end(self.kind, level=self.level)
        elif self.lists:
            if self.writer.waiting.strip():
                self.writer.end(BlockKind.ITEM, level=len(self.lists) - 1, marker=self.marker)
                self.marker = ""
        elif self.quotes:
            self.writer.end(BlockKind.QUOTE, level=self.quotes - 1)
        else:
            self.writer.end(BlockKind.PARAGRAPH)

    def parted(self, node: _Element, depth: int) -> None:
        self.end()
        self.children(node, depth)
        self.end()

    def styled(self, node: _Element, depth: int, style: Style, target: str) -> None:
        self.writer.open(style, target)
        self.children(node, depth)
        self.writer.close()

    def as_kind(self, node: _Element, depth: int, kind: BlockKind, level: int = 0) -> None:
        self.end()
        before = self.kind, self.level
        self.kind, self.level = kind, level
        self.children(node, depth)
        self.end()
        self.kind, self.level = before


def _is_hidden(node: _Element) -> bool:
    return node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style") or ""))


def _link(self: _Walker, node: _Element, depth: int) -> None:
    target = resolve(self.base, node.get("href") or "")
    if target:
        self.styled(node, depth, Style.LINK, target)
    else:
        self.children(node, depth)


def _break(self: _Walker, node: _Element, depth: int) -> None:
    if self.writer.waiting.endswith("\n"):  # two breaks end a paragraph
        self.end()
    else:
        self.writer.text("\n")


def _image(self: _Walker, node: _Element, depth: int) -> None:
    source = node.get("src") or node.get("data-src") or ""
    if not is_counter(node, source):
        if self.writer.waiting.strip() and self.kind is None:
            self.writer.text(f"[{node.get('alt')}]" if (node.get("alt") or "").strip() else "")
        else:
            self.writer.image(node.get("alt") or "", resolve(self.base, source))


def is_counter(node: _Element, source: str) -> bool:
    """Whether a picture is there to count readers: one or two pixels large, or from a known place."""
    small = any(
        (node.get(side) or "").removesuffix("px").strip() in ("0", "1", "2") for side in ("width", "height")
    )
    return small or bool(_COUNTERS.search(source))


def _heading(self: _Walker, node: _Element, depth: int) -> None:
    self.as_kind(node, depth, BlockKind.SUBHEAD, int(str(node.tag)[-1]))


def _caption(self: _Walker, node: _Element, depth: int) -> None:
    self.as_kind(node, depth, BlockKind.CAPTION)


def _list(self: _Walker, node: _Element, depth: int) -> None:
    self.end()
    start = node.get("start") or "1"
    self.lists.append((int(start) if start.isdecimal() else 1) if node.tag == "ol" else None)
    self.children(node, depth)
    self.end()
    self.lists.pop()


def _item(self: _Walker, node: _Element, depth: int) -> None:
    self.end()
    outside = not self.lists
    if outside:
        self.lists.append(None)
    number = self.lists[-1]
    self.marker = BULLET if number is None else f"{number}."
    if number is not None:
        self.lists[-1] = number + 1
    self.children(node, depth)
    self.end()
    if outside:
        self.lists.pop()


def _quote(self: _Walker, node: _Element, depth: int) -> None:
    self.end()
    self.quotes += 1
    self.children(node, depth)
    self.end()
    self.quotes -= 1


def _code(self: _Walker, node: _Element, depth: int) -> None:
    self.end()
    self.verbatim = True
    self.children(node, depth)
    self.verbatim = False
    self.writer.end(BlockKind.CODE)


def _table(self: _Walker, node: _Element, depth: int) -> None:
    """A table of data as one block; one that only lays out a page as the blocks inside it."""
    rows = [[c for c in row if c.tag in ("td", "th")] for row in node.iter("tr")]
    inside = next(
        (True for n in node.iter() if n is not node and n.tag in _PARTING - {"p", "div", "li", "ul"}), False
    )
    if inside or max(map(len, rows), default=0) < 2:
        self.parted(node, depth)
        return
    self.end()
    for caption in node.iter("caption"):
        _caption(self, caption, depth)
    lines = ("\t".join(_cell(cell) for cell in row) for row in rows if row)
    self.writer.text("\n".join(line for line in lines if line.strip()))
    self.writer.end(BlockKind.TABLE)


def _cell(node: _Element) -> str:
    texts = (t for t in node.xpath(".//text()") if t.is_tail or t.getparent().tag not in _SKIPPED)
    return " ".join("".join(texts).split())


def _short_quote(self: _Walker, node: _Element, depth: int) -> None:
    self.writer.text("“")
    self.children(node, depth)
    self.writer.text("”")


def _raised(self: _Walker, node: _Element, depth: int) -> None:
    """A number set high or low, with or without a link: its own signs keep it apart from the word before it."""
    number = "".join(str(t) for t in node.itertext()).strip()
    if number.isascii() and number.isdecimal():
        self.text(number.translate(_HIGH if node.tag == "sup" else _LOW))
    else:
        self.children(node, depth)


_HANDLERS: dict[str, Callable[[_Walker, _Element, int], None]] = {
    "a": _link, "br": _break, "img": _image, "ul": _list, "ol": _list, "menu": _list, "li": _item,
    "blockquote": _quote, "pre": _code, "table": _table, "figcaption": _caption, "q": _short_quote,
    "sup": _raised, "sub": _raised,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
}  # fmt: skip
