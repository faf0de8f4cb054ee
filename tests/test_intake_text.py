"""Pasted pages and Markdown: each shape in tests/data/intake with what it becomes, and what holds for any text."""

import json
import re
import time
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.article import Article, BlockKind
from reader.domain.clean import clean
from reader.intake.compose import Facts
from reader.intake.files import read_articles
from reader.intake.markdown import parse_markdown
from reader.intake.text import parse_text

DATA = Path(__file__).parent / "data" / "intake"
SHAPES = sorted(p for p in DATA.iterdir() if p.suffix in (".txt", ".md"))
NOW = datetime(2025, 3, 17, tzinfo=UTC)
_FACTS = ("title", "source", "url", "author", "agency", "language")
_JUNK = {
    "anzeige",
    "werbung",
    "advertisement",
    "teilen",
    "drucken",
    "share",
    "print",
    "publicité",
    "publicidad",
}


def told(article: Article) -> dict[str, Any]:
    """An article as its golden file has it: what is known, then the blocks with their words."""
    known = {name: getattr(article, name) for name in _FACTS if getattr(article, name)}
    if article.published:
        known["published"] = article.published.isoformat()
    if article.tags:
        known["tags"] = list(article.tags)
    blocks = []
    for block in article.blocks:
        extra = [*([block.level] if block.level else []), *([block.marker] if block.marker else [])]
        blocks.append([block.kind.value, *extra, article.text[block.start : block.end]])
    inlines = [[i.style.value, article.text[i.start : i.end], i.target] for i in article.inlines]
    return known | {"blocks": blocks} | ({"inlines": inlines} if inlines else {})


def kinds(article: Article) -> list[str]:
    return [block.kind.value for block in article.blocks]


@pytest.mark.parametrize("path", SHAPES, ids=lambda p: p.name)
def test_a_shape_becomes_what_stands_beside_it(path: Path) -> None:
    (article,) = read_articles(path, now=NOW)
    assert told(article) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    holds_together(article)


def test_the_pasted_newspaper_page_has_all_its_parts() -> None:
    seeds = Path(__file__).parent.parent / "seeds"
    (article,) = read_articles(seeds / "ukrainekrieg-telefonat.txt", now=NOW)
    assert article.kicker
    assert article.lede
    assert kinds(article)[:5] == ["kicker", "headline", "lede", "byline", "caption"]
    assert kinds(article).count("caption") == 1
    assert article.language == "de"
    assert article.agency


def test_line_ends_spaces_and_soft_hyphens_make_no_other_article() -> None:
    plain = (
        "Kopf der Seite\n\nEin Absatz mit Oberbürgermeisterin und zwölf Millionen, lang genug für einen Absatz."
    )
    odd = plain.replace("\n", "\r\n").replace("Oberbürger", "Ober\u00adbürger").replace("zwölf ", "zwölf\u00a0")
    assert parse_text(plain, Facts(added=NOW)) == parse_text(odd, Facts(added=NOW))


def test_an_article_wrapped_by_hand_is_the_same_as_one_that_is_not() -> None:
    (wrapped,) = read_articles(DATA / "wrapped.txt", now=NOW)
    (flowing,) = read_articles(DATA / "no-caption.txt", now=NOW)
    assert wrapped.id == flowing.id


def test_what_is_known_beside_the_text_is_kept() -> None:
    article = parse_text("Von Eva Blum\n\nEin Satz.", Facts(author="Jo Kern", source="Blatt", tags=("a",)))
    assert (article.author, article.source, article.tags) == ("Jo Kern", "Blatt", ("a",))


# --- what holds for any text

FRAGMENTS = """
Ukrainekrieg\nHält die Brücke noch?\nVon Eva Blum\n16. März 2025, 18:04 Uhr\n(mit AFP)\ndpa/lni\n# Kopf
Foto: Lena Hartwig/Hafenbild\n© Imago\n- ein Punkt\n1. erstens\n2) zweitens\n> gesagt ist gesagt\n©
Die Brücke am alten Hafen bei Niedrigwasser.\nDie Brücke am alten Hafen bei Niedrigwasser.Imago/Meier
Ein Absatz, der lang genug ist, um einer zu sein, und der mit einem Punkt endet, wie es sich gehört.
Ein anderer Absatz, der noch viel länger ist als der erste und deshalb so recht nach einem Absatz aussieht.
Anzeige\n…\n(\n[]\n---\na\nVon\nby
"""
LINES = st.sampled_from(FRAGMENTS.split("\n"))
ANY = st.lists(LINES | st.text(max_size=40), max_size=14).map("\n".join) | st.text(max_size=200)
PAGES = st.tuples(ANY, st.sampled_from(["\n", "\n\n"])).map(lambda pair: pair[0].replace("\n", pair[1]))


def holds_together(article: Article) -> None:
    """The rules of one canonical text: clean, NFC; blocks cover it in order, blank lines between, inlines inside."""
    text = article.text
    assert text == clean(text)
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    at = 0
    for block in article.blocks:
        assert block.start == at
        assert block.end > block.start
        assert text[block.start : block.end].strip()
        assert "\n\n" not in text[block.start : block.end]
        at = block.end + 2
    assert "\n\n".join(text[b.start : b.end] for b in article.blocks) == text
    for inline in article.inlines:
        assert any(b.start <= inline.start < inline.end <= b.end for b in article.blocks)
    assert article.title == " ".join(article.title.split())
    assert "\n" not in article.title


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_no_word_of_a_text_is_lost(text: str) -> None:
    article = parse_text(text, Facts(added=NOW))
    holds_together(article)
    kept = words(article.text) | words(" ".join(b.marker for b in article.blocks))
    lost = {word for word in words(clean(text)) - kept if word.lower() not in _JUNK}
    assert not lost


@settings(max_examples=150, deadline=None)
@given(PAGES | st.text(alphabet="#*_`[]()!<>-+|:\n ab1.\\&;", max_size=120))
def test_any_markdown_is_read(text: str) -> None:
    holds_together(parse_markdown(text, Facts(added=NOW)))


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_a_text_that_is_read_again_as_laid_out_is_the_same_article(text: str) -> None:
    article = parse_text(text, Facts(added=NOW))
    again = parse_text(text.replace("\n", "\r\n"), Facts(added=NOW))
    assert again == article


def test_a_long_text_takes_no_long_time() -> None:
    page = (DATA / "full.txt").read_text(encoding="utf-8")
    article = parse_text(page * 400, Facts(added=NOW))
    assert article.words > 50_000
    assert any(b.kind is BlockKind.SUBHEAD for b in article.blocks)


MONSTERS = {
    "brackets": "(" * 20_000,
    "credits": "Foto: " * 5_000,
    "one word": "a" * 400_000,
    "one name": "Von " + "A" * 20_000,
    "blank lines": "\n" * 100_000,
    "agencies": "(dpa " * 9_000,
    "quotes": "„" * 9_999,
    "names": "von A, " * 9_999,
    "numbers": "1. " * 9_999,
    "dates": "16. März 2025 " * 5_000,
}


@pytest.mark.parametrize("name", MONSTERS)
def test_no_text_stalls_the_parser(name: str) -> None:
    started = time.monotonic()
    holds_together(parse_text(f"Kopf\n\n{MONSTERS[name]}\n\nEnde", Facts(added=NOW)))
    assert time.monotonic() - started < 2
