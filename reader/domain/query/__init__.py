"""The query language: one for the search box, saved searches and every QUERY of the command line.

Words (all must match), "phrases", beginnings*, -not, OR, brackets; title: text: note: in words;
tag: source: author: lang: feed: color: entity: person: org: place: is: has: after: before: on: words: as facts;
sort: for the order. Pure: the library turns the tree into SQL.

The reader's first list asks for a tree of its own; what reads and writes queries is imported when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reader.domain.query.nodes import All, Either, Field, Node, Not, Query, Term, all_of, any_of

if TYPE_CHECKING:
    from reader.domain.query.completing import Completion, Option, complete
    from reader.domain.query.parsing import parse, parse_partial
    from reader.domain.query.printing import printed

__all__ = [
    "All",
    "Completion",
    "Either",
    "Field",
    "Node",
    "Not",
    "Option",
    "Query",
    "Term",
    "all_of",
    "any_of",
    "complete",
    "parse",
    "parse_partial",
    "printed",
]
_LATER = {
    "Completion": "completing",
    "Option": "completing",
    "complete": "completing",
    "parse": "parsing",
    "parse_partial": "parsing",
    "printed": "printing",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
