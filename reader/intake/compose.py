"""Pieces to an article: the one place that lays out a canonical text and counts its offsets.

Every parser gives pieces (a block's kind and its runs of text); `compose` cleans them, joins them by blank
lines and turns styles into ranges. Nothing else in the intake computes an offset.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from reader.domain.article import Article, Block, BlockKind, Inline, Style, article_id
from reader.domain.clean import clean, clean_line, even
from reader.intake.language import language_of
from reader.intake.links import plain_url

_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{2,}")
_VERBATIM = frozenset({BlockKind.CODE, BlockKind.TABLE})
_TITLE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block in the same styles: (style, target) pairs."""

    text: str
    styles: frozenset[tuple[Style, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Piece:
    kind: BlockKind
    runs: Sequence[Run]
    level: int = 0
    marker: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an article beside its text. Empty fields are unknown."""

    title: str = ""
    url: str = ""
    source: str = ""
    author: str = ""
    agency: str = ""
    language: str = ""
    published: datetime | None = None
    feed: str = ""
    tags: tuple[str, ...] = ()
    key: str = ""  # what tells the article from others where its address does not
    added: datetime = field(default_factory=lambda: datetime.now(UTC))


def piece(kind: BlockKind, text: str, *, level: int = 0, marker: str = "") -> Piece:
    """A piece without styles."""
    return Piece(kind, (Run(text),), level, marker)


def compose(pieces: Iterable[Piece], facts: Facts) -> Article:
    """The article that `pieces` make, empty ones left out. Its text may be "" when all are empty."""
    parts: list[str] = []
    blocks: list[Block] = []
    inlines: list[Inline] = []
    at = 0
    for item in pieces:
        text, styled = _lay(item)
        if not text:
            continue
        blocks.append(Block(item.kind, at, at + len(text), item.level, clean_line(item.marker)))
        inlines += (Inline(at + i.start, at + i.end, i.style, i.target) for i in styled)
        parts.append(text)
        at += len(text) + 2
    return _finish("\n\n".join(parts), tuple(blocks), tuple(inlines), facts)


def _finish(text: str, blocks: tuple[Block, ...], inlines: tuple[Inline, ...], facts: Facts) -> Article:
    headline = next((text[b.start : b.end] for b in blocks if b.kind is BlockKind.HEADLINE), "")
    url = clean_line(facts.url)
    return Article(
        id=article_id(facts.key or (plain_url(url) if url else ""), text),
        text=text,
        blocks=blocks,
        inlines=inlines,
        title=clean_line(headline or facts.title) or first_words(text),
        added=facts.added,
        published=facts.published,
        source=clean_line(facts.source),
        url=url,
        author=clean_line(facts.author),
        agency=clean_line(facts.agency),
        language=facts.language or language_of(text),
        feed=facts.feed,
        tags=tuple(filter(None, map(clean_line, facts.tags))),
    )


def first_words(text: str) -> str:
    """The first words of `text`, on one line, with an ellipsis where something is left out."""
    words = text[:500].split()
    return " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")


def _lay(item: Piece) -> tuple[str, list[Inline]]:
    """A piece's canonical text and its inline styles, offsets from the piece's own start."""
    texts: list[str] = []
    bounds = [0]
    before = ""
    for run in item.runs:
        text = clean(run.text)
        if item.kind not in _VERBATIM:
            text = _flow(text, before)
        texts.append(text)
        before = text[-1:] or before
        bounds.append(bounds[-1] + len(text))
    joined = "".join(texts)
    bounds = _after_nfc(joined, bounds)
    joined = unicodedata.normalize("NFC", joined)
    laid = _BLANK_LINES.sub("\n", joined) if item.kind in _VERBATIM else joined
    if laid != joined:  # a style in code with blank lines is rare: rather none than a wrong one
        return laid.strip("\n"), []
    return _trim(joined, bounds, item)


def _flow(text: str, before: str) -> str:
    """Running text: one space for many, a single line end for a break; `before` is what precedes it."""
    if "\n" in text:
        text = _SPACES.sub(" ", text).replace(" \n", "\n").replace("\n ", "\n")
        text = re.sub(r"\n+", "\n", text)
    else:
        text = even(text)
    if not before or before in " \n":
        text = text.lstrip() if not before or before == "\n" else text.lstrip(" ")
    return text


def _after_nfc(joined: str, bounds: list[int]) -> list[int]:
    if unicodedata.is_normalized("NFC", joined):
        return bounds
    return [len(unicodedata.normalize("NFC", joined[:b])) for b in bounds]


def _trim(text: str, bounds: list[int], item: Piece) -> tuple[str, list[Inline]]:
    strip = "\n" if item.kind in _VERBATIM else None
    left = len(text) - len(text.lstrip(strip))
    end = left + len(text.strip(strip))
    styled: list[Inline] = []
    for run, start, stop in zip(item.runs, bounds, bounds[1:], strict=False):
        begin, finish = max(start, left), min(stop, end)
        if begin < finish:
            styled += (Inline(begin - left, finish - left, s, t) for s, t in sorted(run.styles))
    return text[left:end], _joined(styled)


def _joined(styled: list[Inline]) -> list[Inline]:
    """Neighbours of one style and target made one range, in order of their starts."""
    done: list[Inline] = []
    open_: dict[tuple[Style, str], int] = {}
    for new in styled:
        index = open_.get((new.style, new.target))
        if index is not None and done[index].end == new.start:
            done[index] = Inline(done[index].start, new.end, new.style, new.target)
        else:
            open_[new.style, new.target] = len(done)
            done.append(new)
    return sorted(done, key=lambda i: (i.start, -i.end, i.style, i.target))
