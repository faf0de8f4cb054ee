"""The door to the network, against a real server on loopback."""

import asyncio
import gzip
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from reader.domain.errors import FetchError
from reader.intake.addresses import is_public
from reader.intake.fetch import Answer, Fetcher, Limits, Wish, get
from reader.intake.proxies import proxy_for
from tests.loopback import Site, serving

LIMITS = Limits(seconds=5)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def ask(url: str, limits: Limits = LIMITS, **facts: str) -> Answer:
    return get(Wish(url, typed=True, **facts), limits)  # type: ignore[arg-type]


def refused(url: str, limits: Limits = LIMITS, *, typed: bool = True) -> FetchError:
    with pytest.raises(FetchError) as caught:
        get(Wish(url, typed=typed), limits)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 250
    return caught.value


def test_an_answer_brings_its_bytes_and_what_its_header_says(site: Site) -> None:
    url = site.show("/a", "Grüße", "text/plain; charset=utf-8", ETag='"7"', Last_Modified="yesterday")
    answer = ask(url)
    assert answer == Answer(url, 200, "Grüße".encode(), "text/plain; charset=utf-8", '"7"', "yesterday")


def test_who_asks_is_said_and_nothing_else(site: Site) -> None:
    site.show("/a", "x", Set_Cookie="spy=1")
    site.send_to("/b", "/a")
    ask(site.url("/b"))
    ask(site.url("/a"))
    for _, headers in site.asked:
        assert headers["User-Agent"].startswith("Glosse/")
        assert headers.keys() == {"Host", "User-Agent", "Accept", "Accept-Encoding"}


def test_the_user_agent_can_be_set(site: Site) -> None:
    ask(site.show("/a", "x"), Limits(user_agent="Me"))
    assert site.asked[0][1]["User-Agent"] == "Me"


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    url = site.show_versioned("/feed", "<rss/>", '"v1"')
    first = ask(url)
    again = ask(url, etag=first.etag)
    assert (again.status, again.data) == (304, b"")
    assert ask(url, etag='"old"').data == b"<rss/>"


def test_the_date_of_the_last_change_is_given_back_word_for_word(site: Site) -> None:
    ask(site.show("/a", "x"), modified="Sun, 16 Mar 2025 07:00:00 GMT")
    assert site.asked[0][1]["If-Modified-Since"] == "Sun, 16 Mar 2025 07:00:00 GMT"


def test_redirects_are_followed_and_permanent_ones_remembered(site: Site) -> None:
    site.show("/new", "here")
    site.send_to("/old", "/new", 301)
    site.send_to("/older", site.url("/old"), 308)
    site.send_to("/today", "/old", 302)
    assert ask(site.url("/older")).moved == site.url("/new")
    moved_for_now = ask(site.url("/today"))
    assert (moved_for_now.data, moved_for_now.moved) == (b"here", "")


def test_what_is_permanent_counts_only_up_to_the_first_that_is_not(site: Site) -> None:
    site.show("/c", "here")
    site.send_to("/b", "/c", 302)
    site.send_to("/a", "/b", 301)
    assert ask(site.url("/a")).moved == site.url("/b")


def test_a_circle_of_redirects_ends(site: Site) -> None:
    site.send_to("/a", "/b")
    site.send_to("/b", "/a")
    assert "without end" in str(refused(site.url("/a")))
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "gopher:x", "", "http://[/"]
)
def test_a_redirect_to_what_is_no_web_address_is_not_followed(site: Site, target: str) -> None:
    refused(site.send_to("/a", target))


def test_a_redirect_to_a_private_address_is_not_followed(site: Site) -> None:
    with serving() as inside:
        inside.show("/secret", "keys")
        error = refused(site.send_to("/a", inside.url("/secret", host="localhost")))
        assert "private network" in str(error)
        assert "allow_hosts" in str(error)
        assert inside.asked == []


def test_an_allowed_host_is_asked_although_a_redirect_names_it(site: Site) -> None:
    with serving() as inside:
        inside.show("/own", "mine")
        url = site.send_to("/a", inside.url("/own", host="localhost"))
        assert ask(url, Limits(allow_hosts=frozenset({"localhost"}))).data == b"mine"


def test_a_private_address_that_nobody_typed_is_not_asked(site: Site) -> None:
    refused(site.show("/a", "x"), typed=False)
    refused(site.url("/a", host="localhost"), typed=False)
    refused(site.url("/a", host="0x7f000001"), typed=False)
    refused(site.url("/a", host="[::1]"), typed=False)
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("192.168.0.1", False), ("172.16.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("::", False),
        ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:127.0.0.1", False), ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("nonsense", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "no such page"),
        (410, "gone"),
        (403, "does not let"),
        (500, "fault"),
        (418, "does not give"),
        (206, "206"),
    ],
)
def test_a_refusal_is_one_sentence_with_its_status(site: Site, status: int, words: str) -> None:
    error = refused(site.refuse("/a", status))
    assert words in str(error)
    assert error.status == status


def test_a_server_that_asks_for_time_is_heard(site: Site) -> None:
    assert refused(site.refuse("/a", 429, Retry_After="120")).wait == 120
    later = (datetime.now(UTC) + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert 3590 <= refused(site.refuse("/b", 503, Retry_After=later)).wait <= 3600
    assert refused(site.refuse("/c", 503, Retry_After="soon")).wait == 0


def test_a_slow_server_is_given_up(site: Site) -> None:
    started = time.monotonic()
    error = refused(site.drip("/a", 8), Limits(seconds=0.5))
    assert "0.5 seconds" in str(error)
    assert time.monotonic() - started < 2


def test_what_is_called_off_ends_at_once(site: Site) -> None:
    started = time.monotonic()
    with pytest.raises(FetchError, match="called off"):
        get(Wish(site.drip("/a", 8), typed=True), LIMITS, lambda: time.monotonic() - started > 0.3)
    assert time.monotonic() - started < 1.5


def test_an_endless_answer_is_given_up(site: Site) -> None:
    assert "1 MB" in str(refused(site.flood("/a"), Limits(size=1_000_000)))


def test_a_gzip_bomb_is_stopped_in_little_memory(site: Site) -> None:
    url = site.bomb("/a")
    tracemalloc.start()
    started = time.monotonic()
    refused(url)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60_000_000
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "identity"])
def test_packed_answers_are_unpacked(site: Site, encoding: str) -> None:
    body = b"wort " * 50_000
    packed = {"gzip": gzip.compress(body), "deflate": zlib.compress(body), "identity": body}[encoding]
    assert ask(site.show("/a", packed, Content_Encoding=encoding)).data == body


def test_a_deflate_stream_without_its_header_is_unpacked_too(site: Site) -> None:
    raw = zlib.compress(b"wort " * 1000)[2:-4]
    assert ask(site.show("/a", raw, Content_Encoding="deflate")).data == b"wort " * 1000


def test_broken_and_foreign_packing_is_told(site: Site) -> None:
    assert "broken" in str(refused(site.show("/a", b"no gzip at all", Content_Encoding="gzip")))
    assert "br" in str(refused(site.show("/b", b"x", Content_Encoding="br")))


def test_no_host_and_no_server_are_told(site: Site) -> None:
    assert "no host" in str(refused("http://nowhere.invalid/"))
    assert "cannot be reached" in str(refused("http://127.0.0.1:9/"))


def test_what_is_no_http_is_told(site: Site) -> None:
    def broken(request: object) -> None:
        request.wfile.write(b"SSH-2.0-OpenSSH\r\n\x1b]0;owned\x07")  # type: ignore[attr-defined]

    site.pages["/a"] = broken
    assert "\x1b" not in str(refused(site.url("/a")))


@pytest.mark.parametrize(
    "url", ["", "nonsense", "file:///etc/passwd", "http://", "http://a b/", "http://x\x1b[31m/", "https://[::1"]
)
def test_what_is_no_address_is_told_in_a_clean_sentence(url: str) -> None:
    assert "\x1b" not in str(refused(url))


def test_a_password_goes_to_its_own_host_alone(site: Site) -> None:
    site.show("/in", "x")
    site.send_to("/login", "/in")
    site.send_to("/away", site.url("/in", host="localhost"))
    limits = Limits(allow_hosts=frozenset({"localhost"}))
    for path in ("/login", "/away"):
        get(Wish(site.url(path), typed=True, login=("me", "geheim")), limits)
    sent = ["Authorization" in headers for _, headers in site.asked]
    assert sent == [True, True, True, False]


def test_a_password_in_an_address_is_neither_sent_nor_told(site: Site) -> None:
    site.show("/a", "x")
    url = site.url("/a").replace("://", "://me:geheim@")
    assert ask(url).data == b"x"
    assert "Authorization" not in site.asked[0][1]
    assert "geheim" not in str(refused(url.replace("/a", "/none")))
    assert "geheim" not in ask(url).url


def test_one_hanging_server_holds_up_no_other(site: Site) -> None:
    slow, quick = site.drip("/slow", 8), site.url("/quick", host="localhost")
    site.show("/quick", "x")

    async def both() -> tuple[BaseException | Answer, BaseException | Answer, float]:
        async with Fetcher(Limits(seconds=1)) as fetcher:
            started = time.monotonic()
            hanging = asyncio.create_task(fetcher.get(Wish(slow, typed=True)))
            answer = await fetcher.get(Wish(quick, typed=True))
            took = time.monotonic() - started
            (failed,) = await asyncio.gather(hanging, return_exceptions=True)
            return failed, answer, took

    failed, answer, took = asyncio.run(both())
    assert isinstance(failed, FetchError)
    assert isinstance(answer, Answer)
    assert took < 0.8


# --- proxies


@pytest.mark.parametrize(
    ("setting", "environment", "proxy"),
    [
        ("", {}, ""),
        ("", {"HTTPS_PROXY": "http://p:1"}, "http://p:1"),
        ("", {"HTTP_PROXY": "http://p:1"}, ""),
        ("", {"https_proxy": "p:1", "HTTPS_PROXY": "http://q:2"}, "http://p:1"),
        ("", {"ALL_PROXY": "http://p:1"}, "http://p:1"),
        ("", {"HTTPS_PROXY": "socks5://p:1"}, "socks5://p:1"),
        ("", {"HTTPS_PROXY": "http://p:1", "NO_PROXY": "a.test, .news.test"}, ""),
        ("", {"HTTPS_PROXY": "http://p:1", "NO_PROXY": "ews.test"}, "http://p:1"),
        ("", {"HTTPS_PROXY": "http://p:1", "no_proxy": "*"}, ""),
        ("http://own:3", {"HTTPS_PROXY": "http://p:1"}, "http://own:3"),
        ("none", {"HTTPS_PROXY": "http://p:1"}, ""),
    ],
)
def test_which_proxy_is_asked(setting: str, environment: dict[str, str], proxy: str) -> None:
    assert proxy_for("https", "feeds.news.test", setting, environment) == proxy


def test_networks_in_no_proxy_are_asked_directly() -> None:
    environment = {"HTTP_PROXY": "http://p:1", "NO_PROXY": "10.0.0.0/8,::1"}
    hosts = ("10.1.2.3", "11.1.2.3", "::1")
    assert [proxy_for("http", host, "", environment) for host in hosts] == ["", "http://p:1", ""]


def test_a_proxy_is_asked_for_names_that_it_alone_knows(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", site.url())
    site.show("http://news.invalid/feed", "through", kind="text/plain")
    answer = get(Wish("http://news.invalid/feed"), Limits(seconds=3))
    assert answer.data == b"through"
    assert site.asked[-1][1]["Host"] == "news.invalid"


@pytest.mark.parametrize("host", ["intranet", "printer.local", "nas.lan", "10.0.0.1", "[::1]"])
def test_a_proxy_opens_no_way_into_the_private_network(site: Site, host: str) -> None:
    limits = Limits(seconds=3, proxy=site.url())
    with pytest.raises(FetchError, match=r"private network|no host"):
        get(Wish(f"http://{host}/"), limits)
    site.send_to("http://news.invalid/feed", f"http://{host}/secret")
    with pytest.raises(FetchError, match=r"private network|no host"):
        get(Wish("http://news.invalid/feed"), limits)
    assert [path for path, _ in site.asked] == ["http://news.invalid/feed"]


def test_a_proxy_that_is_not_there_is_told(site: Site) -> None:
    with pytest.raises(FetchError, match=r"The proxy does not lead to news\.invalid"):
        get(Wish("http://news.invalid/"), Limits(seconds=3, proxy="http://127.0.0.1:9"))
    with pytest.raises(FetchError, match="kind “ftp”"):
        get(Wish("http://news.invalid/"), Limits(seconds=3, proxy="ftp://127.0.0.1:9"))
