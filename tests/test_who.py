"""Corrections of names on the real engines: at once, for what comes later, with a new recogniser, back, and out."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reader.desk import Desk, open_desk
from reader.domain.article import Article
from reader.domain.correction import change_kind, reject, rename, split
from reader.domain.entity import Kind, Mention
from reader.domain.errors import InputError
from reader.domain.query import parse
from reader.export import Item, render
from reader.paths import Home
from reader.ui.widgets.article_rows import meta_cells
from tests.screens import article

FIRST = "Erna Kiel wohnt in Kiel. 🚋 Kiel\tist\xa0nass."
SECOND = "In Kiel traf sie Jo Wal."
KIEL = ("Kiel", Kind.LOC)
NOW = datetime(2025, 4, 1, tzinfo=UTC)


class Towns:
    """A recogniser that takes Kiel for a place, wherever it stands; its version may rise."""

    def __init__(self, version: str = "1") -> None:
        self.version = version

    def recognize(self, text: str, *, language: str = "", when: date | None = None) -> Sequence[Mention]:
        places = [at for at in range(len(text)) if text.startswith("Kiel", at)]
        return [Mention(at, at + 4, Kind.LOC, "Kiel") for at in places]


def opened(folder: Path, version: str = "1") -> Desk:
    (folder / "config.toml").write_text("seeds = false\n")
    desk = open_desk(Home.at(folder))
    desk.__dict__["recognizer"] = Towns(version)
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = opened(tmp_path)
    desk.add([article(1, FIRST), article(2, SECOND)])
    recognise(desk)
    yield desk
    desk.close()


def all_of(desk: Desk) -> list[Article]:
    return [desk.library.get(id_) for id_ in sorted(desk.library.ids(parse("")))]


def recognise(desk: Desk) -> None:
    for one in all_of(desk):
        desk.mentions(one)


def names(desk: Desk) -> dict[tuple[str, str], int]:
    return {(row.entity, row.kind.value): row.articles for row in desk.library.entities()}


def of(desk: Desk, words: str) -> Article:
    return next(one for one in all_of(desk) if words in one.text)


def test_a_missed_name_is_marked_by_its_place_and_found_in_every_article(desk: Desk) -> None:
    desk.add([article(3, "Auch Jo Wal kam, Jo Walter nicht.")])
    recognise(desk)
    second = of(desk, SECOND)
    at = second.text.index(" Jo Wal.")
    desk.who.missed(second, at, at + 8, Kind.PER)
    assert names(desk)["Jo Wal", "PER"] == 2
    found = of(desk, "Walter")
    [place] = [m for m in desk.library.mentions(found.id) if m.kind is Kind.PER]
    assert found.text[place.start : place.end] == "Jo Wal"
    desk.notebook.undo()
    assert ("Jo Wal", "PER") not in names(desk)


def test_a_missed_name_may_be_somebody_known_and_holds_for_what_comes_later(desk: Desk) -> None:
    second = of(desk, SECOND)
    at = second.text.index("Jo Wal")
    desk.who.missed(second, at, at + 6, Kind.PER, "Johanna Wal")
    desk.add([article(4, "Jo Wal war da.")])
    recognise(desk)
    assert names(desk)["Johanna Wal", "PER"] == 2


@pytest.mark.parametrize("words", [" ", "🚋", "", ". 🚋 "])
def test_what_has_no_letter_is_no_missed_name(desk: Desk, words: str) -> None:
    first = of(desk, FIRST)
    at = first.text.index(words)
    with pytest.raises(InputError):
        desk.who.missed(first, at, at + len(words), Kind.PER)
    assert desk.who.corrections == ()


def test_corrections_hold_when_a_new_recogniser_looks_again(tmp_path: Path, desk: Desk) -> None:
    first = of(desk, FIRST)
    at = first.text.index("Erna Kiel")
    desk.who.missed(first, at, at + 9, Kind.PER)
    desk.who.correct(rename(*KIEL, "Kiel an der Förde"))
    before = {one.id: desk.library.mentions(one.id) for one in all_of(desk)}
    desk.close()
    again = opened(tmp_path, "2")
    assert again.library.unrecognised_count("2") == 2
    recognise(again)
    assert {one.id: again.library.mentions(one.id) for one in all_of(again)} == before
    again.close()


@pytest.mark.parametrize(
    ("correction", "left"),
    [
        (reject(*KIEL), {}),
        (change_kind(*KIEL, Kind.ORG), {("Kiel", "ORG"): 2}),
        (rename(*KIEL, "Kiel an der Förde"), {("Kiel an der Förde", "LOC"): 2}),
        (split(*KIEL, "Kiel", "Kiel, Wisconsin"), {("Kiel, Wisconsin", "LOC"): 2}),
    ],
    ids=["reject", "kind", "rename", "split"],
)
def test_a_correction_holds_at_once_and_undo_and_redo_move_it(
    desk: Desk, correction: object, left: dict[tuple[str, str], int]
) -> None:
    before = names(desk)
    desk.who.correct(correction)  # type: ignore[arg-type]
    assert names(desk) == left
    desk.notebook.undo()
    assert names(desk) == before
    desk.notebook.redo()
    assert names(desk) == left


def test_one_of_two_corrections_can_be_taken_back(desk: Desk) -> None:
    desk.who.correct(rename(*KIEL, "Kiel an der Förde"))
    desk.who.correct(change_kind("Kiel an der Förde", Kind.LOC, Kind.ORG))
    assert names(desk) == {("Kiel an der Förde", "ORG"): 2}
    desk.notebook.undo()
    assert names(desk) == {("Kiel an der Förde", "LOC"): 2}
    desk.notebook.undo()
    assert names(desk) == {KIEL: 2}


def test_corrected_names_leave_as_training_data_with_their_places(desk: Desk) -> None:
    first = of(desk, FIRST)
    at = first.text.index("Erna Kiel")
    desk.who.missed(first, at, at + 9, Kind.PER)
    items = [Item(first, mentions=tuple(desk.library.mentions(first.id)))]
    labels = [("Erna Kiel", "PER"), ("Kiel", "LOC"), ("Kiel", "LOC")]
    doccano, spacy = (json.loads(render(form, items)) for form in ("doccano", "spacy"))
    assert [(doccano["text"][a:b], label) for a, b, label in doccano["label"]] == labels
    spans = [(span["start"], span["end"], span["label"]) for span in spacy["spans"]]
    assert [(spacy["text"][a:b], label) for a, b, label in spans] == labels
    tagged = [
        line.split(" ") for line in render("conll", items).splitlines() if line and "DOCSTART" not in line
    ]
    assert [(token, tag) for token, *_, tag in tagged if tag != "O"] == [
        *[("Erna", "B-PER"), ("Kiel", "I-PER"), ("Kiel", "B-LOC"), ("Kiel", "B-LOC")]
    ]


def test_articles_that_name_what_is_watched_are_told_in_the_list(tmp_path: Path, desk: Desk) -> None:
    desk.add([article(5, "Hier steht keine Stadt.")])
    recognise(desk)
    desk.who.watch(*KIEL)
    assert signed(desk) == {"Bericht 1", "Bericht 2"}
    desk.close()
    again = opened(tmp_path)
    assert again.notebook.get_all("watched")
    assert signed(again) == {"Bericht 1", "Bericht 2"}
    again.notebook.undo()
    again.who.watch(*KIEL, on=False)
    assert signed(again) == set()
    again.close()


def signed(desk: Desk) -> set[str]:
    """The titles with the sign of something watched."""
    rows = desk.library.rows(desk.library.select(parse("")))
    return {row.title for row in rows if any("◉" in text for text, _ in meta_cells(row, 60, NOW))}


def test_what_is_watched_is_watched_on_when_it_is_called_otherwise(desk: Desk) -> None:
    desk.who.watch(*KIEL)
    desk.who.correct(rename(*KIEL, "Kiel an der Förde"))
    assert desk.who.watched() == {("Kiel an der Förde", Kind.LOC)}
    assert signed(desk) == {"Bericht 1", "Bericht 2"}
    desk.notebook.undo()
    assert desk.who.watched() == {KIEL}
    desk.notebook.redo()
    assert desk.who.watch("Kiel an der Förde", Kind.LOC) is False
    assert signed(desk) == set()
