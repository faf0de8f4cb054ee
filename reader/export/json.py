"""Glosse's own format: everything there is, and what `import-marks` reads without loss."""

import json
from collections.abc import Sequence
from typing import Any

from reader.domain.article import Block, Inline
from reader.domain.entity import Mention
from reader.domain.mark import to_record
from reader.export.item import Item
from reader.export.times import iso

VERSION = 1


def render(items: Sequence[Item]) -> str:
    document = {"glosse": VERSION, "articles": [_article(item) for item in items]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _article(item: Item) -> dict[str, Any]:
    article, state = item.article, item.state
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "author": article.author,
        "agency": article.agency,
        "published": iso(article.published) if article.published else None,
        "added": iso(article.added),
        "language": article.language,
        "text": article.text,
        "blocks": [_block(block) for block in article.blocks],
        "inlines": [_inline(inline) for inline in article.inlines],
        "read": state.read,
        "starred": state.starred,
        "archived": state.archived,
        "tags": list(state.tags),
        "place": state.place,
        "marks": [to_record(mark, iso) for mark in item.marks],
        "mentions": [_mention(mention, article.text) for mention in item.mentions],
    }


def _block(b: Block) -> dict[str, Any]:
    return {"kind": b.kind.value, "start": b.start, "end": b.end, "level": b.level, "marker": b.marker}


def _inline(i: Inline) -> dict[str, Any]:
    return {"style": i.style.value, "start": i.start, "end": i.end, "target": i.target}


def _mention(m: Mention, text: str) -> dict[str, Any]:
    return {
        "start": m.start,
        "end": m.end,
        "text": text[m.start : m.end],
        "kind": m.kind.value,
        "entity": m.entity,
        "derived": m.derived,
        "value": m.value,
    }
