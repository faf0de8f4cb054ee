"""Any query over the library against a plain reading of the same articles, without an index."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.article import Article
from reader.domain.mark import Mark, State
from reader.domain.query import All, Either, Field, Node, Not, Query, Term, all_of, any_of, printed
from reader.store.library import Library
from reader.store.library.fold import folded, stems
from tests.shelf import article, mark

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
