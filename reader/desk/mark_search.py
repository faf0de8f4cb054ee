"""Which marks a query asks for.

Words are looked for in what the person sees of a mark: its quote, note, tags, and its article's headline. tag:,
has: and color: are asked of the mark itself, tag: of its article too; all other facts are the article's, and the
library answers them, each once.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from reader.domain.mark import Mark
from reader.domain.query import All, Either, Field, Node, Not, Query, Term
from reader.store.library import Library, Row


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark with its article; article: None when the library no longer has it."""

    mark: Mark
    article: Row | None

    @property
    def title(self) -> str:
        """The article's headline, as the library or else the mark knows it."""
        return self.article.title if self.article else self.mark.title


@dataclass
class Finder:
    """Asks rows about queries; keeps what the library said."""

    library: Library
    _answers: dict[Field, frozenset[str]] = field(default_factory=dict)

    def fits(self, node: Node, row: MarkRow) -> bool:
        """Whether `row` is one that `node` asks for."""
        match node:
            case Term():
                return _has_words(node, row)
            case Field():
                return self._is_so(node, row)
            case Not(part=part):
                return not self.fits(part, row)
            case All(parts=parts):
                return all(self.fits(part, row) for part in parts)
            case Either(parts=parts):
                return any(self.fits(part, row) for part in parts)

    def _is_so(self, node: Field, row: MarkRow) -> bool:
        own = _OWN.get(node.name)
        if own is not None and node.value != "entity":
            return own(node.value, row)
        if node not in self._answers:
            self._answers[node] = frozenset(self.library.ids(Query(node)))
        return row.mark.article in self._answers[node]


def _has_tag(value: str, row: MarkRow) -> bool:
    wanted = folded(value.removesuffix("*"))
    tags = [folded(tag) for tag in (*row.mark.tags, *(row.article.tags if row.article else ()))]
    return any(tag.startswith(wanted) if value.endswith("*") else tag == wanted for tag in tags)


def _has(value: str, row: MarkRow) -> bool:
    return {"note": bool(row.mark.note), "tag": bool(row.mark.tags), "mark": True}.get(value, False)


def _has_color(value: str, row: MarkRow) -> bool:
    return row.mark.color == value


_OWN: dict[str, Callable[[str, MarkRow], bool]] = {"tag": _has_tag, "has": _has, "color": _has_color}


def _has_words(term: Term, row: MarkRow) -> bool:
    mark = row.mark
    texts = {
        "note": (mark.note,),
        "text": (mark.quote,),
        "title": (row.title,),
        "": (mark.quote, mark.note, " ".join(mark.tags), row.title),
    }[term.field]
    wanted = folded(term.text)
    return any(wanted in folded(text) for text in texts)


def folded(text: str) -> str:
    """`text` without letter case, accents and runs of white space."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.split())
