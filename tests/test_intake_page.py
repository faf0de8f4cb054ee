"""Pages as papers build them: where each part is found, and what does not belong to the article."""

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from reader.domain.article import Article, Style
from reader.intake.compose import Facts
from reader.intake.html import pieces_of
from reader.intake.metadata import read_facts
from reader.intake.page import parse_page, tree_of
from tests.test_intake_text import holds_together

URL = "https://blatt.test/2025/bruecke.html"
ONE = "Der Stadtrat hat beschlossen, die Brücke am alten Hafen bis zum Herbst zu erneuern, für zwölf Millionen."
TWO = "Die Opposition hielt dagegen, der Zeitplan sei nicht zu halten, und verwies auf die Schleuse im Osten."
THREE = "Im Frühjahr soll der Auftrag vergeben werden; bis dahin bleibt die Brücke für Autos und Räder offen."
ASIDE = "<h2>Mehr dazu</h2><figure><img src='x'><figcaption>Ein fremdes Bild</figcaption></figure>"
BODY = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"


def page(body: str = BODY, head: str = "", title: str = "Rat erneuert Brücke") -> Article:
    markup = (
        f'<!doctype html><html lang="de"><head><title>{title} | Blatt</title>{head}</head><body>'
        f"<header><a href='/'>Blatt</a></header><article><h1>{title}</h1>{body}</article>"
        f"<aside class='related'>{ASIDE}</aside><footer>Impressum</footer></body></html>"
    )
    article = parse_page(markup, Facts(url=URL))
    holds_together(article)
    return article


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, article.text[b.start : b.end]) for b in article.blocks]


def ld(**facts: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **facts})}</script>'


def test_a_bare_page_has_a_headline_and_its_paragraphs() -> None:
    assert blocks(page()) == [
        ("headline", "Rat erneuert Brücke"),
        *(("paragraph", text) for text in (ONE, TWO, THREE)),
    ]


def test_what_the_page_says_of_itself_comes_first() -> None:
    head = ld(
        headline="Rat erneuert Brücke",
        datePublished="2025-03-16T18:04:00+01:00",
        author=[{"@type": "Person", "name": "Eva Blum"}, {"name": "Jo Kern"}],
        publisher={"name": "Das Blatt"},
    )
    article = page(head=head)
    assert (article.author, article.source) == ("Eva Blum, Jo Kern", "Das Blatt")
    assert article.published == datetime(2025, 3, 16, 17, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{broken</script>',
        '<script type="application/ld+json">[[[{"@graph": 3}]]]</script>',
        ld(author=3, datePublished=["x"], publisher=None, headline={"a": "b"}),
        '<meta property="og:title"><meta name="date" content="gestern"><link rel="canonical" href="http://[">',
    ],
)
def test_what_a_page_says_wrongly_is_left_aside(head: str) -> None:
    article = page(head=head)
    assert article.title == "Rat erneuert Brücke"
    assert article.published is None


def test_kicker_lede_byline_are_found_where_papers_put_them() -> None:
    body = (
        "<p class='article__byline'>Von Eva Blum</p>"
        "<p class='article__lede'>Zwölf Millionen Euro und ein Sommer ohne Umweg: So hat der Rat entschieden.</p>"
        + BODY
    )
    kinds = dict(reversed(blocks(page(body))))
    assert kinds["lede"].startswith("Zwölf Millionen")
    assert kinds["byline"] == "Von Eva Blum"


def test_a_caption_stands_where_its_picture_does_and_its_credit_apart() -> None:
    figure = (
        "<figure><img src='b.jpg'><figcaption>Die Brücke im Februar. Foto: Lena Hartwig</figcaption></figure>"
    )
    body = f"<p>{ONE}</p>{figure}<p>{TWO}</p><p>{THREE}</p>"
    found = blocks(page(body))
    at = found.index(("caption", "Die Brücke im Februar."))
    assert found[at - 1] == ("paragraph", ONE)
    assert found[at + 1] == ("credit", "Foto: Lena Hartwig")
    assert "fremdes" not in page(body).text


def test_quotes_lists_subheads_tables_and_code_keep_their_kind() -> None:
    body = (
        f"<p>{ONE}</p><h2>Was nun</h2><p>{TWO}</p>"
        "<ol><li>Erst die Ausschreibung im Winter.</li><li>Dann die Vergabe.</li></ol>"
        f"<blockquote><p>Wir haben lange genug gewartet, sagte sie.</p></blockquote><p>{THREE}</p>"
        "<table><tr><th>Jahr</th><th>Euro</th></tr><tr><td>2025</td><td>4</td></tr></table>"
    )
    article = page(body)
    kinds = [kind for kind, _ in blocks(article)]
    assert kinds == [
        "headline",
        "paragraph",
        "subhead",
        "paragraph",
        "item",
        "item",
        "quote",
        "paragraph",
        "table",
    ]
    assert [b.marker for b in article.blocks if b.marker] == ["1.", "2."]
    assert blocks(article)[-1][1] == "Jahr\tEuro\n2025\t4"


def test_links_are_kept_and_lead_where_the_page_says() -> None:
    article = page(f"<p>{ONE} <a href='/plan'>Der Plan</a></p><p>{TWO}</p><p>{THREE}</p>")
    (link,) = [i for i in article.inlines if i.style is Style.LINK]
    assert (article.text[link.start : link.end], link.target) == ("Der Plan", "https://blatt.test/plan")


def test_the_page_s_own_address_is_taken_from_the_same_host_alone() -> None:
    def canonical(url: str) -> str:
        return page(head=f'<link rel="canonical" href="{url}">').url

    assert canonical("https://blatt.test/2025/kurz.html") == "https://blatt.test/2025/kurz.html"
    assert canonical("https://evil.test/2025/kurz.html") == URL
    assert canonical("https://blatt.test/kurz") == "https://blatt.test/kurz"
    assert canonical("https://blatt.test/") == URL
    assert canonical("https://blatt.test") == URL


MONSTERS = {
    "nothing": "",
    "a bracket": "<",
    "a tag": "<html>",
    "a word": "wort",
    "a comment": "<!-- -->",
    "open paragraphs": "<p>" * 9000,
    "open styles": "<b>" * 9000 + "x",
    "nul": "\0",
    "ampersands": "&" * 9999,
}


@pytest.mark.parametrize("name", MONSTERS)
def test_no_markup_breaks_the_page(name: str) -> None:
    holds_together(parse_page(MONSTERS[name], Facts(url=URL)))


# --- a feed entry's own HTML, walked as it stands


@pytest.mark.parametrize(
    ("markup", "pieces"),
    [
        ("ein<br>Umbruch<br><br>Absatz", ["paragraph ein\nUmbruch", "paragraph Absatz"]),
        ("<p>a</p>lose<p>b</p>", ["paragraph a", "paragraph lose", "paragraph b"]),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", ["item a", "item b"]),
        ("<ol start=3><li>a<li>b</ol>", ["item 3. a", "item 4. b"]),
        ("<blockquote>a<p>b</blockquote>", ["quote a", "quote b"]),
        ("<h3>Kopf</h3>Text", ["subhead Kopf", "paragraph Text"]),
        (
            "<figure><img alt='Ein Bild' src='x.jpg'><figcaption>Unten</figcaption></figure>",
            ["image Ein Bild", "caption Unten"],
        ),
        ("<table><tr><td><p>Ein Brief</p></td></tr></table>", ["paragraph Ein Brief"]),
        ("<p>vor <img src='t.gif' width=1 height=1 alt=spy>nach</p>", ["paragraph vor nach"]),
        ("<p style='display: none'>weg</p><p>da</p>", ["paragraph da"]),
        ("a &amp; b &lt; c &nbsp; d", ["paragraph a & b < c d"]),
        (
            "<p>Er weiß es.<sup><a href='#f1'>12</a></sup> CO<sub>2</sub>, der 3<sup>rd</sup></p>",
            ["paragraph Er weiß es.¹² CO₂, der 3rd"],
        ),
        ("<p>Er sagte <q>ja</q>.</p>", ["paragraph Er sagte “ja”."]),
        ("nur Text\n\nund noch einer", ["paragraph nur Text", "paragraph und noch einer"]),
    ],
)
def test_markup_becomes_blocks(markup: str, pieces: list[str]) -> None:
    found = pieces_of(markup, "https://a.test/")
    said = [" ".join(filter(None, (p.kind.value, p.marker.strip("•"), p.text.strip()))) for p in found]
    assert said == pieces


# --- the start


def test_what_takes_articles_in_loads_nothing_heavy() -> None:
    heavy = {
        "trafilatura",
        "lxml",
        "feedparser",
        "httpx",
        "markdown_it",
        "charset_normalizer",
        "asyncio",
        "fasttext",
    }
    code = (
        "import sys, reader.intake.files, reader.intake.kinds, reader.desk.incoming, reader.domain.feed\n"
        f"print(*({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("url", "language", "said", "when"),
    [
        ("https://blatt.de/a", "", "2025-03-16T20:15:00", (2025, 3, 16, 19, 15)),
        ("https://blatt.de/a", "", "2025-07-16T20:15:00", (2025, 7, 16, 18, 15)),
        ("https://blatt.de/a", "en", "2025-03-16T20:15:00+00:00", (2025, 3, 16, 20, 15)),
        ("https://blatt.de/a", "", "2025-03-16T20:15:00Z", (2025, 3, 16, 20, 15)),
        ("https://blatt.example/a", "de", "16.03.2025 20:15 Uhr", (2025, 3, 16, 19, 15)),
        ("https://paper.example/a", "en", "2025-03-16T20:15:00", (2025, 3, 16, 20, 15)),
        ("https://blatt.de/a", "de", "2025-03-16", (2025, 3, 16, 0, 0)),
    ],
)
def test_a_time_without_a_zone_is_its_country_s(
    url: str, language: str, said: str, when: tuple[int, ...]
) -> None:
    page = (
        f'<html lang="{language}"><meta property="article:published_time" content="{said}"><p>Text</p></html>'
    )
    root = tree_of(page)
    assert root is not None
    assert read_facts(root, url).published == datetime(*when, tzinfo=UTC)  # type: ignore[misc, arg-type]
