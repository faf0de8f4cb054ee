"""How an article stands in a list: two lines of cells; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from rich.cells import cell_len

from reader.store.library import Row
from reader.ui.cells import Cell, cut
from reader.ui.when import short_date

STYLES = ("unread", "read", "meta", "sign", "star", "tag", "hit", "picked")
INDENT = "  "
WATCHED = "◉"  # it names somebody or something that is watched
TAGGED = 9  # cells kept for tags beside a long source
SOURCE_LEAST = 8  # cells of a source


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of the article around what was searched for; hits: ranges in `text`."""

    text: str
    hits: tuple[tuple[int, int], ...]


class Story(StrEnum):
    """How a row stands to other reports of the same story: the value is its sign."""

    NONE = ""
    CLOSED = "▸ "  # they are folded into it
    OPEN = "▾ "  # they stand below it
    MEMBER = "│ "  # it is one of these


def title_cells(row: Row, width: int, *, picked: bool = False, story: Story = Story.NONE) -> list[Cell]:
    """ "● Außenminister beraten über": the title, unread ones bold with their sign."""
    sign = ("✓ ", "picked") if picked else (INDENT, "") if row.read else ("● ", "sign")
    bar = [(story.value, "sign")] if story is Story.MEMBER else []
    title = cut(row.title, width - cell_len(INDENT) * (1 + len(bar)))
    return [sign, *bar, (title, "read" if row.read else "unread")]


def reports(row: Row) -> str:
    """ "in 4 sources"; "3 reports" when one source has them all."""
    return f"in {row.sources} sources" if row.sources > 1 else f"{row.copies} reports"


def meta_cells(row: Row, width: int, now: datetime, story: Story = Story.NONE) -> list[Cell]:
    """The second line; the first row of a story says in how many sources it is."""
    if story is Story.NONE:
        return _meta_cells(row, width, now)
    if story is Story.MEMBER:
        return [(INDENT, ""), (story.value, "sign"), *_meta_cells(row, width - 2, now)[1:]]
    many = reports(row)
    tries = [f"{row.source}, {many}", many, f"×{row.copies}"]
    for source in tries[not row.source :]:
        said = _meta_cells(replace(row, source=source, version=1), width - 2, now)[1:]
        if any(text.startswith(source) for text, _ in said):
            break
    return [(INDENT, ""), (story.value, "sign"), *said]


def _meta_cells(row: Row, width: int, now: datetime) -> list[Cell]:
    """ "  Tagesblatt · 16. März · ★ ◉ ✎2 #ukraine": where from, when, and what the person did with it."""
    when = short_date(row.published or row.added, row.language, now)
    noted = f"✎{row.notes}" if row.notes else f"▒{row.marks}" if row.marks else ""
    changed = f"v{row.version}" if row.version > 1 else ""
    signs = [
        (text, style)
        for text, style in (
            ("★" if row.starred else "", "star"),
            (WATCHED if row.watched else "", "star"),
            (noted, "sign"),
            (changed, "meta"),
        )
        if text
    ]
    fixed = cell_len(when) + sum(cell_len(text) + 1 for text, _ in signs) + (2 if signs else 0)
    room = width - cell_len(INDENT) - fixed
    wanted = min(TAGGED, sum(cell_len(tag) + 2 for tag in row.tags))
    source = (
        cut(row.source, max(SOURCE_LEAST, room - 3 - wanted)) if room > SOURCE_LEAST + 3 and row.source else ""
    )
    cells = [(INDENT, ""), (f"{source} · {when}" if source else when, "meta")]
    cells += [(" ·", "meta")] if signs else []
    cells += [(f" {text}", style) for text, style in signs]
    room -= cell_len(source) + 3 if source else 0
    return [*cells, *_tag_cells(row.tags, room)]


def _tag_cells(tags: Sequence[str], room: int) -> list[Cell]:
    """The tags that fit; the first one is cut rather than left out."""
    cells: list[Cell] = []
    for tag in tags:
        if cell_len(tag) + 2 > room and (cells or room < 6):
            break
        cells.append((f" #{cut(tag, room - 2)}", "tag"))
        room -= cell_len(tag) + 2
    return cells


def snippet_cells(snippet: Snippet, width: int) -> list[Cell]:
    """The snippet's part that fits, with the first hit in it, the hits in their style."""
    room = width - cell_len(INDENT)
    first = snippet.hits[0] if snippet.hits else (0, 0)
    start = 0
    if cell_len(snippet.text[: first[1]]) > room:
        start = max(0, first[0] - max(4, room // 4))
        start = snippet.text.find(" ", start, first[0]) + 1 or start
    cells: list[Cell] = [(INDENT + ("…" if start else ""), "meta")]
    room -= 1 if start else 0
    at = start
    for low, high in (*snippet.hits, (len(snippet.text),) * 2):
        for piece, style in ((snippet.text[at : max(at, low)], "meta"), (snippet.text[low:high], "hit")):
            part = cut(piece, room)
            cells.append((part, style))
            room = 0 if part != piece else room - cell_len(part)
        at = max(at, high)
    return [cell for cell in cells if cell[0]]
