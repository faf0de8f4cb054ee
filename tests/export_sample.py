"""One article with marks and mentions of every sort, for tests of what is exported."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from reader.domain.anchor import quote_of
from reader.domain.article import Article, Block, BlockKind, article_id
from reader.domain.entity import Kind, Mention
from reader.domain.mark import Mark, State
from reader.export import Item

NOON = datetime(2025, 3, 16, 12, 0, tzinfo=UTC)
TEXT = (
    "Straßenbahn in Lübeck 🚋\n\n"
    "Nach über sechzig Jahren fährt in Lübeck wieder eine Straßenbahn. Bürgermeisterin Änne Söhnlein "
    "dankte dem Land Schleswig-Holstein.\n\n"
    "1. Ein *Stern* und eine | Linie."
)
URL = "https://news.example/luebeck-tram"


def blocks() -> tuple[Block, ...]:
    kinds = (BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH)
    found, start = [], 0
    for kind, part in zip(kinds, TEXT.split("\n\n"), strict=True):
        found.append(Block(kind, start, start + len(part)))
        start += len(part) + 2
    return tuple(found)


ARTICLE = Article(
    id=article_id(URL, ""),
    text=TEXT,
    blocks=blocks(),
    title="Straßenbahn in Lübeck 🚋",
    added=NOON,
    published=datetime(2025, 3, 15, 18, 4, tzinfo=UTC),
    source="Der Morgenkurier",
    url=URL,
    author="J. Ö. Autor",
    language="de",
)


def mark(number: int, words: str, **more: Any) -> Mark:
    start = TEXT.index(words) if words else 0
    quote, prefix, suffix = quote_of(TEXT, start, start + len(words)) if words else ("", "", "")
    place = Mark(
        f"{number:015x}",
        ARTICLE.id,
        start,
        start + len(words),
        quote,
        prefix,
        suffix,
        NOON,
        NOON,
        title=ARTICLE.title,
    )
    return replace(place, url=URL, **more)


MARKS = (
    mark(
        1,
        "Nach über sechzig Jahren fährt in Lübeck wieder eine Straßenbahn.",
        note="Prüfen: 1959\neingestellt?",
    ),
    mark(2, "🚋\n\nNach", tags=("verkehr", "zwei Wörter"), color="blue"),
    mark(3, "1. Ein *Stern* und eine | Linie.", note="=1+1"),
    mark(4, "", note="Ganz lesen"),
    mark(5, "Söhnlein"),
)


def mention(words: str, kind: Kind, entity: str = "") -> Mention:
    start = TEXT.index(words)
    return Mention(start, start + len(words), kind, entity or words)


MENTIONS = (
    mention("Lübeck", Kind.LOC),
    mention("Änne Söhnlein", Kind.PER),
    mention("Söhnlein", Kind.PER),
    mention("Schleswig", Kind.LOC, "Schleswig-Holstein"),
    mention("sechzig Jahren", Kind.QUANTITY),
)
ITEM = Item(ARTICLE, State(read=True, tags=("verkehr",), place=30), MARKS, MENTIONS)
