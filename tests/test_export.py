"""Exchange formats: what is written, letter by letter, and what is read back."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.anchor import quote_of
from reader.domain.article import Article, Block, BlockKind, article_id
from reader.domain.clean import clean
from reader.domain.entity import NAMES, Kind, Mention
from reader.domain.errors import InputError
from reader.domain.mark import COLORS, Mark, State, Status
from reader.export import FORMATS, Item, render
from reader.export.brat import annotations, files
from reader.export.conll import tagged
from reader.export.csv import COLUMNS
from reader.export.marks_in import UNKNOWN, read_marks
from reader.export.w3c import annotation

DATA = Path(__file__).parent / "data" / "export"
NOON = datetime(2025, 3, 16, 12, 0, tzinfo=UTC)
TEXT = (
    "Straßenbahn in Lübeck 🚋\n\n"
    "Nach über sechzig Jahren fährt in Lübeck wieder eine Straßenbahn. Bürgermeisterin Änne Söhnlein "
    "dankte dem Land Schleswig-Holstein.\n\n"
    "1. Ein *Stern* und eine | Linie."
)
URL = "https://news.example/luebeck-tram"


def blocks() -> tuple[Block, ...]:
    kinds = (BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH)
    found, start = [], 0
    for kind, part in zip(kinds, TEXT.split("\n\n"), strict=True):
        found.append(Block(kind, start, start + len(part)))
        start += len(part) + 2
    return tuple(found)


ARTICLE = Article(
    id=article_id(URL, ""),
    text=TEXT,
    blocks=blocks(),
    title="Straßenbahn in Lübeck 🚋",
    added=NOON,
    published=datetime(2025, 3, 15, 18, 4, tzinfo=UTC),
    source="Der Morgenkurier",
    url=URL,
    author="J. Ö. Autor",
    language="de",
)


def mark(number: int, words: str, **more: Any) -> Mark:
    start = TEXT.index(words) if words else 0
    quote, prefix, suffix = quote_of(TEXT, start, start + len(words)) if words else ("", "", "")
    place = Mark(
        f"{number:015x}",
        ARTICLE.id,
        start,
        start + len(words),
        quote,
        prefix,
        suffix,
        NOON,
        NOON,
        title=ARTICLE.title,
    )
    return replace(place, url=URL, **more)


MARKS = (
    mark(
        1,
        "Nach über sechzig Jahren fährt in Lübeck wieder eine Straßenbahn.",
        note="Prüfen: 1959\neingestellt?",
    ),
    mark(2, "🚋\n\nNach", tags=("verkehr", "zwei Wörter"), color="blue"),
    mark(3, "1. Ein *Stern* und eine | Linie.", note="=1+1"),
    mark(4, "", note="Ganz lesen"),
    mark(5, "Söhnlein"),
)


def mention(words: str, kind: Kind, entity: str = "") -> Mention:
    start = TEXT.index(words)
    return Mention(start, start + len(words), kind, entity or words)


MENTIONS = (
    mention("Lübeck", Kind.LOC),
    mention("Änne Söhnlein", Kind.PER),
    mention("Söhnlein", Kind.PER),
    mention("Schleswig", Kind.LOC, "Schleswig-Holstein"),
    mention("sechzig Jahren", Kind.QUANTITY),
)
ITEM = Item(ARTICLE, State(read=True, tags=("verkehr",), place=30), MARKS, MENTIONS)


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_writes_what_it_wrote_before(format: str) -> None:
    path = DATA / f"luebeck.{format}"
    written = render(format, [ITEM])
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written.encode())
    assert written.encode() == path.read_bytes()


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_is_written_as_nothing_that_still_parses(format: str) -> None:
    written = render(format, [])
    if format in ("json", "w3c", "hypothesis", "labelstudio"):
        json.loads(written)
    else:
        assert len(written.splitlines()) <= 1


@pytest.mark.parametrize("format", ["json", "w3c", "hypothesis"])
def test_marks_come_back_as_they_were(format: str) -> None:
    read = read_marks(render(format, [ITEM]), "it")
    assert read.strange == 0
    assert [m.id for m in read.marks] == [m.id for m in MARKS]
    for before, after in zip(MARKS, read.marks, strict=True):
        kept = ("article", "quote", "prefix", "suffix", "note", "tags", "created", "modified", "url")
        assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
        if format != "hypothesis":
            assert (after.start, after.end, after.color) == (before.start, before.end, before.color)
    assert read_marks(render(format, [ITEM]), "it") == read


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).map(clean).filter(str.strip)


@given(
    TEXTS,
    st.text(st.characters(codec="utf-8"), max_size=30).map(clean),
    st.lists(TEXTS, max_size=3),
    st.sampled_from(COLORS),
)
@settings(max_examples=60, deadline=None)
def test_marks_with_any_words_come_back_as_they_were(
    quote: str, note: str, tags: Sequence[str], color: str
) -> None:
    tags = tuple(dict.fromkeys(" ".join(tag.split()) for tag in tags))
    article = replace(ARTICLE, text=quote, url="")
    one = Mark(
        "a" * 15, article.id, 0, len(quote), quote, "", "", NOON, NOON, note, tags, color, title=article.title
    )
    for format in ("json", "w3c"):
        [back] = read_marks(render(format, [Item(article, marks=(one,))]), "it").marks
        assert (back.quote, back.note.strip(), back.tags, back.color) == (quote, note.strip(), tags, color)
        assert (back.article, back.start, back.end) == (one.article, 0, len(quote))


def test_an_orphan_is_written_without_a_position() -> None:
    made = annotation(ARTICLE, replace(MARKS[0], status=Status.ORPHAN))
    assert [selector["type"] for selector in made["target"]["selector"]] == ["TextQuoteSelector"]


def test_a_bare_highlight_has_no_body_in_the_w3c_model() -> None:
    made = annotation(ARTICLE, MARKS[4])
    assert made["motivation"] == "highlighting"
    assert "body" not in made


FOREIGN = [
    (
        {"annotations": [{"uri": URL, "text": "n", "tags": ["a"], "target": [{"selector": None}]}]},
        ("", "n", ("a",)),
    ),
    (
        {
            "annotations": [
                {
                    "uri": URL,
                    "target": [{"source": URL, "selector": [{"type": "TextQuoteSelector", "exact": "q"}]}],
                }
            ]
        },
        ("q", "", ()),
    ),
    ({"type": "Annotation", "target": URL, "bodyValue": "n"}, ("", "n", ())),
    (
        {
            "type": "Annotation",
            "target": {"source": {"id": URL}, "selector": {"type": "TextQuoteSelector", "exact": "q"}},
            "body": {"value": "n"},
        },
        ("q", "n", ()),
    ),
    (
        {
            "type": "AnnotationCollection",
            "first": {
                "items": [
                    {
                        "type": "Annotation",
                        "target": [URL],
                        "body": ["x", {"type": "TextualBody", "value": "t", "purpose": ["tagging"]}],
                    }
                ]
            },
        },
        ("", "", ("t",)),
    ),
]


@pytest.mark.parametrize(("document", "words"), FOREIGN)
def test_what_other_programs_write_is_understood(document: dict[str, Any], words: tuple[object, ...]) -> None:
    [read] = read_marks(json.dumps(document), "it").marks
    assert (read.quote, read.note, read.tags) == words
    assert read.article == ARTICLE.id
    assert read.created == UNKNOWN
    assert re.fullmatch("[0-9a-f]{15}", read.id)


@pytest.mark.parametrize("text", ["", "{", "{}", '"x"', "12", "[" * 5000, '{"marks": {"1": {}}}'])
def test_what_holds_no_marks_is_one_sentence(text: str) -> None:
    with pytest.raises(InputError, match=r"^It .*\.$"):
        read_marks(text, "It")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "items",
                    "annotations",
                    "article",
                    "quote",
                    "target",
                    "selector",
                    "body",
                    "uri",
                    "tags",
                    "type",
                    "id",
                    "document",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(JSON)
@settings(max_examples=150, deadline=None)
def test_no_json_makes_it_fail_otherwise(document: Any) -> None:
    try:
        read = read_marks(json.dumps(document), "It")
    except InputError:
        return
    assert all(re.fullmatch("[0-9a-f]{15}", m.id) and m.article for m in read.marks)


def test_csv_opens_as_a_table_without_formulas() -> None:
    rows = list(csv.reader(io.StringIO(render("csv", [ITEM]))))
    assert rows[0] == list(COLUMNS)
    assert [len(row) for row in rows] == [len(COLUMNS)] * 6
    assert rows[3][1] == "'=1+1"
    assert rows[1][1] == "Prüfen: 1959\neingestellt?"


def test_readwise_gets_tags_at_the_head_of_the_note() -> None:
    rows = list(csv.DictReader(io.StringIO(render("readwise", [ITEM]))))
    assert rows[1]["Note"] == ".verkehr .zwei_Wörter"
    assert rows[3]["Highlight"] == ARTICLE.title


def test_markdown_of_any_words_stays_within_its_item() -> None:
    nasty = mark(9, "", note="# no heading\n- no item\n1. none\n> none\n[[no link]] `x` ^block")
    lines = render("markdown", [Item(ARTICLE, marks=(nasty,))]).splitlines()
    body = lines[lines.index("## Highlights") + 1 :]
    assert all(line.startswith(("- ", "    ")) or not line for line in body)
    assert not any(re.match(r"\s+(Note: )?[#>`]|\s+\d+\.|\s+- [^NTC]", line) for line in body)


def test_brat_says_of_each_range_the_words_that_stand_there() -> None:
    written = files([ITEM])
    assert written[f"{ARTICLE.id}.txt"] == TEXT
    for line in annotations(ITEM).splitlines():
        name, place, words = line.split("\t")
        if name.startswith("T"):
            ranges = [tuple(map(int, part.split())) for part in place.partition(" ")[2].split(";")]
            assert " ".join(TEXT[start:end] for start, end in ranges) == words
    assert "#1\tAnnotatorNotes" in annotations(ITEM)


def test_names_do_not_overlap_and_are_of_the_four_kinds() -> None:
    names = ITEM.names
    assert [TEXT[n.start : n.end] for n in names] == ["Lübeck", "Änne Söhnlein", "Schleswig"]
    for format in ("spacy", "doccano", "labelstudio"):
        assert '"QUANTITY"' not in render(format, [ITEM])


@given(
    st.text(st.sampled_from("aB-.,' \n’üŠ🚋"), max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9), st.sampled_from(NAMES)), max_size=5),
)
@settings(max_examples=150, deadline=None)
def test_conll_tags_spell_the_names_out_again(text: str, ranges: list[tuple[int, int, Kind]]) -> None:
    mentions = tuple(
        Mention(start, end, kind, "x")
        for start, size, kind in ranges
        if (end := start + size) <= len(text) and text[start:end] == text[start:end].strip()
    )
    names = Item(replace(ARTICLE, text=text), mentions=mentions).names
    pairs = list(tagged(text, 0, len(text), names))
    assert "".join(token for token, _ in pairs) == "".join(text.split())
    begun = [tag for _, tag in pairs if tag.startswith("B-")]
    assert begun == [f"B-{name.kind.value}" for name in names]
