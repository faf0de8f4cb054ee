"""doccano's JSONL: {"text", "label": [[start, end, kind]]}, one article a line."""

import json
from collections.abc import Sequence

from reader.export.item import Item


def render(items: Sequence[Item]) -> str:
    return "".join(_line(item) + "\n" for item in items)


def _line(item: Item) -> str:
    labels = [[m.start, m.end, m.kind.value] for m in item.names]
    return json.dumps({"text": item.article.text, "label": labels, "id": item.article.id}, ensure_ascii=False)
