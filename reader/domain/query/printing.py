"""A query's tree back as text, such that parsing it gives the same tree."""

import re

from reader.domain.query.nodes import All, Either, Field, Node, Not, Query, Term

_BARE = re.compile(r"[^\s\"()*]+\*?")


def printed(query: Query) -> str:
    """`query` as one would type it; parse(printed(query)) == query."""
    parts = [] if query.root is None else [_node(query.root, inside=False)]
    return " ".join([*parts, *([f"sort:{query.sort}"] if query.sort else [])])


def _node(node: Node, inside: bool) -> str:
    """inside: the node stands in one that binds tighter than OR."""
    match node:
        case Term():
            return _term(node)
        case Field():
            return f"{node.name}:{_value(node.value)}"
        case Not():
            inner = _node(node.part, inside=True)
            return f"-({inner})" if isinstance(node.part, All) else f"-{inner}"
        case All():
            return " ".join(_node(part, inside=True) for part in node.parts)
        case Either():
            text = " OR ".join(_node(part, inside=False) for part in node.parts)
            return f"({text})" if inside else text


def _term(term: Term) -> str:
    field = f"{term.field}:" if term.field else ""
    return field + (f'"{term.text}"' if term.phrase else term.text) + "*" * term.prefix


def _value(value: str) -> str:
    return value if _BARE.fullmatch(value) else f'"{value}"'
