"""JSONL as spaCy's and Prodigy's tools read it: {"text", "spans": [{start, end, label}], "answer"}."""

import json
from collections.abc import Sequence

from reader.export.item import Item


def render(items: Sequence[Item]) -> str:
    return "".join(_line(item) + "\n" for item in items)


def _line(item: Item) -> str:
    spans = [{"start": m.start, "end": m.end, "label": m.kind.value} for m in item.names]
    meta = {"id": item.article.id, "title": item.article.title, "language": item.article.language}
    record = {"text": item.article.text, "spans": spans, "answer": "accept", "meta": meta}
    return json.dumps(record, ensure_ascii=False)
