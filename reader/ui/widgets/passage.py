"""A mark in its surroundings: its note first, then the paragraphs it stands in, its words on their ground."""

from collections.abc import Mapping

from rich.style import Style
from rich.text import Text
from textual import events
from textual.widgets import Static

from reader.domain import grapheme
from reader.domain.article import Article
from reader.domain.clean import clean, clean_line
from reader.domain.mark import COLORS, Mark, Status
from reader.ui.colors import Palette, palette
from reader.ui.mark_rows import color_name
from reader.ui.notes import lines_of
from reader.ui.when import long_date

WIDTH = 72  # cells, before it is known
AROUND = 420  # characters of the surroundings on either side, at most


class Passage(Static):
    """Shows one mark; drawn anew when the theme changes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._shown: tuple[Mark, Article | None, Mapping[str, str]] | None = None
        self._width = 0

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self._draw())

    def on_resize(self, event: events.Resize) -> None:
        """A note's lines each have a bar, so they are broken here."""
        if event.size.width != self._width:
            self._width = event.size.width
            self._draw()

    def show(self, mark: Mark | None, article: Article | None, names: Mapping[str, str]) -> None:
        """article: None when the library no longer has it. names: what the person calls the colours."""
        self._shown = None if mark is None else (mark, article, names)
        self._draw()

    def _draw(self) -> None:
        colors = palette(self.app.current_theme)
        text = Text() if self._shown is None else drawn(*self._shown, colors, self._width or WIDTH)
        self.update(text)


def surroundings(article: Article, mark: Mark) -> tuple[str, int, int]:
    """The paragraphs around a mark, cut at words where they are long, and the mark's range in them."""
    text = article.text
    low = max((b.start for b in article.blocks if b.start <= mark.start), default=0)
    high = min((b.end for b in article.blocks if b.end >= mark.end), default=len(text))
    front, back = "", ""
    if mark.start - low > AROUND:
        low, front = grapheme.floor(text, text.find(" ", mark.start - AROUND, mark.start) + 1), "… "
    if high - mark.end > AROUND:
        stop = text.rfind(" ", mark.end, mark.end + AROUND)
        high, back = grapheme.floor(text, stop if stop > 0 else mark.end + AROUND), " …"
    return f"{front}{text[low:high]}{back}", mark.start - low + len(front), mark.end - low + len(front)


def drawn(mark: Mark, article: Article | None, names: Mapping[str, str], colors: Palette, width: int) -> Text:
    """All that is known of a mark. width: cells of a line of the note with its bar."""
    ink = colors.marks[mark.color if mark.color in COLORS else COLORS[0]]
    quiet, sign = Style(color=colors.quiet.rich_color), Style(color=ink.sign.rich_color)
    text = Text()
    text.append(clean_line(article.title if article else mark.title), Style(bold=True))
    when = article.published if article else None
    facts = [
        article.source if article else "",
        long_date(when, article.language if article else "") if when else "",
    ]
    said = " · ".join(clean_line(fact) for fact in facts if fact)
    text.append(f"\n{said}\n\n" if said else "\n\n", quiet)
    for line in lines_of(mark.note, width - 2) if mark.note else ():
        text.append("▏ ", sign)
        text.append(line + "\n")
    foot = [*(f"#{clean_line(tag)}" for tag in mark.tags), color_name(mark.color, names)]
    text.append(("▏ " if mark.note else "") + "  ".join(foot), sign)
    text.append(f"  {long_date(mark.created)}", quiet)
    ground = Style(color=colors.text.rich_color, bgcolor=(ink.noted if mark.note else ink.plain).rich_color)
    if mark.quote and article is not None and mark.status is not Status.ORPHAN and mark.end > mark.start:
        around, start, end = surroundings(article, mark)
        text.append("\n\n" + around[:start])
        text.append(around[start:end], ground)
        text.append(around[end:])
    elif mark.quote:
        text.append("\n\n")
        text.append(clean(mark.quote), ground)
    if trouble := _trouble(mark, article):
        text.append(f"\n\n{trouble}", quiet)
    return text


def _trouble(mark: Mark, article: Article | None) -> str:
    if article is None:
        return "The article is not in the library, or no longer."
    if mark.status is Status.ORPHAN:
        if article.is_link:
            return "Only the article's headline is here: the mark finds its place when the page is fetched."
        return "These words do not stand in the article. Attach the mark to a sentence that says the same."
    if mark.status is Status.UNCERTAIN:
        return f"The article has changed. The mark was on: “{clean_line(mark.quote)}”"
    return ""
