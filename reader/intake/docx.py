"""Word documents, by mammoth, which is an extra: its HTML is read like any other."""

import io
from dataclasses import replace
from importlib import import_module

from reader.domain.article import Article, BlockKind
from reader.domain.clean import clean_line
from reader.domain.errors import InputError
from reader.intake.compose import Facts, Piece, compose
from reader.intake.dates import parse_date
from reader.intake.ending import part_agency
from reader.intake.html import pieces_of
from reader.intake.packed import Packed

_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p.lede:fresh"  # besides mammoth's own


def parse_docx(data: bytes, facts: Facts, name: str) -> Article:
    """The article that a Word document holds; its first heading is the headline.

    Raises:
        InputError: it is damaged or no such document, or mammoth is not installed.
    """
    parts = Packed(data, name)
    if not parts.part("word/document.xml"):
        raise InputError(f"{name} is not text, nor a book or document that can be read.")
    try:
        mammoth = import_module("mammoth")
    except ImportError as error:
        raise InputError(f"{name} is a Word document: to read those, install glosse[docx].") from error
    try:
        markup = mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES).value
    except Exception as error:  # it raises of every kind on what it was not made for
        raise InputError(f"{name} is a Word document that cannot be read.") from error
    pieces = pieces_of(markup)
    if pieces and pieces[0].kind is BlockKind.SUBHEAD:
        pieces[0] = Piece(BlockKind.HEADLINE, pieces[0].runs)
    body, tail, named = part_agency(pieces)
    return compose((*body, *tail), replace(_told(parts, facts), agency=facts.agency or named))


def _told(parts: Packed, facts: Facts) -> Facts:
    """`facts` with what the document's properties say of its author and time."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    core = parts.part("docProps/core.xml")
    root = etree.fromstring(core, parser=parser) if core.strip() else None
    said = (
        {} if root is None else {str(node.tag).rpartition("}")[2]: clean_line(node.text or "") for node in root}
    )
    return replace(
        facts,
        author=facts.author or said.get("creator", ""),
        published=facts.published or parse_date(said.get("modified") or said.get("created", "")),
    )
