"""What the notebook says, mirrored in the library; and the counts that follow it."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.feed import new_feed
from reader.domain.mark import State
from reader.domain.query import parse
from reader.store.library import Library
from tests.shelf import article, mark


@pytest.fixture
def library() -> Iterator[Library]:
    library = Library(":memory:")
    yield library
    assert library.check() == []
    library.close()


def titles(library: Library, query: str = "") -> list[str]:
    return [row.title for row in library.rows(library.select(parse(query)))]


def test_counts_follow_every_change(library: Library) -> None:
    feed = new_feed("https://a.example/feed").id
    a, b, c = (article(n, n, feed=f) for n, f in (("a", feed), ("b", feed), ("c", "")))
    library.add_many([a, b, c])
    assert (library.counts().all, library.counts().unread, library.counts().feeds) == (3, 3, {feed: (2, 2)})
    library.reflect({a.id: State(read=True, tags=("x", "y")), b.id: State(starred=True, tags=("x",))}, {}, "1")
    counts = library.counts()
    assert (counts.unread, counts.starred, counts.archived) == (2, 1, 0)
    assert counts.tags == {"x": (1, 2), "y": (0, 1)}
    assert counts.feeds == {feed: (1, 2)}
    library.reflect({b.id: State(archived=True, tags=("x",))}, {}, "2")
    assert library.counts().tags == {"x": (1, 2), "y": (0, 1)}
    present = library.counts(archived=False)
    assert (present.all, present.unread, present.starred, present.archived) == (2, 1, 0, 1)
    assert (present.tags, present.feeds) == ({"x": (0, 1), "y": (0, 1)}, {feed: (0, 1)})
    library.reflect({a.id: State(), b.id: State()}, {}, "3")
    assert (library.counts().tags, library.counts().unread) == ({}, 3)


STATES = st.builds(
    State, st.booleans(), st.booleans(), st.booleans(), st.lists(st.sampled_from("xyz"), unique=True).map(tuple)
)


@given(st.lists(st.dictionaries(st.integers(0, 5), STATES, max_size=4), max_size=5), st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_mirror_is_what_the_notebook_says_however_it_came_there(
    steps: list[dict[int, State]], all_at_once: bool
) -> None:
    library = Library(":memory:")
    articles = [article(f"Nummer {n}", "x", day=n) for n in range(6)]
    library.add_many(articles[:3])
    said: dict[str, State] = {}
    for number, step in enumerate(steps):
        changed = {articles[n].id: state for n, state in step.items()}
        said |= changed
        if all_at_once:
            library.reflect_all(said, {}, str(number))
        else:
            library.reflect(changed, {}, str(number))
    library.add_many(articles[3:])
    for one in articles:
        row, state = library.row(one.id), said.get(one.id, State())
        assert (row.read, row.starred, row.archived, row.tags) == (
            state.read,
            state.starred,
            state.archived,
            state.tags,
        )
    for query, count in (
        ("is:unread", sum(not said.get(a.id, State()).read for a in articles)),
        ("tag:x -is:archived", sum("x" in s.tags and not s.archived for s in said.values())),
        ("-is:starred", sum(not said.get(a.id, State()).starred for a in articles)),
    ):
        assert library.count(parse(query)) == count
    assert library.check() == []
    library.close()


def test_the_whole_notebook_mirrored_forgets_what_it_no_longer_says(library: Library) -> None:
    a, b = article("a", "a"), article("b", "b")
    library.add_many([a, b])
    assert library.reflected() == ""
    library.reflect_all(
        {a.id: State(read=True), "f" * 15: State(read=True)}, {b.id: [mark(b, "b", "Notiz")]}, "1"
    )
    assert (library.reflected(), titles(library, "is:read"), titles(library, "has:note")) == ("1", ["a"], ["b"])
    library.reflect_all({}, {}, "2")
    assert (library.reflected(), titles(library, "is:read OR has:note")) == ("2", [])
