"""Captions of a page's pictures, put where the pictures stand in its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.domain.article import BlockKind
from reader.domain.clean import clean_line
from reader.intake.compose import Piece, piece
from reader.intake.metadata import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CREDITS = re.compile(r"credit|copyright|source|quelle|fotograf|photographer|attribution", re.IGNORECASE)
_OUTSIDE = frozenset({"nav", "footer", "form"})
_ASIDE = re.compile(
    r"related|teaser|recommend|promo|sidebar|most-?read|newsletter|more-?stories|advert", re.IGNORECASE
)
_CAPTION_MOST = 600
_START = 60  # characters by which a paragraph is known again


def with_captions(body: list[Piece], root: HtmlElement, url: str) -> list[Piece]:
    """`body` with a caption, and its credit, behind the paragraph that stands before its figure on the page.

    Only figures between headline and the body's last paragraph are taken: others belong to other articles.
    """
    known = {_key(p.text): i for i, p in reversed(list(enumerate(body))) if len(p.text) >= 20}
    captions: list[tuple[int, list[Piece]]] = []
    at = -1  # the piece last met in the page, -1 above the first
    seen_heading = not any(True for _ in root.iter("h1"))
    for node in root.iter("h1", "p", "h2", "h3", "li", "figure"):
        if node.tag == "h1":
            seen_heading = True
        elif node.tag != "figure":
            at = max(at, known.get(_key(words_of(node)), -1))
        elif (seen_heading or at >= 0) and at < len(body) - 1 and not _is_aside(node):
            captions.append((at, _caption(node, body)))
    return _merged(body, captions)


def _key(text: str) -> str:
    return "".join(text.split())[:_START].lower()


def _is_aside(node: HtmlElement) -> bool:
    return any(
        str(up.tag) in _OUTSIDE or _ASIDE.search(f"{up.get('class') or ''} {up.get('id') or ''}")
        for up in node.iterancestors()
        if str(up.tag) not in ("body", "html")
    )


def _caption(figure: HtmlElement, body: list[Piece]) -> list[Piece]:
    from reader.intake.text import credited

    node = figure.find(".//figcaption")
    if node is None or len(words_of(node)) > _CAPTION_MOST:
        return []
    credits = [
        n for n in node.iter("span", "small", "cite", "div", "p") if _CREDITS.search(n.get("class") or "")
    ]
    credit = words_of(credits[0]) if credits else ""
    words = clean_line(words_of(node).replace(credit, " ") if credit else words_of(node))
    if not words or any(words in p.text for p in body if p.kind is not BlockKind.IMAGE):
        return []
    pieces = [piece(BlockKind.CAPTION, words), piece(BlockKind.CREDIT, credit)] if credit else credited(words)
    return [p if p.kind is BlockKind.CREDIT else Piece(BlockKind.CAPTION, p.runs) for p in pieces]


def _merged(body: list[Piece], captions: list[tuple[int, list[Piece]]]) -> list[Piece]:
    """Each caption behind the picture that follows its paragraph, else right behind the paragraph."""
    after: dict[int, list[Piece]] = {}
    said: set[str] = set()
    for at, pieces in captions:
        if pieces and pieces[0].text not in said:
            said.add(pieces[0].text)
            image = at + 1 < len(body) and body[at + 1].kind is BlockKind.IMAGE
            after.setdefault(at + 1 if image else at, []).extend(pieces)
    merged = list(after.get(-1, ()))
    for i, item in enumerate(body):
        merged += [item, *after.get(i, ())]
    return merged
