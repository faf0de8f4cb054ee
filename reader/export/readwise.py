"""Readwise's CSV: Highlight, Title, Author, URL, Note, Location, Date.

Limits as its API tells them (readwise.io/api_deets): text 8191 characters, title 511, author 1024, address 2047.
Tags stand at the head of the note, each as a `.word`.
"""

import re
from collections.abc import Iterable, Sequence

from reader.domain.mark import Mark
from reader.export.csv import table
from reader.export.item import Item
from reader.export.times import iso

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
_TEXT, _TITLE, _AUTHOR, _URL = 8191, 511, 1024, 2047


def render(items: Sequence[Item]) -> str:
    return table(COLUMNS, (row for item in items for row in _rows(item)))


def _rows(item: Item) -> Iterable[Sequence[str]]:
    article = item.article
    for mark in item.marks:
        yield (
            (mark.quote or article.title)[:_TEXT],
            article.title[:_TITLE],
            article.author[:_AUTHOR],
            article.url if len(article.url) <= _URL else "",
            _note(mark)[:_TEXT],
            str(mark.start),
            iso(mark.created),
        )


def _note(mark: Mark) -> str:
    tags = " ".join("." + re.sub(r"\W+", "_", tag).strip("_") for tag in mark.tags)
    return " ".join(part for part in (tags, mark.note) if part)
