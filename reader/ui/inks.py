"""The palette as Rich styles, one for each thing the article draws."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color

from reader.domain.article import BlockKind, Inline
from reader.domain.article import Style as InlineStyle
from reader.domain.entity import Kind
from reader.domain.mark import Mark
from reader.ui.browser import address
from reader.ui.colors import Palette


def _rich(color: Color) -> RichColor:
    return RichColor.from_rgb(*color.rgb)


def _fore(color: Color, *, bold: bool | None = None, italic: bool | None = None) -> Style:
    return Style(color=_rich(color), bold=bold, italic=italic)


# Without colour a name is known by its line and its letters, by what every terminal can draw.
_BARE_KINDS = {
    Kind.PER: Style(underline=True),
    Kind.ORG: Style(underline=True, bold=True),
    Kind.LOC: Style(underline=True, italic=True),
    Kind.MISC: Style(italic=True),
}
_BLOCKS: dict[BlockKind | str, Callable[[Palette], Style]] = {
    BlockKind.KICKER: lambda p: _fore(p.heading),
    BlockKind.HEADLINE: lambda p: _fore(p.text, bold=True),
    BlockKind.LEDE: lambda p: _fore(p.text, italic=True),
    BlockKind.BYLINE: lambda p: _fore(p.quiet),
    BlockKind.CAPTION: lambda p: _fore(p.quiet),
    BlockKind.CREDIT: lambda p: _fore(p.quiet, italic=True),
    BlockKind.SUBHEAD: lambda p: _fore(p.heading, bold=True),
    BlockKind.QUOTE: lambda p: _fore(p.text, italic=True),
    BlockKind.IMAGE: lambda p: _fore(p.quiet, italic=True),
    BlockKind.AGENCY: lambda p: _fore(p.quiet),
    "facts": lambda p: _fore(p.quiet),
    "rule": lambda p: _fore(p.faint),
}
_INLINES = {
    InlineStyle.EMPHASIS: Style(italic=True),
    InlineStyle.STRONG: Style(bold=True),
    InlineStyle.CODE: Style(dim=False, bold=False),
}


@lru_cache(maxsize=1024)
def _link(target: str) -> Style:
    """One style for a link, so that its lines belong together."""
    return Style(underline=True, link=address(target) or None)


@dataclass(frozen=True)
class Inks:
    """Styles of one theme. bare: the terminal shows no colour."""

    palette: Palette
    bare: bool = False

    def __hash__(self) -> int:
        return id(self)

    @cached_property
    def ground(self) -> Style:
        return Style(bgcolor=_rich(self.palette.background))

    @lru_cache(maxsize=64)  # noqa: B019 - one Inks for each theme
    def block(self, kind: BlockKind | str) -> Style:
        make = _BLOCKS.get(kind)
        return self.ground + (make(self.palette) if make else _fore(self.palette.text))

    @lru_cache(maxsize=16)  # noqa: B019
    def name(self, kind: Kind) -> Style | None:
        """A mention's style; None for dates and amounts."""
        if kind not in self.palette.kinds:
            return None
        return _BARE_KINDS[kind] if self.bare else _fore(self.palette.kinds[kind])

    @staticmethod
    def inline(inline: Inline) -> Style:
        """A link's style also tells the terminal where it leads (OSC 8)."""
        return _link(inline.target) if inline.style is InlineStyle.LINK else _INLINES[inline.style]

    def mark(self, covering: tuple[Mark, ...], active: str) -> Style:
        """The ground under `covering` marks, the longest first; `active` is the id of the one at the cursor."""
        return self._mark(tuple((m.color, bool(m.note), m.id == active) for m in covering))

    @lru_cache(maxsize=256)  # noqa: B019
    def _mark(self, covering: tuple[tuple[str, bool, bool], ...]) -> Style:
        top = next((mark for mark in covering if mark[2]), covering[-1])
        ink = self.palette.marks.get(top[0]) or next(iter(self.palette.marks.values()))
        ground = ink.strong if top[2] else ink.noted if top[1] else ink.plain
        style = Style(bgcolor=_rich(ground), underline=True if len(covering) > 1 else None)
        return style + Style(reverse=True) if self.bare and top[2] else style

    @cached_property
    def written(self) -> Style:
        """The text's own ink, without a ground."""
        return _fore(self.palette.text)

    @cached_property
    def selection(self) -> Style:
        return Style(bgcolor=_rich(self.palette.selection), reverse=True if self.bare else None)

    @cached_property
    def hit(self) -> Style:
        return Style(reverse=True)

    @cached_property
    def light(self) -> Style:
        """What a rule highlights."""
        return Style(bold=True, underline=True)

    @cached_property
    def number(self) -> Style:
        """The number of a link, laid over its first letters."""
        ground = self.palette.background
        return Style(color=_rich(ground), bgcolor=_rich(self.palette.heading), bold=True)

    @cached_property
    def caret(self) -> Style:
        return Style(bgcolor=_rich(self.palette.selection), bold=True, reverse=True if self.bare else None)

    @lru_cache(maxsize=32)  # noqa: B019
    def sign(self, color: str, strong: bool = True) -> Style:
        """A mark's signs and lines outside the text."""
        ink = self.palette.marks.get(color) or next(iter(self.palette.marks.values()))
        shade = ink.sign if strong else self.palette.background.blend(ink.sign, 0.5)
        return self.ground + _fore(shade)

    @cached_property
    def faint(self) -> Style:
        return self.ground + _fore(self.palette.faint)

    @cached_property
    def bar(self) -> Style:
        return self.ground + _fore(self.palette.heading)

    @cached_property
    def quiet(self) -> Style:
        return self.ground + _fore(self.palette.quiet)

    @cached_property
    def plain(self) -> Style:
        return self.ground + _fore(self.palette.text)
