"""What the list asks of the library: a shelf's keys, what stays in it, what a search brings. Without Textual."""

from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from reader.desk import Desk
from reader.domain.query import Query
from reader.store.library import Library, Row
from reader.ui.shelf import UNREAD, Facts, Shelf, counted_apart
from reader.ui.widgets.article_rows import Snippet

HITS = 100  # best hits that get a snippet
SEEN = 12  # of them are on the screen at first; the others get theirs when these are shown
FIRST = 200  # articles of a first page
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a half or wholly typed query: the best hits first, then the other articles, newest first.

    Args:
        snippets: what stands in a row's second line, by key.
        firsts: where the first found word stands in the article's text, by key.
        words: to be looked for in the article that is opened.
        whole: whether these are all.
    """

    text: str
    keys: "array[int]"
    snippets: dict[int, Snippet] = field(default_factory=dict)
    firsts: dict[int, int] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    whole: bool = True

    def needle(self, key: int) -> str:
        """What to look for in an article: the first found word as it stands there, which may end otherwise."""
        snippet = self.snippets.get(key)
        if snippet is not None and snippet.hits and key in self.firsts:
            start, end = snippet.hits[0]
            return snippet.text[start:end].lower()
        return self.words[0] if self.words else ""


def beginning(library: Library, query: Query, text: str) -> Found:
    """What a screen shows before the whole is there: the first page of a list, the first hits of a search.

    Args:
        text: the query as it was typed, or the name of a shelf.
    """
    if not query.terms:
        keys = library.select(query, FIRST)
        return Found(text, library.fold(keys), whole=len(keys) < FIRST)
    keys = library.select(query.sorted_by("best") if _ranked(query) else query, HITS)
    found = Found(text, keys, words=query.words, whole=len(keys) <= SEEN)
    return _with_snippets(library, query, found, keys[:SEEN])


def warm(library: Library) -> None:
    """Finds a word of the newest headline: what a first search loads and compiles is there for the one being typed."""
    from reader.domain.query import parse_partial  # not before the first frame

    for row in library.rows(library.select(Query(), 1)):
        word = max(row.title.split(), key=len, default="")
        beginning(library, parse_partial(f"{word} sort:newest"), word)


def _with_snippets(library: Library, query: Query, found: Found, keys: Sequence[int]) -> Found:
    hits = library.snippets(query, keys)
    snippets = {hit.row.key: Snippet(hit.snippet, hit.hits) for hit in hits if hit.snippet}
    firsts = {hit.row.key: hit.first for hit in hits if hit.first >= 0}
    return replace(found, snippets={**found.snippets, **snippets}, firsts={**found.firsts, **firsts})


def completed(library: Library, query: Query, begun: Found) -> Found:
    """All that is found, what `begun` has before everything else."""
    if begun.whole:
        return begun
    if not query.terms:
        return replace(begun, keys=library.fold(library.select(query)), whole=True)
    found = _with_snippets(library, query, begun, begun.keys[SEEN:])
    keys = begun.keys
    if len(keys) == HITS:
        first, all_ = set(keys), library.select(query)
        keys = keys + array("q", (key for key in all_ if key not in first)) if _ranked(query) else all_
    return replace(found, keys=keys, whole=True)


def _ranked(query: Query) -> bool:
    return bool(query.terms) and query.sort in ("", "best")


def again(
    library: Library, shelf: Shelf, shown: "array[int]", since: datetime | None = None
) -> "tuple[array[int], frozenset[int]]":
    """The shelf's keys now, together with those shown that stay until the list is left; and those that wait.

    Args:
        since: when the list was shown: articles that were added after it wait and are not among the keys; None:
            none waits.
    """
    fresh = library.select(shelf.query)
    here = set(fresh)
    if not shelf.query.terms:
        fresh = library.fold(fresh, frozenset(shown))
    news = frozenset[int]() if since is None else _added_since(library, fresh, shown, since)
    fresh = array("q", (key for key in fresh if key not in news)) if news else fresh
    missing = array("q", (key for key in shown if key not in here))
    stay = staying(library, missing, archive=shelf.name == "archive")
    return (_in_place if _ranked(shelf.query) else merged)(shown, fresh, stay), news


def _added_since(library: Library, fresh: "array[int]", shown: "array[int]", since: datetime) -> frozenset[int]:
    here = set(shown)
    keys = [key for key in fresh if key not in here]
    rows = (row for at in range(0, len(keys), _CHUNK) for row in library.rows(keys[at : at + _CHUNK]))
    return frozenset(row.key for row in rows if row.added >= since)


def turned(library: Library, row: Row, shown: "array[int]") -> "array[int]":
    """`shown` with the other reports of the row's story behind the row; without them when they are there.

    Those that are archived stay out, unless `row` is archived itself.
    """
    reports = library.rows(library.story_keys(row.story)[::-1])
    others = [report.key for report in reports if report.archived == row.archived]
    here = [key for key in shown if key in others]
    if len(here) > 1:
        gone = set(here[1:])
        return array("q", (key for key in shown if key not in gone))
    at = shown.index(row.key) + 1
    return shown[:at] + array("q", (key for key in others if key != row.key)) + shown[at:]


def with_reports(library: Library, rows: Sequence[Row], shown: "array[int]") -> list[str]:
    """The ids of `rows`, and of the reports that are folded into one of them."""
    ids = []
    for row in rows:
        ids.append(row.id)
        if row.copies > 1:
            reports = library.rows(library.story_keys(row.story))
            if sum(report.key in shown for report in reports) <= 1:
                ids += [r.id for r in reports if r.archived == row.archived and r.id != row.id]
    return list(dict.fromkeys(ids))


def staying(library: Library, keys: "array[int]", *, archive: bool) -> set[int]:
    """Of keys that no longer fit, those that stay: their articles exist and are as archived as the list is."""
    stay: set[int] = set()
    for start in range(0, len(keys), _CHUNK):
        rows = library.rows(keys[start : start + _CHUNK])
        stay.update(row.key for row in rows if row.archived == archive)
    return stay


def merged(shown: Iterable[int], fresh: "array[int]", stay: Collection[int]) -> "array[int]":
    """`fresh` with the keys of `stay` put behind the neighbours they had in `shown`."""
    if not stay:
        return fresh
    here = set(fresh)
    behind: dict[int | None, list[int]] = {}
    neighbour = None
    for key in shown:
        if key in here:
            neighbour = key
        elif key in stay:
            behind.setdefault(neighbour, []).append(key)
    result = array("q", behind.get(None, ()))
    for key in fresh:
        result.append(key)
        result.extend(behind.get(key, ()))
    return result


def _in_place(shown: "array[int]", fresh: "array[int]", stay: Collection[int]) -> "array[int]":
    """`shown` in its order without what is neither in `fresh` nor in `stay`, and what is new behind it: hits are not
    weighed anew while one reads them."""
    here, before = set(fresh), set(shown)
    kept = (key for key in shown if key in here or key in stay)
    return array("q", kept) + array("q", (key for key in fresh if key not in before))


def shelf_facts(desk: Desk, with_notebook: bool) -> Facts:
    """What the shelves are made of now."""
    library = desk.library
    found = Facts(library.counts(archived=False), library.feeds())
    if not with_notebook:
        return found
    found = replace(found, searches=desk.notebook.get_all("searches"), watched=desk.who.watched())
    numbers = {
        shelf.name: (library.count(shelf.query.and_(UNREAD)), library.count(shelf.query))
        for shelf in counted_apart(found)
        if not shelf.problem
    }
    return replace(found, numbers=numbers)
