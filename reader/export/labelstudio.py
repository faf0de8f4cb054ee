"""Label Studio's JSON: tasks with annotations, for this labelling configuration:

<View><Labels name="label" toName="text">
  <Label value="PER"/><Label value="ORG"/><Label value="LOC"/><Label value="MISC"/>
</Labels><Text name="text" value="$text"/></View>
"""

import json
from collections.abc import Sequence
from typing import Any

from reader.domain.entity import Mention
from reader.export.item import Item


def render(items: Sequence[Item]) -> str:
    return json.dumps([_task(item) for item in items], ensure_ascii=False, indent=1) + "\n"


def _task(item: Item) -> dict[str, Any]:
    article = item.article
    data = {"text": article.text, "id": article.id, "title": article.title}
    return {"data": data, "annotations": [{"result": [_region(m, article.text) for m in item.names]}]}


def _region(mention: Mention, text: str) -> dict[str, Any]:
    return {
        "id": f"{mention.start}-{mention.end}",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {
            "start": mention.start,
            "end": mention.end,
            "text": text[mention.start : mention.end],
            "labels": [mention.kind.value],
        },
    }
