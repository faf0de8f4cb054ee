"""What a list asks of the library: first what the screen shows, then the whole; and what stays as one reads."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from reader.domain.mark import State
from reader.domain.query import parse
from reader.store.library import Library
from reader.ui.asking import Answer, Asker, Shown
from reader.ui.finding import FIRST, HITS, SEEN, again, beginning, completed
from reader.ui.page import find
from reader.ui.shelf import PRESENT, Shelf
from tests.screens import article

MANY = 260


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(Library(tmp_path / "library.db")) as library:
        library.add_many(article(n, f"Im Hafen von Köln liegt Schiff {n}.") for n in range(MANY))
        yield library


@pytest.mark.parametrize(
    "text", ["", "is:unread", "schiff", "schiff sort:newest", "schiff sort:best", "koeln 17"]
)
def test_the_first_page_is_the_beginning_of_the_whole(library: Library, text: str) -> None:
    query = parse(text)
    begun = beginning(library, query, text)
    whole = completed(library, query, begun)
    assert whole.whole
    assert whole.keys[: len(begun.keys)] == begun.keys
    assert set(whole.keys) == set(library.select(query))
    assert len(begun.keys) <= (HITS if query.terms else FIRST)


def test_only_the_hits_that_are_seen_get_their_snippets_at_once(library: Library) -> None:
    query = parse("schiff")
    begun = beginning(library, query, "schiff")
    assert not begun.whole
    assert set(begun.snippets) == set(begun.keys[:SEEN])
    assert set(completed(library, query, begun).snippets) == set(begun.keys)


def test_in_the_article_the_word_is_looked_for_as_it_stands_there(library: Library) -> None:
    found = beginning(library, parse("koelner"), "koelner")
    assert {found.needle(key) for key in found.snippets} == {"köln"}


def test_hits_keep_their_places_while_one_reads_them(library: Library) -> None:
    query = parse("schiff").and_(PRESENT)
    shown = completed(library, query, beginning(library, query, "schiff")).keys
    gone = library.rows(shown[3:4])[0]
    library.reflect({gone.id: State(archived=True)}, {}, "1")
    kept, _ = again(library, Shelf("box", "Search", query), shown)
    assert kept == shown[:3] + shown[4:]


class Hearer:
    """What an asker takes for its widget; its threads are no threads."""

    def __init__(self) -> None:
        self.heard: list[Answer] = []

    def run_worker(self, work: Callable[[], None], **_: object) -> None:
        work()

    def post_message(self, answer: Answer) -> None:
        self.heard.append(answer)


@pytest.mark.parametrize(("whole", "answers"), [(True, 0), (False, 1)])
def test_a_list_that_is_not_whole_yet_is_asked_for_again_whatever_changed(
    library: Library, whole: bool, answers: int
) -> None:
    shelf, hearer = Shelf("all", "All", PRESENT), Hearer()
    page = beginning(library, shelf.query, "all").keys
    asker: Any = Asker(cast("Any", SimpleNamespace(library=library)), cast("Any", hearer))
    asker.again_if(Shown(shelf, page, None, whole), [library.rows(page[:1])[0].id])
    assert [len(answer.found.keys) for answer in hearer.heard] == [MANY] * answers


@pytest.mark.parametrize(
    ("needle", "hits"),
    [
        ("aussenminister", ["Außenminister", "aussenminister"]),
        ("Außenminister", ["Außenminister"]),
        ("aerzte", ["Ärzte", "Aerzte"]),
        ("ärzte  und", ["Ärzte\nund"]),
        ("(", []),
    ],
)
def test_finding_in_the_article_takes_both_ways_of_writing_an_umlaut(needle: str, hits: list[str]) -> None:
    text = "Außenminister, aussenminister; Ärzte\nund Aerzte"
    assert [text[start:end] for start, end in find(text, needle)] == hits
