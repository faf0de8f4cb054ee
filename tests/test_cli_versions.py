"""`glosse versions`, and what `glosse list` says of stories."""

from pathlib import Path

import pytest

from tests.glosse import Glosse

FEED = """<rss version="2.0"><channel><title>Blatt</title><item><title>Rat tagt</title>
<link>https://a.example/rat</link><pubDate>Mon, 10 Nov 2025 09:00:00 GMT</pubDate><description><![CDATA[
<p>Der Rat hat am Montag über den Zoll beraten und einstimmig beschlossen, dass er bei {} Prozent bleibt.</p>
<p>Danach gingen alle heim, und niemand wollte mehr ein Wort über die Sache verlieren, die so lange gedauert hatte.</p>
{}]]></description></item></channel></rss>"""


@pytest.fixture
def changed(tmp_path: Path) -> tuple[Glosse, str]:
    """A home with an article of two versions, and its id."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text("seeds = false\n")
    glosse = Glosse(home)
    [added] = glosse.json("add", "-", "--as", "feed", stdin=FEED.format(12, "").encode())
    more = "<p>Korrektur: In einer früheren Version stand eine andere Zahl.</p>"
    [again] = glosse.json("add", "-", "--as", "feed", stdin=FEED.format(15, more).encode())
    assert added["id"] == again["id"]
    return glosse, added["id"]


def test_versions_are_listed_with_what_changed(changed: tuple[Glosse, str]) -> None:
    glosse, id_ = changed
    lines = glosse.ok("versions", id_[:8]).splitlines()
    assert [line.split("\t")[0] for line in lines if "\t" in line] == ["1", "2"]
    assert any("bei [-12-]{+15+} Prozent" in line for line in lines)
    assert any(line.startswith("  ⚠ Korrektur:") for line in lines)


def test_versions_for_programs_hold_texts_and_differences(changed: tuple[Glosse, str]) -> None:
    glosse, id_ = changed
    old, new = glosse.json("versions", id_)
    assert (old["version"], new["version"], old["difference"]) == (1, 2, [])
    for text, without in ((old["text"], "in"), (new["text"], "out")):
        assert "".join(p["text"] for p in new["difference"] if p["kind"] != without) == text
    [place] = new["corrections"]
    assert new["text"][slice(*place)].startswith("Korrektur:")
    [row] = glosse.json("list")
    assert (row["version"], row["story"]) == (2, None)


def test_reports_of_one_story_bear_its_name_in_the_list(changed: tuple[Glosse, str]) -> None:
    glosse, id_ = changed
    copy = FEED.replace("Rat tagt", "Zoll bleibt").replace("a.example", "b.example").format(15, "")
    [added] = glosse.json("add", "-", "--as", "feed", stdin=copy.encode())
    assert added["new"]
    assert {row["story"] for row in glosse.json("list")} == {id_}


def test_adding_says_whether_an_article_is_new_changed_or_known(changed: tuple[Glosse, str]) -> None:
    glosse, id_ = changed
    said = [glosse.ok("add", "-", "--as", "feed", stdin=FEED.format(number, "").encode()) for number in (9, 9)]
    assert said == [f"{word}  {id_[:8]}  Rat tagt\n" for word in ("changed", "known")]
