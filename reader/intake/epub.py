"""Books in EPUB 2 and 3: each chapter an article, in the order of the book's spine."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.domain.article import Article, BlockKind
from reader.domain.clean import clean_line
from reader.domain.errors import InputError
from reader.intake.compose import Facts, Piece, compose
from reader.intake.dates import parse_date
from reader.intake.decode import decode
from reader.intake.html import pieces_of
from reader.intake.packed import Packed

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_CHAPTERS_MOST = 500
_LEAST = 200  # characters without which a part is a cover, a title or a list of contents
_HEAD = 3  # pieces among which a chapter's heading stands


@dataclass(frozen=True, slots=True)
class _Book:
    facts: Facts
    chapters: tuple[str, ...]  # paths in the archive


def parse_epub(data: bytes, facts: Facts, name: str) -> list[Article]:
    """The chapters of a book.

    Raises:
        InputError: it is damaged or no EPUB.
    """
    archive = Packed(data, name)
    book = _book(archive, facts, name)
    found = []
    for path in book.chapters[:_CHAPTERS_MOST]:
        pieces = pieces_of(decode(archive.part(path), name=name)) if archive.part(path) else []
        if sum(len(p.text) for p in pieces) >= _LEAST:
            found.append(compose(_headed(pieces), replace(book.facts, key=f"{book.facts.key}#{path}")))
    return found


def _headed(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with the first heading near the top as the headline."""
    at = next((i for i, p in enumerate(pieces[:_HEAD]) if p.kind is BlockKind.SUBHEAD), None)
    if at is None:
        return pieces
    return [Piece(BlockKind.HEADLINE, pieces[at].runs), *pieces[:at], *pieces[at + 1 :]]


def _book(archive: Packed, facts: Facts, name: str) -> _Book:
    """What the package document says: the book's facts and where its chapters lie."""
    rootfile = next(_named(_tree(archive.part(_CONTAINER), name), "rootfile"), None)
    place = rootfile.get("full-path", "") if rootfile is not None else ""
    package = _tree(archive.part(place), name)
    hrefs = {item.get("id"): item.get("href") or "" for item in _named(package, "item")}
    spine = (hrefs.get(ref.get("idref"), "") for ref in _named(package, "itemref"))
    folder = posixpath.dirname(place)
    title = _said(package, "title")
    return _Book(
        replace(
            facts,
            source=facts.source or title,
            author=facts.author or _said(package, "creator"),
            language=facts.language or _said(package, "language").partition("-")[0].lower(),
            published=facts.published or parse_date(_said(package, "date")),
            key=f"epub:{_said(package, 'identifier') or title}",
        ),
        tuple(posixpath.normpath(posixpath.join(folder, unquote(href))) for href in spine if href),
    )


def _tree(data: bytes, name: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name} is no EPUB that can be read.") from error
    if root is None:
        raise InputError(f"{name} is no EPUB that can be read.")
    return root


def _named(root: _Element, name: str) -> Iterator[_Element]:
    return (node for node in root.iter() if isinstance(node.tag, str) and node.tag.rpartition("}")[2] == name)


def _said(package: _Element, name: str) -> str:
    return clean_line(next((node.text or "" for node in _named(package, name)), ""))
