"""From a query's tree to SQL.

As much of the query as the full-text index can answer by itself becomes one MATCH that drives the rest; it gives
articles by key, which is newest first. Facts become conditions on `articles` or lookups of keys. Words also look
into notes and tags: where these have the word, the article is in either way.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from reader.domain.query import All, Either, Field, Node, Not, Query, Term
from reader.store.library.facts import FACTS, Sql, by_date, state
from reader.store.library.terms import Vocabulary, both, either, expression

_COLUMNS = {"": "", "title": "{title} : ", "text": "{lede body} : "}
_ORDERS = {"newest": "{key} DESC", "oldest": "{key}", "title": "a.sorting, {key} DESC"}


@dataclass(frozen=True, slots=True)
class Plan:
    """Parts of a SELECT: the keys of `key` FROM `source` WHERE `where` are the query's articles."""

    key: str
    source: str
    where: str
    params: tuple[object, ...]
    order: str

    def select(self, columns: str = "", order: str | None = None, limit: int | None = None) -> Sql:
        """The statement. columns: instead of the key alone."""
        by = self.order if order is None else order
        text = f"SELECT {columns or self.key} FROM {self.source}"
        text += f" WHERE {self.where}" if self.where else ""
        text += f" ORDER BY {by}" if by else ""
        return Sql(text + (f" LIMIT {limit:d}" if limit is not None else ""), self.params)


@dataclass
class Compiler:
    """Turns queries into SQL against one library as it is now.

    Args:
        direct: the words looked for count only as themselves, not as parts of compounds.
    """

    vocabulary: Vocabulary
    now: datetime | None = None
    direct: bool = False
    _positive: bool = True  # not behind a minus, or behind two
    _noted: dict[str, bool] = field(default_factory=dict)

    def plan(self, query: Query) -> Plan:
        """How to find the articles of `query`."""
        parts = query.root.parts if isinstance(query.root, All) else [query.root] if query.root else []
        match, rest = self._match(parts)
        key = "fulltext.rowid" if match else "a.key"
        conditions = [self._condition(part, _apart(part, key)) for part in rest]
        order = _ORDERS.get(query.sort, _ORDERS["newest"]).format(key=key)
        where = (["fulltext MATCH ?"] if match else []) + [c.text for c in conditions]
        params = ([match] if match else []) + [p for c in conditions for p in c.params]
        joined = any("a." in text for text in (*where, order))
        source = (
            "articles a" if not match else f"fulltext{' JOIN articles a ON a.key = fulltext.rowid' * joined}"
        )
        return Plan(key, source, " AND ".join(where), tuple(params), order)

    def _match(self, parts: Sequence[Node]) -> tuple[str, list[Node]]:
        """One MATCH for as many of `parts` as can be, and the parts that are left."""
        asked: list[tuple[str, Node]] = []
        barred: list[tuple[str, Node]] = []
        rest: list[Node] = []
        for part in parts:
            negative = isinstance(part, Not)
            self._positive ^= negative
            text = self.words(part.part if isinstance(part, Not) else part)
            self._positive ^= negative
            if text is None or (not text and negative):
                rest.append(part)
            else:
                (barred if negative else asked).append((text, part))
        if not asked or not all(text for text, _ in asked):
            return "", [*(part for _, part in asked), *(part for _, part in barred), *rest]
        match = both(text for text, _ in asked)
        if barred:
            match = f"{match} NOT {either(text for text, _ in barred)}"
        return match, rest

    def words(self, node: Node) -> str | None:
        """`node` as an FTS5 expression; None where the index alone cannot say, "" where nothing matches."""
        match node:
            case Term(field=name):
                return None if name == "note" or (not name and self._is_noted(node)) else self.text(node)
            case Either(parts=parts):
                made = [self.words(part) for part in parts]
                known = [text for text in made if text is not None]
                return either(filter(None, known)) if len(known) == len(made) else None
            case All(parts=parts):
                match, rest = self._match(parts)
                return match if match and not rest else None
            case _:
                return None

    def text(self, term: Term) -> str:
        """A term as an FTS5 expression over articles alone."""
        found = expression(self.vocabulary.sought(term), compounds=not (self.direct and self._positive))
        return found and _COLUMNS.get(term.field, "") + found

    def notes(self, term: Term) -> str:
        """A term as an FTS5 expression over notes and tags."""
        found = expression(self.vocabulary.sought(term))
        return found and ("note : " if term.field == "note" else "") + found

    def _is_noted(self, term: Term) -> bool:
        """Whether any note or tag has the term."""
        match = self.notes(term)
        if match not in self._noted:
            query = "SELECT 1 FROM remarks WHERE remarks MATCH ? LIMIT 1"
            found = self.vocabulary.db.execute(query, (match,)).fetchone() if match else None
            self._noted[match] = found is not None
        return self._noted[match]

    def _condition(self, node: Node, key: str) -> Sql:
        match node:
            case Term():
                return self._term(node, key)
            case Field(name=name, value=value):
                return FACTS[name](self.vocabulary.db, name, value, key, self.now)
            case Not(part=Field(name="is", value=value)):
                return state(value, False, key)
            case Not(part=part):
                self._positive = not self._positive
                inner = self._condition(part, key)
                self._positive = not self._positive
                return Sql(f"NOT ({inner.text})", inner.params)
            case All(parts=parts):
                return _together(parts, " AND ", lambda part: self._condition(part, key))
            case Either(parts=parts):
                return _together(parts, " OR ", lambda part: self._condition(part, key))

    def _term(self, term: Term, key: str) -> Sql:
        lookups, params = [], []
        if term.field != "note" and (match := self.text(term)):
            lookups.append("SELECT rowid FROM fulltext WHERE fulltext MATCH ?")
            params.append(match)
        if term.field in ("", "note") and (match := self.notes(term)):
            lookups.append("SELECT rowid FROM remarks WHERE remarks MATCH ?")
            params.append(match)
        return Sql(f"{key} IN ({' UNION '.join(lookups)})" if lookups else "0", tuple(params))


def _apart(part: Node, key: str) -> str:
    """The key as `part` compares it. Where the full text gives the keys, SQLite must not use them for a lookup
    instead of MATCH, which the plus forbids; only ranges, that FTS5 can use beside MATCH, go without."""
    ranged = isinstance(part, Field) and part.name in FACTS and FACTS[part.name] is by_date
    return key if key == "a.key" or ranged else f"+{key}"


def _together(parts: Iterable[Node], by: str, made: Callable[[Node], Sql]) -> Sql:
    conditions = [made(part) for part in parts]
    return Sql(f"({by.join(c.text for c in conditions)})", tuple(p for c in conditions for p in c.params))
