"""The verbs over marks, on real engines: making, changing, finding, citing, reviewing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.desk import Desk
from reader.desk.marks import noted
from reader.domain.article import Article
from reader.domain.citation import STYLES, cite
from reader.domain.errors import InputError, NotFound, QueryError
from reader.domain.mark import Mark, Status
from reader.domain.review import Grade
from tests.screens import article, make_desk

ARTICLE = article(
    1,
    "„Das ist neu“, sagte Anna Weiß. Die Bahn fährt wieder. 👩‍👩‍👧 jubelt.",
    author="Henrik Tjarks",
    title="Lübeck fährt [Bahn]",
    published=datetime(2025, 3, 16, 12, tzinfo=UTC),
    added=datetime(2025, 3, 17, 12, tzinfo=UTC),
)
OTHER = article(2, "Storms move east. The coast waits.", language="en", source="Wire")
DAY = timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path, [ARTICLE, OTHER])
    yield made
    made.close()


def on(desk: Desk, words: str, in_: Article = ARTICLE, **more: object) -> Mark:
    start = in_.text.index(words)
    return desk.marks.make(in_, start, start + len(words), **more)  # type: ignore[arg-type]


def test_a_mark_has_its_quote_its_context_and_its_article(desk: Desk) -> None:
    made = on(desk, "Die Bahn fährt wieder.", note="seit wann?", tags=["verkehr"])
    assert desk.notebook.mark(made.id) == made
    assert made.quote == "Die Bahn fährt wieder."
    assert made.prefix.endswith("sagte Anna Weiß. ")
    assert made.suffix.startswith(" 👩‍👩‍👧 jubelt.")
    assert (made.title, made.url) == (ARTICLE.title, ARTICLE.url)


def test_a_range_is_widened_to_characters_and_loses_its_white_space(desk: Desk) -> None:
    family = ARTICLE.text.index("👩")
    made = desk.marks.make(ARTICLE, family - 1, family + 2)
    assert made.quote == "👩‍👩‍👧"


def test_white_space_alone_cannot_be_marked(desk: Desk) -> None:
    at = ARTICLE.text.index("\n\n")
    with pytest.raises(InputError, match="nothing to mark"):
        desk.marks.make(ARTICLE, at, at + 2)


def test_a_colour_that_is_none_is_named_with_those_that_are(desk: Desk) -> None:
    with pytest.raises(InputError, match="yellow, green, blue"):
        on(desk, "Bahn", color="mauve\x1b[31m")


@pytest.mark.parametrize(
    ("text", "note", "tags"),
    [
        ("wer lädt ein? .diplomatie", "wer lädt ein?", ("diplomatie",)),
        (".claim .To-Check", "", ("claim", "To-Check")),
        ("siehe .a, dann .b.", "siehe dann", ("a", "b")),
        ("kostet .5 Euro ... und z.B. dies", "kostet .5 Euro ... und z.B. dies", ()),
        ("Zeile .eins\n.zwei Zeile", "Zeile\n Zeile", ("eins", "zwei")),
        (".x .X", "", ("x",)),
        ("\x1b[31mrot", "rot", ()),
        ("glosse.example/a.html", "glosse.example/a.html", ()),
    ],
)
def test_words_with_a_dot_in_a_note_become_tags(text: str, note: str, tags: tuple[str, ...]) -> None:
    assert noted(text) == (note, tags)


def test_a_changed_note_adds_its_tags_to_those_there_are(desk: Desk) -> None:
    made = desk.marks.note(on(desk, "Bahn", tags=["Verkehr"]), "prüfen .verkehr .offen")
    assert (made.note, made.tags) == ("prüfen", ("Verkehr", "offen"))


def test_a_moved_mark_keeps_note_tags_and_colour(desk: Desk) -> None:
    made = on(desk, "Bahn", note="n", tags=["t"], color="blue")
    at = ARTICLE.text.index("Die Bahn")
    moved = desk.marks.move(made, at, at + 8)
    assert moved.quote == "Die Bahn"
    assert (moved.id, moved.note, moved.tags, moved.color) == (made.id, "n", ("t",), "blue")
    assert desk.notebook.marks() == [moved]


def test_a_mark_of_an_article_that_is_gone_cannot_be_moved(desk: Desk) -> None:
    made = on(desk, "Bahn")
    desk.library.remove([ARTICLE.id])
    with pytest.raises(NotFound):
        desk.marks.move(made, 0, 3)


def test_each_verb_is_one_step_of_undo(desk: Desk) -> None:
    first, second = on(desk, "Bahn"), on(desk, "Storms", OTHER)
    desk.marks.recolor([first, second], "green")
    desk.marks.retag([first, second], ["a"])
    desk.marks.graded(first, Grade.KEEP)
    before = (desk.notebook.marks(), desk.notebook.get_all("review"))
    assert desk.marks.remove([first.id, second.id]) == 2
    assert desk.notebook.get_all("review") == {}
    assert desk.notebook.undo() == "2 marks removed"
    assert (desk.notebook.marks(), desk.notebook.get_all("review")) == before
    assert [desk.notebook.undo() for _ in range(3)] == ["review", "2 marks tagged", "2 marks recoloured"]
    assert {m.color for m in desk.notebook.marks()} == {"yellow"}


def test_a_new_version_carries_the_marks_and_orphans_can_be_attached(desk: Desk) -> None:
    kept, lost = on(desk, "sagte Anna Weiß"), on(desk, "Die Bahn fährt wieder.")
    text = "Vorab. " + ARTICLE.text.replace("Die Bahn fährt wieder. ", "")
    desk.add([replace(ARTICLE, text=text, blocks=())])
    assert text[(now := desk.notebook.mark(kept.id)).start : now.end] == "sagte Anna Weiß"
    orphan = desk.notebook.mark(lost.id)
    assert (orphan.status, orphan.quote) == (Status.ORPHAN, "Die Bahn fährt wieder.")
    attached = desk.marks.attach(orphan, text.index("jubelt"), text.index("jubelt") + 6)
    assert (attached.status, attached.quote) == (Status.ANCHORED, "jubelt")


def test_an_uncertain_mark_is_confirmed_where_it_is(desk: Desk) -> None:
    made = replace(on(desk, "fährt wieder"), quote="fuhr wieder", status=Status.UNCERTAIN)
    desk.notebook.put_marks([made])
    confirmed = desk.marks.confirm(made)[0]
    assert (confirmed.status, confirmed.quote) == (Status.ANCHORED, "fährt wieder")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Storms", "Bahn", "Weiß"]),
        ("sort:oldest", ["Weiß", "Bahn", "Storms"]),
        ("color:blue", ["Bahn"]),
        ("-color:blue", ["Storms", "Weiß"]),
        ("color:blue OR color:pink", ["Storms", "Bahn"]),
        ("has:note", ["Bahn"]),
        ("tag:verkehr", ["Bahn"]),
        ("tag:küste", ["Storms"]),
        ("lang:en", ["Storms"]),
        ("source:tagesblatt has:tag", ["Bahn"]),
        ("note:wann", ["Bahn"]),
        ("weiss", ["Weiß"]),
        ('title:"Bericht 2"', ["Storms"]),
        ("is:unread text:bahn", ["Bahn"]),
        ("nichtsdergleichen", []),
    ],
)
def test_marks_are_found_by_the_query_language(desk: Desk, query: str, found: list[str]) -> None:
    on(desk, "Weiß")
    on(desk, "Bahn", color="blue", note="seit wann?", tags=["Verkehr"])
    on(desk, "Storms", OTHER, color="pink")
    desk.notebook.tag([OTHER.id], ["Küste"])
    assert [row.mark.quote for row in desk.marks.find(query)] == found


def test_a_query_without_sense_is_told(desk: Desk) -> None:
    with pytest.raises(QueryError):
        desk.marks.find("color:mauve")


def test_marks_of_articles_that_are_gone_are_found_by_what_they_know(desk: Desk) -> None:
    on(desk, "Bahn")
    desk.library.remove([ARTICLE.id])
    (row,) = desk.marks.find("fährt")
    assert (row.article, row.title) == (None, ARTICLE.title)


@pytest.mark.parametrize(
    ("style", "citation"),
    [
        (
            "plain",
            "„‚Das ist neu‘, sagte“ – Henrik Tjarks: Lübeck fährt [Bahn], Tagesblatt, 16. März 2025, "
            "https://example.org/1",
        ),
        (
            "markdown",
            "> „Das ist neu“, sagte\n>\n> — Henrik Tjarks: [Lübeck fährt \\[Bahn\\]](<https://example.org/1>), "
            "*Tagesblatt*, 16. März 2025",
        ),
        (
            "apa",
            "„‚Das ist neu‘, sagte“ (Tjarks, 2025)\n\nTjarks, H. (2025, 16. März). Lübeck fährt [Bahn]. "
            "Tagesblatt. https://example.org/1",
        ),
        (
            "din",
            "„‚Das ist neu‘, sagte“\n\nTJARKS, Henrik, 2025. Lübeck fährt [Bahn]. In: Tagesblatt [online]. "
            "16. März 2025 [Zugriff am: 17.03.2025]. Verfügbar unter: https://example.org/1",
        ),
    ],
)
def test_a_passage_is_cited_in_the_style_that_is_asked_for(desk: Desk, style: str, citation: str) -> None:
    assert desk.marks.cite(ARTICLE, on(desk, "„Das ist neu“, sagte"), style) == citation


@pytest.mark.parametrize(
    ("author", "apa"),
    [
        ("AFP", "AFP. (2025, March 16). Bericht 2. Wire. https://example.org/2"),
        ("", "Bericht 2. (2025, March 16). Wire. https://example.org/2"),
        (
            "Jean-Luc Moreau and Änne Söhnlein",
            "Moreau, J.-L., & Söhnlein, Ä. (2025, March 16). Bericht 2. Wire. https://example.org/2",
        ),
    ],
)
def test_authors_are_cited_as_apa_wants_them(author: str, apa: str) -> None:
    assert cite(replace(OTHER, author=author, published=ARTICLE.published), None, "apa") == apa


def test_what_an_article_does_not_have_leaves_no_gap_in_a_citation() -> None:
    bare = replace(OTHER, author="", source="", url="", published=None)
    for style in STYLES:
        citation = cite(bare, None, style)
        assert citation.startswith("Bericht 2")
        assert ", ," not in citation
        assert ".." not in citation


def test_a_mark_is_shown_a_day_later_then_after_ever_longer_whiles(desk: Desk) -> None:
    made = on(desk, "Bahn")
    now = datetime.now(UTC)
    assert desk.marks.due(now) == []
    assert desk.marks.due(now + DAY) == [made]
    times = [now + DAY]
    for _ in range(5):
        times.append(desk.marks.graded(made, Grade.KEEP, times[-1]))
    whiles = [later - earlier for earlier, later in pairwise(times)]
    assert whiles == sorted(whiles)
    assert whiles[-1] > 30 * DAY


def test_a_forgotten_one_comes_back_soon_and_one_let_go_never(desk: Desk) -> None:
    forgotten, let_go = on(desk, "Bahn"), on(desk, "Weiß")
    now = datetime.now(UTC) + DAY
    again = desk.marks.graded(forgotten, Grade.AGAIN, now)
    desk.marks.graded(let_go, Grade.LET_GO, now)
    assert now < again < now + 3 * DAY
    assert desk.marks.due(now + 400 * DAY) == [forgotten]


def test_a_review_is_a_handful_a_day_and_the_same_all_day(desk: Desk) -> None:
    for _ in range(12):
        on(desk, "Bahn")
    now = (datetime.now().astimezone() + 2 * DAY).replace(hour=12)
    first = desk.marks.due(now)
    assert len(first) == desk.config.review == 7
    desk.marks.graded(first[0], Grade.KEEP, now)
    assert desk.marks.due(now) == first[1:]
    assert len(desk.marks.due(now, limit=100)) == 11
    assert len(desk.marks.due(now + DAY)) == 7


def test_undo_takes_a_grade_back(desk: Desk) -> None:
    made = on(desk, "Bahn")
    now = datetime.now(UTC) + DAY
    desk.marks.graded(made, Grade.KEEP, now)
    desk.notebook.undo()
    assert desk.marks.due(now) == [made]


VERBS = st.lists(
    st.sampled_from(["make", "note", "recolor", "retag", "move", "remove", "grade"]), min_size=1, max_size=8
)


@settings(max_examples=25, deadline=None)
@given(VERBS, st.randoms(use_true_random=False))
def test_undoing_whatever_was_done_gives_the_old_notebook(
    tmp_path_factory: pytest.TempPathFactory, verbs: list[str], rng: Random
) -> None:
    desk = make_desk(tmp_path_factory.mktemp("desk"), [ARTICLE])
    on(desk, "Bahn", note="n")
    seen = [(desk.notebook.marks(), desk.notebook.get_all("review"))]
    for verb in verbs:
        marks = desk.notebook.marks()
        one = rng.choice(marks) if marks else None
        if verb == "make" or one is None:
            on(desk, rng.choice(["neu", "Anna", "fährt"]))
        else:
            _do(desk, verb, one, rng)
        seen.append((desk.notebook.marks(), desk.notebook.get_all("review")))
    while len(seen) > 1:
        now = seen.pop()
        assert (desk.notebook.marks(), desk.notebook.get_all("review")) == now
        if now != seen[-1]:
            assert desk.notebook.undo()
    assert (desk.notebook.marks(), desk.notebook.get_all("review")) == seen[0]
    desk.close()


def _do(desk: Desk, verb: str, one: Mark, rng: Random) -> None:
    match verb:
        case "note":
            desk.marks.note(one, rng.choice(["a .b", "c", "neu"]))
        case "recolor":
            desk.marks.recolor(one, rng.choice(["green", "pink"]))
        case "retag":
            desk.marks.retag(one, ["x"], ["b"])
        case "move":
            desk.marks.move(one, 0, 7)
        case "remove":
            desk.marks.remove([one.id])
        case _:
            desk.marks.graded(one, Grade.KEEP)
