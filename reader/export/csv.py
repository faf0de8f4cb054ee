"""A table of marks for a spreadsheet: one row a mark, UTF-8, as RFC 4180 has it.

A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, "CSV Injection").
"""

import csv
import io
from collections.abc import Iterable, Sequence

from reader.export.item import Item
from reader.export.times import day, iso

COLUMNS = (
    "Quote",
    "Note",
    "Tags",
    "Color",
    "Title",
    "Author",
    "Source",
    "URL",
    "Published",
    "Created",
    "Modified",
    "Status",
    "Start",
    "End",
    "Article",
    "ID",
)


def render(items: Sequence[Item]) -> str:
    return table(COLUMNS, ([tame(cell) for cell in row] for item in items for row in _rows(item)))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A heading and rows as the text of a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def tame(cell: str) -> str:
    """A cell that no spreadsheet calculates."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _rows(item: Item) -> Iterable[Sequence[str]]:
    article = item.article
    for mark in item.marks:
        yield (
            mark.quote,
            mark.note,
            ", ".join(mark.tags),
            mark.color,
            article.title,
            article.author,
            article.source,
            article.url,
            day(article.published),
            iso(mark.created),
            iso(mark.modified),
            mark.status.value,
            str(mark.start),
            str(mark.end),
            mark.article,
            mark.id,
        )
