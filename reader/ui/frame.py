"""What stands in the article's frame: its title and how far one is above, what the colours mean below."""

from textual.content import Content
from textual.style import Style

from reader.domain.article import Article
from reader.domain.entity import Kind
from reader.domain.mark import COLORS
from reader.ui.browser import shown
from reader.ui.canvas import Look
from reader.ui.colors import Palette
from reader.ui.inks import Inks

_KINDS = {Kind.PER: "person", Kind.ORG: "organisation", Kind.LOC: "place", Kind.MISC: "other"}
_RESERVED = 6  # cells of a frame's edge that are corners and air


def title(article: Article, percent: int, width: int, *, focused: bool) -> Content:
    """ "Ukrainekrieg ━━━━ 38 %" for a frame of `width` cells."""
    seen = f" {percent} %"
    room = max(0, width - _RESERVED - len(seen) - 1)
    name = Content(article.kicker or article.title).truncate(room, ellipsis=True)
    line = ("━" if focused else "─") * (room - name.cell_length)
    return Content.assemble(
        name.stylize("bold"), " ", (line, "$border" if focused else "$border-blurred"), seen
    )


def kinds(inks: Inks, width: int) -> Content:
    """The kinds of names, each in its colour."""
    parts = []
    for kind, word in _KINDS.items():
        ink = inks.name(kind)
        parts.append((word, Style.from_rich_style(ink) if ink else Style()))
    return _fitting(parts, " ▪ ", width)


def colors(palette: Palette, look: Look, width: int) -> Content:
    """The colours of marks with their keys and names; where there is no room, the keys alone."""
    inks = [(color, Style(foreground=palette.marks[color].sign)) for color in COLORS]
    whole = _fitting([(f"{n} {look.name_of(c)}", style) for n, (c, style) in enumerate(inks, 1)], "  ", width)
    return whole if whole else _fitting([(str(n), style) for n, (_, style) in enumerate(inks, 1)], " ", width)


def link(target: str, palette: Palette, width: int) -> Content:
    """Where the link under the cursor leads."""
    words = shown(target, width - _RESERVED - 2)
    return Content.styled(f"→ {words}", Style(foreground=palette.heading))


def _fitting(parts: list[tuple[str, Style]], gap: str, width: int) -> Content:
    line = Content(gap).join([Content.styled(word, style) for word, style in parts])
    return line if line.cell_length <= width - _RESERVED else Content()
