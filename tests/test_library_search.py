"""Full text: words folded and stemmed, parts of compounds, phrases, order, snippets; and any query against a plain
reading of the same articles."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.article import Article
from reader.domain.errors import QueryError
from reader.domain.mark import Mark, State
from reader.domain.query import All, Either, Field, Node, Not, Query, Term, all_of, any_of, parse, printed
from reader.store.library import Library
from reader.store.library.fold import fold, folded, spans, stems, words
from tests.shelf import article, mark


@pytest.fixture
def library() -> Iterator[Library]:
    library = Library(":memory:")
    yield library
    assert library.check() == []
    library.close()


def titles(library: Library, query: str) -> list[str]:
    return [row.title for row in library.rows(library.select(parse(query)))]


SAME = [
    ("Außenminister", "Aussenminister"),
    ("Müller", "Mueller"),
    ("Müller", "Muller"),
    ("MÜLLER", "müller"),
    ("Ärzte", "Aerzte"),
    ("Arzt", "Ärzte"),
    ("Haus", "Häuser"),
    ("Regierung", "Regierungen"),
    ("Straße", "STRASSE"),
    ("Übergang", "Uebergaenge"),
    ("élection", "elections"),
    ("Łódź", "Lodz"),
    ("Smørrebrød", "Smorrebrod"),
    ("Zürich", "Zürich".replace("ü", "u\u0308")),
    ("ﬁnden", "finden"),
    ("Goethe", "Göthe"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_written_either_way_a_word_is_found(library: Library, one: str, other: str) -> None:
    library.add_many(
        [article("eins", f"Hier steht {one} darin."), article("zwei", f"Hier steht {other} darin.")]
    )
    for word in (one, other):
        assert sorted(titles(library, f'"{word}"')) == ["eins", "zwei"]


def test_what_only_looks_like_an_umlaut_stays_apart() -> None:
    assert fold("neue") == "neue"
    assert fold("Steuer") == "steuer"
    assert fold("Quelle") == "quelle"
    assert fold("Bauer") == "bauer"


def test_words_of_grammar_do_not_stand_for_others(library: Library) -> None:
    library.add_many([article("eins", "Seit Montag nach Rom."), article("zwei", "Die nächste Seite.", day=1)])
    assert titles(library, "seiten") == titles(library, "nächsten") == ["zwei"]
    assert titles(library, "seit nach") == ["eins"]


def test_each_language_has_its_own_stems(library: Library) -> None:
    library.add_many(
        [
            article("en", "Countries running.", language="en-GB"),
            article("fr", "Les élections nationales.", language="fr"),
        ]
    )
    assert titles(library, "country run") == ["en"]
    assert titles(library, "élection nationale") == ["fr"]


PARTS = {
    "minister": ["Außenminister", "Ministerpräsident", "Minister"],
    "Ministern": ["Außenminister", "Minister"],
    "haus": ["Krankenhaus", "Hausaufgaben"],
    "Häuser": ["Krankenhaus"],
    "regierung": ["Bundesregierung", "Regierungssprecher"],
    "administrator": ["Administrator"],
    "rat": [],
    "präsident": ["Ministerpräsident"],
    "aussenminister": ["Außenminister"],
    "wahl": ["Bundestagswahl"],
}


@pytest.mark.parametrize("part", PARTS)
def test_parts_of_compounds_are_found_and_only_parts(library: Library, part: str) -> None:
    all_ = [*dict.fromkeys(w for found in PARTS.values() for w in found), "Demokratie", "Hausse"]
    library.add_many(article(word, f"Es geht um {word}.", day=n) for n, word in enumerate(all_))
    assert sorted(titles(library, part)) == sorted(PARTS[part])


def test_compounds_of_words_that_come_later_are_found_too(library: Library) -> None:
    library.add(article("eins", "Das Finanzministerium."))
    assert titles(library, "ministerium") == ["eins"]
    library.add(article("zwei", "Das Innenministerium.", day=1))
    assert titles(library, "ministerium") == ["zwei", "eins"]


def test_phrases_and_beginnings(library: Library) -> None:
    library.add_many(
        [
            article("eins", "Die nächsten Schritte folgen.", day=2),
            article("zwei", "Schritte, die nächsten!", day=1),
            article("drei", "Regierungsnah und regional 漢字で書く 2.000 Euro", day=0),
        ]
    )
    assert titles(library, '"nächste Schritte"') == ["eins"]
    assert titles(library, '"die nächste Schr"*') == ["eins"]
    assert titles(library, "reg*") == ["drei"]
    assert titles(library, "nächst*") == ["eins", "zwei"]
    assert titles(library, "漢字") == ["drei"]
    assert titles(library, "字漢") == []
    assert titles(library, "2.000") == ["drei"]
    assert titles(library, '"reg*"'.replace("*", "")) == []


def test_title_above_lede_above_text(library: Library) -> None:
    library.add_many(
        [
            article("Etwas anderes", "Der Zoll steigt. " + "Und so weiter. " * 5, lede="Vorspann dazu", day=2),
            article("Noch etwas", "Lauter Worte. " + "Und so weiter. " * 5, lede="Der Zoll steigt", day=1),
            article("Der Zoll steigt", "Lauter Worte. " + "Und so weiter. " * 5, lede="Vorspann dazu", day=0),
            article("Zuletzt", "Zollbeamte gehen. " + "Und so weiter. " * 5, day=3),
        ]
    )
    best = [hit.row.title for hit in library.search(parse("zoll"))]
    assert best == ["Der Zoll steigt", "Noch etwas", "Etwas anderes", "Zuletzt"]
    assert library.search(parse("zoll sort:newest"))[0].row.title == "Zuletzt"
    assert titles(library, "zoll sort:best") == best
    assert len(library.search(parse("zoll"), limit=2)) == 2
    assert titles(library, "title:zoll") == ["Der Zoll steigt"]
    assert sorted(titles(library, "text:zoll")) == ["Etwas anderes", "Noch etwas", "Zuletzt"]


def test_of_a_common_word_headlines_and_the_newest_are_weighed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.store.library.search._WEIGHED", 3)
    library.add_many(article(f"Nummer {n}", "Der Zoll, " * (n + 1), day=n) for n in range(8))
    library.add(article("Der Zoll und das Haus", "Ohne Rest.", day=-5))
    library.add(article("Der Zoll", "Ein Haus.", day=-6))
    best = [hit.row.title for hit in library.search(parse("zoll -haus"))]
    assert sorted(best[:3]) == ["Nummer 5", "Nummer 6", "Nummer 7"]
    assert best[3:] == ["Nummer 4", "Nummer 3", "Nummer 2", "Nummer 1", "Nummer 0"]
    assert sorted(hit.row.title for hit in library.search(parse("zoll"))[:2]) == [
        "Der Zoll",
        "Der Zoll und das Haus",
    ]
    assert library.search(parse("zoll"))[0].row.title == "Der Zoll"


def test_a_hit_shows_the_words_found_and_where_the_first_one_stands(library: Library) -> None:
    body = (
        "Lange Vorrede. " * 30
        + "Dann spricht der Außenminister\nüber die nächsten Schritte. "
        + "Nachrede. " * 30
    )
    one = article("Ein Titel", body)
    library.add(one)
    (hit,) = library.search(parse('minister "nächste Schritte"'))
    assert [hit.snippet[a:b] for a, b in hit.hits] == ["Außenminister", "nächsten Schritte"]
    assert one.text[hit.first :].startswith("Außenminister")
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith(" …")
    assert "\n" not in hit.snippet
    assert len(hit.snippet) < 200


def test_a_hit_only_in_the_headline_opens_there(library: Library) -> None:
    library.add(article("Der Zoll steigt", "Lauter Worte."))
    (hit,) = library.search(parse("zoll"))
    assert (hit.first, hit.hits) == (4, ((4, 8),))


def test_notes_and_tags_are_searched_in_the_same_query(library: Library) -> None:
    a, b = article("eins", "Von Zöllen die Rede."), article("zwei", "Von anderem.", day=1)
    library.add_many([a, b])
    marks = {b.id: [mark(b, "anderem", "Vergleich mit den Zöllen", tags=("Handel",))]}
    library.reflect({a.id: State(tags=("Wirtschaft/USA",))}, marks, "1")
    assert titles(library, "zoll") == ["zwei", "eins"]
    assert titles(library, "zoll anderes") == ["zwei"]
    assert titles(library, "zoll -vergleich") == ["eins"]
    assert titles(library, "note:zoll") == ["zwei"]
    assert titles(library, "usa") == titles(library, "wirtschaft rede") == ["eins"]
    assert titles(library, "handel") == ["zwei"]
    assert titles(library, "vergleich OR rede") == ["zwei", "eins"]
    hit = library.search(parse("vergleich"))[0]
    assert (hit.where, hit.snippet, hit.first) == ("note", "Vergleich mit den Zöllen", b.text.index("anderem"))
    library.reflect({}, {b.id: []}, "2")
    assert titles(library, "zoll") == ["eins"]


HOSTILE = [
    '"',
    "*",
    "NEAR(a b)",
    "a NOT b",
    "{title}:a",
    "a+b",
    "^a",
    "a:b",
    "'; DROP TABLE articles; --",
    "%_",
    "()",
    "-",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_signs_that_mean_something_to_the_index_mean_nothing_to_a_reader(library: Library, text: str) -> None:
    library.add(article("a b", "a b near title drop table articles"))
    try:
        query = parse(text)
    except QueryError:
        return
    library.search(query)
    library.count(query)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_any_word_finds_the_text_it_stands_in(text: str) -> None:
    library = Library(":memory:")
    body = re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text)
    library.add(article("t", body, language="de"))
    for word in words(body):
        assert library.count(Query(Term(word))) == 1, word
    library.close()


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_words_and_their_places_agree(text: str) -> None:
    assert (
        [text[start:end] for start, end, _ in spans(text)] == [word for *_, word in spans(text)] == words(text)
    )


CORPUS = [
    article(
        "Zoll und Haus", "Der Rat tagt in Rom.", lede="Zölle steigen", day=0, source="Blatt", author="Eva Au"
    ),
    article("Rat", "Das Rathaus in Rom. Zoll.", day=20, source="Bote", language="de-AT"),
    article("Rom brennt", "The council meets in Rome, again and again.", day=40, source="Wire", language="en"),
    article("Haus", "Ein Haus in Rom " * 40, day=60, source="Blatt", feed="f1"),
    article("Leer", "x", day=80),
]
STATES = {
    CORPUS[0].id: State(read=True, tags=("a", "b")),
    CORPUS[1].id: State(starred=True, tags=("b",)),
    CORPUS[3].id: State(read=True, archived=True),
}
MARKS = {CORPUS[2].id: [mark(CORPUS[2], "council", "Ein Rat tagt")], CORPUS[4].id: [mark(CORPUS[4], "x")]}

SHELVED = Library(":memory:")
SHELVED.add_many(CORPUS)
SHELVED.reflect(STATES, MARKS, "1")

SIMPLE = st.sampled_from(["zoll", "rom", "rat", "haus", "tagt", "again", "x", "nichts"])
LEAVES: st.SearchStrategy[Node] = (
    st.builds(Term, SIMPLE, st.sampled_from(["", "title", "text", "note"]), st.booleans(), st.booleans())
    | st.sampled_from(
        [Field("is", value) for value in ("read", "unread", "starred", "archived", "marked")]
        + [Field("has", value) for value in ("note", "tag", "mark")]
        + [Field("tag", "a"), Field("tag", "B"), Field("source", "blatt"), Field("lang", "de"), Field("author", "au")]
        + [Field("after", "2025-03-20"), Field("before", "2025-04-05"), Field("words", ">9"), Field("feed", "f1")]
    )
)  # fmt: skip


def _several(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    some = st.lists(nodes, min_size=1, max_size=3)
    return st.builds(Not, nodes) | some.map(lambda p: all_of(p) or p[0]) | some.map(lambda p: any_of(p) or p[0])


def plainly(node: Node | None, one: Article) -> bool:
    """Whether `one` fits, read without an index."""
    state, marks = STATES.get(one.id, State()), MARKS.get(one.id, [])
    match node:
        case None:
            return True
        case Not(part=part):
            return not plainly(part, one)
        case All(parts=parts):
            return all(plainly(part, one) for part in parts)
        case Either(parts=parts):
            return any(plainly(part, one) for part in parts)
        case Field(name=name, value=value):
            return _fact(name, value, one, state, marks)
        case Term():
            return _has(node, one, state, marks)
    raise AssertionError(node)


def _fact(name: str, value: str, one: Article, state: State, marks: list[Mark]) -> bool:
    assert one.published is not None
    day = one.published.astimezone().date().isoformat()
    return {
        "is": lambda: {
            "read": state.read,
            "unread": not state.read,
            "starred": state.starred,
            "archived": state.archived,
            "marked": bool(marks),
        }[value],
        "has": lambda: {"note": any(m.note for m in marks), "tag": bool(state.tags), "mark": bool(marks)}[
            value
        ],
        "tag": lambda: value.lower() in state.tags,
        "source": lambda: one.source.lower() == value,
        "author": lambda: value in one.author.lower().split(),
        "lang": lambda: one.language.startswith(value),
        "feed": lambda: one.feed == value,
        "after": lambda: day >= value,
        "before": lambda: day < value,
        "words": lambda: one.words > int(value[1:]),
    }[name]()


def _has(term: Term, one: Article, state: State, marks: list[Mark]) -> bool:
    notes = " ".join([m.note for m in marks])
    rest = one.text[len(one.title) :]
    texts = {
        "": [one.title, rest, notes, " ".join(state.tags)],
        "title": [one.title],
        "text": [rest],
        "note": [notes],
    }
    made = stems(one.language)
    for text in texts[term.field]:
        for form in folded(text):
            if term.prefix and form.startswith(term.text):
                return True
            same = made.stem(form) in {stems(language).stem(term.text) for language in ("de", "en", "")}
            part = form == "rathaus" and term.text == "haus" and not term.phrase
            if not term.prefix and (same or part):
                return True
    return False


@given(
    st.none() | st.recursive(LEAVES, _several, max_leaves=6), st.sampled_from(["", "oldest", "title", "best"])
)
@settings(max_examples=150, deadline=None)
def test_any_query_finds_what_a_plain_reading_finds(root: Node | None, sort: str) -> None:
    query = Query(root, sort)
    wanted = {one.id for one in CORPUS if plainly(root, one)}
    found = SHELVED.ids(query)
    assert set(found) == wanted, printed(query)
    assert len(found) == len(wanted) == SHELVED.count(query)
    assert {hit.row.id for hit in SHELVED.search(query)} == wanted
    newest = SHELVED.ids(replace(query, sort="newest"))
    if sort == "oldest":
        assert found == newest[::-1]
    assert newest == [one.id for one in reversed(CORPUS) if one.id in wanted]
