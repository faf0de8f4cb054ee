"""Who and what articles name: kept by article, added up, corrected, found."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.article import Article
from reader.domain.entity import NAMES, Kind, Mention
from reader.domain.errors import NotFound
from reader.domain.query import Query, parse
from reader.store.library import Library
from tests.shelf import article

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def library() -> Iterator[Library]:
    library = Library(":memory:")
    yield library
    assert library.check() == []
    library.close()


def mention(
    one: Article, words: str, entity: str = "", kind: Kind = Kind.PER, derived: bool = False
) -> Mention:
    start = one.text.index(words)
    return Mention(start, start + len(words), kind, entity or words, derived)


def put(library: Library, one: Article, *mentions: Mention) -> Article:
    library.add(one)
    library.put_mentions(one.id, "v1", mentions, mentions)
    return one


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def test_mentions_come_out_as_they_went_in(library: Library) -> None:
    one = article("Rubio trifft Lawrow", "Am 16. März.")
    raw = [
        mention(one, "Rubio", "Marco Rubio"),
        replace(mention(one, "16. März", kind=Kind.DATE), value="2025-03-16"),
        mention(one, "Lawrow", "Sergej Lawrow", derived=True),
    ]
    corrected = [replace(raw[0], entity="Rubio, Marco"), *raw[1:]]
    library.add(one)
    assert (library.mentions(one.id), library.is_recognised(one.id, "v1")) == ([], False)
    library.put_mentions(one.id, "v1", raw, corrected)
    assert library.raw_mentions(one.id) == raw
    assert library.mentions(one.id) == corrected
    assert library.is_recognised(one.id, "v1")
    assert not library.is_recognised(one.id, "v2")
    assert [row.entity for row in library.entities(order="name")] == ["Rubio, Marco", "Sergej Lawrow"]
    library.recorrect([one.id], lambda *_: raw)
    assert library.mentions(one.id) == raw
    with pytest.raises(NotFound):
        library.entity("Rubio, Marco", Kind.PER)


def test_what_still_has_to_be_recognised_comes_newest_first(library: Library) -> None:
    articles = [article(str(n), str(n), day=n) for n in range(4)]
    library.add_many(articles)
    library.put_mentions(articles[1].id, "v1", [], [])
    library.put_mentions(articles[2].id, "v2", [], [])
    assert library.unrecognised("v2") == [articles[n].id for n in (3, 1, 0)]
    assert library.unrecognised("v2", limit=1) == [articles[3].id]
    assert library.unrecognised_count("v2") == 3


def test_a_changed_text_has_to_be_recognised_anew(library: Library) -> None:
    one = put(library, old := article("Rubio", "x", url="https://a.example"), mention(old, "Rubio"))
    library.add(article("Lawrow", "y", url="https://a.example"))
    assert not library.is_recognised(one.id, "v1")
    assert library.entities() == []


def test_an_entity_knows_its_articles_words_and_times(library: Library) -> None:
    a = article("Rubio und Rubios Reise", "Marco Rubio reist.", published=ago(1))
    first, second = mention(a, "Rubio", "Marco Rubio"), mention(a, "Rubios", "Marco Rubio")
    put(library, a, first, second, mention(a, "Marco Rubio"))
    b = article("Noch einmal Rubio", "x", published=ago(20))
    put(library, b, mention(b, "Rubio", "Marco Rubio"))
    row = library.entity("Marco Rubio", Kind.PER)
    assert (row.mentions, row.articles, row.aliases) == (4, 2, ("Rubio", "Rubios"))
    assert (row.first, row.last) == (b.published, a.published)
    assert (row.week, row.month) == (1, 0.25)
    assert library.naming("Marco Rubio", Kind.PER) == {a.id, b.id}
    assert [r.id for r in library.articles_of("Marco Rubio", Kind.PER)] == [a.id, b.id]
    assert library.weeks("Marco Rubio", Kind.PER, 4) == [0, 1, 0, 1]
    assert library.weeks("Marco Rubio", Kind.PER, 2, row.first) == [0, 1]
    places = library.places_of("Marco Rubio", Kind.PER)
    assert [(id, a.text[s:e] if id == a.id else "") for id, s, e in places] == [
        (a.id, "Rubio"),
        (a.id, "Rubios"),
        (a.id, "Marco Rubio"),
        (b.id, ""),
    ]
    assert library.naming("Niemand", Kind.PER) == set()
    for ask in (library.entity, library.articles_of, library.weeks, library.places_of, library.together_with):
        with pytest.raises(NotFound):
            ask("Niemand", Kind.PER)


def test_company_and_shared_articles(library: Library) -> None:
    a = article("Rubio Lawrow Riad", "Riad.", published=ago(1))
    put(library, a, *(mention(a, word) for word in ("Rubio", "Lawrow", "Riad")))
    b = article("Rubio und Lawrow", "x", published=ago(2))
    put(library, b, mention(b, "Rubio"), mention(b, "Lawrow"))
    together = library.together_with("Rubio", Kind.PER)
    assert [(row.entity, row.articles) for row in together] == [("Lawrow", 2), ("Riad", 1)]
    shared = library.shared_articles([("Rubio", Kind.PER), ("Riad", Kind.PER)])
    assert [row.id for row in shared] == [a.id]


def test_entities_by_name_kind_query_and_order(library: Library) -> None:
    a = article("Müller in Berlin", "Berlin, Berlin.", source="Blatt", published=ago(100))
    put(library, a, mention(a, "Müller", "Anna Müller"), mention(a, "Berlin", kind=Kind.LOC))
    b = article("Zander in Rom", "x", source="Bote", published=ago(1))
    put(library, b, mention(b, "Zander"), mention(b, "Rom", kind=Kind.LOC))
    c = article("Rom und Rom", "y", source="Bote", published=ago(60))
    put(library, c, mention(c, "Rom", kind=Kind.LOC), mention(c, "Rom", kind=Kind.LOC))

    def names(**asked: object) -> list[str]:
        return [row.entity for row in library.entities(**asked)]  # type: ignore[arg-type]

    assert names() == ["Rom", "Anna Müller", "Berlin", "Zander"]
    assert names(kind=Kind.LOC) == ["Rom", "Berlin"]
    assert names(name="muel") == names(name="anna mueller") == ["Anna Müller"]
    assert names(name="nie") == []
    assert names(order="name") == ["Anna Müller", "Berlin", "Rom", "Zander"]
    assert names(order="articles")[0] == "Rom"
    assert names(query=parse("source:blatt")) == ["Anna Müller", "Berlin"]
    assert names(query=parse("source:bote"), kind=Kind.LOC, name="ro") == ["Rom"]
    assert names(query=Query()) == names()
    assert names(limit=1) == ["Rom"]
    assert sorted(names(order="rising")) == ["Rom", "Zander"]
    assert [row.mentions for row in library.entities(query=parse("zander"))] == [1, 1]


def test_queries_for_names(library: Library) -> None:
    a = article("Rubio in Rom", "x", day=1)
    put(library, a, mention(a, "Rubio", "Marco Rubio"), mention(a, "Rom", kind=Kind.LOC))
    b = article("Der Rubio-Konzern", "y")
    put(library, b, mention(b, "Rubio", "Rubio AG", Kind.ORG))
    library.add(article("Rubio bleibt ungenannt", "z", day=2))

    def titles(query: str) -> list[str]:
        return [row.title for row in library.rows(library.select(parse(query)))]

    assert titles("person:rubio") == titles('person:"Marco Rubio"') == titles("place:rom") == ["Rubio in Rom"]
    assert titles("org:rubio") == ["Der Rubio-Konzern"]
    assert titles("entity:rubio") == titles("has:entity") == ["Rubio in Rom", "Der Rubio-Konzern"]
    assert titles("rubio -entity:rubio") == ["Rubio bleibt ungenannt"]
    assert titles("person:rub") == ["Rubio in Rom"]
    assert titles("person:niemand") == []
    assert library.values("person", "rub") == ["Marco Rubio"]
    assert library.values("entity") == ["Marco Rubio", "Rom", "Rubio AG"]


TEXT = "Anna Berta Carl Dora Anna Berta"
WORDS = [(0, 4), (5, 10), (11, 15), (16, 20), (21, 25), (26, 31)]
MENTIONS = st.lists(
    st.builds(
        lambda at, entity, kind, derived: Mention(at[0], at[1], kind, entity, derived),
        st.sampled_from(WORDS),
        st.sampled_from(["A", "B"]),
        st.sampled_from([Kind.PER, Kind.LOC, Kind.DATE]),
        st.booleans(),
    ),
    max_size=4,
)


@given(st.lists(st.tuples(st.integers(0, 2), MENTIONS, st.booleans()), max_size=6))
@settings(max_examples=40, deadline=None)
def test_the_sums_are_those_of_the_mentions_however_often_they_change(
    steps: list[tuple[int, list[Mention], bool]],
) -> None:
    library = Library(":memory:")
    articles = [article(TEXT, str(n), day=n) for n in range(3)]
    library.add_many(articles)
    known: dict[str, list[Mention]] = {}
    for number, mentions, corrected in steps:
        id = articles[number].id
        if corrected and id in known:
            library.recorrect([id], lambda *_, mentions=mentions: mentions)
        else:
            library.put_mentions(id, "v", mentions, mentions)
        known[id] = mentions
    sums: dict[tuple[str, Kind], list[str]] = {}
    for id, mentions in known.items():
        for one in mentions:
            if one.kind in NAMES:
                sums.setdefault((one.entity, one.kind), []).append(id)
    rows = {(row.entity, row.kind): row for row in library.entities()}
    assert rows.keys() == sums.keys()
    for key, ids in sums.items():
        assert (rows[key].mentions, rows[key].articles) == (len(ids), len(set(ids)))
        assert library.naming(*key) == set(ids)
    library.remove([one.id for one in articles])
    assert library.entities() == []
    assert library.check() == []
    library.close()
