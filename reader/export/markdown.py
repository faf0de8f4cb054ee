"""Markdown for a notebook of notes: a heading an article, its facts, its marks as quotations with their notes.

The shape is that of Readwise's export to Obsidian: `# title`, `## Metadata`, `## Highlights`, an item a mark with
its note and tags indented. Each item ends in a block id (`^m` and the mark's id) that stays the same, so that
other notes can link to it.
"""

import re
from collections.abc import Iterator, Sequence

from reader.domain.mark import Mark
from reader.export.item import Item
from reader.export.times import day

# What Markdown could take for its own: in a line, and at a line's beginning.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#^])")
_UNLINKED = re.compile(r"[\[\]|#^]")
_LEADING = re.compile(r"^(\s*\d*)([-+=.)])", re.MULTILINE)


def render(items: Sequence[Item]) -> str:
    return "\n".join("\n".join(_article(item)) for item in items)


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it stands."""
    return _LEADING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def _links(tags: Sequence[str]) -> str:
    """Tags as links to notes of their names, which hold neither brackets nor |, # and ^."""
    return " ".join(f"[[{_UNLINKED.sub('', tag).strip()}]]" for tag in tags)


def _article(item: Item) -> Iterator[str]:
    article = item.article
    yield f"# {escaped(article.title)}"
    yield ""
    yield "## Metadata"
    facts = {
        "Author": article.author,
        "Source": article.source,
        "Published": day(article.published),
        "URL": f"<{article.url}>" if article.url else "",
        "Document Tags": _links(item.state.tags),
    }
    for name, value in facts.items():
        if value:
            yield f"- {name}: {value if name in ('URL', 'Document Tags') else escaped(value)}"
    yield ""
    yield "## Highlights"
    for mark in item.marks:
        yield from _mark(mark)
    yield ""


def _mark(mark: Mark) -> Iterator[str]:
    quote = " ".join(escaped(mark.quote).split()) if mark.quote else "*On the whole article*"
    yield f"- {quote} ^m{mark.id}"
    if mark.note:
        first, *rest = escaped(mark.note).split("\n")
        yield f"    - Note: {first}"
        yield from (f"      {line}".rstrip() for line in rest)
    if mark.tags:
        yield f"    - Tags: {_links(mark.tags)}"
    yield f"    - Color: {mark.color}, {day(mark.created)}"
