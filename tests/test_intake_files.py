"""Files of every kind and of none: what can be read becomes articles, all else one clean sentence."""

import codecs
import io
import re
import time
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.article import Article, BlockKind
from reader.domain.clean import clean
from reader.domain.errors import InputError
from reader.intake.files import SIZE_MOST, articles_below, read_articles
from tests.test_intake_text import holds_together

NOW = datetime(2025, 3, 17, tzinfo=UTC)
PAGE = """<!doctype html><html lang="de"><head><title>Rat erneuert Brücke – Hafenblatt</title>
<meta property="og:site_name" content="Hafenblatt"><meta name="author" content="Eva Blum">
<meta property="article:published_time" content="2025-03-16T18:04:00+01:00"></head><body>
<nav><a href="/">Start</a></nav><article><p class="kicker">Hafen</p><h1>Rat erneuert Brücke</h1>
<p class="lede">Zwölf Millionen Euro und ein Sommer ohne Umweg: Der Rat hat am Montag entschieden.</p>
<p>Der Stadtrat hat beschlossen, die Brücke am alten Hafen bis zum Herbst zu erneuern, für zwölf Millionen Euro.</p>
<figure><img src="b.jpg" alt="Brücke"><figcaption>Die Brücke bei Niedrigwasser.
<span class="credit">Foto: Lena Hartwig</span></figcaption></figure>
<h2>Streit um den Plan</h2>
<p>Die Opposition hielt dagegen, der <a href="/plan">Zeitplan</a> sei nicht zu halten, und verwies auf die Schleuse.</p>
<script>alert(1)</script><ul><li>Die Fahrbahn wird erneuert.</li><li>Der Radweg wird breiter.</li></ul>
<blockquote><p>Wir haben lange genug gewartet, sagte die Oberbürgermeisterin am Abend.</p></blockquote>
<p>Im Frühjahr soll der Auftrag vergeben werden, bis dahin bleibt die Brücke für Autos offen. (dpa)</p>
</article><footer>Impressum</footer></body></html>"""
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Hafenblatt</title>
<link>https://example.org/</link><item><title>Eins &amp; zwei</title><link>https://example.org/1?utm_source=rss</link>
<description>&lt;p&gt;Ein &lt;b&gt;kurzer&lt;/b&gt; Text.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description>
<pubDate>Sun, 16 Mar 2025 18:04:00 CET</pubDate></item><item><title>Drei</title><guid>tag:3</guid></item>
</channel></rss>"""
MAIL = """From: Wochenbrief <brief@example.org>
Subject: =?utf-8?q?Der_R=C3=BCckblick?=
Date: Sun, 16 Mar 2025 08:00:00 +0100
Message-ID: <a@example.org>
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/plain; charset=utf-8

Guten Morgen
--x
Content-Type: text/html; charset=iso-8859-1

<h2>Guten Morgen</h2><p>Das ist der Brief f\xfcr alle.</p><img src="p.gif" width=1 height=1>
--x--
"""


def read(data: bytes, **facts: str) -> list[Article]:
    articles = read_articles(data, now=NOW, **facts)
    for article in articles:
        holds_together(article)
    return articles


def refusal(source: Path | bytes, **facts: str) -> str:
    with pytest.raises(InputError) as caught:
        read_articles(source, **facts)  # type: ignore[arg-type]
    sentence = str(caught.value)
    assert re.fullmatch(r"[^\n\x00-\x1f\x7f-\x9f\u202a-\u202e]+\.", sentence)
    return sentence


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, article.text[b.start : b.end]) for b in article.blocks]


# --- kinds


def test_a_page_becomes_its_parts(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    (article,) = read_articles(path, now=NOW)
    holds_together(article)
    kinds = [kind for kind, _ in blocks(article)]
    assert kinds[:3] == ["kicker", "headline", "lede"]
    assert kinds.count("caption") == kinds.count("credit") == 1
    assert kinds.count("item") == 2
    assert {"subhead", "quote", "agency"} <= set(kinds)
    assert (article.author, article.source, article.agency) == ("Eva Blum", "Hafenblatt", "dpa")
    assert article.published == datetime(2025, 3, 16, 17, 4, tzinfo=UTC)
    assert "alert" not in article.text
    assert "Impressum" not in article.text


def test_a_feed_becomes_an_article_for_each_entry(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS, encoding="utf-8")
    first, second = read_articles(path, now=NOW)
    assert blocks(first) == [("headline", "Eins & zwei"), ("paragraph", "Ein kurzer Text.")]
    assert first.published == datetime(2025, 3, 16, 17, 4, tzinfo=UTC)
    assert (second.title, second.source) == ("Drei", "Hafenblatt")


def test_a_mail_becomes_an_article_under_its_subject(tmp_path: Path) -> None:
    path = tmp_path / "brief.eml"
    path.write_bytes(MAIL.encode("latin-1"))
    (article,) = read_articles(path, now=NOW)
    assert blocks(article) == [
        ("headline", "Der Rückblick"),
        ("subhead", "Guten Morgen"),
        ("paragraph", "Das ist der Brief für alle."),
    ]
    assert article.source == "Wochenbrief"


def test_a_mailbox_becomes_an_article_for_each_mail(tmp_path: Path) -> None:
    path = tmp_path / "briefe.mbox"
    other = MAIL.replace("a@example.org", "b@example.org").replace("=C3=BC", "ue")
    path.write_bytes(f"From x Sun Mar 16\n{MAIL}\nFrom y Mon Mar 17\n{other}".encode("latin-1"))
    assert [a.title for a in read_articles(path, now=NOW)] == ["Der Rückblick", "Der Rueckblick"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [(PAGE, BlockKind.LEDE), (RSS, BlockKind.HEADLINE), ("# Kopf\n\nEin *Satz*.", BlockKind.HEADLINE)],
    ids=["page", "feed", "markdown"],
)
def test_bytes_without_a_name_are_told_from_how_they_begin(data: str, kind: BlockKind) -> None:
    for before in ("", "\ufeff", "\n  "):
        assert any(block.kind is kind for block in read((before + data).encode())[0].blocks)


def test_the_kind_can_be_said() -> None:
    (article,) = read(b"# no heading here", kind="text")
    assert article.text == "# no heading here"
    assert "no kind" in refusal(b"x", kind="tarot\x1b[31m")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (
            "eml",
            b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: text/plain\n\na\n" * 5000,
        ),
        ("eml", b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nx"),
        ("html", b"<p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">Ein Satz.</p>"),
        ("html", b"<div>" * 20_000 + b"Ein Satz."),
        ("markdown", b">" * 20_000 + b"x"),
    ],
    ids=["parts", "header", "attributes", "depth", "quotes"],
)
def test_what_is_built_to_stall_a_parser_does_not(kind: str, data: bytes) -> None:
    started = time.monotonic()
    survives(data, kind)
    assert time.monotonic() - started < 4


CONTAINER = b'<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
PACKAGE = """<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Das Buch</dc:title>
<dc:creator>Eva Blum</dc:creator><dc:language>de-DE</dc:language><dc:identifier>urn:1</dc:identifier>
<dc:date>2025-03-16</dc:date></metadata><manifest><item id="a" href="one.xhtml"/><item id="b" href="two%20b.xhtml"/>
<item id="c" href="cover.xhtml"/><item id="d" href="missing.xhtml"/></manifest>
<spine><itemref idref="c"/><itemref idref="b"/><itemref idref="a"/><itemref idref="d"/><itemref idref="x"/></spine>
</package>"""


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return memory.getvalue()


def chapter(title: str) -> str:
    return f"<html><body><h1>{title}</h1><p>{'Ein Satz des Kapitels. ' * 20}</p></body></html>"


BOOK: dict[str, str | bytes] = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": PACKAGE,
    "OEBPS/one.xhtml": chapter("Erstes Kapitel"),
    "OEBPS/two b.xhtml": chapter("Vorwort"),
    "OEBPS/cover.xhtml": "<html><body><img src='c.jpg' alt='Umschlag'/></body></html>",
}


def test_a_book_becomes_an_article_for_each_chapter() -> None:
    first, second = read(packed(BOOK), kind="epub")
    assert (first.title, second.title) == ("Vorwort", "Erstes Kapitel")
    assert (first.source, first.author, first.language) == ("Das Buch", "Eva Blum", "de")
    assert first.id != second.id
    assert read(packed(BOOK), kind="epub")[0].id == first.id


WORD = """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>Ein Satz aus Word, mit </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Nachdruck</w:t></w:r></w:p>
</w:body></w:document>"""


def test_a_word_document_is_read_where_mammoth_is_there() -> None:
    document = packed({"word/document.xml": WORD, "[Content_Types].xml": "<Types/>"})
    if find_spec("mammoth") is None:
        assert "glosse[docx]" in refusal(document)
    else:
        assert read(document)[0].text == "Ein Satz aus Word, mit Nachdruck"


def test_archives_that_are_no_book_are_one_sentence(tmp_path: Path) -> None:
    whole = packed(BOOK)
    bomb = packed({**BOOK, "OEBPS/one.xhtml": b"a" * 11_000_000})
    other = packed({"a.txt": "x"})
    for number, data in enumerate((whole[:300], bomb, other, b"PK\x03\x04", whole[:-60])):
        for suffix in ("epub", "docx"):
            path = tmp_path / f"{number}.{suffix}"
            path.write_bytes(data)
            refusal(path)


# --- encodings

GERMAN = (
    "Außenminister beraten über „nächste Schritte“\n\nDie Straße nach Süden ist größer, schöner – und kürzer."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-32-le"]
)
def test_text_in_any_encoding_is_the_same_article(encoding: str) -> None:
    (article,) = read(GERMAN.encode(encoding))
    assert article.text == clean(GERMAN)


def test_latin_1_is_read_as_well() -> None:
    plain = GERMAN.replace("„", '"').replace("“", '"').replace("–", "-")
    assert read(plain.encode("latin-1"))[0].text == clean(plain)


def test_a_page_is_decoded_by_what_it_says_of_itself() -> None:
    page = '<html><head><meta charset="iso-8859-2"><title>Łódź</title></head><body><p>Zażółć gęślą jaźń w Łodzi.</p>'
    assert "Zażółć gęślą jaźń" in read(page.encode("iso-8859-2"))[0].text


# --- hostile


@pytest.mark.parametrize(
    "junk",
    [
        "\x1b]0;owned\x07",
        "\x1b[31m",
        "\x9b31m",
        "\u202e",
        "\u2066",
        "\0",
        "\x07",
        "\ud800",
        "\u200b",
        "\x1bPq#0\x1b\\",
    ],
    ids=ascii,
)
def test_what_would_reach_the_terminal_is_taken_out(junk: str) -> None:
    plain = "Ein Kopf\n\nDer Text ist lang genug für einen Absatz, so wie er hier steht und geht."
    dirty = plain.replace("Text", f"Te{junk}xt").replace("Kopf", f"Ko{junk}pf")
    data = dirty.encode("utf-8", "surrogatepass")
    (article,) = read(data, kind="text")
    assert article.title == "Ein Kopf"
    assert clean(plain) == article.text


def test_a_page_with_escapes_in_every_place_is_clean() -> None:
    bad = "\x1b]8;;http://evil\x1b\\\u202e"
    page = (
        PAGE.replace("Eva Blum", f"Eva{bad} Blum")
        .replace("Hafenblatt", f"Hafen{bad}blatt")
        .replace("Rat ", f"Rat{bad} ")
    )
    (article,) = read(page.encode())
    for value in (article.title, article.author, article.source, article.url, article.text):
        assert value == clean(value)


def test_links_that_must_not_be_opened_are_none() -> None:
    page = PAGE.replace('href="/plan"', 'href="java\tscript:alert(1)"')
    assert not any("script" in i.target for i in read(page.encode())[0].inlines)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"), (b" \n\t ", "empty"), (b"\x89PNG\r\n\x1a\n" + bytes(100), "not text"),
        (b"%PDF-1.7 ...", "not text"),
        (bytes(range(256)) * 40, "not text"), (b"\x7fELF" + bytes(300), "not text"), (b"\0" * 500, "not text"),
        (codecs.BOM_UTF8, "no article"), (b"\x1f\x8b\x08" + bytes(50), "not text"), (b"<html></html>", "no article"),
        ("\u202e\x1b[2J".encode(), "no article"), (b"x" * (SIZE_MOST + 1), "is the most"),
    ],
    ids=["empty", "blank", "png", "pdf", "bytes", "elf", "nul", "mark", "gzip", "page", "controls", "large"],
)  # fmt: skip
def test_what_is_no_article_is_one_sentence(data: bytes, words: str) -> None:
    assert words in refusal(data, name="standard input")


def test_files_that_cannot_be_read_are_one_sentence(tmp_path: Path) -> None:
    assert "no file" in refusal(tmp_path / "missing.txt")
    assert "no article in the folder" in refusal(tmp_path)
    evil = tmp_path / "a\x1b]0;owned\x07\u202eb.txt"
    evil.write_bytes(b"")
    assert "empty" in refusal(evil)
    assert "no name" in refusal(Path("a\0b"))
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    assert "50 MB" in refusal(large)
    broken = tmp_path / "broken.xml"
    broken.write_bytes(b"<rss><<<")
    refusal(broken)


def test_a_folder_gives_every_article_in_it_and_hides_what_is_hidden(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.md", ".git/d.txt", "e.json", "f.py", "b/.g.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f"Kopf {name}\n\nEin Absatz, der lang genug ist, um einer zu sein, mit Punkt.", encoding="utf-8"
        )
    assert [p.name for p in articles_below(tmp_path)] == ["a.txt", "c.md"]
    assert len(read_articles(tmp_path, now=NOW)) == 2


def test_the_same_text_is_the_same_article_whatever_its_white_space() -> None:
    one, two = read(GERMAN.encode())[0], read(GERMAN.replace("\n\n", "\r\n\r\n\r\n").encode())[0]
    assert one.id == two.id


def survives(data: bytes, kind: str | None) -> None:
    """`data` becomes articles that hold together, or a sentence."""
    try:
        articles = read_articles(data, kind=kind, now=NOW)
    except InputError as error:
        sentence = str(error)
    else:
        sentence = "."
        for article in articles:
            holds_together(article)
    assert sentence.endswith(".")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["text", "markdown", "html", "feed", "eml", "mbox", None]))
def test_any_bytes_are_articles_or_a_sentence(data: bytes, kind: str | None) -> None:
    survives(data, kind)


TAGS = """<p> </p> <b> <div> </div> <li> <ul> </ul> <table> <tr> <td> <td> <a </a> <br> <pre> </pre> <h1> <h2> </h2>
<img <script> <!-- --> &amp; &#0; &#x1b; <blockquote> <figure> <figcaption> <article> </article> wort Absatz < >
href="x">"""
MARKUP = st.lists(st.sampled_from(TAGS.split()) | st.text(max_size=12), max_size=40).map(" ".join)


@settings(max_examples=120, deadline=None)
@given(MARKUP, st.sampled_from(["html", "feed", "markdown", "text"]))
def test_any_markup_holds_together(markup: str, kind: str) -> None:
    if kind == "feed":
        markup = (
            f"<rss><channel><title>T</title><item><description>{markup}</description></item></channel></rss>"
        )
    survives(markup.encode("utf-8", "replace"), kind)
