"""What other programs export, taken in: each format as its program writes it, broken rows, twice, pages fetched."""

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.desk.importing import Imported
from reader.domain.errors import InputError
from reader.domain.query import Query, parse
from reader.intake.exports import Passage, read_export
from reader.intake.exports.documents import omnivore_passages
from reader.store.library import Row
from tests.glosse import Glosse
from tests.loopback import serving
from tests.screens import article, make_desk

POCKET = """title,url,time_added,tags,status
Außenminister beraten,https://zeitung.example/a?utm_source=x,1710000000,politik|ukraine krieg,unread
https://zeitung.example/b,https://zeitung.example/b,1710000001,,archive
Kaputt,ftp nothing,1710000002,x,unread
"mit, Komma
und Zeile \x1b[31m",https://zeitung.example/c,1710000003,,unread
letzte,javascript:alert(1),1,,unread
"""
RIL = """<!DOCTYPE html><html><body><h1>Unread</h1><ul>
<li><a href="https://p.example/1" time_added="1500000000" tags="a,b c">Eins</a></li></ul>
<h1>Read Archive</h1><ul><li><a href="https://p.example/2" time_added="1500000001" tags="">https://p.example/2</a></li>
<li><a href="javascript:x" time_added="1" tags="">Drei</a></li></ul></body></html>"""
INSTAPAPER = """URL,Title,Selection,Folder,Timestamp,Tags
https://i.example/1,Eins,,Unread,1600000000,"[""x"",""y z""]"
https://i.example/2,Zwei,,Starred,1600000001,[]
https://i.example/3,Drei,Ein Zitat,Archive,1600000002,[]
https://i.example/4,Vier,,Mein Ordner,1600000003,
"""
READER = """Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen
Lesen,https://r.example/1,01h,"['eins', 'zwei drei']",2023-05-06 07:08:09+00:00,0.2,later,True
Weg,https://r.example/2,01i,[],2023-05-06 07:08:09+00:00,1,archive,True
Vorn,https://r.example/3,01j,,2023-05-06 07:08:09+00:00,0,shortlist,False
"""
HIGHLIGHTS = """Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at
Der erste Satz steht hier.,Ein Artikel,Anna,,Gut .wichtig,blue,a,order,1,2023-05-06 07:08:09+00:00
Aus einem Buch,Ein Buch,Autor,,Notiz,,,location,12,2023-05-06 07:08:09+00:00
,Ein Buch,Autor,,,,,,,
"""
WALLABAG = [
    {
        "is_archived": 1,
        "is_starred": 1,
        "tags": ["politik", "lang lesen"],
        "title": "Ein Artikel",
        "url": "https://w.example/7",
        "content": "<p>Der erste Satz steht hier. Ein zweiter folgt ihm.</p><script>alert(1)</script>",
        "created_at": "2024-01-02T03:04:05+0100",
        "published_by": ["Anna Beispiel"],
        "annotations": [
            {"text": "meine Notiz", "quote": "Ein zweiter folgt ihm.", "ranges": []},
            {"text": "verloren", "quote": "Das steht nirgends in diesem Text, mit keinem Wort."},
        ],
        "language": "de_DE",
        "domain_name": "www.w.example",
    },
    {"is_archived": 0, "is_starred": 0, "url": "", "title": "leer"},
]
OMNIVORE = {
    "slug": "ein-slug",
    "title": "Gemerkt",
    "url": "https://o.example/1",
    "state": "Archived",
    "readingProgress": 100,
    "labels": ["news letter"],
    "savedAt": "2024-10-29T23:13:50.697Z",
    "publishedAt": None,
}
PAGE = f"<html><body><article><h1>Eins</h1>{'<p>Der Rat hat heute lange getagt und nichts gesagt.</p>' * 8}</article>"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path / "home", settings='[fetch]\nallow_hosts = ["127.0.0.1"]\n')
    yield desk
    desk.close()


def take(desk: Desk, text: str | bytes) -> Imported:
    return desk.incoming.importing.take(text.encode() if isinstance(text, str) else text, name="It")


def rows(desk: Desk) -> dict[str, Row]:
    return {row.title: row for row in desk.library.rows(desk.library.select(Query()))}


def states(desk: Desk) -> dict[str, str]:
    return {
        row.title: "".join(name[0] for name in ("read", "starred", "archived") if getattr(row, name))
        for row in rows(desk).values()
    }


def test_pocket_s_table_brings_links_tags_and_the_archive(desk: Desk) -> None:
    done = take(desk, POCKET)
    assert (done.kind, done.added, done.known) == ("Pocket", 3, 0)
    assert [problem.partition(":")[0] for problem in done.problems] == ["Line 4", "Line 7"]
    assert states(desk) == {
        "Außenminister beraten": "",
        "https://zeitung.example/b": "ra",
        "mit, Komma und Zeile": "",
    }
    first = rows(desk)["Außenminister beraten"]
    assert first.tags == ("politik", "ukraine-krieg")
    assert first.added == datetime(2024, 3, 9, 16, tzinfo=UTC)


def test_pocket_s_old_page_brings_both_of_its_lists(desk: Desk) -> None:
    done = take(desk, RIL)
    assert (done.kind, done.added, len(done.problems)) == ("Pocket", 2, 1)
    assert states(desk) == {"Eins": "", "https://p.example/2": "ra"}
    assert rows(desk)["Eins"].tags == ("a", "b-c")


def test_instapaper_s_folders_become_states_and_tags(desk: Desk) -> None:
    assert take(desk, INSTAPAPER).kind == "Instapaper"
    assert states(desk) == {"Eins": "", "Zwei": "s", "Drei": "ra", "Vier": ""}
    assert rows(desk)["Eins"].tags == ("x", "y-z")
    assert rows(desk)["Vier"].tags == ("Mein-Ordner",)
    (mark,) = desk.notebook.marks()
    assert (mark.quote, mark.status) == ("Ein Zitat", "orphan")


def test_readwise_reader_s_places_become_states(desk: Desk) -> None:
    assert take(desk, READER).kind == "Readwise Reader"
    assert states(desk) == {"Lesen": "", "Weg": "ra", "Vorn": "s"}
    assert rows(desk)["Lesen"].tags == ("eins", "zwei-drei")


def test_wallabag_brings_the_text_and_the_marks_in_it(desk: Desk) -> None:
    done = take(desk, json.dumps(WALLABAG))
    assert (done.added, done.marks, done.orphans, len(done.problems)) == (1, 2, 1, 1)
    found = desk.library.get(done.ids[0])
    assert found.text == "Ein Artikel\n\nDer erste Satz steht hier. Ein zweiter folgt ihm."
    assert (found.author, found.source, found.language) == ("Anna Beispiel", "w.example", "de")
    assert states(desk) == {"Ein Artikel": "rsa"}
    placed, lost = sorted(desk.notebook.marks(), key=lambda mark: mark.status)
    assert found.text[placed.start : placed.end] == "Ein zweiter folgt ihm."
    assert (placed.note, placed.status) == ("meine Notiz", "anchored")
    assert (lost.note, lost.status) == ("verloren", "orphan")


def test_readwise_s_highlights_find_their_article_or_stay_without_a_place(desk: Desk) -> None:
    take(desk, json.dumps(WALLABAG[:1]))
    done = take(desk, HIGHLIGHTS)
    assert (done.kind, done.added, done.marks, done.orphans) == ("Readwise", 0, 2, 1)
    assert done.problems == ("Line 4: there is neither a highlight nor a note.",)
    marks = {mark.title: mark for mark in desk.notebook.marks() if mark.created.year == 2023}
    here, book = marks["Ein Artikel"], marks["Ein Buch"]
    assert (here.note, here.tags, here.color, here.status) == ("Gut", ("a", "wichtig"), "blue", "anchored")
    assert (book.quote, book.note, book.status) == ("Aus einem Buch", "Notiz", "orphan")


def packed(**parts: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def test_omnivore_s_archive_brings_texts_and_highlights(desk: Desk, tmp_path: Path) -> None:
    parts = {
        "metadata_0_to_1.json": json.dumps([OMNIVORE]),
        "content/ein-slug.html": "<p>Der volle Text steht in einer Datei für sich.</p>",
        "highlights/ein-slug.md": "> steht in einer Datei\n\n#wichtig\n\nMeine Notiz\n",
    }
    done = take(desk, packed(**parts))
    assert (done.kind, done.added, done.marks, done.orphans) == ("Omnivore", 1, 1, 0)
    assert "Der volle Text" in desk.library.get(done.ids[0]).text
    (mark,) = desk.notebook.marks()
    assert (mark.quote, mark.note, mark.tags) == ("steht in einer Datei", "Meine Notiz", ("wichtig",))
    for name, text in parts.items():
        path = tmp_path / "unpacked" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    again = desk.incoming.importing.take(tmp_path / "unpacked")
    assert (again.added, again.known, again.marks) == (0, 1, 0)


def test_pocket_s_archive_brings_its_passages_too() -> None:
    parts = {
        "part_000000.csv": POCKET,
        "annotations/part_000000.json": json.dumps(
            [{"url": "https://zeitung.example/a", "title": "A", "highlights": [{"quote": "Ein Satz."}]}]
        ),
    }
    found = read_export(packed(**parts), "It")
    assert found.kind == "Pocket"
    assert [one.passages for one in found.saved if one.passages] == [(Passage("Ein Satz."),)]


def test_quotes_notes_and_tags_of_a_file_of_highlights_are_told_apart() -> None:
    text = "> Eins\n> und weiter\n\n#a #b\n\nNotiz\nin zwei Zeilen\n\n> Zwei\n\n> Drei\n\nNoch eine"
    assert omnivore_passages(text) == (
        Passage("Eins\nund weiter", "Notiz\nin zwei Zeilen", ("a", "b")),
        Passage("Zwei"),
        Passage("Drei", "Noch eine"),
    )


@pytest.mark.parametrize("text", [POCKET, RIL, INSTAPAPER, READER, HIGHLIGHTS, json.dumps(WALLABAG)])
def test_the_same_again_changes_nothing(desk: Desk, text: str) -> None:
    first = take(desk, text)
    before = rows(desk), desk.notebook.marks()
    again = take(desk, text)
    assert (again.added, again.marks, again.known) == (0, 0, first.added + first.known)
    assert (rows(desk), desk.notebook.marks()) == before


def test_what_one_did_since_stays_and_an_import_is_one_step_of_undo(desk: Desk) -> None:
    ids = take(desk, POCKET).ids
    archived = desk.library.ids(parse("is:archived"))
    desk.notebook.set(archived, archived=False)
    desk.notebook.set(archived, starred=True)
    take(desk, POCKET)
    assert not desk.notebook.state(archived[0]).archived
    desk.notebook.undo()
    desk.notebook.undo()
    assert "import" in desk.notebook.undo()
    assert all(not desk.notebook.state(id_).tags for id_ in ids)


def test_a_text_that_is_there_is_not_given_up_for_a_link(desk: Desk) -> None:
    whole = article(1, url="https://zeitung.example/a", id=read_id("https://zeitung.example/a"))
    desk.add([whole])
    done = take(desk, POCKET)
    assert (done.added, done.known) == (2, 1)
    assert desk.library.get(whole.id).text == whole.text
    assert desk.notebook.state(whole.id).tags == ("politik", "ukraine-krieg")


def read_id(url: str) -> str:
    from reader.domain.article import article_id

    return article_id(url, "")


def test_pages_are_fetched_when_that_is_asked_for(desk: Desk) -> None:
    with serving() as site:
        url, gone = site.show("/eins", PAGE), site.refuse("/zwei", 404)
        csv = f"title,url,time_added,tags,status\nEins,{url},1710000000,t,archive\nZwei,{gone},1710000001,,unread\n"
        done = take(desk, csv)
        assert site.asked == []
        assert all(desk.library.get(id_).is_link for id_ in done.ids)
        missing = desk.incoming.fetch_pages(done.ids)
        assert len(missing) == 1
        assert "404" in missing[0]
        row = rows(desk)["Eins"]
        assert (row.version, row.archived, row.tags) == (1, True, ("t",))
        assert "lange getagt" in desk.library.get(row.id).text
        asked = len(site.asked)
        desk.incoming.fetch_pages([row.id])
        assert len(site.asked) == asked


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b,c\n1,2,3\n", "no export of Pocket"),
        ('{"a": 1}', "JSON, but no export"),
        ("[1, 2", "broken"),
        ("<html><body>x</body></html>", "no export of Pocket"),
        ('<opml version="2.0"/>', "glosse opml import"),
        (packed(**{"a.txt": "x"}), "no export of another program"),
        (b"PK\x03\x04 torn", "damaged"),
    ],
)
def test_what_is_no_export_is_told(desk: Desk, text: str | bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        take(desk, text)


def test_a_url_that_a_row_names_is_never_asked_by_itself(tmp_path: Path) -> None:
    file = tmp_path / "pocket.csv"
    file.write_text(POCKET, encoding="utf-8")
    done = Glosse(tmp_path / "home")("import", file, "--json")
    assert done.code == 1
    assert json.loads(done.out) == {
        "kind": "Pocket", "added": 3, "known": 0, "marks": 0, "orphans": 0, "skipped": 2,
    }  # fmt: skip
    assert "pocket.csv: Line 4" in done.err
    assert "\x1b" not in done.err
