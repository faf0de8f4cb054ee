"""Marks and subscriptions out and in again over the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli.offsets import Given
from reader.desk import open_desk
from reader.domain.correction import rename
from reader.domain.entity import Kind
from reader.paths import Home
from tests.glosse import Glosse
from tests.loopback import Site, serving

ONE = "Erster Titel\n\nDer erste Satz steht hier. Der zweite Satz auch, in Deutschland.\n"
TWO = "Zweiter Titel\n\nGanz andere Worte stehen an dieser Stelle.\n"


def made(home: Path, *texts: str) -> tuple[Glosse, list[str]]:
    """A home with these articles, and their ids."""
    home.mkdir()
    (home / "config.toml").write_text("seeds = false\n[fetch]\ntimeout = 3.0\n")
    glosse = Glosse(home)
    return glosse, [glosse.json("add", "-", stdin=text.encode())[0]["id"] for text in texts]


@pytest.fixture
def marked(tmp_path: Path) -> Glosse:
    """Two articles, three marks."""
    glosse, (one, two) = made(tmp_path / "home", ONE, TWO)
    glosse.ok("mark", one, "--quote", "Der erste Satz", "--note", "Eine Notiz .wort", "--color", "green")
    glosse.ok("mark", one, "--quote", "in Deutschland")
    glosse.ok("mark", two, "--note", "Zum Ganzen")
    return glosse


@pytest.mark.parametrize("format", ["json", "w3c", "hypothesis"])
def test_exported_marks_are_taken_in_elsewhere_and_only_once(
    marked: Glosse, tmp_path: Path, format: str
) -> None:
    path = tmp_path / "marks.json"
    marked.ok("export", "--format", format, "-o", path)
    other, _ = made(tmp_path / "other", TWO, ONE)
    assert other.json("import-marks", path) == {"added": 3, "updated": 0, "skipped": 0}
    assert other.json("import-marks", path) == {"added": 0, "updated": 0, "skipped": 3}
    assert marked.json("import-marks", path) == {"added": 0, "updated": 0, "skipped": 3}
    keys = ("id", "article", "title", "start", "end", "quote", "note", "tags", "status")
    kept = [[mark[key] for key in keys] for mark in marked.json("marks")]
    assert sorted([mark[key] for key in keys] for mark in other.json("marks")) == sorted(kept)


def test_a_mark_that_was_changed_elsewhere_is_updated(marked: Glosse, tmp_path: Path) -> None:
    path = tmp_path / "marks.json"
    marked.ok("export", "--format", "json", "-o", path)
    document = json.loads(path.read_text())
    [mark] = [m for a in document["articles"] for m in a["marks"] if m["quote"] == "in Deutschland"]
    mark |= {"note": "neu", "modified": "2099-01-01T00:00:00Z"}
    path.write_text(json.dumps(document))
    assert marked.json("import-marks", path) == {"added": 0, "updated": 1, "skipped": 2}
    assert "neu" in [m["note"] for m in marked.json("marks")]


def test_marks_without_their_article_wait_as_orphans_until_it_comes(marked: Glosse, tmp_path: Path) -> None:
    path = tmp_path / "marks.json"
    marked.ok("export", "--format", "w3c", "-o", path)
    other, _ = made(tmp_path / "other")
    other.ok("import-marks", path)
    assert {mark["status"] for mark in other.json("marks") if mark["quote"]} == {"orphan"}
    assert len(json.loads(other.ok("export", "--format", "json"))["articles"]) == 2
    other.ok("add", "-", stdin=ONE.encode())
    assert {mark["status"] for mark in other.json("marks") if mark["quote"]} == {"anchored"}


def test_the_query_says_what_is_exported(marked: Glosse) -> None:
    assert len(json.loads(marked.ok("export", "--format", "w3c", "title:Erster"))["items"]) == 2
    assert "Zweiter Titel" not in marked.ok("export", "--format", "markdown", "has:note", "-title:Zweiter")
    assert json.loads(marked.ok("export", "nichts", "--format", "json"))["articles"] == []


def test_names_leave_with_the_text_they_stand_in(marked: Glosse) -> None:
    for line in marked.ok("export", "--format", "doccano").splitlines():
        record = json.loads(line)
        assert all(record["text"][start:end].strip() for start, end, _ in record["label"])


def test_corrected_names_leave_alone_with_places_that_emoji_and_line_ends_do_not_move(marked: Glosse) -> None:
    marked.ok("add", "-", stdin="Ein Titel 🚋\r\n\r\nSie fuhr nach Riad 🚋\r\nund nach Rom.".encode())
    assert len(marked.ok("export", "--format", "doccano").splitlines()) == 3
    assert marked.ok("export", "--format", "doccano", "--corrected") == ""
    desk = open_desk(Home.at(marked.home))
    desk.who.correct(rename("Riad", Kind.LOC, "Riyadh"))
    desk.close()
    [record] = map(json.loads, marked.ok("export", "--format", "doccano", "--corrected").splitlines())
    assert [record["text"][a:b] for a, b, _ in record["label"]] == ["Riad", "Rom"]


def test_brat_goes_to_a_folder_with_two_files_an_article(marked: Glosse, tmp_path: Path) -> None:
    folder = tmp_path / "brat"
    assert marked("export", "--format", "brat").code == 2
    marked.ok("export", "--format", "brat", "-o", folder)
    assert sorted(p.suffix for p in folder.iterdir()) == [".ann", ".ann", ".txt", ".txt"]
    assert "Mark 14 28\tDer erste Satz" in marked.ok("export", "title:Erster", "--format", "brat")


def test_a_file_without_marks_is_one_sentence_and_adds_nothing(marked: Glosse, tmp_path: Path) -> None:
    path = tmp_path / "no.json"
    for text in ("no json", "{}", '{"items": [{"strange": 1}]}'):
        path.write_text(text)
        done = marked("import-marks", path)
        assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1)
    assert len(marked.json("marks")) == 3


def test_another_notebook_is_folded_in_once(marked: Glosse, tmp_path: Path) -> None:
    other, (one,) = made(tmp_path / "other", ONE)
    other.ok("star", one)
    other.ok("mark", one, "--quote", "Erster Titel")
    merged = marked.json("merge", other.home / "notebook.json")
    assert set(merged) == {"added", "updated", "removed", "conflicts"}
    assert len(marked.json("marks")) == 4
    assert marked.json("list", "is:starred")[0]["id"] == one
    again = marked.json("merge", other.home / "notebook.json")
    assert set(again.values()) == {0}


# Feeds


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def rss(title: str, *words: str) -> str:
    text = "Ein Absatz, der lang genug ist, um als Text zu gelten, mit allem, was dazugehört. "
    link = "https://news.example"
    items = "".join(
        f"<item><title>{word}</title><link>{link}/{word}</link><description>{text * 2}</description></item>"
        for word in words
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def test_a_feed_is_followed_fetched_and_left(tmp_path: Path, site: Site) -> None:
    glosse, _ = made(tmp_path / "home")
    url = site.show("/feed", rss("Blatt", "eins"), "application/rss+xml")
    assert glosse.ok("fetch") == "no feeds yet; `glosse feeds add URL` follows one\n"
    [feed] = glosse.json("feeds", "add", url, "--tag", "presse")
    assert glosse.ok("fetch") == "no feed is due; one that is named is asked all the same\n"
    assert set(feed) >= {"feed", "title", "url", "unread", "total", "last_fetch", "error"}
    assert (feed["title"], feed["unread"], feed["total"], feed["error"]) == ("Blatt", 1, 1, None)
    assert glosse.json("list", "tag:presse")[0]["title"] == "eins"
    site.show("/feed", rss("Blatt", "zwei", "eins"), "application/rss+xml")
    [fetched] = glosse.json("fetch", "Blatt")
    assert (fetched["feed"], fetched["total"]) == (feed["feed"], 2)
    assert glosse.json("feeds") == [fetched]
    assert glosse.json("feeds", "remove", feed["feed"][:6])[0]["feed"] == feed["feed"]
    assert (glosse.json("feeds"), len(glosse.json("list"))) == ([], 2)


def test_a_feed_that_fails_is_named_and_the_others_are_fetched(tmp_path: Path, site: Site) -> None:
    glosse, _ = made(tmp_path / "home")
    for name in ("gut", "weg"):
        glosse.ok("feeds", "add", site.show(f"/{name}", rss(name, name), "application/rss+xml"))
    site.refuse("/weg", 500)
    site.show("/gut", rss("gut", "gut", "neu"), "application/rss+xml")
    done = glosse("fetch", "gut", "weg", "nirgends", "--json")
    assert done.code == 1
    assert len(done.err.splitlines()) == 2
    assert {row["title"]: bool(row["error"]) for row in json.loads(done.out)} == {"gut": False, "weg": True}
    assert len(glosse.json("list")) == 3


def test_subscriptions_leave_and_come_as_opml(tmp_path: Path, site: Site) -> None:
    glosse, _ = made(tmp_path / "home")
    glosse.ok("feeds", "add", site.show("/feed", rss("Blatt", "eins"), "application/rss+xml"))
    path = tmp_path / "feeds.opml"
    glosse.ok("opml", "export", path)
    assert path.read_text() == glosse.ok("opml", "export")
    other, _ = made(tmp_path / "other")
    assert [row["url"] for row in other.json("opml", "import", path)] == [site.url("/feed")]
    assert other.json("opml", "import", path) == []


def test_newsboats_urls_are_followed_too(tmp_path: Path) -> None:
    glosse, _ = made(tmp_path / "home")
    urls = b'https://news.example/feed "presse" "~Blatt"\n'
    [row] = glosse.json("opml", "import", "-", stdin=urls)
    assert (row["url"], row["title"], row["tags"]) == ("https://news.example/feed", "Blatt", ["presse"])


def test_rules_say_what_they_would_do_and_do_nothing(tmp_path: Path) -> None:
    glosse, (one, _) = made(tmp_path / "home", ONE, TWO)
    (glosse.home / "config.toml").write_text(
        'seeds = false\n[[rules]]\nwhen = "title:Erster"\ntag = ["a"]\nread = true\n[[rules]]\nwhen = "nofield:x"\n'
    )
    done = glosse("rules", "test", "--json")
    assert done.code == 1
    assert "nofield" in done.err
    assert json.loads(done.out)[0] == {"when": "title:Erster", "does": ["tag a", "read"], "articles": [one]}
    assert glosse.json("tags") == []


def test_a_page_is_added_by_its_address(tmp_path: Path, site: Site) -> None:
    paragraphs = "".join(f"<p>{n}. {'Ein Satz, der etwas sagt und lang genug ist. ' * 4}</p>" for n in range(4))
    url = site.show("/page", f"<html><body><article><h1>Eine Seite</h1>{paragraphs}</article></body></html>")
    glosse, _ = made(tmp_path / "home")
    [added] = glosse.json("add", url, "--tag", "netz")
    assert (added["title"], added["new"]) == ("Eine Seite", True)
    assert glosse.json("list", "tag:netz")[0]["url"] == url
    done = glosse("add", site.refuse("/no", 404), "--json")
    assert done.code == 1
    assert json.loads(done.out)[0]["error"]


# Offsets


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("Ein Wort.", "Wort"),
        ("Ein\r\nWort.", "Wort"),
        ("\ufeffA\x1b[31mWo\u200ert\x1b[0m.", "Wort"),
        ("Jo\u0308rg O\u0308ztu\u0308rk", "Öztürk"),
        ("eins\x0bzwei\u2028drei Wort", "Wort"),
        ("\x1b]0;Titel\x07Wort\x9b2J", "Wort"),
    ],
)
def test_offsets_of_a_cleaned_text_are_found_in_the_text_as_it_was_given(raw: str, words: str) -> None:
    given = Given(raw)
    start = given.text.index(words)
    first, last = given.span(start, start + len(words))
    assert Given(raw[first:last]).text == words
    assert raw[first] == words[0] or raw[first : first + 2] == "O\u0308"
