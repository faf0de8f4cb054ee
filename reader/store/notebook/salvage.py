"""What is still whole in a damaged file: documents, one by one.

A file that is cut off or has a flipped byte is no JSON any more, but most of its documents are. Each is looked for
by its beginning, `"1234": {`, and read from there; a quotation mark inside a text has a backslash before it, so a
note that talks of such things is not taken for one.
"""

import json
import re
from typing import Any

from reader.store.notebook.documents import number
from reader.store.notebook.ledger import Tables
from reader.store.notebook.plain import Document
from reader.store.notebook.wishes import REMOVED, is_grave

_START = re.compile(r'(?<!\\)"((?:[^"\\\n]|\\.){1,200})":\s*\{')
_ID = re.compile(r"-?\d+")


def salvage(data: bytes) -> tuple[Tables, dict[str, Any]]:
    """The documents that can be read of a damaged notebook's file.

    Returns:
        The tables, and the document that says what file it was, {} if it is lost.
    """
    text = data.decode("utf-8", "replace")
    decoder = json.JSONDecoder()
    tables: Tables = {}
    table, at = "", 0
    while match := _START.search(text, at):
        name, at = match.group(1), match.end()
        if not _ID.fullmatch(name):
            table = name
            continue
        try:
            document, at = decoder.raw_decode(text, match.end() - 1)
        except ValueError:
            continue
        tables.setdefault(_table_of(name, document) or table, {})[name] = document
    own = tables.pop("notebook", {}).get("1", {})
    return tables, own


def _table_of(id_: str, document: Document) -> str:
    """The table that a document of ours says itself that it is of, whatever stands above it; "" if it does not."""
    if is_grave(document):
        return REMOVED
    if "key" in document or number(str(document.get("id"))) != id_:
        return ""
    return "marks" if {"article", "start", "created"} <= document.keys() else "articles"
