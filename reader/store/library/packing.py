"""An article as one packed document, and back: the only place that knows its form.

JSON, then zlib: about half the size, 0.1 ms to pack and 0.03 ms to unpack an article of 3 kB.
"""

import json
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from reader.domain.article import Article, Block, BlockKind, Inline, Style
from reader.domain.errors import Damaged

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_PLAIN = ("id", "text", "title", "source", "url", "author", "agency", "language", "feed")


def micros(when: datetime) -> int:
    """An aware time as microseconds since 1970."""
    return (when - _EPOCH) // _MICROSECOND


def moment(value: int) -> datetime:
    """The time that `micros` wrote."""
    return _EPOCH + timedelta(microseconds=value)


def pack(article: Article) -> bytes:
    document: dict[str, Any] = {name: getattr(article, name) for name in _PLAIN}
    document["blocks"] = [(b.kind.value, b.start, b.end, b.level, b.marker) for b in article.blocks]
    document["inlines"] = [(i.start, i.end, i.style.value, i.target) for i in article.inlines]
    document["tags"] = article.tags
    document["added"] = micros(article.added)
    document["published"] = None if article.published is None else micros(article.published)
    return zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), 5)


def unpack(body: bytes) -> Article:
    """The article that `pack` wrote.

    Raises:
        Damaged: these bytes were not.
    """
    try:
        return _article(json.loads(zlib.decompress(body)))
    except (zlib.error, ValueError, LookupError, TypeError) as error:
        raise Damaged(_DAMAGED) from error


def text_of(body: bytes) -> str:
    """The text of the article that `pack` wrote; raises as `unpack` does."""
    try:
        return str(json.loads(zlib.decompress(body))["text"])
    except (zlib.error, ValueError, LookupError, TypeError) as error:
        raise Damaged(_DAMAGED) from error


_DAMAGED = "An article of the library is damaged. `glosse check --repair` saves the others."


def _article(document: dict[str, Any]) -> Article:
    published = document["published"]
    return Article(
        **{name: document[name] for name in _PLAIN},
        blocks=tuple(Block(BlockKind(kind), *rest) for kind, *rest in document["blocks"]),
        inlines=tuple(Inline(start, end, Style(style), to) for start, end, style, to in document["inlines"]),
        tags=tuple(document["tags"]),
        added=moment(document["added"]),
        published=None if published is None else moment(published),
    )


def joined(old: Article, new: Article) -> Article:
    """`new`, with what it does not say taken from `old`; it was added when `old` was."""
    said = {name: getattr(new, name) or getattr(old, name) for name in (*_PLAIN[3:], "published")}
    return replace(new, **said, added=old.added, tags=tuple(dict.fromkeys((*old.tags, *new.tags))))
