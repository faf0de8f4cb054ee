"""The JSON that Hypothesis exports and imports: {export_date, export_userid, client_version, annotations}.

Only quote selectors are written: Hypothesis' positions count UTF-16 units of the page as its browser shows it,
which is not our text.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reader.domain.article import Article
from reader.domain.mark import Mark
from reader.export.item import Item
from reader.export.times import iso
from reader.export.w3c import ARTICLE

_TAG_MOST = 1000  # characters


def render(items: Sequence[Item]) -> str:
    marks = [(item.article, mark) for item in items for mark in item.marks]
    newest = max((mark.modified for _, mark in marks), default=None)
    document = {
        "export_date": _newest(newest),
        "export_userid": "acct:reader@glosse",
        "client_version": "glosse",
        "annotations": [_annotation(article, mark) for article, mark in marks],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _newest(time: datetime | None) -> str:
    """The export's date is that of its newest change: the same marks give the same file."""
    return iso(time) if time else "1970-01-01T00:00:00Z"


def _annotation(article: Article, mark: Mark) -> dict[str, Any]:
    uri = article.url or ARTICLE + article.id
    target: dict[str, Any] = {"source": uri}
    if mark.quote:
        quote = {
            "type": "TextQuoteSelector",
            "exact": mark.quote,
            "prefix": mark.prefix,
            "suffix": mark.suffix,
        }
        target["selector"] = [quote]
    return {
        "id": mark.id,
        "created": iso(mark.created),
        "updated": iso(mark.modified),
        "uri": uri,
        "text": mark.note,
        "tags": [tag[:_TAG_MOST] for tag in mark.tags],
        "document": {"title": [article.title]},
        "target": [target],
    }
