"""The query language: one for the search box, saved searches and every QUERY of the command line.

Words (all must match), "phrases", beginnings*, -not, OR, brackets; title: text: note: in words;
tag: source: author: lang: feed: color: entity: person: org: place: is: has: after: before: on: words: as facts;
sort: for the order. Pure: the library turns the tree into SQL.
"""

from reader.domain.query.completing import Completion, Option, complete
from reader.domain.query.nodes import All, Either, Field, Node, Not, Query, Term, all_of, any_of
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
