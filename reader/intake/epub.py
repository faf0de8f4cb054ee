"""Books in EPUB 2 and 3: each chapter an article, in the order of the book's spine.

A chapter's headline is its first heading, or where it has none what the list of contents calls it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.domain.article import Article, BlockKind
from reader.domain.clean import clean_line
from reader.domain.errors import InputError
from reader.intake.compose import Facts, Piece, compose, piece
from reader.intake.dates import parse_date
from reader.intake.decode import decode
from reader.intake.html import pieces_of
from reader.intake.packed import Packed

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_LOCKED = "META-INF/encryption.xml"
_CHAPTERS_MOST = 2000
_LEAST = 200  # characters without which a part is a cover, a title or a list of contents
_HEAD = 3  # pieces among which a chapter's heading stands


@dataclass(frozen=True, slots=True)
class _Book:
    facts: Facts
    chapters: tuple[str, ...]  # paths in the archive
    contents: Mapping[str, str]  # what the list of contents calls some of them


def parse_epub(data: bytes, facts: Facts, name: str) -> list[Article]:
    """The chapters of a book.

    Raises:
        InputError: it is damaged, locked, too long or no EPUB.
    """
    archive = Packed(data, name)
    book = _book(archive, facts, name)
    if len(book.chapters) > _CHAPTERS_MOST:
        raise InputError(f"{name} has more than {_CHAPTERS_MOST} chapters and was not read.")
    found = []
    for path in book.chapters:
        pieces = _pieces(archive, path, name)
        if sum(len(p.text) for p in pieces) >= _LEAST:
            head = _headed(pieces, book.contents.get(path, ""))
            found.append(compose(head, replace(book.facts, key=f"{book.facts.key}#{path}")))
    return found


def _pieces(archive: Packed, path: str, name: str) -> list[Piece]:
    try:
        return pieces_of(decode(archive.part(path), name=name)) if archive.part(path) else []
    except InputError as error:
        if path.encode() in archive.part(_LOCKED):
            raise InputError(f"{name} is locked to a program of its shop and cannot be read.") from error
        raise


def _headed(pieces: list[Piece], title: str) -> list[Piece]:
    """`pieces` with the first heading near the top as the headline, else under `title`."""
    at = next((i for i, p in enumerate(pieces[:_HEAD]) if p.kind is BlockKind.SUBHEAD), None)
    if at is not None:
        return [Piece(BlockKind.HEADLINE, pieces[at].runs), *pieces[:at], *pieces[at + 1 :]]
    if not title:
        return pieces
    first = 1 if pieces[0].text.strip().casefold() == title.casefold() else 0
    return [piece(BlockKind.HEADLINE, title), *pieces[first:]]


def _book(archive: Packed, facts: Facts, name: str) -> _Book:
    """What the package document says: the book's facts and where its chapters lie."""
    rootfile = next(_named(_tree(archive.part(_CONTAINER), name), "rootfile"), None)
    place = rootfile.get("full-path", "") if rootfile is not None else ""
    package = _tree(archive.part(place), name)
    items = {item.get("id"): item for item in _named(package, "item") if item.get("href")}
    spine = [items[ref.get("idref")] for ref in _named(package, "itemref") if ref.get("idref") in items]
    lists = [item for item in items.values() if _is_contents(item)]
    title = _said(package, "title")
    return _Book(
        replace(
            facts,
            source=facts.source or title,
            author=facts.author or _said(package, "creator", ", "),
            language=facts.language or _said(package, "language").partition("-")[0].lower(),
            published=facts.published or parse_date(_said(package, "date")),
            key=f"epub:{_said(package, 'identifier') or title}",
        ),
        tuple(_beside(place, item.get("href", "")) for item in spine if item not in lists),
        {
            path: label
            for item in reversed(lists)
            for path, label in _contents(archive, _beside(place, item.get("href", "")), name)
        },
    )


def _is_contents(item: _Element) -> bool:
    return "nav" in item.get("properties", "").split() or item.get("media-type") == "application/x-dtbncx+xml"


def _contents(archive: Packed, place: str, name: str) -> Iterator[tuple[str, str]]:
    """The paths that a list of contents names, with their titles; the first title of each last."""
    data = archive.part(place)
    root = _tree(data, name) if data else None
    entries = [] if root is None else [*_named(root, "navPoint"), *_named(root, "a")]
    for entry in reversed(entries):
        content = next(_named(entry, "content"), None)
        target = entry.get("href", "") if content is None else content.get("src", "")
        label = entry if content is None else next(_named(entry, "text"), entry)
        if target and (words := clean_line("".join(map(str, label.itertext())))):
            yield _beside(place, target), words


def _beside(place: str, href: str) -> str:
    """The path in the archive of what `href`, in the document at `place`, leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(href.partition("#")[0])))


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


def _said(package: _Element, name: str, between: str = "") -> str:
    """What the package says of itself; with `between` all that it says, else the first."""
    found = [words for node in _named(package, name) if (words := clean_line(node.text or ""))]
    return between.join(found) if between else next(iter(found), "")
