"""What comes in over the network: subscriptions, fetches, pages, rules, against a real server on loopback."""

import time
from collections.abc import Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from reader import paths
from reader.config.settings import Config, FetchConfig, Rule
from reader.desk import Desk
from reader.desk.incoming import Progress
from reader.desk.network import Network, Place
from reader.desk.rules import highlights
from reader.domain.article import BlockKind
from reader.domain.errors import Ambiguous, FetchError, InputError, NotFound
from reader.domain.feed import Feed, new_feed
from reader.domain.query import Query, parse
from reader.intake.fetch import Limits
from reader.store.library import Library
from tests.loopback import Site, serving

TEXT = "Ein Absatz, der lang genug ist, um als Text eines Artikels zu gelten, mit allem, was dazugehört. " * 3


def rss(title: str, *entries: tuple[str, str, str], ttl: int = 0) -> str:
    """A feed of (address, title, text) entries."""
    items = "".join(
        f"<item><title>{t}</title><link>{link}</link><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        for link, t, text in entries
    )
    patience = f"<ttl>{ttl}</ttl>" if ttl else ""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{patience}{items}</channel></rss>'


def page(title: str, head: str = "") -> str:
    paragraphs = "".join(f"<p>{number}. {TEXT}</p>" for number in range(4))
    body = f"<body><article><h1>{title}</h1>{paragraphs}</article></body>"
    return f"<!doctype html><html><head><title>{title}</title>{head}</head>{body}</html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def desk_with(tmp_path: Path, **config: object) -> Desk:
    limits = FetchConfig(timeout=2.0, max_bytes=1_000_000, allow_hosts=("localhost",))
    tmp_path.mkdir(exist_ok=True)
    settings = Config(**{"seeds": False, "fetch": limits, **config})  # type: ignore[arg-type]
    return Desk(paths.Home.at(tmp_path), settings, Library(tmp_path / "library.db"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = desk_with(tmp_path)
    yield opened
    opened.close()


def titles(desk: Desk, query: str = "") -> set[str]:
    library = desk.library
    return {row.title for row in library.rows(library.select(parse(query) if query else Query()))}


FEED = "application/rss+xml"


# --- subscribing


def test_a_feed_is_followed_by_its_address(desk: Desk, site: Site) -> None:
    url = site.show(
        "/feed", rss("Hafenblatt", ("http://x.test/1", "Eins", "a"), ("http://x.test/2", "Zwei", "b")), FEED
    )
    feed = desk.incoming.subscribe(url, tags=("news",))
    assert (feed.title, feed.url, feed.error) == ("Hafenblatt", url, "")
    assert feed.fetched is not None
    assert titles(desk) == titles(desk, "tag:news") == {"Eins", "Zwei"}
    (row,) = desk.incoming.rows()
    assert (row.unread, row.total) == (2, 2)


def test_the_feed_behind_a_page_is_found(desk: Desk, site: Site) -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" title="Kommentare" href="/comments/feed">'
        '<link rel="alternate" type="application/rss+xml" href="/news.xml">'
    )
    site.show("/", page("Start", head))
    site.show("/news.xml", rss("Das Blatt", ("http://x.test/1", "Eins", "a")), FEED)
    assert desk.incoming.subscribe(site.url("/")).url == site.url("/news.xml")


def test_where_a_page_names_no_feed_the_usual_places_are_tried(desk: Desk, site: Site) -> None:
    site.show("/", page("Start"))
    site.show("/feed.xml", rss("Das Blatt"), FEED)
    assert desk.incoming.subscribe(site.url("/")).title == "Das Blatt"


def test_a_page_without_a_feed_is_told(desk: Desk, site: Site) -> None:
    with pytest.raises(InputError, match="no feed"):
        desk.incoming.subscribe(site.show("/", page("Start")))
    assert desk.incoming.rows() == []


def test_the_same_feed_is_followed_once(desk: Desk, site: Site) -> None:
    url = site.show("/feed", rss("Blatt"), FEED)
    assert desk.incoming.subscribe(url) == desk.incoming.subscribe(url)
    assert len(desk.incoming.rows()) == 1


def test_a_feed_left_comes_back_with_its_settings(desk: Desk, site: Site) -> None:
    feed = desk.incoming.subscribe(site.show("/feed", rss("Blatt", ("http://x.test/1", "Eins", "a")), FEED))
    feed = desk.incoming.change(feed.id, name="Mein Blatt")
    left = desk.incoming.unsubscribe(feed.id)
    assert desk.incoming.rows() == []
    assert titles(desk) == {"Eins"}
    desk.incoming.restore(left)
    assert desk.incoming.rows()[0].feed.label == "Mein Blatt"


def test_a_feed_is_found_by_part_of_its_name(desk: Desk) -> None:
    for url, title in (("http://a.test/", "Abendpost"), ("http://b.test/", "Morgenpost")):
        desk.library.put_feed(new_feed(url, title=title))
    assert desk.incoming.find("abend").url == "http://a.test/"
    assert desk.incoming.find("http://b.test/").title == "Morgenpost"
    assert desk.incoming.find(desk.incoming.find("abend").id[:6]).title == "Abendpost"
    with pytest.raises(Ambiguous) as caught:
        desk.incoming.find("post")
    assert len(caught.value.candidates) == 2
    with pytest.raises(NotFound):
        desk.incoming.find("mittag")


def test_a_setting_that_is_none_is_told(desk: Desk) -> None:
    desk.library.put_feed(new_feed("http://a.test/"))
    with pytest.raises(InputError, match="colour"):
        desk.incoming.change(desk.library.feeds()[0].id, colour="red")


# --- fetching


def follow(desk: Desk, url: str, **facts: object) -> Feed:
    feed = new_feed(url, typed=True, **facts)
    desk.library.put_feed(feed)
    return feed


def test_what_has_not_changed_is_asked_for_but_not_sent(desk: Desk, site: Site) -> None:
    feed = follow(desk, site.show_versioned("/feed", rss("Blatt", ("http://x.test/1", "Eins", "a")), '"v1"'))
    assert desk.incoming.fetch([feed]).new == 1
    again = desk.incoming.fetch([desk.library.feed(feed.id)])
    assert (again.new, again.changed, again.failed) == (0, 0, ())
    assert site.asked[1][1]["If-None-Match"] == '"v1"'


def test_new_and_changed_articles_are_counted(desk: Desk, site: Site) -> None:
    feed = follow(desk, site.show("/feed", rss("Blatt", ("http://x.test/1", "Eins", "a")), FEED))
    desk.incoming.fetch([feed])
    site.show(
        "/feed", rss("Blatt", ("http://x.test/2", "Zwei", "b"), ("http://x.test/1", "Eins", "anders")), FEED
    )
    done = desk.incoming.fetch([feed])
    assert (done.new, done.changed) == (1, 1)


def test_only_what_is_due_is_asked(desk: Desk, site: Site) -> None:
    now = datetime.now(UTC)
    site.show("/feed", rss("Blatt"), FEED)
    site.show("/late", rss("Spät"), FEED)
    follow(desk, site.url("/feed"), due=now - timedelta(minutes=1))
    follow(desk, site.url("/late"), due=now + timedelta(minutes=1))
    follow(desk, site.url("/gone"), gone=True)
    done = desk.incoming.fetch()
    assert (done.asked, done.waiting) == (1, 2)
    assert [path for path, _ in site.asked] == ["/feed"]
    assert desk.incoming.fetch().asked == 0


def test_a_feed_s_own_pace_is_kept(desk: Desk, site: Site) -> None:
    feed = follow(desk, site.show("/feed", rss("Blatt", ttl=120), FEED))
    desk.incoming.fetch([feed])
    due = desk.library.feed(feed.id).due
    assert due is not None
    assert timedelta(minutes=119) < due - datetime.now(UTC) <= timedelta(minutes=120)


def test_a_moved_feed_is_asked_at_its_new_address_from_then_on(desk: Desk, site: Site) -> None:
    site.show("/new", rss("Blatt"), FEED)
    feed = follow(desk, site.send_to("/old", "/new", 301))
    desk.incoming.fetch([feed])
    moved = desk.library.feed(feed.id)
    assert (moved.id, moved.url) == (feed.id, site.url("/new"))


def test_a_move_to_what_is_no_feed_is_not_made(desk: Desk, site: Site) -> None:
    site.show("/login", page("Anmelden"))
    feed = follow(desk, site.send_to("/old", "/login", 301))
    desk.incoming.fetch([feed])
    kept = desk.library.feed(feed.id)
    assert kept.url == site.url("/old")
    assert "no feed" in kept.error


def test_a_feed_that_is_gone_is_asked_no_more(desk: Desk, site: Site) -> None:
    feed = follow(desk, site.refuse("/feed", 410))
    desk.incoming.fetch()
    assert desk.library.feed(feed.id).gone
    assert desk.incoming.fetch().asked == 0
    site.show("/feed", rss("Wieder da"), FEED)
    desk.incoming.fetch([desk.library.feed(feed.id)])
    assert not desk.library.feed(feed.id).gone


def test_a_server_that_asks_for_time_gets_it(desk: Desk, site: Site) -> None:
    feed = follow(desk, site.refuse("/feed", 429, Retry_After="7200"))
    desk.incoming.fetch()
    due = desk.library.feed(feed.id).due
    assert due is not None
    assert due - datetime.now(UTC) > timedelta(minutes=119)


def test_an_error_stays_at_its_feed_until_a_fetch_goes_well(desk: Desk, site: Site) -> None:
    feed = follow(desk, site.refuse("/feed", 500), etag='"v1"')
    (failed,) = desk.incoming.fetch().failed
    assert "500" in failed.error
    first = desk.library.feed(feed.id)
    assert first.failing is not None
    assert first.etag == '"v1"'
    desk.incoming.fetch([first])
    assert desk.library.feed(feed.id).failing == first.failing
    site.show("/feed", rss("Blatt"), FEED)
    desk.incoming.fetch([first])
    healed = desk.library.feed(feed.id)
    assert (healed.error, healed.failing) == ("", None)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no feed",
        "<html><body>x",
        "<rss><channel><item>",
        "{}",
        "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><rss>&b;",
    ],
)
def test_a_broken_feed_loses_nothing_and_stops_no_other(desk: Desk, site: Site, body: str) -> None:
    follow(desk, site.show("/bad", body, FEED))
    follow(desk, site.show("/good", rss("Gut", ("http://x.test/1", "Eins", "a")), FEED))
    assert desk.incoming.fetch().new == 1


def test_one_feed_that_hangs_holds_up_no_other(desk: Desk, site: Site) -> None:
    slow = follow(desk, site.drip("/slow", 8))
    follow(
        desk,
        site.show("/quick", rss("Gut", ("http://x.test/1", "Eins", "a")), FEED).replace(
            "127.0.0.1", "localhost"
        ),
    )
    seen: list[str] = []
    started = time.monotonic()
    desk.incoming.fetch(progress=lambda p: seen.append(p.feed.title))
    assert seen[0] == "Gut"
    assert time.monotonic() - started < 4
    assert "did not answer" in desk.library.feed(slow.id).error


def test_a_bomb_and_a_flood_end_as_sentences(desk: Desk, site: Site) -> None:
    for url in (site.bomb("/bomb", 50_000_000), site.flood("/flood")):
        follow(desk, url)
    assert ["1 MB" in feed.error for feed in desk.incoming.fetch().failed] == [True, True]


def test_a_fetch_can_be_called_off(desk: Desk, site: Site) -> None:
    feed = follow(desk, site.drip("/slow", 8))
    started = time.monotonic()
    done = desk.incoming.fetch(cancelled=lambda: time.monotonic() - started > 0.3)
    assert done.cancelled
    assert time.monotonic() - started < 1.5
    assert desk.library.feed(feed.id).fetched is None


def test_progress_is_told_after_each_feed(desk: Desk, site: Site) -> None:
    for number in range(5):
        follow(
            desk, site.show(f"/{number}", rss(f"Blatt {number}", (f"http://x.test/{number}", "T", "a")), FEED)
        )
    told: list[Progress] = []
    desk.incoming.fetch(progress=told.append)
    assert [(p.done, p.total, p.new) for p in told] == [(n, 5, 1) for n in range(1, 6)]


def test_a_feed_unsubscribed_while_it_is_fetched_stays_away(desk: Desk, site: Site) -> None:
    feed = follow(desk, site.show("/feed", rss("Blatt", ("http://x.test/1", "Eins", "a")), FEED))
    desk.library.remove_feed(feed.id)
    assert desk.incoming.fetch([feed]).new == 0
    assert desk.incoming.rows() == []


def test_what_the_person_set_meanwhile_is_kept(desk: Desk, site: Site) -> None:
    feed = follow(desk, site.show("/feed", rss("Blatt"), FEED))
    desk.incoming.change(feed.id, name="Mein Blatt")
    desk.incoming.fetch([feed])
    assert desk.library.feed(feed.id).label == "Mein Blatt"


def test_a_feed_from_a_list_may_not_lead_into_the_private_network(desk: Desk, site: Site) -> None:
    feed = new_feed(site.show("/feed", rss("Blatt"), FEED))
    desk.library.put_feed(feed)
    desk.incoming.fetch()
    assert "private network" in desk.library.feed(feed.id).error
    assert site.asked == []


def test_whole_articles_come_from_their_pages(desk: Desk, site: Site) -> None:
    local = site.url("/page", host="localhost")
    site.show("/page", page("Der ganze Artikel"))
    feed = follow(desk, site.show("/feed", rss("Blatt", (local, "Kurz", "nur dies")), FEED), whole=True)
    desk.incoming.fetch([feed])
    (id_,) = desk.library.ids(Query())
    article = desk.library.get(id_)
    assert (article.title, article.url, article.feed) == ("Der ganze Artikel", local, feed.id)
    assert sum(b.kind is BlockKind.PARAGRAPH for b in article.blocks) >= 3
    again = desk.incoming.fetch([desk.library.feed(feed.id)])
    assert (again.new, again.changed) == (0, 0)


def test_where_a_page_does_not_come_the_feed_s_text_is_kept_and_it_is_said(desk: Desk, site: Site) -> None:
    local = site.url("/none", host="localhost")
    feed = follow(desk, site.show("/feed", rss("Blatt", (local, "Kurz", "nur dies")), FEED), whole=True)
    assert desk.incoming.fetch([feed]).new == 1
    assert titles(desk) == {"Kurz"}
    assert "the feed's text is kept" in desk.library.feed(feed.id).error


# --- pages


def test_a_page_is_added_by_its_address(desk: Desk, site: Site) -> None:
    (outcome,) = desk.incoming.add_url(site.show("/a", page("Der Artikel")), tags=("x",))
    assert (outcome.title, outcome.new) == ("Der Artikel", True)
    assert desk.library.get(outcome.id).url == site.url("/a")
    assert titles(desk, "tag:x") == {"Der Artikel"}
    assert not desk.incoming.add_url(site.url("/a"))[0].new


def test_a_page_is_decoded_by_its_header(desk: Desk, site: Site) -> None:
    url = site.show("/a", page("Łódź").encode("iso-8859-2", "replace"), "text/html; charset=iso-8859-2")
    assert desk.incoming.add_url(url)[0].title == "Łódź"


def test_a_feed_s_address_adds_its_articles_once(desk: Desk, site: Site) -> None:
    url = site.show(
        "/feed", rss("Blatt", ("http://x.test/1", "Eins", "a"), ("http://x.test/2", "Zwei", "b")), FEED
    )
    assert [o.title for o in desk.incoming.add_url(url)] == ["Eins", "Zwei"]
    assert desk.incoming.rows() == []


def test_what_is_no_article_is_told(desk: Desk, site: Site) -> None:
    with pytest.raises(InputError, match="not text"):
        desk.incoming.add_url(site.show("/a.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "image/png"))
    with pytest.raises(InputError):
        desk.incoming.add_url(site.show("/empty", ""))
    with pytest.raises(FetchError, match="404"):
        desk.incoming.add_url(site.url("/none"))


# --- rules


def test_rules_are_applied_to_what_arrives(tmp_path: Path, site: Site) -> None:
    rules = (
        Rule('title:"Wetter"', drop=True),
        Rule("title:Wahl", tag=("politik",), star=True),
        Rule("title:Sport", read=True, archive=True),
        Rule("title:(", tag=("never",)),
    )
    desk = desk_with(tmp_path, rules=rules)
    names = ("Das Wetter", "Die Wahl", "Der Sport", "Sonst")
    entries = [(f"http://x.test/{i}", name, "text") for i, name in enumerate(names)]
    follow(desk, site.show("/feed", rss("Blatt", *entries), FEED))
    assert desk.incoming.fetch().new == 3
    assert titles(desk) == {"Die Wahl", "Der Sport", "Sonst"}
    assert titles(desk, "tag:politik is:starred") == {"Die Wahl"}
    assert titles(desk, "is:archived is:read") == {"Der Sport"}
    desk.close()


def test_what_is_old_is_given_up_unless_it_is_starred_tagged_or_still_listed(desk: Desk, site: Site) -> None:
    def entry(number: int, year: int) -> str:
        return (
            f"<item><title>T{number}</title><link>http://x.test/{number}</link>"
            f"<pubDate>{year}-01-01</pubDate></item>"
        )

    def show(*entries: str) -> str:
        return site.show("/feed", f"<rss><channel><title>B</title>{''.join(entries)}</channel></rss>", FEED)

    year = datetime.now(UTC).year
    feed = follow(desk, show(*(entry(n, 2020) for n in (1, 2, 3, 4))), keep=400)
    desk.incoming.fetch([feed])
    (starred,) = desk.library.ids(parse("title:T2"))
    desk.notebook.set([starred], starred=True)
    (tagged,) = desk.library.ids(parse("title:T4"))
    desk.notebook.tag([tagged], ["mine"])
    show(entry(3, 2020), entry(5, year))
    desk.incoming.fetch([feed])
    assert titles(desk) == {"T2", "T3", "T4", "T5"}


def test_new_files_of_a_watched_folder_come_with_the_news(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    desk = desk_with(tmp_path / "home", watch=(str(folder), str(tmp_path / "missing")))
    assert desk.incoming.fetch().new == 0
    (folder / "a.md").write_text(f"# Eins\n\n{TEXT}", encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"")
    done = desk.incoming.fetch()
    assert done.new == 1
    assert ["empty" in problem or "missing" in problem for problem in done.problems] == [True, True]
    assert desk.incoming.fetch().new == 0
    assert titles(desk) == {"Eins"}
    desk.library.remove(desk.library.ids(Query()))
    desk.close()
    again = desk_with(tmp_path / "home", watch=(str(folder),))
    assert [
        outcome.error for outcome in again.incoming.look() if outcome.new or "empty" not in outcome.error
    ] == []
    (folder / "a.md").write_text(f"# Zwei\n\n{TEXT}", encoding="utf-8")
    assert [outcome.new for outcome in again.incoming.look(60.0)] == []
    assert [outcome.new for outcome in again.incoming.look()] == [True]
    again.close()


# --- lists of feeds


def test_a_list_of_feeds_goes_out_and_comes_in_again(desk: Desk, tmp_path: Path) -> None:
    for number in range(3):
        desk.library.put_feed(
            new_feed(f"http://x.test/{number}", name=f"Blatt {number}", tags=("News/Europa",))
        )
    other = desk_with(tmp_path / "other")
    assert len(other.incoming.import_list(desk.incoming.export_opml().encode()).feeds) == 3
    again = other.incoming.import_list(desk.incoming.export_opml().encode())
    assert (again.feeds, again.known) == ((), 3)
    facts = {(f.url, f.label, f.tags) for f in other.library.feeds()}
    assert facts == {(f.url, f.label, f.tags) for f in desk.library.feeds()}
    other.close()


def test_newsboat_s_list_brings_feeds_and_searches(desk: Desk) -> None:
    lines = b'http://x.test/a "~Mein Blatt" politik\n"query:Offen:unread = \\"yes\\""\n# comment\n'
    (feed,) = desk.incoming.import_list(lines).feeds
    assert (feed.label, feed.tags) == ("Mein Blatt", ("politik",))
    (search,) = desk.notebook.get_all("searches").values()
    assert (search["name"], search["query"]) == ("Offen", "is:unread")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_of_feeds_is_told_from_the_other_kind_in_any_encoding(desk: Desk, encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?><opml><body><outline text="Blatt" xmlUrl="http://x.test/1"/></body></opml>'
    (feed,) = desk.incoming.import_list(text.encode(encoding)).feeds
    assert feed.label == "Blatt"


# --- words that rules highlight


def test_rules_highlight_words_in_the_articles_they_catch(tmp_path: Path) -> None:
    rules = (
        Rule("title:Hafen", highlight=("brücke", "neue  Schleuse", "Euro*")),
        Rule("title:(", highlight=("broken",)),
        Rule("title:Anders", highlight=("Rat",)),
    )
    desk = desk_with(tmp_path / "home", rules=rules)
    text = "Die Brücke und die Brückenbauer: eine neue\nSchleuse für zehn Euros. Der Rat sagt BRÜCKE."
    (outcome,) = desk.add_bytes(f"# Hafen\n\n{text}".encode(), name="It")
    found = desk.library.get(outcome.id)
    said = [" ".join(found.text[a:b].split()) for a, b in highlights(desk, found)]
    assert said == ["Brücke", "neue Schleuse", "Euros", "BRÜCKE"]
    (other,) = desk.add_bytes(f"# Sonst\n\n{text}".encode(), name="It")
    assert highlights(desk, desk.library.get(other.id)) == []
    desk.close()


def test_a_network_that_cannot_begin_is_an_error_and_no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(coroutine: Coroutine[Any, Any, None]) -> None:
        coroutine.close()
        raise OSError("too many open files")

    monkeypatch.setattr("reader.desk.network.asyncio.run", full)
    network = Network[int, int](Limits(), _never)
    with pytest.raises(OSError, match="too many"):
        network.run([1], lambda got: None, lambda: False)


async def _never(place: Place, given: int) -> int:
    raise AssertionError
