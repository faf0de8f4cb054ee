"""Exchange formats: what is written, letter by letter, and what is read back."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.entity import NAMES, Kind, Mention
from reader.domain.mark import Status
from reader.export import FORMATS, Item, render
from reader.export.brat import annotations, files
from reader.export.conll import tagged
from reader.export.csv import COLUMNS
from reader.export.w3c import annotation
from tests.export_sample import ARTICLE, ITEM, MARKS, TEXT, mark

DATA = Path(__file__).parent / "data" / "export"


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


def test_an_orphan_is_written_without_a_position() -> None:
    made = annotation(ARTICLE, replace(MARKS[0], status=Status.ORPHAN))
    assert [selector["type"] for selector in made["target"]["selector"]] == ["TextQuoteSelector"]


def test_a_bare_highlight_has_no_body_in_the_w3c_model() -> None:
    made = annotation(ARTICLE, MARKS[4])
    assert made["motivation"] == "highlighting"
    assert "body" not in made


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
