"""Word documents, by mammoth, which is an extra: its HTML is read like any other."""

import io
from dataclasses import replace
from importlib import import_module

from reader.domain.article import Article, BlockKind
from reader.domain.errors import InputError
from reader.intake.compose import Facts, Piece, compose
from reader.intake.ending import part_agency
from reader.intake.html import pieces_of
from reader.intake.packed import Packed


def parse_docx(data: bytes, facts: Facts, name: str) -> Article:
    """The article that a Word document holds; its first heading is the headline.

    Raises:
        InputError: it is damaged or no such document, or mammoth is not installed.
    """
    if not Packed(data, name).part("word/document.xml"):
        raise InputError(f"{name} is not text, nor a book or document that can be read.")
    try:
        mammoth = import_module("mammoth")
    except ImportError as error:
        raise InputError(f"{name} is a Word document: to read those, install glosse[docx].") from error
    try:
        markup = mammoth.convert_to_html(io.BytesIO(data)).value
    except Exception as error:  # it raises of every kind on what it was not made for
        raise InputError(f"{name} is a Word document that cannot be read.") from error
    pieces = pieces_of(markup)
    if pieces and pieces[0].kind is BlockKind.SUBHEAD:
        pieces[0] = Piece(BlockKind.HEADLINE, pieces[0].runs)
    body, tail, named = part_agency(pieces)
    return compose((*body, *tail), replace(facts, agency=facts.agency or named))
