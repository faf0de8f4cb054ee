"""One article as it is read: for programs as JSON, for people set in a measure with names and marks in colour."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.text import Text

from reader.cli.finding import article_id
from reader.cli.job import Job
from reader.cli.records import article_record
from reader.domain.article import Article, Block, BlockKind, Style
from reader.domain.counting import counted
from reader.domain.entity import Kind, Mention
from reader.domain.mark import Mark

if TYPE_CHECKING:
    from rich.console import Console

KINDS = {Kind.PER: "dark_orange", Kind.ORG: "deep_sky_blue1", Kind.LOC: "spring_green3", Kind.MISC: "orchid"}
_KIND_NAMES = {Kind.PER: "people", Kind.ORG: "organisations", Kind.LOC: "places", Kind.MISC: "other"}
GROUNDS = {
    "yellow": "black on khaki1",
    "green": "black on pale_green1",
    "blue": "black on light_sky_blue1",
    "pink": "black on pink1",
    "orange": "black on light_salmon1",
    "purple": "black on plum1",
}
_BLOCKS = {
    BlockKind.KICKER: "cyan",
    BlockKind.HEADLINE: "bold",
    BlockKind.LEDE: "italic",
    BlockKind.BYLINE: "dim",
    BlockKind.CAPTION: "dim",
    BlockKind.CREDIT: "dim italic",
    BlockKind.SUBHEAD: "bold cyan",
    BlockKind.QUOTE: "italic",
    BlockKind.IMAGE: "dim italic",
    BlockKind.AGENCY: "dim",
}
_INLINES = {
    Style.EMPHASIS: "italic",
    Style.STRONG: "bold",
    Style.CODE: "cyan",
    Style.LINK: "underline",
}
_CLOSE = {BlockKind.KICKER, BlockKind.CAPTION}  # no blank line behind these


@dataclass(frozen=True, slots=True)
class Shown:
    """An article with what stands over its text."""

    article: Article
    mentions: list[Mention] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def show(job: Job) -> None:
    """Prints one article."""
    desk = job.desk
    desk.in_step()
    id_ = article_id(job, job.args.article)
    article = desk.library.get(id_)
    shown = Shown(article, [] if job.args.no_entities else desk.mentions(article), desk.notebook.marks(id_))
    if job.as_json:
        place = desk.notebook.state(id_).place
        job.json(article_record(desk.library.row(id_), article, shown.mentions, shown.marks, place))
        return
    most = job.console.width if job.on_terminal else 10_000
    print_article(job.console, shown, min(job.args.width or desk.config.measure, most))


def print_article(console: "Console", shown: Shown, width: int) -> None:
    """Prints the article in lines of at most `width` columns."""
    article = shown.article
    _print(console, Text(_facts(article), style="dim"), width)
    console.print()
    for block in article.blocks:
        text = _block(shown, block)
        before, behind = _indents(block)
        _print(console, text, width, before, behind)
        if block.kind not in _CLOSE:
            console.print()
    if shown.mentions and console.color_system:
        legend = Text("  ").join(Text(_KIND_NAMES[kind], style=KINDS[kind]) for kind in KINDS)
        _print(console, legend, width)
    for number, mark in enumerate(_noted(shown), 1):
        _print(console, _note(number, mark), width, "", "    ")


def _facts(article: Article) -> str:
    when = article.published.astimezone().strftime("%Y-%m-%d") if article.published else ""
    facts = (article.source, when, article.author, counted(article.words, "word"), article.id)
    return " · ".join(fact for fact in facts if fact)


def _indents(block: Block) -> tuple[str, str]:
    """What stands before a block's first line and before its others."""
    if block.kind is BlockKind.ITEM:
        marker = "  " * block.level + (block.marker or "•") + " "
        return marker, " " * len(marker)
    if block.kind is BlockKind.QUOTE:
        return "│ " * max(1, block.level), "│ " * max(1, block.level)
    return "", ""


def _print(console: "Console", text: Text, width: int, first: str = "", others: str = "") -> None:
    text.expand_tabs(4)
    lines = text.wrap(console, max(10, width - len(others)), overflow="fold")
    for number, line in enumerate(lines):
        line.rstrip()
        console.print(Text(first if number == 0 else others, style="dim") + line, no_wrap=True, crop=False)


def _block(shown: Shown, block: Block) -> Text:
    """A block's text with its styles, names and marks, and a number behind each mark that has a note."""
    text = Text(shown.article.text[block.start : block.end], style=_BLOCKS.get(block.kind, ""))
    for inline in shown.article.inlines:
        _style(text, block, inline.start, inline.end, _INLINES[inline.style])
    for mention in shown.mentions:
        if mention.kind in KINDS:
            _style(text, block, mention.start, mention.end, KINDS[mention.kind])
    for mark in shown.marks:
        _style(text, block, mark.start, mark.end, GROUNDS.get(mark.color, "reverse"))
    return _numbered(text, shown, block)


def _style(text: Text, block: Block, start: int, end: int, style: str) -> None:
    start, end = max(start, block.start) - block.start, min(end, block.end) - block.start
    if start < end:
        text.stylize(style, start, end)


def _numbered(text: Text, shown: Shown, block: Block) -> Text:
    signs = [
        (mark.end - block.start, number)
        for number, mark in enumerate(_noted(shown), 1)
        if block.start < mark.end <= block.end
    ]
    for at, number in sorted(signs, reverse=True):
        text = Text.assemble(text[:at], (f"[{number}]", "bold"), text[at:], style=text.style)
    return text


def _noted(shown: Shown) -> list[Mark]:
    return [mark for mark in shown.marks if mark.note or mark.tags]


def _note(number: int, mark: Mark) -> Text:
    text = Text(f"[{number}] ", style="bold")
    text.append(mark.note, style="not bold")
    text.append("".join(f" #{tag}" for tag in mark.tags), style="not bold green")
    return text
