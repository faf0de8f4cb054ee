"""How entities stand in lists and on cards: one place for the entity screen, the card and the comparison; pure."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from rich.cells import cell_len
from textual.content import Content

from reader.desk.who import CardFacts, Sentence
from reader.domain.counting import counted
from reader.domain.entity import Kind
from reader.store.library import EntityRow, Row
from reader.ui.cells import Cell, cut, fitted
from reader.ui.plots import bars
from reader.ui.when import day_date, month_date, short_date

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
_NAME = 40  # cells of a name at most; behind it stands what else it is called
_ALSO = 8  # cells of what else it is called, at least
_KIND = 13
_NUMBERS = 22  # cells of mentions and articles
_TREND = 13
_ORDERS = {"name": "name", "mentions": "mentions", "articles": "articles", "rising": "this week"}


def kind_style(kind: Kind) -> str:
    """The RowList style of a kind."""
    return KIND_STYLES.get(kind, "misc")


def entity_cells(row: EntityRow, width: int, sign: str = "  ") -> list[Cell]:
    """One entity on one line: sign, name, what else it is called, kind, mentions, articles, whether it rises."""
    name, others = _widths(width - cell_len(sign))
    numbers = f"{row.mentions:>{_NUMBERS // 2},}{row.articles:>{_NUMBERS // 2},}  {trend(row)}"
    return [
        (sign, "head"),
        (fitted(row.entity, name) + " ", kind_style(row.kind)),
        ((fitted(", ".join(also_called(row)), others - 1) + " ")[:others], "dim"),
        (f"{KIND_NAMES[row.kind][:_KIND]:<{_KIND}}", "dim"),
        (numbers, ""),
    ]


def entity_heading(width: int, order: str, sign: int = 2) -> str:
    """The names of the columns of `entity_cells`; the one that the list is sorted by has a ▾."""
    name, others = _widths(width - sign)
    said = {column: f"{text} ▾" if column == order else text for column, text in _ORDERS.items()}
    numbers = f"{said['mentions']:>{_NUMBERS // 2}}{said['articles']:>{_NUMBERS // 2}}  {said['rising']}"
    also = "also" if others else ""
    return f"{'':{sign}}{said['name']:<{name}} {also:<{others}}{'kind':<{_KIND}}{numbers}"


def _widths(width: int) -> tuple[int, int]:
    """Cells of the name, and of what else it is called."""
    room = max(8, width - 1 - _KIND - _NUMBERS - 2 - _TREND)
    name = room if room < _NAME + _ALSO else _NAME
    return name, room - name


def also_called(row: EntityRow) -> list[str]:
    """What else it is called, without genitives of what is told already."""
    told = {row.entity}
    for form in sorted(row.aliases, key=len):
        if form.removesuffix("s").removesuffix("’") not in told and form.removesuffix("'s") not in told:
            told.add(form)
    return [form for form in row.aliases if form in told and form != row.entity]


def trend(row: EntityRow) -> str:
    """This week's articles beside the weekly mean of the month before: "▲ 12 (3.5)"."""
    if not row.week and not row.month:
        return " " * _TREND
    sign = "▲" if row.week > row.month else "▼" if row.week < row.month else "·"
    return f"{sign} {row.week} ({row.month:.1f})".ljust(_TREND)


def article_cells(row: Row, width: int, now: datetime) -> list[Cell]:
    """One article on one line: unread sign, title, source, date."""
    when = short_date(row.published or row.added, row.language, now)
    tail = f"  {cut(row.source, 18)} · {when}" if row.source else f"  {when}"
    title = fitted(row.title, max(10, width - 2 - cell_len(tail)))
    return [("  " if row.read else "● ", "head"), (title, "" if row.read else "strong"), (tail, "dim")]


def sentence_cells(sentence: Sentence, width: int, style: str = "strong") -> list[Cell]:
    """A sentence on one line with the name in it, its article behind it."""
    title = f"  {sentence.title}"
    room = max(20, width - min(cell_len(title), width // 3))
    before, form, after = parted(sentence)
    if cell_len(before) + cell_len(form) > room - 8:  # the name has to be seen
        before = "… " + before[-max(8, room // 3) :].partition(" ")[2]
    tail = fitted(after, max(0, room - cell_len(before) - cell_len(form)))
    return [(before, ""), (form, style), (tail, ""), (fitted(title, width - room), "dim")]


def parted(sentence: Sentence) -> tuple[str, str, str]:
    """A sentence before the name, the name, and behind it."""
    before, form, after = sentence.text.partition(sentence.form) if sentence.form else (sentence.text, "", "")
    return before, form, after


def fact_lines(facts: CardFacts, ink: str, watched: bool = False, proposed: Sequence[str] = ()) -> Content:
    """A card's head: name, kind, what else it is called, numbers, first and last seen, and the plot by week.

    Args:
        ink: the colour of the name.
        proposed: names that are likely the same.
    """
    row = facts.row
    also = ", ".join(also_called(row)[:6])
    lines = [
        Content.assemble((row.entity, f"bold {ink}"), ("   ◉ watched" if watched else "", "bold")),
        Content.assemble((KIND_NAMES[row.kind], "dim"), (f" · also {also}" if also else "", "dim")),
        *(Content.assemble((f"≈ likely also {name}", "bold"), ("   M merges", "dim")) for name in proposed[:1]),
        *([Content.assemble((" · ".join(facts.place), "dim"))] if facts.place else []),
        *number_lines(row, facts.weeks, facts.until, ink),
    ]
    return Content("\n").join(lines)


def number_lines(row: EntityRow, weeks: Sequence[int], until: datetime | None, ink: str) -> list[Content]:
    """How often and when it was named; the plot by week.

    Args:
        weeks: articles a week, oldest first.
        until: where the last of them ends; None: now.
    """
    mentions = f"{counted(row.mentions, 'mention')} in "
    numbers = mentions + counted(row.articles, "article")
    return [Content(numbers), Content.assemble((_seen(row), "dim")), *plot_lines(weeks, until, ink)]


def plot_lines(weeks: Sequence[int], until: datetime | None, ink: str, height: int = 2) -> list[Content]:
    """The articles by week as columns; below them the months at both ends and the greatest number."""
    last = until or datetime.now(UTC)
    first = month_date(last - timedelta(weeks=len(weeks)))
    end = month_date(last) if until else "now"
    told = f"at most {max(weeks, default=0):,} a week"
    room = max(len(told) + 2, len(weeks) - len(first) - len(end))
    columns = [Content.assemble((line, ink)) for line in bars(weeks, height)]
    return [*columns, Content.assemble((f"{first}{told:^{room}}{end}", "dim"))]


def _seen(row: EntityRow) -> str:
    if not (row.first and row.last):
        return ""
    first, last = (day_date(day) for day in (row.first, row.last))
    return f"seen {first}" if first == last else f"seen {first} – {last}"


def headings(names: Sequence[str]) -> str:
    """Names for a border title: "a · b · c"."""
    return " · ".join(name for name in names if name)
