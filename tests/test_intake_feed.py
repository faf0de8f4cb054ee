"""Feeds of every format as articles: what they say, what must not get through, what is built to stall a reader."""

import json
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import Article, Style
from reader.domain.errors import InputError
from reader.domain.feed import Feed, answered, failed, from_json, is_due, new_feed, to_json, with_said
from reader.intake.compose import Facts
from reader.intake.dates import parse_date
from reader.intake.feed import ParsedFeed, parse_feed
from reader.intake.links import plain_url, resolve
from tests.test_intake_text import holds_together

BASE = "https://a.test/feed"
NOW = datetime(2025, 3, 17, 12, tzinfo=UTC)


def parsed(text: str | bytes, **facts: str) -> ParsedFeed:
    data = text.encode() if isinstance(text, str) else text
    feed = parse_feed(data, Facts(url=BASE, feed="f1", tags=("news",), added=NOW, **facts))  # type: ignore[arg-type]
    for article in feed.articles:
        holds_together(article)
    return feed


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, article.text[b.start : b.end]) for b in article.blocks]


SPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def rss(*items: str, channel: str = "<title>Blatt</title><link>https://a.test/</link>") -> str:
    inside = channel + "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel>{inside}</channel></rss>'


ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.test/sub/">
<title type="html">Das &lt;b&gt;Blatt&lt;/b&gt;</title><link href="https://a.test/"/>
<entry><title>Eins</title><link rel="alternate" href="eins"/><id>tag:1</id>
<updated>2025-03-16T18:04:00+01:00</updated>
<author><name>Eva Blum</name></author><summary>Kurz gesagt, worum es geht in diesem Artikel.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Ein <em>langer</em> Text mit <a href="../x">Verweis</a>.</p>
<ul><li>erstens</li><li>zweitens</li></ul><pre>a
  b</pre></div></content></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Altes Blatt</title><link>https://a.test/</link></channel>
<item rdf:about="https://a.test/1"><title>Eins</title><link>https://a.test/1</link><dc:date>2025-03-16</dc:date>
<dc:creator>Eva Blum</dc:creator></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Blatt",
    "home_page_url": "https://a.test/",
    "items": [
        {"id": "1", "url": "https://a.test/1", "title": "Eins", "content_html": "<p>Ein <b>Text</b>.</p>",
         "date_published": "2025-03-16T18:04:00+01:00", "authors": [{"name": "Eva Blum"}]},
        {"id": 2, "content_text": "Zwei.\n\nNoch ein Absatz.", "tags": ["x"]}, "junk", {"id": "3"},
    ],
}  # fmt: skip


def test_atom_says_it_all() -> None:
    feed = parsed(ATOM)
    assert (feed.title, feed.site) == ("Das Blatt", "https://a.test/")
    (article,) = feed.articles
    assert article.url == "https://a.test/sub/eins"
    assert (article.author, article.published) == ("Eva Blum", datetime(2025, 3, 16, 17, 4, tzinfo=UTC))
    assert blocks(article) == [
        ("headline", "Eins"),
        ("lede", "Kurz gesagt, worum es geht in diesem Artikel."),
        ("paragraph", "Ein langer Text mit Verweis."),
        ("item", "erstens"),
        ("item", "zweitens"),
        ("code", "a\n  b"),
    ]
    assert [i.target for i in article.inlines if i.style is Style.LINK] == ["https://a.test/x"]


def test_the_oldest_format_is_read_as_well() -> None:
    (article,) = parsed(RDF).articles
    assert (article.title, article.source, article.author) == ("Eins", "Altes Blatt", "Eva Blum")
    assert article.published == datetime(2025, 3, 16, tzinfo=UTC)


def test_json_feed() -> None:
    feed = parsed(json.dumps(JSON))
    first, second, *_ = feed.articles
    assert blocks(first) == [("headline", "Eins"), ("paragraph", "Ein Text.")]
    assert (first.author, first.published) == ("Eva Blum", datetime(2025, 3, 16, 17, 4, tzinfo=UTC))
    assert [kind for kind, _ in blocks(second)] == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"items": 3}',
        '{"items": [null, 3, []]}',
        '{"a": ' * 3000,
        '{"items": [{"title": {"a": 1}}]}',
    ],
)
def test_broken_json_is_a_sentence_or_empty(text: str) -> None:
    try:
        feed = parsed(text)
    except InputError as error:
        assert str(error).endswith(".")  # noqa: PT017
    else:
        assert all(not a.url for a in feed.articles)


def test_every_article_knows_its_feed() -> None:
    (article,) = parsed(rss("<title>Eins</title><link>https://a.test/1</link>")).articles
    assert (article.feed, article.tags, article.source, article.added) == ("f1", ("news",), "Blatt", NOW)


def test_the_content_wins_over_the_summary_which_becomes_the_lede() -> None:
    long = "Der ganze Text des Artikels, der viel länger ist als seine Zusammenfassung. " * 4
    content = f"<content:encoded><![CDATA[<p>{long}</p>]]></content:encoded>"
    item = f"<title>T</title><description>Eine kurze Zusammenfassung.</description>{content}"
    assert [kind for kind, _ in blocks(parsed(rss(item)).articles[0])] == ["headline", "lede", "paragraph"]
    begins = item.replace("Eine kurze Zusammenfassung.", long[:70])
    assert [kind for kind, _ in blocks(parsed(rss(begins)).articles[0])] == ["headline", "paragraph"]


def test_entries_that_share_an_address_stay_apart() -> None:
    items = [
        f"<title>T{n}</title><link>https://a.test/</link><guid isPermaLink='false'>g{n}</guid>"
        for n in range(3)
    ]
    first = parsed(rss(*items)).articles
    assert len({article.id for article in first}) == 3
    assert [a.id for a in parsed(rss(*items)).articles] == [a.id for a in first]


def test_the_way_to_an_article_does_not_make_it_another() -> None:
    one, two = (
        parsed(rss(f"<title>T</title><link>https://a.test/1{tail}</link>")).articles[0]
        for tail in ("", "?utm_source=rss&amp;utm_medium=feed#top")
    )
    assert one.id == two.id


def test_scripts_trackers_and_bad_links_do_not_get_through() -> None:
    body = (
        "<p onclick='x()'>Wort<script>alert(1)</script><style>p{}</style></p><iframe src='https://evil.test'></iframe>"
        "<img src='https://t.test/p.gif' width='1' height='1' alt='spy'><a href='javascript:alert(1)'>klick</a>"
        "<a href='data:text/html,x'>daten</a><form><input value='pw'></form><p hidden>versteckt</p>"
    )
    (article,) = parsed(rss(f"<title>T</title><description><![CDATA[{body}]]></description>")).articles
    assert blocks(article) == [("headline", "T"), ("paragraph", "Wort"), ("paragraph", "klickdaten")]
    assert article.inlines == ()


def test_a_feed_says_how_often_it_may_be_asked() -> None:
    assert parsed(rss(channel="<title>T</title><ttl>90</ttl>")).ttl == 5400
    assert parsed(rss(channel="<title>T</title><ttl>soon</ttl>")).ttl == 0


def test_only_the_first_entries_are_read() -> None:
    items = [f"<title>T{n}</title><link>https://a.test/{n}</link>" for n in range(50)]
    feed = parse_feed(rss(*items).encode(), Facts(url=BASE), entries=10)
    assert [a.title for a in feed.articles] == [f"T{n}" for n in range(10)]


ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
MONSTERS = {
    "a bomb of entities": f'<!DOCTYPE r [<!ENTITY e0 "ha">{ENTITIES}]>' + rss("<title>&e9;</title>")[21:],
    "an outside entity": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>T</title><item><title>a&x;</title></item></channel></rss>',
    "elements without end": "<rss><channel>" + "<b>" * 100_000,
    "a deep text": rss(f"<title>T</title><description><![CDATA[{'<div>' * 20_000}x]]></description>"),
    "many attributes": rss("").replace("<item>", "<item " + " ".join(f"a{n}=1" for n in range(20_000)) + ">"),
    "many entries": rss(*(f"<title>{n}</title>" for n in range(20_000))),
    "a long title": rss(f"<title>{'a ' * 400_000}</title>"),
    "open brackets": rss(f"<title>T</title><description>{'&lt;' * 200_000}</description>"),
    "cdata": "<rss><channel><title>T</title>" + "<![CDATA[" * 50_000,
    "comments": "<rss><channel><title>T</title>" + "<!--" * 50_000,
    "tables": rss(f"<title>T</title><description><![CDATA[{'<table><tr><td>' * 3000}x]]></description>"),
    "lists": rss(f"<title>T</title><description><![CDATA[{'<ul><li>' * 5000}x]]></description>"),
}  # fmt: skip


@pytest.mark.parametrize("name", MONSTERS)
def test_what_is_built_to_stall_a_reader_does_not(name: str) -> None:
    started = time.monotonic()
    try:
        feed = parsed(MONSTERS[name])
    except InputError as error:
        feed = ParsedFeed(str(error), "", ())
    assert time.monotonic() - started < 4  # it takes less than one; tests share their machine
    assert "root:" not in "".join(article.text for article in feed.articles)


# --- dates


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Sun, 16 Mar 2025 18:04:00 +0100", "2025-03-16T17:04"), ("Sun, 16 Mar 2025 18:04:00 CET", "2025-03-16T17:04"),
        ("16 Mar 2025 18:04 GMT", "2025-03-16T18:04"), ("2025-03-16T18:04:00Z", "2025-03-16T18:04"),
        ("2025-03-16T18:04:00.123+01:00", "2025-03-16T17:04"), ("2025-03-16", "2025-03-16T00:00"),
        ("16.03.2025 18:04 Uhr", "2025-03-16T18:04"), ("02.11.2026", "2026-11-02T00:00"),
        ("Mo, 2. Nov. 2026 14:30", "2026-11-02T14:30"), ("So., 16. März 2025", "2025-03-16T00:00"),
        ("March 16, 2025, 6:04 pm", "2025-03-16T18:04"), ("16 mars 2025 à 18h04", "2025-03-16T18:04"),
        ("3/16/2025 6:04 PM", "2025-03-16T18:04"), ("1742148240", "2025-03-16T18:04"),
        ("1742148240000", "2025-03-16T18:04"), ("20250316T180400Z", "2025-03-16T18:04"),
        ("Sun Mar 16 18:04:00 2025", "2025-03-16T18:04"), ("16-Mar-25 18:04:00 EST", "2025-03-16T23:04"),
    ],
)  # fmt: skip
def test_dates_as_the_world_writes_them(text: str, when: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.tzinfo is UTC
    assert found.isoformat()[:16] == when


@pytest.mark.parametrize(
    "text", ["", "gestern", "32.13.2025", "99999999999999", "2025-99-99", "Brücke 2025", "12:30"]
)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@given(st.text(max_size=40) | st.from_regex(r"[\d./:, T+-]{1,30}", fullmatch=True))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.tzinfo is UTC


# --- addresses


@pytest.mark.parametrize(
    ("base", "address", "url"),
    [
        ("https://a.test/b/", "c", "https://a.test/b/c"), ("https://a.test/b/", "//x.test/", "https://x.test/"),
        ("https://a.test/", "javascript:alert(1)", ""), ("https://a.test/", "java\nscript:alert(1)", "https://a.test/java%20script:alert(1)"),
        ("https://a.test/", "", ""), ("https://a.test/", "mailto:x@a.test", "mailto:x@a.test"), ("", "file:///etc", ""),
        ("https://a.test/", "http://u:p@x.test/", "http://x.test/"), ("https://a.test/", "http://[", ""),
        ("", "/a", ""),
        ("https://a.test/", "\x1b]8;;http://x\x07", "https://a.test/"),
    ],
)  # fmt: skip
def test_what_a_link_leads_to(base: str, address: str, url: str) -> None:
    found = resolve(base, address)
    assert found == url or (address.startswith("\x1b") and "\x1b" not in found)


@given(st.text(max_size=60))
def test_the_plain_form_of_an_address_is_its_own_plain_form(text: str) -> None:
    url = f"https://a.test/{text}"
    assert plain_url(plain_url(url)) == plain_url(url)


# --- a feed's own clock


def test_a_feed_is_asked_again_after_its_pace() -> None:
    feed = answered(new_feed(BASE, error="x", failing=NOW, gone=True), NOW, 1800)
    assert (feed.error, feed.failing, feed.gone, feed.fetched) == ("", None, False, NOW)
    assert not is_due(feed, NOW + timedelta(minutes=29))
    assert is_due(feed, NOW + timedelta(minutes=30))


@pytest.mark.parametrize(
    ("facts", "minutes"),
    [
        ({}, 30),
        ({"ttl": 7200}, 120),
        ({"ttl": 60}, 30),
        ({"ttl": 10**9}, 1440),
        ({"pace": 600, "ttl": 7200}, 10),
    ],
)
def test_the_person_s_pace_wins_over_the_feed_s(facts: dict[str, int], minutes: int) -> None:
    feed = answered(new_feed(BASE, **facts), NOW, 1800)
    assert feed.due == NOW + timedelta(minutes=minutes)


def test_what_fails_for_long_is_asked_less_often() -> None:
    feed = failed(new_feed(BASE), "It fails.", NOW, 1800)
    assert feed.due == NOW + timedelta(minutes=30)
    later = failed(feed, "It fails.", NOW + timedelta(days=1), 1800)
    assert later.failing == NOW
    assert later.due == NOW + timedelta(days=1, hours=12)
    assert failed(feed, "Wait.", NOW, 1800, wait=7200).due == NOW + timedelta(hours=2)


TIMES = st.none() | st.datetimes(timezones=st.just(UTC))
ALL = st.builds(
    Feed, id=st.just("f1"), url=st.text(), title=st.text(), tags=st.lists(st.text()).map(tuple), whole=st.booleans(),
    pace=st.integers(0, 10**6), fetched=TIMES, due=TIMES, failing=TIMES, error=st.text(), gone=st.booleans(),
)  # fmt: skip


@given(ALL)
def test_a_feed_is_written_and_read_without_loss(feed: Feed) -> None:
    assert from_json(to_json(feed)) == feed


@given(ALL, ALL)
def test_what_a_server_said_touches_no_setting(feed: Feed, visited: Feed) -> None:
    merged = with_said(feed, visited)
    assert (merged.name, merged.tags, merged.whole, merged.pace) == (
        feed.name,
        feed.tags,
        feed.whole,
        feed.pace,
    )
    assert (merged.error, merged.due, merged.etag) == (visited.error, visited.due, visited.etag)


BOMB = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    "declared",
    [f'<!ENTITY a "lol">{BOMB}', f'<!ENTITY i "{"x" * 30_000}">', '<!ENTITY % p "&#37;p;"> <!ENTITY i "%p;">'],
)
def test_a_bomb_of_entities_is_not_read(declared: str) -> None:
    body = "&i;" * 100
    data = f'<!DOCTYPE rss [{declared}]><rss version="2.0"><channel><title>{body}</title></channel></rss>'
    started = time.process_time()
    with pytest.raises(InputError, match="entities"):
        parse_feed(data.encode(), Facts(url="http://x.test/"))
    assert time.process_time() - started < 0.5


def test_a_feed_with_plain_entities_of_its_own_is_read() -> None:
    head = '<!DOCTYPE rss [<!ENTITY haus "H&#228;user">]>'
    assert (
        parsed(f"{head}<rss version='2.0'><channel><title>Alte Stadt</title></channel></rss>").title
        == "Alte Stadt"
    )
