"""Values in, text out: one small module for each format, imported when it is asked for.

Each module has `render(items) -> str`; `FORMATS` says what it is made of:

- marks: the marks of the articles that have some;
- articles: the articles as they are, with state, marks and mentions;
- names: the text of the articles, with mentions as the person has corrected them (training data).

`marks_in.py` reads marks back.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import cast

from reader.export.item import Item

__all__ = ["FORMATS", "Item", "render"]

FORMATS = {
    "markdown": "marks",
    "json": "articles",
    "csv": "marks",
    "w3c": "marks",
    "hypothesis": "marks",
    "readwise": "marks",
    "brat": "names",
    "conll": "names",
    "spacy": "names",
    "doccano": "names",
    "labelstudio": "names",
}


def render(format: str, items: Sequence[Item]) -> str:
    """The items in a format of FORMATS, as the text of a file; "" when there is nothing."""
    return cast("str", import_module(f"reader.export.{format}").render(items))
