"""Where feeds come from: OPML, newsboat's urls file, pages that name them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.clean import clean_line
from reader.domain.errors import InputError
from reader.domain.feed import Feed, new_feed
from reader.domain.query import parse
from reader.intake.discover import feed_links
from reader.intake.newsboat import parse_urls
from reader.intake.opml import parse_opml, read_opml, to_opml

OPML = b"""<?xml version="1.0"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="News"><outline text="Europe">
    <outline type="rss" text="Post &amp; Mail" xmlUrl="https://a.test/feed?x=1&amp;y=2" htmlUrl="https://a.test/"/>
  </outline></outline>
  <outline type="rss" title="Bare" XMLURL="http://b.test/rss" category="/Science/Space,daily"/>
  <outline text="Twice"><outline type="rss" xmlUrl="https://a.test/feed?x=1&amp;y=2"/></outline>
  <outline text="bad" xmlUrl="javascript:alert(1)"/><outline text="bad" xmlUrl="file:///etc/passwd"/>
</body></opml>"""


def facts(feed: Feed) -> tuple[str, str, str, tuple[str, ...]]:
    return feed.url, feed.label, feed.site, feed.tags


def test_folders_become_tags() -> None:
    assert [facts(feed) for feed in parse_opml(OPML)] == [
        ("https://a.test/feed?x=1&y=2", "Post & Mail", "https://a.test/", ("News/Europe", "Twice")),
        ("http://b.test/rss", "Bare", "", ("Science/Space", "daily")),
    ]


def test_what_went_out_comes_in_again() -> None:
    feeds = parse_opml(OPML)
    assert sorted(map(facts, parse_opml(to_opml(feeds).encode()))) == sorted(map(facts, feeds))


NAMES = st.text(min_size=1, max_size=12).map(clean_line).filter(bool)
TAGS = NAMES.map(lambda name: name.replace("/", "").replace(",", "").strip()).filter(bool)
FEEDS = st.builds(
    lambda number, name, tags: new_feed(f"https://x.test/{number}", name=name, tags=tuple(dict.fromkeys(tags))),
    st.integers(0, 99),
    NAMES,
    st.lists(TAGS, max_size=3),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(FEEDS, max_size=6, unique_by=lambda feed: feed.url))
def test_any_list_survives_the_way_out_and_in(feeds: list[Feed]) -> None:
    again = {feed.url: feed for feed in parse_opml(to_opml(feeds).encode())}
    assert {url: (f.name, set(f.tags)) for url, f in again.items()} == {
        f.url: (f.name, set(f.tags)) for f in feeds
    }


@pytest.mark.parametrize("data", [b"", b"no xml", b"<rss/>", b"<html><body/></html>", b"\0\1\2", b"<opml"])
def test_what_is_no_opml_is_told(data: bytes) -> None:
    if data == b"<opml":
        assert parse_opml(data) == []
        return
    with pytest.raises(InputError):
        parse_opml(data)


LOOSE = b"""<opml version="1.1"><head><dateCreated/></head><body>
<outline text="Folder &amp;amp; more"><outline title="Old" xmlUrl="feed://a.test/rss" htmlUrl="http:///">
  <outline text="Inside" xmlUrl="https://b.test/rss"/></outline></outline>
<outline text="Mine" xmlUrl="https://me:secret@c.test/rss"/><outline text="Local" xmlUrl="file:///etc/passwd"/>
<outline text="Program" xmlUrl="|make.sh"/><outline text="Empty"/></body></opml>"""


def test_what_an_opml_file_names_and_cannot_be_followed_is_said() -> None:
    found = read_opml(LOOSE)
    assert [facts(feed) for feed in found.feeds] == [
        ("http://a.test/rss", "Old", "", ("Folder & more",)),
        ("https://b.test/rss", "Inside", "", ("Folder & more",)),
        ("https://c.test/rss", "Mine", "", ()),
    ]
    assert found.left == (
        "The login in the address of https://c.test/rss was left out; `glosse feeds set` takes one.",
        "“Local”: “file:///etc/passwd” is no address of a feed.",
        "“Program”: “|make.sh” is no address of a feed.",
    )


def test_entities_of_an_opml_file_are_not_followed() -> None:
    bomb = b'<!DOCTYPE o [<!ENTITY f SYSTEM "file:///etc/passwd">]><opml><body><outline text="&f;" xmlUrl="http://a.test/"/></body></opml>'
    assert "root" not in parse_opml(bomb)[0].label


def test_folders_nested_without_end_are_read_to_a_depth() -> None:
    deep = b"<opml><body>" + b'<outline text="a">' * 3000 + b"</outline>" * 3000 + b"</body></opml>"
    assert parse_opml(deep) == []


# --- newsboat

URLS = rb"""# my feeds
https://a.test/feed "~The Post" news "long reads"
https://b.test/rss !hidden
"query:Unread:unread = \"yes\""
"query:Both:unread = \"yes\" and tags # \"news\""
"query:Odd:unread_count > \"0\""
exec:script.sh
"""


def test_newsboat_s_lines_become_feeds_and_searches() -> None:
    found = parse_urls(URLS)
    assert [(f.url, f.label, f.tags) for f in found.feeds] == [
        ("https://a.test/feed", "The Post", ("news", "long reads")),
        ("https://b.test/rss", "https://b.test/rss", ()),
    ]
    assert found.searches == (("Unread", "is:unread"), ("Both", 'is:unread tag:"news"'))
    assert len(found.left) == 2
    for _, query in found.searches:
        parse(query)


FOUND_IN_HOMES = rb"""
"---NEWS---"
" "
https://a.test/1 ~Bob's "two words"   # behind a feed
feed://b.test/rss
feed:https://c.test/rss
https://me:secret@d.test/feed.rss
"exec:~/bin/make.py someone" tag
"filter:~/bin/less.pl -i 'x':https://e.test/all" misc
"query:Few:unread =\"yes\" and tags !# \"Film\" "~Anders" meta
"query:Torn:unread =\"yes\" and tags !# \"Film\"
"""


def test_lines_as_they_stand_in_people_s_homes() -> None:
    found = parse_urls(FOUND_IN_HOMES)
    assert [(f.url, f.label, f.tags) for f in found.feeds] == [
        ("https://a.test/1", "Bob's", ("two words",)),
        ("http://b.test/rss", "http://b.test/rss", ()),
        ("https://c.test/rss", "https://c.test/rss", ()),
        ("https://d.test/feed.rss", "https://d.test/feed.rss", ()),
    ]
    assert found.searches[-1] == ("Torn", 'is:unread -tag:"Film"')
    assert [sentence.partition(" ")[2][:18] for sentence in found.left[:4]] == [
        "2: “---NEWS---” is", "7: the login in th", "8: a program write", "9: a program chang",
    ]  # fmt: skip
    assert "https://e.test/all can be followed" in found.left[3]
    assert not any("secret" in sentence for sentence in found.left)


@pytest.mark.parametrize(
    ("condition", "query"),
    [
        (r"unread = \"yes\" and age < 7", "is:unread after:7d"),
        ("age between 0:30", "after:30d"),
        (r"(tags # \"a\" or tags # \"b\") and unread = \"yes\"", '(tag:"a" OR tag:"b") is:unread'),
        (r"title =~ \".*Linux.*\"", 'title:"Linux"'),
        (r"author = \"Anna and Bert\"", 'author:"Anna and Bert"'),
        (r"title =~ \"foo|bar\"", None),
        (r"tags # \"a\" or tags # \"b\" and unread = \"yes\"", None),
        (r"unread = \"yes\" and unread_count > 3", None),
        (r"(unread = \"yes\"", None),
    ],
)
def test_a_query_is_taken_over_whole_or_not_at_all(condition: str, query: str | None) -> None:
    found = parse_urls(f'https://a.test/1\n"query:It:{condition}"\n'.encode())
    assert found.searches == ((("It", query),) if query else ())
    assert bool(found.left) is (query is None)


def test_a_file_without_feeds_is_told() -> None:
    for data in (b"", b"# nothing", b"hello\nworld", b'"'):
        with pytest.raises(InputError):
            parse_urls(data)


# --- pages that name feeds

LINKS = """<html><head>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments.xml">
<link rel="alternate" type="application/atom+xml" href="atom.xml">
<link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" href="/feed.css">
</head><body><a href="https://other.test/rss">RSS</a><a href="/feedback">Feedback</a><a href="javascript:feed()">x</a>
</body></html>"""


def test_a_page_s_feeds_come_likeliest_first() -> None:
    assert feed_links(LINKS, "https://a.test/blog/") == [
        "https://a.test/blog/atom.xml",
        "https://a.test/comments.xml",
        "https://other.test/rss",
    ]
    assert feed_links("", "https://a.test/") == []
