"""Links of an article: numbered, opened by number, told to the terminal; and what a person says of names in it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.domain.article import Article, Inline, Style
from reader.domain.entity import Kind
from reader.ui.browser import address, shown
from reader.ui.widgets.link_bar import LinkBar
from tests.articles import BODY, Reading, reading, set_article
from tests.screens import until


def linked(count: int) -> Article:
    """An article with `count` links, each on a word of its own."""
    article = set_article(
        " ".join(f"wort{n:02}" for n in range(1, count + 1)), url="https://example.org/artikel"
    )
    links = []
    for n in range(1, count + 1):
        at = article.text.index(f"wort{n:02}")
        links.append(Inline(at, at + 6, Style.LINK, f"https://example.org/{n}"))
    return replace(article, inlines=tuple(links))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a browser was given."""
    found: list[str] = []

    def keep(url: str) -> bool:
        found.append(url)
        return True

    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.setattr("webbrowser.open_new_tab", keep)
    return found


@pytest.mark.parametrize(
    ("keys", "target"),
    [
        ("o3", "https://example.org/3"),
        ("o12", "https://example.org/12"),
        ("o1 enter", "https://example.org/1"),
        ("o enter", "https://example.org/artikel"),
    ],
)
async def test_a_link_is_opened_by_its_number(
    tmp_path: Path, opened: list[str], keys: str, target: str
) -> None:
    async with reading(tmp_path, linked(12)) as r:
        await r.press(*(key for word in keys.split() for key in ([word] if word == "enter" else word)))
        await until(r.pilot, lambda: opened == [target])
        assert r.view.in_hand


async def test_numbers_are_drawn_over_the_links_while_one_is_asked_for(tmp_path: Path) -> None:
    async with reading(tmp_path, linked(12)) as r:
        before = drawn(r)
        await r.press("o")
        assert " 1ort01 2ort02 " in drawn(r)
        assert " 9ort09 10rt10" in drawn(r)
        await r.press("escape")
        assert drawn(r) == before
        assert r.view.in_hand


async def test_a_number_that_leads_nowhere_is_not_taken(tmp_path: Path, opened: list[str]) -> None:
    async with reading(tmp_path, linked(2)) as r:
        await r.press("o", "7", "enter")
        assert r.pane.query_one(LinkBar).display
        assert not opened


async def test_where_there_is_no_browser_the_address_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    async with reading(tmp_path, linked(2)) as r:
        await r.press("o", "2")
        await until(r.pilot, lambda: r.app.clipboard == "https://example.org/2")


async def test_the_terminal_is_told_where_a_link_leads(tmp_path: Path) -> None:
    async with reading(tmp_path, linked(2)) as r:
        styles = [s.style for y in range(r.view.lines_in_view) for s in r.view.render_line(y) if s.style]
        assert {s.link for s in styles if s.link} == {"https://example.org/1", "https://example.org/2"}


def drawn(r: Reading) -> str:
    return "\n".join(r.view.render_line(y).text for y in range(r.view.lines_in_view))


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("https://de.wikipedia.org/wiki/Lübeck", "https://de.wikipedia.org/wiki/L%C3%BCbeck"),
        (
            "https://example.org/a b\x1b]8;;https://evil.example\x07",
            "https://example.org/a%20b%1B]8;;https://evil.example%07",
        ),
        ("mailto:hafen@example.org", "mailto:hafen@example.org"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("http://[", ""),
        ("/nur/ein/pfad", ""),
    ],
)
def test_only_web_and_mail_addresses_lead_somewhere(target: str, found: str) -> None:
    assert address(target) == found


def test_an_address_is_shown_short_and_clean() -> None:
    assert shown("https://www.example.org/quelle/", 30) == "example.org/quelle"
    assert shown("https://example.org/" + "a" * 90, 20) == "example.org/aaaaaaa…"
    assert "\x1b" not in shown("https://example.org/\x1b[31m", 60)


SAYS: list[tuple[str, Callable[[Reading], object], tuple[str, ...], list[tuple[str, Kind]]]] = [
    ("a selection", lambda r: r.at("Hafen schläft"), ("v", "w", "e", "o"), [("Hafen", Kind.ORG)]),
    ("the word at the cursor", lambda r: r.at("Schiff fährt"), ("e", "m"), [("Schiff", Kind.MISC)]),
    ("a name of another kind", lambda r: r.at("Kai steht"), ("e", "p"), [("Kai", Kind.PER)]),
]


@pytest.mark.parametrize(("to", "keys", "named"), [case[1:] for case in SAYS], ids=[case[0] for case in SAYS])
async def test_what_was_missed_is_named_and_undone(
    tmp_path: Path, to: Callable[[Reading], object], keys: tuple[str, ...], named: list[tuple[str, Kind]]
) -> None:
    async with reading(tmp_path, set_article(*BODY)) as r:
        before = found(r)
        to(r)
        await r.press(*keys)
        await until(r.pilot, lambda: set(named) <= found(r))
        assert not r.view.place.selecting
        await r.press("u")
        await until(r.pilot, lambda: found(r) == before)


async def test_a_name_that_is_none_loses_its_colour(tmp_path: Path) -> None:
    async with reading(tmp_path, set_article(*BODY)) as r:
        r.at("Kai steht")
        await r.press("e", "x")
        await until(r.pilot, lambda: ("Kai", Kind.LOC) not in found(r))
        assert ("Jutta Brand", Kind.PER) in found(r)


def found(r: Reading) -> set[tuple[str, Kind]]:
    assert r.view.page is not None
    return {(mention.entity, mention.kind) for mention in r.view.page.mentions}
