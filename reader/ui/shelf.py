"""The shelves: named queries over the library, and how they stand in the sidebar; pure.

All shelves but the archive leave out what was archived. A saved search that asks for `is:archived` itself is
taken at its word.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from reader.domain.entity import Kind
from reader.domain.errors import QueryError
from reader.domain.query import Field, Not, Query
from reader.store.library import Counts

if TYPE_CHECKING:
    from reader.domain.feed import Feed

EVERYTHING = Query()
PRESENT = Query(Not(Field("is", "archived")))
UNREAD = Query(Field("is", "unread"))
FIXED = ("all", "unread", "starred", "archive")
BOX = "box"
_KIND_FIELDS = {Kind.PER: "person", Kind.ORG: "org", Kind.LOC: "place"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """One line of the sidebar.

    Args:
        name: "all", "unread", "starred", "archive", "tag NAME", "feed ID", "search NAME", "watch KIND:NAME",
            for the heading of a group "group NAME", and "box" for what is found with the search box.
        problem: why a saved search cannot be shown, "" else.
    """

    name: str
    label: str
    query: Query = EVERYTHING
    depth: int = 0
    unread: int = 0
    total: int = 0
    folded: bool = False
    problem: str = ""

    @property
    def is_group(self) -> bool:
        return self.name.startswith("group ")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the shelves are made of: counts of the library, feeds, and what the notebook keeps.

    Args:
        searches: the table of saved searches, by key: {"name", "query", "position"}.
        watched: watched entities.
        numbers: (unread, all) by the name of a shelf, for saved searches and watched entities.
    """

    counts: Counts
    feeds: "Sequence[Feed]" = ()
    searches: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    watched: Collection[tuple[str, Kind]] = ()
    numbers: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def fixed(name: str, counts: Counts | None = None) -> Shelf:
    """One of the four shelves that are always there."""
    labels = {"all": "All", "unread": "Unread", "starred": "Starred", "archive": "Archive"}
    queries = {
        "all": PRESENT,
        "unread": UNREAD.and_(PRESENT),
        "starred": Query(Field("is", "starred")).and_(PRESENT),
        "archive": Query(Field("is", "archived")),
    }
    shelf = Shelf(name, labels[name], queries[name])
    if counts is None:
        return shelf
    totals = {
        "all": (counts.unread, counts.all),
        "unread": (counts.unread, counts.unread),
        "starred": (0, counts.starred),
        "archive": (0, counts.archived),
    }
    unread, total = totals[name]
    return replace(shelf, unread=unread, total=total)


def tag_shelf(tag: str, numbers: tuple[int, int] = (0, 0)) -> Shelf:
    return Shelf(f"tag {tag}", tag, Query(Field("tag", tag)).and_(PRESENT), 1, *numbers)


def feed_shelf(feed: "Feed", numbers: tuple[int, int] = (0, 0)) -> Shelf:
    problem = feed.error if feed.error else ""
    query = Query(Field("feed", feed.id)).and_(PRESENT)
    return Shelf(f"feed {feed.id}", feed.label, query, 1, *numbers, problem=problem)


def watch_shelf(entity: str, kind: Kind, numbers: tuple[int, int] = (0, 0)) -> Shelf:
    query = Query(Field(_KIND_FIELDS.get(kind, "entity"), entity)).and_(PRESENT)
    return Shelf(f"watch {kind}:{entity}", entity, query, 1, *numbers)


def search_shelf(document: Mapping[str, Any], numbers: tuple[int, int] = (0, 0)) -> Shelf:
    """The shelf of a saved search; one whose query makes no sense (any more) says so."""
    from reader.domain.query import parse

    text = str(document.get("query", ""))
    name = str(document.get("name") or text)
    try:
        query = parse(text)
    except QueryError as error:
        return Shelf(f"search {name}", name, depth=1, problem=str(error))
    if not _asks_for_archived(query):
        query = query.and_(PRESENT)
    return Shelf(f"search {name}", name, query, 1, *numbers)


def _asks_for_archived(query: Query) -> bool:
    return "archived" in repr(query.root)


def saved(searches: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Saved searches in their order."""
    return sorted(searches.values(), key=lambda d: (d.get("position", 0), str(d.get("name", ""))))


def counted_apart(facts: Facts) -> list[Shelf]:
    """The shelves whose counts the library does not give by itself."""
    return [
        *(search_shelf(document) for document in saved(facts.searches)),
        *(watch_shelf(*key) for key in sorted(facts.watched)),
    ]


def shelves(facts: Facts, folded: Collection[str] = ()) -> list[Shelf]:
    """All lines of the sidebar, folded groups without their shelves."""
    counts, numbers = facts.counts, facts.numbers
    feeds = sorted(facts.feeds, key=lambda feed: feed.label.casefold())
    groups: list[tuple[str, str, Iterable[Shelf]]] = [
        ("searches", "Searches", (search_shelf(d, _numbers(numbers, d)) for d in saved(facts.searches))),
        ("watched", "Watched", (_with(watch_shelf(*key), numbers) for key in sorted(facts.watched))),
        ("feeds", "Feeds", (feed_shelf(feed, counts.feeds.get(feed.id, (0, 0))) for feed in feeds)),
        ("tags", "Tags", (tag_shelf(t, n) for t, n in sorted(counts.tags.items()))),
    ]
    lines = [fixed(name, counts) for name in FIXED]
    for key, label, members in groups:
        inside = list(members)
        if inside:
            name = f"group {key}"
            lines.append(Shelf(name, label, folded=name in folded, total=len(inside)))
            lines += () if name in folded else inside
    return lines


def _numbers(numbers: Mapping[str, tuple[int, int]], document: Mapping[str, Any]) -> tuple[int, int]:
    return numbers.get(f"search {document.get('name') or document.get('query', '')}", (0, 0))


def _with(shelf: Shelf, numbers: Mapping[str, tuple[int, int]]) -> Shelf:
    unread, total = numbers.get(shelf.name, (0, 0))
    return replace(shelf, unread=unread, total=total)
