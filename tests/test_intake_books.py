"""Books as programs write them: titles in a list of contents, locks; what a Word document says of itself."""

from collections.abc import Mapping
from importlib.util import find_spec
from types import SimpleNamespace

import pytest

from reader.domain.article import Article
from reader.domain.errors import InputError
from reader.intake import docx, epub
from reader.intake.compose import Facts
from tests.test_intake_files import CONTAINER, packed

LONG = "<p>" + "Ein Satz des Kapitels, der nichts verrät. " * 10 + "</p>"
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>Das Buch</dc:title><dc:creator>Anna Blum</dc:creator><dc:creator>Bert Stein</dc:creator></metadata>
<manifest>{contents}<item id="a" href="text/a.html" media-type="application/xhtml+xml"/>
<item id="b" href="text/b%20b.html" media-type="application/xhtml+xml"/></manifest>
<spine>{listed}<itemref idref="a"/><itemref idref="b"/><itemref idref="nowhere"/></spine></package>"""
NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>I. Anfang</text></navLabel>
<content src="text/a.html"/><navPoint><navLabel><text>Darin</text></navLabel><content src="text/a.html#x"/></navPoint>
</navPoint><navPoint><navLabel><text>II. Ende</text></navLabel>
<content src="text/b%20b.html#top"/></navPoint></navMap></ncx>"""
NAV = f"""<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><ol><li><a href="text/a.html">I. Anfang</a></li>
<li><a href="text/b%20b.html">II. <i>Ende</i></a></li></ol></nav>{LONG}</body></html>"""
EPUB_2 = {
    "book.ncx": NCX,
    "package": PACKAGE.format(
        contents='<item id="n" href="book.ncx" media-type="application/x-dtbncx+xml"/>', listed=""
    ),
}
EPUB_3 = {
    "nav.xhtml": NAV,
    "package": PACKAGE.format(
        contents='<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>',
        listed='<itemref idref="n"/>',
    ),
}


def book(parts: Mapping[str, str | bytes], **more: str | bytes) -> list[Article]:
    inside = {f"OEBPS/{name}": part for name, part in parts.items() if name != "package"}
    files: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": parts["package"],
        "OEBPS/text/a.html": f"<html><body>{LONG}</body></html>",
        "OEBPS/text/b b.html": f"<html><body><p>II. Ende</p>{LONG}</body></html>",
    }
    return epub.parse_epub(packed(files | inside | more), Facts(), "It")


@pytest.mark.parametrize("parts", [EPUB_2, EPUB_3], ids=["EPUB 2", "EPUB 3"])
def test_a_chapter_without_a_heading_is_called_what_the_contents_call_it(parts: dict[str, str | bytes]) -> None:
    first, second = book(parts)
    assert (first.title, second.title) == ("I. Anfang", "II. Ende")
    assert second.text.count("II. Ende") == 1
    assert (first.source, first.author) == ("Das Buch", "Anna Blum, Bert Stein")


def test_a_book_without_contents_or_with_torn_ones_is_read() -> None:
    assert len(book({"package": PACKAGE.format(contents="", listed="")})) == 2
    assert len(book(EPUB_2 | {"book.ncx": ""})) == 2


def test_a_locked_book_says_so_and_one_with_locked_letters_is_read() -> None:
    lock = '<encryption><EncryptedData><CipherReference URI="{}"/></EncryptedData></encryption>'
    locked = {"OEBPS/text/a.html": bytes(range(256)) * 20}
    with pytest.raises(InputError, match="locked"):
        book(EPUB_2, **{"META-INF/encryption.xml": lock.format("OEBPS/text/a.html").encode()}, **locked)
    assert len(book(EPUB_2, **{"META-INF/encryption.xml": lock.format("OEBPS/font.otf")})) == 2


def test_a_book_beyond_reason_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epub, "_CHAPTERS_MOST", 1)
    with pytest.raises(InputError, match="more than 1 chapters"):
        book(EPUB_2)


@pytest.mark.parametrize("core", ["", "no xml", "<x", "<a><dc:creator/></a>"])
def test_a_word_document_s_properties_may_be_missing(core: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = word(core, monkeypatch)
    assert (found.title, found.author, found.published) == ("Titel", "", None)


def test_a_word_document_says_who_wrote_it_and_when(monkeypatch: pytest.MonkeyPatch) -> None:
    core = '<p xmlns:d="u"><d:creator>Anna Blum</d:creator><d:modified>2024-03-05T10:00:00Z</d:modified></p>'
    found = word(core, monkeypatch)
    assert found.author == "Anna Blum"
    assert str(found.published) == "2024-03-05 10:00:00+00:00"


def word(core: str, monkeypatch: pytest.MonkeyPatch) -> Article:
    """A Word document with these properties, what mammoth makes of its text given."""
    markup = "<h1>Titel</h1><p>Ein Satz.</p>"
    mammoth = SimpleNamespace(convert_to_html=lambda file, style_map: SimpleNamespace(value=markup))
    monkeypatch.setattr(docx, "import_module", lambda name: mammoth)
    return docx.parse_docx(packed({"word/document.xml": "<w/>", "docProps/core.xml": core}), Facts(), "It")


@pytest.mark.skipif(find_spec("mammoth") is None, reason="mammoth is an extra")
def test_the_title_s_own_style_is_the_headline() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    style = '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    first = '<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Der Hafen</w:t></w:r></w:p>'
    second = "<w:p><w:r><w:t>Ein Satz.</w:t></w:r></w:p>"

    def link(kind: str, target: str) -> str:
        inside = f'<Relationship Id="r" Type="{kinds}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{links}">{inside}</Relationships>'

    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": link("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": link("styles", "styles.xml"),
        "word/styles.xml": f'<w:styles xmlns:w="{space}">{style}</w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{first}{second}</w:body></w:document>',
    }
    found = docx.parse_docx(packed(parts), Facts(), "It")
    assert (found.title, found.text) == ("Der Hafen", "Der Hafen\n\nEin Satz.")
