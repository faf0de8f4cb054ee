"""Marks over the command line: made by their words or their place, listed, edited, removed."""

import json
from typing import Any

import pytest

from reader.paths import bundled
from tests.glosse import Glosse

MARK_FIELDS = {
    **dict.fromkeys(("id", "article", "title", "quote", "prefix", "suffix", "note", "color", "status"), str),
    **{"start": int, "end": int, "tags": list, "created": str, "modified": str},
}


@pytest.fixture
def call(glosse: Glosse) -> str:
    """The id of the seed article in the shape of a pasted newspaper page."""
    return str(glosse.json("add", bundled("seeds") / "ukrainekrieg-telefonat.txt")[0]["id"])


def checked(record: dict[str, Any], fields: dict[str, Any]) -> None:
    for name, kind in fields.items():
        assert isinstance(record[name], kind), (name, record[name])


def test_a_mark_is_made_by_its_words(glosse: Glosse, call: str) -> None:
    mark = glosse.json(
        "mark", call, "--quote", "Das  State Department", "--note", "Wer? .quelle", "--color", "blue"
    )
    checked(mark, MARK_FIELDS)
    shown = glosse.json("show", call)
    assert shown["text"][mark["start"] : mark["end"]] == mark["quote"] == "Das State Department"
    assert (mark["note"], mark["tags"], mark["color"], mark["status"]) == (
        "Wer?",
        ["quelle"],
        "blue",
        "anchored",
    )
    assert shown["marks"] == [mark] == glosse.json("marks")
    assert glosse.json("list", "has:note")[0]["marks"] == 1


def test_a_quote_that_stands_more_than_once_names_its_places_and_takes_nth(glosse: Glosse, call: str) -> None:
    text = glosse.json("show", call)["text"]
    done = glosse("mark", call, "--quote", "Rubio")
    assert (done.code, done.out) == (1, "")
    places = [line.split()[2] for line in done.err.splitlines()[1:]]
    assert [text[slice(*map(int, place.split(":")))] for place in places] == ["Rubio"] * text.count("Rubio")
    second = glosse.json("mark", call, "--quote", "Rubio", "--nth", "2")
    assert f"{second['start']}:{second['end']}" == places[1]
    assert glosse("mark", call, "--quote", "Rubio", "--nth", "99").code == 1
    assert glosse("mark", call, "--quote", "gibt es nicht").code == 1
    assert len(glosse.json("marks")) == 1


def test_a_mark_is_made_by_its_range(glosse: Glosse, call: str) -> None:
    assert glosse.json("mark", call, "--range", "0:12")["quote"] == "Ukrainekrieg"
    assert glosse("mark", call, "--range", "0:99999").code == 1
    assert glosse("mark", call, "--range", "12").code == 2
    assert glosse("mark", call).code == 2
    assert glosse("mark", call, "--range", "0:3", "--quote", "x").code == 2


def test_a_note_alone_is_one_on_the_whole_article(glosse: Glosse, call: str) -> None:
    mark = glosse.json("mark", call, "--note", "Ganz lesen", "--tag", "später")
    assert (mark["quote"], mark["start"], mark["end"], mark["tags"]) == ("", 0, 0, ["später"])


def test_marks_are_edited_and_removed_by_the_start_of_their_ids(glosse: Glosse, call: str) -> None:
    mark = glosse.json("mark", call, "--quote", "Ukrainekrieg", "--tag", "a")
    [edited] = glosse.json(
        "marks", "edit", mark["id"][:8], "--note", "neu", "--tag", "b", "--untag", "a", "--color", "pink"
    )
    assert (edited["note"], edited["tags"], edited["color"]) == ("neu", ["b"], "pink")
    assert glosse.json("marks") == [edited]
    assert glosse("marks", "edit", mark["id"]).code == 2
    done = glosse("marks", "remove", mark["id"][:8], "fffffffffffffff", "--json")
    assert (done.code, json.loads(done.out)) == (1, [edited])
    assert glosse.json("marks") == []
