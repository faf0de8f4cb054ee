"""Full text: words folded and stemmed, parts of compounds, phrases, order, snippets."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.errors import QueryError
from reader.domain.mark import State
from reader.domain.query import Query, Term, parse
from reader.store.library import Library
from reader.store.library.fold import fold, spans, words
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


def test_articles_that_come_together_are_one_piece_of_the_index(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    library = Library(file)
    library.add_many(
        article(f"Bericht {n}", f"Der Rat tagte zum {n}. Mal über Brücken und Häfen.") for n in range(20)
    )
    library.close()
    assert pieces_of(file) == 1


def test_tidying_makes_one_piece_of_the_index_and_finds_the_same(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    library = Library(file)
    for n in range(7):
        library.add_many([article(f"Bericht {n}", f"Der Rat tagte zum {n}. Mal über Hafenbrücken.")])
    found = titles(library, "brücken rat")
    assert (len(found), pieces_of(file)) == (7, 7)
    for _ in range(20):
        if not library.tidy():
            break
    assert (titles(library, "brücken rat"), pieces_of(file)) == (found, 1)
    library.close()


def pieces_of(file: Path) -> int:
    """Of how many pieces the index is made."""
    with closing(sqlite3.connect(file)) as db:
        return int(db.execute("SELECT count(DISTINCT segid) FROM fulltext_idx").fetchone()[0])
