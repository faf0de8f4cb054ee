"""The W3C Web Annotation Data Model as JSON-LD: an AnnotationPage whose items are the marks.

The article is the target's source, the place is a TextPositionSelector and a TextQuoteSelector, the note and the
tags are textual bodies, the colour a style class of a stylesheet (https://www.w3.org/TR/annotation-model/).
"""

import json
from collections.abc import Sequence
from typing import Any

from reader.domain.article import Article
from reader.domain.mark import Mark
from reader.export.item import Item
from reader.export.times import iso

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MARK = "urn:glosse:mark:"  # before a mark's id
ARTICLE = "urn:glosse:article:"  # before an article's id, where it has no address
CLASS = "hl-"  # before a colour's name


def render(items: Sequence[Item]) -> str:
    document = {
        "@context": CONTEXT,
        "id": "urn:glosse:marks",
        "type": "AnnotationPage",
        "items": [annotation(item.article, mark) for item in items for mark in item.marks],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def annotation(article: Article, mark: Mark) -> dict[str, Any]:
    """One mark as an annotation; the same mark has the same id each time."""
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "id": MARK + mark.id,
        "type": "Annotation",
        "motivation": "commenting" if mark.note else "tagging" if mark.tags else "highlighting",
        "created": iso(mark.created),
        "modified": iso(mark.modified),
        "target": _target(article, mark),
        "stylesheet": {
            "type": "CssStylesheet",
            "value": f".{CLASS}{mark.color} {{ background: {mark.color} }}",
        },
    }
    if bodies := _bodies(article, mark):
        made["body"] = bodies
    return made


def _target(article: Article, mark: Mark) -> dict[str, Any]:
    target: dict[str, Any] = {
        "source": article.url or ARTICLE + article.id,
        "styleClass": CLASS + mark.color,
    }
    if mark.quote:
        quote = {
            "type": "TextQuoteSelector",
            "exact": mark.quote,
            "prefix": mark.prefix,
            "suffix": mark.suffix,
        }
        position = {"type": "TextPositionSelector", "start": mark.start, "end": mark.end}
        # An orphan's position is the one it had: only its words say where it belongs.
        target["selector"] = [quote] if mark.status == "orphan" else [position, quote]
    return target


def _bodies(article: Article, mark: Mark) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []
    if mark.note:
        bodies.append(
            {
                "type": "TextualBody",
                "value": mark.note,
                "format": "text/plain",
                "purpose": "commenting",
            }
        )
    bodies += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in mark.tags]
    return bodies
