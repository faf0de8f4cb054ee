"""The library: articles in and out, versions, lists, feeds, and many threads."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.article import Article, Inline, Style
from reader.domain.errors import Ambiguous, NotFound
from reader.domain.feed import new_feed
from reader.domain.mark import State
from reader.domain.query import Query, parse
from reader.store.library import Library
from reader.store.library.packing import pack, unpack
from reader.store.library.schema import TIE_BITS
from tests.shelf import BEGIN, article, mark


@pytest.fixture
def library() -> Iterator[Library]:
    library = Library(":memory:")
    yield library
    assert library.check() == []
    library.close()


def titles(library: Library, query: str = "") -> list[str]:
    return [row.title for row in library.rows(library.select(parse(query)))]


def test_an_article_comes_out_as_it_went_in(library: Library) -> None:
    full = replace(
        article(
            "Ein „Titel“ 漢",
            "Text mit 😀.\n\nUnd mehr.",
            lede="Vorspann",
            author="A. B.",
            url="https://a.example/1",
        ),
        inlines=(Inline(4, 9, Style.LINK, "https://b.example"),),
        tags=("eins", "zwei"),
        agency="AFP",
    )
    added = library.add(full)
    assert (added.id, added.new, added.version, added.changed) == (full.id, True, 1, False)
    assert library.get(full.id) == full


TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80)


@given(TEXTS, TEXTS, st.datetimes())
@settings(max_examples=60, deadline=None)
def test_packing_keeps_everything(text: str, title: str, when: object) -> None:
    full = replace(article("T", "B"), text=text, title=title, blocks=())
    assert unpack(pack(full)) == full


def test_the_same_article_twice_is_one(library: Library) -> None:
    first = library.add_many([article("A", "Text."), article("A", "Text.")])
    assert [added.new for added in first] == [True, False]
    assert library.add(article("A", "Text.")).changed is False
    assert library.count(Query()) == 1
    assert len(library.versions(first[0].id)) == 1


def test_another_text_is_a_new_version_and_the_old_one_stays(library: Library) -> None:
    old = article("Zoll beschlossen", "Der Rat tagt.", url="https://a.example/1")
    new = article("Zoll verworfen", "Der Rat vertagt sich.", url="https://a.example/1", day=1)
    library.add(old)
    added = library.add(new)
    assert (added.new, added.version, added.changed) == (False, 2, True)
    assert [v.article.title for v in library.versions(old.id)] == ["Zoll beschlossen", "Zoll verworfen"]
    assert [v.number for v in library.versions(old.id)] == [1, 2]
    assert library.versions(old.id)[1].seen == new.added
    assert library.get(old.id).text == new.text
    assert library.get(old.id).added == old.added
    assert titles(library, "beschlossen") == []
    assert titles(library, "verworfen") == ["Zoll verworfen"]


def test_what_the_same_text_says_anew_is_taken_over_without_a_new_version(library: Library) -> None:
    library.add(article("A", "Text.", source="", author="Eva", published=None))
    added = library.add(article("A", "Text.", source="Blatt", day=3, tags=("x",)))
    assert (added.new, added.version, added.changed) == (False, 1, False)
    kept = library.get(added.id)
    assert (kept.source, kept.author, kept.tags) == ("Blatt", "Eva", ("x",))
    assert library.row(added.id).published == BEGIN + timedelta(days=3)
    assert titles(library, "source:blatt on:2025-03-04") == ["A"]


def test_a_new_date_moves_the_article_with_all_that_hangs_on_it(library: Library) -> None:
    early = article("Früh", "Worte.", url="https://a.example/1")
    library.add_many([early, article("Mitte", "Worte.", day=1)])
    library.reflect(
        {early.id: State(starred=True, tags=("t",))}, {early.id: [mark(early, "Worte", "Notiz")]}, "1"
    )
    library.add(article("Früh", "Andere Worte.", url="https://a.example/1", day=2))
    assert titles(library) == ["Früh", "Mitte"]
    row = library.row(early.id)
    assert (row.starred, row.tags, row.notes) == (True, ("t",), 1)
    assert titles(library, "notiz tag:t") == ["Früh"]


def test_newest_first_and_the_last_added_first_in_one_second(library: Library) -> None:
    library.add_many([article("B", "b", day=1), article("A", "a"), article("C", "c", day=2)])
    library.add(article("D", "d", day=1))
    assert titles(library) == ["C", "D", "B", "A"]
    assert titles(library, "sort:oldest") == ["A", "B", "D", "C"]
    assert titles(library, "sort:title") == ["A", "B", "C", "D"]


def test_more_articles_in_one_second_than_its_keys_go_on_in_the_next() -> None:
    library = Library(":memory:")
    count = (2 << TIE_BITS) + 10
    library.add_many(article(f"Nummer {number}", "x") for number in range(count))
    library.add(article("Eine mehr", "x"))
    assert library.count(Query()) == count + 1
    assert titles(library)[0] == "Eine mehr"
    assert titles(library, "sort:oldest")[:2] == ["Nummer 0", "Nummer 1"]
    library.close()


def test_articles_before_1970_and_after_2100_have_their_place(library: Library) -> None:
    old = BEGIN.replace(year=1848)
    library.add_many(
        [article("Alt", "x", published=old), article("Neu", "y", published=BEGIN.replace(year=2150))]
    )
    assert titles(library) == ["Neu", "Alt"]
    assert titles(library, "before:1900") == ["Alt"]
    assert library.rows(library.select(parse("alt")))[0].published == old


def test_rows_come_in_the_order_asked_for_and_missing_ones_are_left_out(library: Library) -> None:
    ids = [added.id for added in library.add_many([article(name, name, day=n) for n, name in enumerate("abc")])]
    keys = [library.key_of(id) for id in ids]
    assert [row.title for row in library.rows([keys[2], 7, keys[0]])] == ["c", "a"]
    assert library.rows([]) == []
    assert library.ids(Query()) == ids[::-1]
    assert list(library.select(Query(), limit=2)) == keys[:0:-1]


def test_an_id_is_found_by_its_beginning(library: Library) -> None:
    ids = sorted(added.id for added in library.add_many(article(str(n), str(n)) for n in range(40)))
    assert library.resolve(ids[0]) == ids[0]
    assert library.resolve(ids[0][:14].upper()) == ids[0]
    shared = next(a[0] for a, b in pairwise(ids) if a[0] == b[0])
    with pytest.raises(Ambiguous) as caught:
        library.resolve(shared)
    assert all(candidate.startswith(shared) for candidate in caught.value.candidates)
    for wrong in ("", "xyz", "%", "\0", "\ud800"):
        with pytest.raises(NotFound):
            library.resolve(wrong)


def test_what_is_not_there_is_named(library: Library) -> None:
    for ask in (library.get, library.row, library.versions, library.key_of, library.feed, library.remove_feed):
        with pytest.raises(NotFound):
            ask("0" * 15)
    with pytest.raises(NotFound):
        library.remove(["0" * 15])


def test_a_removed_article_is_gone_from_everywhere_and_its_state_waits(library: Library) -> None:
    gone = article("Weg", "Unwiederbringlich.")
    library.add_many([gone, article("Da", "Bleibt.")])
    library.reflect({gone.id: State(read=True, tags=("t",))}, {gone.id: [mark(gone, "Weg", "Notiz")]}, "1")
    library.remove([gone.id])
    assert titles(library, "unwiederbringlich OR notiz OR tag:t") == []
    assert (library.counts().all, library.counts().tags) == (1, {})
    assert library.check() == []
    library.add(gone)
    assert library.row(gone.id).read
    assert titles(library, "notiz tag:t") == ["Weg"]


def test_what_fails_in_the_middle_leaves_nothing_behind(library: Library) -> None:
    def broken() -> Iterator[Article]:
        yield article("A", "Erstmalig.")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        library.add_many(broken())
    assert library.count(Query()) == 0
    library.add(article("A", "Erstmalig."))
    assert titles(library, "erst*") == ["A"]


def test_feeds_are_kept_by_id(library: Library) -> None:
    feed = new_feed("https://a.example/feed", title="Zeitung", tags=("x",))
    library.put_feed(feed)
    library.put_feed(replace(feed, title="Abendblatt"))
    library.put_feed(new_feed("https://b.example/feed", title="Blatt"))
    assert [f.title for f in library.feeds()] == ["Abendblatt", "Blatt"]
    assert library.feed(feed.id).tags == ("x",)
    library.add(article("a", "a", feed=feed.id))
    assert titles(library, f"feed:{feed.id}") == titles(library, "feed:abend") == ["a"]
    library.remove_feed(feed.id)
    assert [f.title for f in library.feeds()] == ["Blatt"]


def test_fields_are_completed_from_the_library(library: Library) -> None:
    a = article("a", "a", source="Das Abendblatt", author="Anna Müller")
    library.add_many(
        [a, article("b", "b", source="Das Abendblatt"), article("c", "c", source="Bote", language="en")]
    )
    library.reflect({a.id: State(tags=("Ukraine",))}, {}, "1")
    assert library.values("source") == ["Das Abendblatt", "Bote"]
    assert library.values("source", "abe") == ["Das Abendblatt"]
    assert library.values("author", "muel") == ["Anna Müller"]
    assert library.values("tag", "ukr") == ["Ukraine"]
    assert library.values("lang") == ["de", "en"]
    assert library.values("words", "x") == []


def test_readers_read_while_a_writer_writes(tmp_path: Path) -> None:
    library = Library(tmp_path / "library.db")
    library.add(article("Erster", "x"))
    seen: list[int] = []
    failed: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(50):
                seen.append(library.count(parse("x")))
        except BaseException as error:
            failed.append(error)

    def write(part: int) -> None:
        try:
            for number in range(20):
                library.add(article(f"{part} {number}", "x"))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    threads += [threading.Thread(target=write, args=(part,)) for part in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert min(seen) >= 1
    assert library.count(parse("x")) == 41
    assert library.check() == []
    library.close()
