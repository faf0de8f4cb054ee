"""The query language: what is meant, what is wrong and where, and back to text again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.errors import QueryError
from reader.domain.query import (
    All,
    Either,
    Field,
    Node,
    Not,
    Query,
    Term,
    all_of,
    any_of,
    complete,
    parse,
    parse_partial,
    printed,
)
from reader.domain.query.fields import FIELDS, HAS, IS, SORTS, TEXTS

MEANT = {
    "": Query(),
    "   ": Query(),
    "krieg": Query(Term("krieg")),
    "krieg frieden": Query(All((Term("krieg"), Term("frieden")))),
    "krieg AND frieden": Query(All((Term("krieg"), Term("frieden")))),
    "a OR b c": Query(Either((Term("a"), All((Term("b"), Term("c")))))),
    "(a OR b) c": Query(All((Either((Term("a"), Term("b"))), Term("c")))),
    "((a) (b c))": Query(All((Term("a"), Term("b"), Term("c")))),
    '"nächste Schritte"': Query(Term("nächste Schritte", phrase=True)),
    "„nächste  Schritte“": Query(Term("nächste Schritte", phrase=True)),
    "«pas à pas»*": Query(Term("pas à pas", phrase=True, prefix=True)),
    "reg*": Query(Term("reg", prefix=True)),
    "-krieg": Query(Not(Term("krieg"))),
    "-(a OR b)": Query(Not(Either((Term("a"), Term("b"))))),
    "US-Außenminister": Query(Term("US-Außenminister")),
    "10:30": Query(Term("10:30")),
    "https://a.example/b": Query(Term("https://a.example/b")),
    "Ukraine: Gespräche": Query(All((Term("Ukraine:"), Term("Gespräche")))),
    "Rubio – Lawrow": Query(All((Term("Rubio"), Term("Lawrow")))),
    "title:krieg": Query(Term("krieg", "title")),
    "TITLE:krieg": Query(Term("krieg", "title")),
    'note:"a b"': Query(Term("a b", "note", phrase=True)),
    "title:(a OR -b)": Query(Either((Term("a", "title"), Not(Term("b", "title"))))),
    "tag:ukraine": Query(Field("tag", "ukraine")),
    'person:"Marco Rubio"': Query(Field("person", "Marco Rubio")),
    "is:UNREAD": Query(Field("is", "unread")),
    "after:2025-03 before:2w": Query(All((Field("after", "2025-03"), Field("before", "2w")))),
    "words:>500": Query(Field("words", ">500")),
    "krieg sort:best": Query(Term("krieg"), "best"),
    "sort:oldest": Query(None, "oldest"),
    '"OR"': Query(Term("OR", phrase=True)),
    "NEAR(a b)": Query(All((Term("NEAR"), Term("a"), Term("b")))),
    "{title}:x ^y a+b": Query(All((Term("{title}:x"), Term("^y"), Term("a+b")))),
}


@pytest.mark.parametrize("text", MEANT)
def test_a_query_means(text: str) -> None:
    assert parse(text) == MEANT[text]


# What is wrong: the text with the wrong part in angle brackets, and what the hint or message speaks of.
WRONG = {
    "a ⟨(⟩b": "Close it with )",
    "a⟨)⟩": "Leave it out",
    "a ⟨)⟩ b": "Leave it out",
    'a ⟨"b c⟩': 'Close it with "',
    "⟨titel:⟩krieg": "Did you mean title:?",
    "⟨titel:⟩ krieg": "Did you mean title:?",
    "⟨since:⟩2025": "Did you mean after:?",
    "⟨xyzzy:⟩krieg": "xyzzy: ...",
    "is:⟨unred⟩": "Did you mean is:unread?",
    "has:⟨xyz⟩": "note, tag, entity",
    "after:⟨2025-13⟩": "2025-03-16",
    "on:⟨30.2.2025⟩": "needs a date",
    "before:⟨9999⟩": "needs a date",
    "words:⟨viele⟩": "words:>500",
    "sort:⟨nice⟩": "newest",
    "a ⟨OR⟩": "both sides",
    "⟨OR⟩ a": "both sides",
    "(a ⟨OR⟩) b": "both sides",
    "a ⟨OR⟩ OR b": "both sides",
    "⟨()⟩": "nothing in these brackets",
    "⟨*⟩": "beginning of a word",
    "⟨a*b⟩": "end of a word",
    "⟨…⟩": "no letter or digit",
    '⟨""⟩': "no letter or digit",
    "title:⟨!!⟩": "no letter or digit",
    "⟨title:⟩": "right behind the colon",
    "⟨tag:⟩ x": "Write tag:x",
    'tag:⟨"x⟩': "not closed",
    "person:⟨(⟩a b)": "person:a OR person:b",
    "-⟨sort:⟩best": "no brackets",
    "(⟨sort:⟩best)": "no brackets",
    "sort:best ⟨sort:⟩title": "only once",
    "a ⟨-⟩) b": "A minus needs",
}


@pytest.mark.parametrize("marked", WRONG)
def test_a_wrong_query_points_at_the_word_and_says_what_would_be_right(marked: str) -> None:
    start, end = marked.index("⟨"), marked.index("⟩") - 1
    text = marked.replace("⟨", "").replace("⟩", "")
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert WRONG[marked] in f"{error} {error.hint}"
    assert error.start == start
    assert error.end == (end if marked != "⟨()⟩" else 1)


@pytest.mark.parametrize(
    "text",
    ["krieg " * 2000, "(" * 1000, "-" * 1500 + "a", "a\0b", "\ud800", "a" * 10_000, "(" * 60 + "a" + ")" * 60],
    ids=lambda text: repr(text[:8]),
)
def test_what_cannot_be_a_query_is_a_sentence(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert str(caught.value).endswith(".")
    assert str(caught.value).isprintable()
    assert parse_partial(text) is not None


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_query_or_a_query_error(text: str) -> None:
    parse_partial(text)
    place: tuple[int, ...] = ()
    try:
        query = parse(text)
    except QueryError as error:
        place = (0, error.start, error.end, len(text))
    else:
        assert parse(printed(query)) == query
    assert sorted(place) == list(place)


PIECES = """( ) " - * : OR AND title: note: tag: is: is:unread after:3d words:>5 sort:best a bb Ü „ “ ( )"""
SYNTAX = st.lists(st.sampled_from([*PIECES.split(), "\n"]), max_size=14)


@given(SYNTAX, st.sampled_from(["", " "]))
@settings(max_examples=500, deadline=None)
def test_pieces_of_syntax_in_any_order_are_a_query_or_a_query_error(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    partial = parse_partial(text)
    assert parse(printed(partial)) == partial
    place: tuple[int, ...] = ()
    try:
        query = parse(text)
    except QueryError as error:
        place = (0, error.start, error.end, len(text))
    else:
        assert parse(printed(query)) == query
    assert sorted(place) == list(place)


WORDS = st.text(alphabet="abäß漢1'", min_size=1, max_size=5).filter(lambda w: any(c.isalnum() for c in w))
TERMS = st.builds(
    Term, WORDS, st.sampled_from(["", *TEXTS]), phrase=st.just(False), prefix=st.booleans()
) | st.builds(
    Term,
    st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
    st.sampled_from(["", *TEXTS]),
    phrase=st.just(True),
    prefix=st.booleans(),
)
FACTS = (
    st.builds(Field, st.sampled_from(["tag", "source", "author", "feed", "person", "org", "place", "entity"]),
              st.lists(WORDS, min_size=1, max_size=3).map(" ".join))
    | st.sampled_from([Field("is", value) for value in IS] + [Field("has", value) for value in HAS])
    | st.sampled_from([Field("after", "2025-03-16"), Field("on", "yesterday"), Field("words", ">500")])
)  # fmt: skip


def _group(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=1, max_size=4)
    return (
        st.builds(Not, children)
        | several.map(lambda p: all_of(p) or p[0])
        | several.map(lambda p: any_of(p) or p[0])
    )


NODES: st.SearchStrategy[Node] = st.recursive(TERMS | FACTS, _group, max_leaves=8)


@given(st.builds(Query, st.none() | NODES, st.sampled_from(["", *SORTS])))
@settings(max_examples=300, deadline=None)
def test_a_printed_query_is_read_as_the_same_query(query: Query) -> None:
    assert parse(printed(query)) == query


PARTIAL = {
    "kri": "kri OR kri*",
    "kri ": "kri",
    "krieg fri": "krieg (fri OR fri*)",
    "krieg OR": "krieg",
    "krieg (fri": "krieg (fri OR fri*)",
    'krieg "nächste sch': 'krieg "nächste sch"',
    "krieg title:": "krieg",
    "title:kri": "title:kri OR title:kri*",
    "krieg is:unr": "krieg",
    "krieg is:unread": "krieg is:unread",
    "krieg after:2025-": "krieg",
    "krieg tag:ukr": "krieg tag:ukr",
    "krieg xyz:abc": "krieg",
    "krieg -": "krieg",
    "krieg -fri": "krieg -(fri OR fri*)",
    "krieg sort:": "krieg",
    ")": "",
    "kr": "kr",
}


@pytest.mark.parametrize("text", PARTIAL)
def test_a_half_typed_query_gives_what_is_complete_of_it(text: str) -> None:
    assert printed(parse_partial(text)) == PARTIAL[text]


def test_words_to_highlight_are_the_positive_ones_of_the_article() -> None:
    query = parse('krieg -frieden (title:gipfel OR "zwei drei") note:vier is:unread krieg')
    assert query.words == ("krieg", "gipfel", "zwei drei")


def test_two_queries_at_once() -> None:
    assert parse("a OR b").and_(parse("is:unread sort:oldest")) == parse("(a OR b) is:unread sort:oldest")
    assert Query().and_(parse("a")) == parse("a")
    assert not Query()
    assert parse("sort:oldest")


def values(field: str, typed: str) -> list[str]:
    known = {"tag": ["politik", "polen"], "person": ["Marco Rubio"]}
    return [value for value in known.get(field, []) if value.lower().startswith(typed.lower())]


COMPLETED = {
    "ti": (0, ["title:"]),
    "krieg -so": (7, ["source:", "sort:"]),
    "is:": (3, list(IS)),
    "is:un": (3, ["unread"]),
    "(tag:pol": (5, ["politik", "polen"]),
    "person:mar": (7, ['"Marco Rubio"']),
    'person:"marco r': (7, ['"Marco Rubio"']),
    "after:yes": (6, ["yesterday"]),
    "title:ab": (6, []),
    "nope:ab": (5, []),
    "krieg": (0, []),
    "": (0, [f"{name}:" for name in FIELDS]),
}


@pytest.mark.parametrize("text", COMPLETED)
def test_completion(text: str) -> None:
    found = complete(text, len(text), values)
    start, options = COMPLETED[text]
    assert (found.start, [option.text for option in found.options]) == (start, options)
    assert found.end == len(text)
