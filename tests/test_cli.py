"""The command line as scripts rely on it: what each command writes, and with which code it ends."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.cli.commands import COMMANDS
from reader.entities import open_tables
from reader.paths import bundled
from tests.glosse import Glosse

CALL = bundled("seeds") / "ukrainekrieg-telefonat.txt"
LIST_FIELDS = {
    "id": str,
    "title": str,
    "source": str,
    "url": str,
    "author": str,
    "published": (str, type(None)),
    "language": str,
    "words": int,
    "state": str,
    "starred": bool,
    "tags": list,
    "marks": int,
}


@pytest.fixture
def empty(tmp_path: Path) -> Glosse:
    """A home without articles."""
    home = tmp_path / "empty"
    home.mkdir()
    (home / "config.toml").write_text("seeds = false\n")
    return Glosse(home)


@pytest.fixture
def call(glosse: Glosse) -> str:
    """The id of the seed article in the shape of a pasted newspaper page."""
    return str(glosse.json("add", CALL)[0]["id"])


def checked(record: dict[str, Any], fields: dict[str, Any]) -> None:
    for name, kind in fields.items():
        assert isinstance(record[name], kind), (name, record[name])


def test_the_first_command_finds_the_seed_articles_whatever_it_is(tmp_path: Path) -> None:
    listed = Glosse(tmp_path / "new").json("list")
    assert len(listed) == len([p for p in bundled("seeds").iterdir() if p.suffix in (".md", ".txt")])


def test_list_gives_every_article_newest_first_with_all_its_fields(glosse: Glosse) -> None:
    listed = glosse.json("list")
    for record in listed:
        checked(record, LIST_FIELDS)
    dates = [record["published"] for record in listed if record["published"]]
    assert dates == sorted(dates, reverse=True)
    assert {record["state"] for record in listed} == {"unread"}
    assert glosse.json("list", "--limit", "2") == listed[:2]


def test_a_query_narrows_the_list_also_when_it_begins_with_a_minus(glosse: Glosse) -> None:
    everything = len(glosse.json("list"))
    tagged = len(glosse.json("list", "tag:ukraine"))
    assert 0 < tagged < everything
    assert len(glosse.json("list", "-tag:ukraine")) == everything - tagged
    assert len(glosse.json("list", "--", "-tag:ukraine")) == everything - tagged
    assert glosse.json("list", "lang:fr", "tag:ukraine", "nichtsdergleichen") == []


def test_without_a_terminal_the_reader_lists_and_says_how_it_is_opened(glosse: Glosse) -> None:
    done = glosse()
    assert done.code == 0
    assert len(done.out.splitlines()) == len(glosse.json("list"))
    assert done.err == "glosse: to open the reader, start glosse in a terminal.\n"


def test_an_added_article_is_one_article_however_often_it_is_added(empty: Glosse, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ein Titel\n\nEin Satz, der hier steht. Noch einer.\n")
    first, second = empty.json("add", path, "--tag", "x"), empty.json("add", path)
    assert first == [{"id": first[0]["id"], "title": "Ein Titel", "new": True, "error": None}]
    assert second == [{**first[0], "new": False}]
    [listed] = empty.json("list")
    assert listed["tags"] == ["x"]


def test_standard_input_is_added_as_what_it_is_said_to_be(empty: Glosse) -> None:
    text = "# Überschrift\n\nEin *betontes* Wort.\n".encode()
    [added] = empty.json("add", "-", "--as", "markdown", stdin=text)
    assert added["title"] == "Überschrift"
    assert "betontes Wort" in empty.json("show", added["id"])["text"]


def test_what_fails_in_a_folder_is_named_and_the_rest_is_added(empty: Glosse, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "good.txt").write_text("Ein Titel\n\nEin Satz.\n")
    (folder / "empty.txt").write_text("")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\xff\xfe\x00" * 40)
    done = empty("add", folder, "--json")
    assert done.code == 1
    assert sorted(bool(outcome["error"]) for outcome in json.loads(done.out)) == [False, True, True]
    assert len(done.err.splitlines()) == 2
    assert len(empty.json("list")) == 1


def test_show_of_a_pasted_newspaper_page_tells_its_parts_apart(glosse: Glosse, call: str) -> None:
    shown = glosse.json("show", call[:6])
    checked({**shown, "marks": 0}, LIST_FIELDS)
    text = shown["text"]
    parts: dict[str, list[str]] = {}
    for block in shown["blocks"]:
        parts.setdefault(block["kind"], []).append(text[block["start"] : block["end"]])
    assert shown["kicker"] == parts["kicker"][0] == "Ukrainekrieg"
    assert shown["headline"] == parts["headline"][0] == shown["title"]
    assert shown["title"].startswith("Telefonat am Samstag: Rubio und Lawrow")
    assert shown["lede"] == parts["lede"][0]
    assert shown["lede"].endswith("bleibt offen.")
    assert [c.endswith("Gastgeber.") for c in parts["caption"]] == [True]
    assert parts["credit"] == ["Jonna Feddersen/Hafenbild"]
    assert len(parts["paragraph"]) == 6
    assert (shown["agency"], shown["language"], shown["place"]) == ("dpa", "de", 0)


def test_the_mentions_that_show_gives_stand_where_it_says(glosse: Glosse, call: str) -> None:
    shown = glosse.json("show", call)
    assert shown["mentions"]
    for mention in shown["mentions"]:
        assert shown["text"][mention["start"] : mention["end"]] == mention["text"]
        assert set(mention) >= {"kind", "entity", "derived"}
    assert glosse.json("show", call, "--no-entities")["mentions"] == []


def test_show_sets_the_article_in_a_measure_with_numbers_at_its_notes(glosse: Glosse, call: str) -> None:
    glosse.ok("mark", call, "--quote", "Das State Department", "--note", "Wer genau? .quelle")
    printed = glosse.ok("show", call, "--width", "50")
    assert "\x1b" not in printed
    assert max(map(len, printed.splitlines())) <= 50
    assert "Das State Department[1]" in " ".join(printed.split())
    assert "[1] Wer genau? #quelle" in printed


def test_search_gives_the_best_first_with_the_words_found(glosse: Glosse) -> None:
    hits = glosse.json("search", "Rubio", "Riad")
    assert hits
    for hit in hits:
        assert set(hit) >= {"id", "title", "score", "snippet", "hits"}
        words = [hit["snippet"][start:end].lower() for start, end in hit["hits"]]
        assert all("rubio" in word or "ria" in word for word in words)
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert len(glosse.json("search", "Rubio", "--limit", "1")) == 1


def test_entities_are_those_of_the_matching_articles(glosse: Glosse) -> None:
    everywhere = glosse.json("entities")
    french = glosse.json("entities", "lang:fr")
    for row in (*everywhere, *french):
        checked(row, {"entity": str, "kind": str, "mentions": int, "articles": int, "aliases": list})
    assert 0 < len(french) < len(everywhere)


def test_recognize_stores_nothing_and_counts_in_the_text_as_given(empty: Glosse, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(
        "Vorspann.\r\n\x1b[31mPräsident\x1b[0m Wolodymyr Selenskyj war in der Ukraine.\r\n".encode()
    )
    raw = path.read_bytes().decode()
    found = empty.json("recognize", path, "--language", "de")
    assert found["language"] == "de"
    assert found["mentions"]
    for mention in found["mentions"]:
        assert raw[mention["start"] : mention["end"]] == mention["text"]
    assert sorted(empty.files()) == ["config.toml"]


def test_recognize_by_lines_gives_one_list_a_line(empty: Glosse) -> None:
    lines = "Die Ukraine und Russland.\n\nNichts steht hier.\nIn Deutschland."
    out = empty.ok("recognize", "-", "--lines", "--language", "de", stdin=lines.encode())
    lists = [json.loads(line) for line in out.splitlines()]
    assert len(lists) == 4
    assert lists[1] == []
    alone = open_tables().recognize("In Deutschland.", language="de")
    assert [m["start"] for m in lists[3]] == [m.start for m in alone]


@pytest.mark.parametrize(
    ("command", "back", "field", "value"),
    [
        ("read", "unread", "state", "read"),
        ("star", "unstar", "starred", True),
        ("archive", "unarchive", "state", "archived"),
    ],
)
def test_a_state_is_set_and_taken_back(
    glosse: Glosse, call: str, command: str, back: str, field: str, value: object
) -> None:
    before = glosse.json("show", call)[field]
    assert glosse.json(command, call) == {"changed": 1}
    assert glosse.json(command, call) == {"changed": 0}
    assert glosse.json("show", call)[field] == value
    assert glosse.json(back, call[:8]) == {"changed": 1}
    assert glosse.json("show", call)[field] == before


def test_a_state_is_set_for_all_that_a_query_finds(glosse: Glosse) -> None:
    french = len(glosse.json("list", "lang:fr"))
    assert glosse.json("read", "lang:fr", "is:unread") == {"changed": french}
    assert glosse.json("list", "is:unread", "lang:fr") == []


def test_an_id_that_is_none_is_named_and_the_others_are_set(glosse: Glosse, call: str) -> None:
    done = glosse("star", call, "000000000000000", "--json")
    assert (done.code, json.loads(done.out)) == (1, {"changed": 1})
    assert "000000000000000" in done.err


def test_tags_are_given_counted_and_taken_away(glosse: Glosse, call: str) -> None:
    assert {row["tag"] for row in glosse.json("tag", call, "#Lesen", "zwei Wörter")} == {"Lesen", "zwei Wörter"}
    assert {"Lesen", "zwei Wörter"} <= set(glosse.json("show", call)["tags"])
    glosse.ok("mark", call, "--quote", "Moskau veröffentlichte", "--tag", "Lesen")
    assert {"tag": "Lesen", "articles": 1, "marks": 1} in glosse.json("tags")
    assert glosse.json("untag", call, "Lesen") == [{"tag": "zwei Wörter", "articles": 1, "marks": 0}]
    assert "Lesen" not in glosse.json("show", call)["tags"]


def test_stats_count_what_is_there(glosse: Glosse, call: str) -> None:
    glosse.ok("mark", call, "--quote", "Ukrainekrieg", "--note", "x")
    stats = glosse.json("stats")
    assert (stats["articles"], stats["marks"], stats["notes"]) == (len(glosse.json("list")), 1, 1)
    assert stats["library_bytes"] > 0


@pytest.mark.parametrize(
    "words",
    [
        ("lst",),
        ("list", "--limt", "3"),
        ("list", "--limit", "three"),
        ("show",),
        ("--nonsense",),
        ("export", "--format", "papyrus"),
        ("add", "x", "--as", "papyrus"),
        ("list", "nofield:x"),
        ("search", '"open'),
        ("read", ""),
    ],
)
def test_wrong_words_end_with_code_2_and_one_clear_line(glosse: Glosse, words: tuple[str, ...]) -> None:
    done = glosse(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("glosse")
    assert "Traceback" not in done.err


def test_an_id_that_fits_several_articles_names_them(glosse: Glosse) -> None:
    firsts = [record["id"][0] for record in glosse.json("list")]
    digit = next(digit for digit in firsts if firsts.count(digit) > 1)
    done = glosse("show", digit)
    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1 + firsts.count(digit)


def test_help_can_be_asked_for_in_words(glosse: Glosse) -> None:
    assert glosse.ok("help", "list") == glosse.ok("list", "--help")
    assert "Commands:" in glosse.ok("help")
    assert glosse.ok("--version").startswith("glosse ")


def test_every_command_explains_itself() -> None:
    for command in COMMANDS:
        done = Glosse(Path("nowhere"))(*command.name.split(), "--help")
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(f"usage: glosse {command.usage}"[:70])
