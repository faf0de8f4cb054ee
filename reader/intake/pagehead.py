"""Kicker, lede and byline of a page: by what papers call these parts in their markup, and by where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.domain.article import BlockKind
from reader.domain.clean import clean_line
from reader.intake.compose import Piece
from reader.intake.metadata import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KICKER = re.compile(
    r"kicker|overline|topline|dachzeile|spitzmarke|eyebrow|\broofline|headline[-_]*(?:prefix|intro)|supertitle|surtitle|overtitle",
    re.I,
)
_LEDE = re.compile(
    r"(?<![a-z])(?:lede|lead|dek)(?![a-z])|standfirst|teaser[-_]*text|subline|sub-?headline|article[-_]*(?:intro|summary|description|lead)|vorspann|chapo|subtitle|abstract|__intro",
    re.I,
)
_BYLINE = re.compile(r"byline|article[-_]*author|\bauthors?\b", re.I)
_FROM = re.compile(r"^(?:von|by|par|de|por|di|door)\s+\S", re.I)
_KICKER_MOST = 60
_LEDE_MOST = 700


def _marked(root: HtmlElement, pattern: re.Pattern[str], most: int) -> list[HtmlElement]:
    """Elements whose class, itemprop or test id fits `pattern`, with at most `most` characters of words."""
    found = []
    for node in root.iter("p", "div", "span", "h2", "h3", "h4", "address", "strong", "header"):
        names = f"{node.get('class') or ''} {node.get('itemprop') or ''} {node.get('data-testid') or ''}"
        if len(names) > 2 and pattern.search(names) and 2 < len(words_of(node)) <= most:
            found.append(node)
            if len(found) >= 20:
                break
    return found


def kicker_of(root: HtmlElement, title: str) -> str:
    """The topic above the headline, "" where none is marked as such."""
    heading = next(
        (h for h in root.iter("h1") if clean_line(title) in words_of(h) or words_of(h) in title), None
    )
    if heading is None:
        return ""
    around = heading.getparent()
    above = around.getparent() if around is not None and around.getparent() is not None else around
    for scope in filter(lambda s: s is not None, (heading, around, above)):
        for node in _marked(scope, _KICKER, _KICKER_MOST):  # type: ignore[arg-type]
            words = words_of(node).rstrip(":|")
            if words and words != title and node.tag != "h1":
                return words
    return ""


def lede_of(root: HtmlElement, body: list[Piece], described: str) -> tuple[str, list[Piece]]:
    """The lede, and the body without it.

    Args:
        described: what the page says it is about; taken for the lede only where a reader sees it too.
    """
    candidates = [words_of(n) for n in _marked(root, _LEDE, _LEDE_MOST)]
    first = next((i for i, p in enumerate(body) if p.kind in (BlockKind.PARAGRAPH, BlockKind.SUBHEAD)), None)
    opening = clean_line(body[first].text) if first is not None else ""
    alike = any(_alike(opening, c) for c in candidates) or (len(opening) > 60 and _alike(opening, described))
    if first is not None and len(body) > first + 1 and len(opening) <= _LEDE_MOST and alike:
        return opening, body[:first] + body[first + 1 :]
    whole = " ".join(clean_line(p.text) for p in body)
    seen = [c for c in candidates if len(c) > 40 and _alike(c, described) and c not in whole]
    return next(iter(seen), ""), body


def _alike(one: str, other: str) -> bool:
    """Whether one of the two begins the other, and is most of it."""
    short, long = sorted(
        (clean_line(one).lower().rstrip(".… "), clean_line(other).lower().rstrip(".… ")), key=len
    )
    return len(short) >= 20 and long.startswith(short) and len(short) >= 0.6 * len(long)


def byline_of(root: HtmlElement, author: str) -> str:
    """The line that names the author, as it stands on the page; "" where there is none."""
    for node in _marked(root, _BYLINE, 120):
        words = words_of(node)
        if _FROM.match(words) and (not author or author.split(",")[0].lower() in words.lower()):
            return words
    return ""
