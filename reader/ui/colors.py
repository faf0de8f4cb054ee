"""The colours of names, marks and the reading cursor, made for each theme.

Names are foreground, marks are background. Hues are fixed, so that a person is orange in every theme; lightness
is found for each theme, so that every ink reads on every ground it can stand on: at least `CONTRAST` by the
formula of WCAG 2.2 (relative luminance), names on a mark and marks in a selection included.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from textual.color import Color
from textual.theme import Theme

from reader.domain.entity import Kind
from reader.domain.mark import COLORS

CONTRAST = 4.5
_AIM = 4.6  # a little more than asked, since colours are rounded to eight bits

# hue and saturation in HSL
_KIND_HUES = {Kind.PER: (30, 0.85), Kind.ORG: (205, 0.80), Kind.LOC: (135, 0.50), Kind.MISC: (290, 0.60)}
_MARK_HUES = {
    "yellow": (48, 0.75),
    "green": (120, 0.45),
    "blue": (212, 0.65),
    "pink": (330, 0.60),
    "orange": (20, 0.75),
    "purple": (268, 0.55),
}


@dataclass(frozen=True, slots=True)
class MarkInk:
    """A mark's colours: its ground without a note, with one, under the cursor, and a foreground for signs."""

    plain: Color
    noted: Color
    strong: Color
    sign: Color


@dataclass(frozen=True, slots=True)
class Palette:
    """Everything the article is drawn with."""

    background: Color
    text: Color
    quiet: Color  # credits, dates, what is read past
    faint: Color  # lines; not text
    heading: Color
    selection: Color
    kinds: Mapping[Kind, Color]
    marks: Mapping[str, MarkInk]
    dark: bool

    @property
    def grounds(self) -> list[Color]:
        """Every background that text can stand on."""
        inks = self.marks.values()
        return [self.background, self.selection, *(g for i in inks for g in (i.plain, i.noted, i.strong))]


def luminance(color: Color) -> float:
    """WCAG relative luminance, 0 to 1."""

    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def contrast(one: Color, other: Color) -> float:
    """WCAG contrast ratio, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _lightest(fits: Callable[[float], bool]) -> float:
    """The smallest x in 0 to 1 for which `fits(x)`, where all above fit too; 1 if none does."""
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    return high


def _at_luminance(hue: float, saturation: float, aim: float) -> Color:
    """The colour of that hue whose relative luminance is `aim`."""
    light = _lightest(lambda x: luminance(Color.from_hsl(hue / 360, saturation, x)) >= aim)
    return Color.from_hsl(hue / 360, saturation, light)


def _at(color: str, aim: float) -> Color:
    return _at_luminance(*_MARK_HUES[color], aim)


def _reading_on(grounds: list[Color], hue: float, saturation: float, dark: bool, start: float) -> Color:
    """The colour of that hue nearest to lightness `start` that reads on all grounds."""

    def color(x: float) -> Color:
        return Color.from_hsl(hue / 360, saturation, start + (1 - start) * x if dark else start * (1 - x))

    return color(_lightest(lambda x: all(contrast(color(x), ground) >= _AIM for ground in grounds)))


def _moved(ink: Color, ground: Color, dark: bool) -> Color:
    """`ink`, brought towards white or black until it reads on `ground`."""
    pole = Color(255, 255, 255) if dark else Color(0, 0, 0)
    return ink.blend(pole, _lightest(lambda x: contrast(ink.blend(pole, x), ground) >= _AIM))


def _grounds(background: Color, dark: bool) -> tuple[float, float, float]:
    """Luminances of a mark without a note, with one, and of the selection and the mark at the cursor."""
    own = luminance(background)
    if dark:
        return min(own + 0.022, 0.075), min(own + 0.048, 0.095), min(own + 0.075, 0.12)
    return own * 0.84, own * 0.72, own * 0.66


@lru_cache(maxsize=32)
def _palette(name: str, background: Color, text: Color, primary: Color, dark: bool) -> Palette:
    levels = _grounds(background, dark)
    tints = {color: (_at(color, levels[0]), _at(color, levels[1]), _at(color, levels[2])) for color in COLORS}
    hue, saturation, _ = primary.hsl
    selection = _at_luminance(hue * 360, min(saturation, 0.6), levels[2])
    grounds = [background, selection, *(tint for grades in tints.values() for tint in grades)]
    hardest = max(grounds, key=luminance) if dark else min(grounds, key=luminance)
    ink = _moved(text, hardest, dark)
    start = 0.66 if dark else 0.36
    return Palette(
        background=background,
        text=ink,
        quiet=_moved(background.blend(ink, 0.55), background, dark),
        faint=background.blend(ink, 0.28),
        heading=_moved(primary, background, dark),
        selection=selection,
        kinds={k: _reading_on(grounds, *_KIND_HUES[k], dark, start) for k in _KIND_HUES},
        marks={
            color: MarkInk(*tints[color], sign=_reading_on([background], *_MARK_HUES[color], dark, start))
            for color in COLORS
        },
        dark=dark,
    )


def _solid(name: str, default: str) -> Color:
    """A theme's colour; a terminal's own (ansi) default is taken for black or white."""
    color = Color.parse(name if name and not name.startswith("ansi_") else default)
    return Color(*color.rgb)


def palette(theme: Theme) -> Palette:
    """The palette for `theme`, kept for the next call."""
    variables = theme.to_color_system().generate()
    black, white = "#000000", "#ffffff"
    return _palette(
        theme.name,
        _solid(variables["background"], black if theme.dark else white),
        _solid(variables["foreground"], "#d0d0d0" if theme.dark else "#202020"),
        _solid(variables["primary"], "#6699ff" if theme.dark else "#2255bb"),
        theme.dark,
    )
