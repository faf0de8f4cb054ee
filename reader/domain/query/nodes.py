"""What a query is once it is understood: a small tree of frozen values.

Two trees that mean the same by the laws of brackets are equal: `all_of` and `any_of` flatten what is nested and
unwrap what stands alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Term:
    """Words to be found in the text."""

    text: str  # one word, or a phrase's words
    field: str = ""  # "" anywhere, or one of fields.TEXTS
    phrase: bool = False  # in this order, side by side
    prefix: bool = False  # the last word is the beginning of one


@dataclass(frozen=True, slots=True)
class Field:
    """A fact about an article: tag:ukraine, is:unread, after:2025-03, words:>500. The value is as written."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple["Node", ...]


Node = Term | Field | Not | All | Either


def all_of(parts: Iterable[Node]) -> Node | None:
    """The node that asks for all of `parts`; None when there are none."""
    return _joined(parts, All)


def any_of(parts: Iterable[Node]) -> Node | None:
    """The node that asks for one of `parts`; None when there are none."""
    return _joined(parts, Either)


def _joined(parts: Iterable[Node], kind: type[All] | type[Either]) -> Node | None:
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    return kind(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the library. `Query()` is every article.

    Args:
        root: the condition, None for none.
        sort: one of fields.SORTS, "" where the query does not say.
    """

    root: Node | None = None
    sort: str = ""

    def __bool__(self) -> bool:
        return self.root is not None or bool(self.sort)

    def and_(self, other: "Query") -> "Query":
        """Both at once; the order is this one's, else the other's."""
        parts = [root for root in (self.root, other.root) if root is not None]
        return Query(all_of(parts), self.sort or other.sort)

    def sorted_by(self, sort: str) -> "Query":
        return replace(self, sort=sort)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words and phrases that are looked for, those after a minus left out."""
        return tuple(_terms(self.root))

    @property
    def words(self) -> tuple[str, ...]:
        """What to highlight: the words and phrases looked for in the article itself, each once."""
        return tuple(dict.fromkeys(term.text.rstrip(":") for term in self.terms if term.field != "note"))


def _terms(node: Node | None) -> Iterator[Term]:
    if isinstance(node, Term):
        yield node
    elif isinstance(node, All | Either):
        for part in node.parts:
            yield from _terms(part)
