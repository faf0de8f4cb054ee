"""brat's standoff format: for each article a text (ID.txt) and its annotations (ID.ann), UTF-8.

A name is `T1<TAB>PER 156 169<TAB>words`; a mark is of the type Mark, its note and tags an AnnotatorNotes line. No
line end may stand in an annotation's words (brat#786): a range over several lines is written in fragments,
`0 5;8 11`, their words joined by a space.
"""

import re
from collections.abc import Iterator, Sequence

from reader.export.item import Item

_PIECE = re.compile(r"[^\n]+")


def render(items: Sequence[Item]) -> str:
    """The annotations alone, for one article; see `files` for all of it."""
    return "".join(annotations(item) for item in items)


def files(items: Sequence[Item]) -> dict[str, str]:
    """The names of the files and what is in them."""
    found: dict[str, str] = {}
    for item in items:
        found[f"{item.article.id}.txt"] = item.article.text
        found[f"{item.article.id}.ann"] = annotations(item)
    return found


def annotations(item: Item) -> str:
    """An article's .ann file."""
    return "".join(line + "\n" for line in _lines(item))


def _lines(item: Item) -> Iterator[str]:
    text = item.article.text
    number = 0
    for number, name in enumerate(item.names, 1):
        yield _bound(text, f"T{number}", name.kind.value, name.start, name.end)
    placed = [mark for mark in item.marks if mark.quote and mark.status != "orphan"]
    for note, mark in enumerate(placed, 1):
        number += 1
        yield _bound(text, f"T{number}", "Mark", mark.start, mark.end)
        words = " ".join([*mark.note.split(), *(f"#{tag}" for tag in mark.tags)])
        if words:
            yield f"#{note}\tAnnotatorNotes T{number}\t{words}"


def _bound(text: str, name: str, kind: str, start: int, end: int) -> str:
    pieces = [match.span() for match in _PIECE.finditer(text, start, end)]
    ranges = ";".join(f"{first} {last}" for first, last in pieces)
    return f"{name}\t{kind} {ranges}\t{' '.join(text[first:last] for first, last in pieces)}"
