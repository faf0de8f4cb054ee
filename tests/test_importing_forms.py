"""The forms an export has had over the years, as the services wrote them: columns, folders, signs in quotes."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.domain.errors import InputError
from reader.intake.exports import Passage, read_export
from reader.intake.exports.documents import omnivore_passages
from reader.intake.exports.saved import plain
from tests.loopback import serving
from tests.screens import make_desk
from tests.test_importing import PAGE, packed, rows, states, take

INSTAPAPER_PAGE = """<!DOCTYPE html><html><head><title>Instapaper: Export</title></head><body>
<h1>Unread</h1><ol><li><a
   href="https://i.example/1?a=1&amp;b=2">Ein Titel
   in zwei Zeilen &amp; mehr</a>
<li><a href="https://i.example/2">https://i.example/2</a></ol>
<h1>Starred</h1><ol><li><a href="https://i.example/3">Drei</a></ol>
<h1>Mein Ordner</h1><ol><li><a href="https://i.example/4">Vier</a><li><a href="about:blank">Fünf</a></ol>
<h1>Archive</h1><ol><li><a href="https://i.example/6">Sechs</a></ol></body></html>"""
INSTAPAPER_OF_2010 = """URL,Title,Selection,Folder
"https://i.example/0,1518,7.html","Titel, mit Komma","Was dazu zu sagen war.

Ein ""Absatz"" mehr.","Mein Ordner"
https://i.example/liste.txt,,,Archive
https://i.example/#!/seite/1,Seite,,Archive
https://i.example/#!/seite/2,Seite,,Archive
"""
WALLABAG_TABLE = r"""Title;URL;Content;Tags;"MIME Type";Language;"Creation date"
"Rat; Tag";https://w.example/1;"<p id=""a"">Sagt \"ja\"; nein.</p>";"a, lang lesen";text/html;de;"31/01/2024 10:00:00"
Zwei;https://w.example/2;;;text/html;;"01/02/2024 03:04:05"
Drei;nirgends;;;text/html;;"01/02/2024 03:04:05"
"""
WALLABAG_ONE = [
    {"0": "3", "1": "Eins", "2": "https://w.example/1", "title": "Eins", "url": "https://w.example/1",
     "id": "3", "is_read": "1", "is_fav": "1", "content": "\n<p>Ein Satz.</p>", "user_id": "1", "tags": "a,b c"},
]  # fmt: skip
HIGHLIGHTS = """Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,\
Highlighted at,Document tags
"Der *Rat* hat heute **lange** getagt

![](https://bilder.example/1.jpg)",Eins,@rat on Netz,,.h2 Gut so,,".wichtig, lang lesen",order,2,\
2022-04-18 01:27:32.386230+00:00,rathaus
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path / "home", settings='[fetch]\nallow_hosts = ["127.0.0.1"]\n')
    yield desk
    desk.close()


def test_instapaper_s_page_has_its_folders_as_headings(desk: Desk) -> None:
    done = take(desk, INSTAPAPER_PAGE)
    assert (done.kind, done.added, done.problems) == (
        "Instapaper", 5, ("Link 5: “about:blank” is no address.",),
    )  # fmt: skip
    assert states(desk) == {
        "Ein Titel in zwei Zeilen & mehr": "",
        "https://i.example/2": "",
        "Drei": "s",
        "Vier": "",
        "Sechs": "ra",
    }
    assert rows(desk)["Vier"].tags == ("Mein-Ordner",)


def test_instapaper_s_oldest_table_knows_no_times_and_keeps_what_was_selected(desk: Desk) -> None:
    done = take(desk, INSTAPAPER_OF_2010)
    assert (done.added, done.marks, done.problems) == (4, 1, ())
    (mark,) = desk.notebook.marks()
    assert (mark.title, mark.quote) == ("Titel, mit Komma", 'Was dazu zu sagen war.\n\nEin "Absatz" mehr.')


def test_wallabag_s_table_has_semicolons_and_days_first(desk: Desk) -> None:
    done = take(desk, WALLABAG_TABLE)
    assert (done.kind, done.added, done.problems) == ("wallabag", 2, ("Line 4: “nirgends” is no address.",))
    row = rows(desk)["Rat; Tag"]
    assert (row.tags, row.added) == (("a", "lang-lesen"), datetime(2024, 1, 31, 10, tzinfo=UTC))
    assert 'Sagt \\"ja\\"; nein.' in desk.library.get(row.id).text


def test_wallabag_s_first_version_called_its_states_by_other_names(desk: Desk) -> None:
    assert take(desk, json.dumps(WALLABAG_ONE)).added == 1
    assert states(desk) == {"Eins": "rsa"}
    assert rows(desk)["Eins"].tags == ("a", "b-c")


def test_readwise_s_quotes_lose_their_signs_and_their_document_s_tags_stay(desk: Desk) -> None:
    take(desk, HIGHLIGHTS)
    (mark,) = desk.notebook.marks()
    assert (mark.quote, mark.note) == ("Der Rat hat heute lange getagt", "Gut so")
    assert mark.tags == ("wichtig", "lang-lesen", "h2", "rathaus")


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("ein *Wort*, ein **anderes**, __ein drittes__", "ein Wort, ein anderes, ein drittes"),
        ("[ein Verweis](https://a.example/b) steht", "ein Verweis steht"),
        ("5 * 3 * 2, snake_case_name, f*** und [1](S. 4)", "5 * 3 * 2, snake_case_name, f*** und [1](S. 4)"),
    ],
)  # fmt: skip
def test_only_what_is_markdown_leaves_a_quote(marked: str, bare: str) -> None:
    assert plain(marked) == bare


def test_omnivore_s_quotes_of_several_lines_are_marked_on_the_first_alone() -> None:
    text = (
        "> Ein Satz\nauf zwei Zeilen \n\n#eins #zwei Wörter\n\nDie Notiz #kein-Etikett\n\n"
        "> Absatz\n> noch einer \n\n#1 steht in der Notiz, weil so viele Worte folgen"
    )
    assert omnivore_passages(text) == (
        Passage("Ein Satz\nauf zwei Zeilen", "Die Notiz #kein-Etikett", ("eins", "zwei-Wörter")),
        Passage("Absatz\nnoch einer", "#1 steht in der Notiz, weil so viele Worte folgen"),
    )


def test_passages_come_behind_what_they_are_from_and_titles_lose_their_entities() -> None:
    parts = {
        "annotations/part_000000.json": json.dumps(
            [
                {
                    "url": "https://a.example/1",
                    "title": "Rat&#x3a; Tag",
                    "highlights": [{"quote": "", "created_at": 1}],
                }
            ]
        ),
        "part_000000.csv": "title,url,time_added,tags,status\nRat&#x3a; Tag,https://a.example/1,1710000000,,unread\n",
    }
    found = read_export(packed(**parts), "It").saved
    assert [(one.title, one.marks_only) for one in found] == [("Rat: Tag", False), ("Rat: Tag", True)]


def test_a_mark_finds_its_place_when_the_page_is_fetched(desk: Desk) -> None:
    with serving() as site:
        url = site.show(
            "/eins", PAGE.replace("</article>", "<p>Nur hier ist vom Hafen die Rede.</p></article>")
        )
        done = take(desk, f"URL,Title,Selection,Folder\n{url},Eins,vom Hafen,Unread\n")
        assert done.orphans == 1
        assert desk.incoming.fetch_pages(done.ids) == []
    (mark,) = desk.notebook.marks()
    assert mark.status == "anchored"
    assert desk.library.get(done.ids[0]).text[mark.start : mark.end] == "vom Hafen"


def test_a_torn_file_of_an_archive_is_named_and_the_others_are_taken() -> None:
    entry = {"slug": "s", "savedAt": "2024-10-29T23:13:50.697Z", "url": "https://o.example/1", "title": "Eins"}
    found = read_export(
        packed(
            **{
                "metadata_0_to_20.json": json.dumps([entry]),
                "metadata_20_to_40.json": "[{",
                "collections/lists.json": '[{"title": "no export"}]',
                "content/s.html": "\x7fELF\x00\x01",
                "highlights/s.md": "> Ein Satz",
            }
        ),
        "It",
    )
    (saved,) = found.saved
    assert (found.kind, saved.html, saved.passages) == ("Omnivore", "", (Passage("Ein Satz"),))
    assert [problem.partition(" ")[0] for problem in found.problems] == [
        "content/s.html",
        "metadata_20_to_40.json",
    ]


def test_wallabag_s_xml_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="export JSON"):
        read_export(
            b"<?xml version='1.0'?><response><item><is_archived>1</is_archived></item></response>", "It"
        )
