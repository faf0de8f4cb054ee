"""How entities stand in lists: one place for the entity screen, the card and the comparison; pure."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from reader.domain.entity import Kind
from reader.store.library import EntityRow, Row
from reader.ui.widgets.row_list import Cell

KIND_STYLES = {Kind.PER: "per", Kind.ORG: "org", Kind.LOC: "loc"}
KIND_NAMES = {
    Kind.PER: "person",
    Kind.ORG: "organisation",
    Kind.LOC: "place",
    Kind.MISC: "other name",
    Kind.DATE: "date",
    Kind.MONEY: "amount of money",
    Kind.QUANTITY: "quantity",
}


def kind_style(kind: Kind) -> str:
    """The RowList style of a kind."""
    return KIND_STYLES.get(kind, "misc")


def entity_cells(row: EntityRow, width: int, sign: str = "  ") -> list[Cell]:
    """One entity on one line: sign, name, kind, mentions, articles, and whether it rises this week."""
    numbers = f"{row.mentions:>7} {row.articles:>7}  {trend(row)}"
    name_width = max(8, width - cell_len(sign) - cell_len(numbers) - 15)
    return [
        (sign, "head"),
        (set_cell_size(row.entity, name_width) + " ", kind_style(row.kind)),
        (f"{KIND_NAMES[row.kind][:13]:<13} ", "dim"),
        (numbers, ""),
    ]


def trend(row: EntityRow) -> str:
    """This week's articles beside the weekly mean of the month before: "▲ 12 (3.5)"."""
    if not row.week and not row.month:
        return " " * 12
    sign = "▲" if row.week > row.month else "▼" if row.week < row.month else "·"
    return f"{sign} {row.week} ({row.month:.1f})".ljust(12)


def article_cells(row: Row, width: int) -> list[Cell]:
    """One article on one line: unread sign, title, source, date."""
    when = (row.published or row.added).strftime("%d %b %Y")
    tail = f"  {row.source[:18]} · {when}" if row.source else f"  {when}"
    title = set_cell_size(row.title, max(10, width - 2 - cell_len(tail)))
    return [("  " if row.read else "● ", "head"), (title, "" if row.read else "strong"), (tail, "dim")]


def counted(number: int, one: str, many: str) -> str:
    """ "1 article", "12 articles"."""
    return f"{number} {one if number == 1 else many}"


def headings(names: Sequence[str]) -> str:
    """Names for a border title: "a · b · c"."""
    return " · ".join(name for name in names if name)
