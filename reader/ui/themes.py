"""Glosse's own two themes, ink on paper and lamp light on slate; and which theme a setting means.

Every text stands out from its ground by at least 4.5 to 1 (WCAG 2.2).
"""

from collections.abc import Container, Iterable, Mapping
from difflib import get_close_matches

from textual.color import Color
from textual.theme import Theme

_READ = 4.6  # a little more than asked, since colours are rounded
_CURSOR, _BLURRED = "block-cursor-background", "block-cursor-blurred-background"

NIGHT = Theme(
    name="glosse-night",
    primary="#86aed6",
    secondary="#b9a3d3",
    accent="#e0ae5a",
    warning="#e3b567",
    error="#ef8d83",
    success="#93c19a",
    foreground="#dbd7cc",
    background="#16181d",
    surface="#1c1f26",
    panel="#242831",
    dark=True,
    variables={
        "text-muted": "#a09d95",
        "text-primary": "#9dbfe2",
        "text-secondary": "#c3b0da",
        "text-accent": "#e8bd74",
        "text-warning": "#e8c07d",
        "text-error": "#f29c93",
        "text-success": "#a2cca8",
        "border": "#e0ae5a",
        "border-blurred": "#3a3f4b",
        "block-cursor-background": "#34445a",
        "block-cursor-foreground": "#f4f1e8",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#262b35",
        "block-cursor-blurred-foreground": "#dbd7cc",
        "input-selection-background": "#3d5878",
        "scrollbar": "#343a46",
        "scrollbar-hover": "#4a5262",
        "scrollbar-active": "#e0ae5a",
        "scrollbar-background": "#16181d",
        "scrollbar-background-hover": "#16181d",
        "scrollbar-background-active": "#16181d",
        "scrollbar-corner-color": "#16181d",
    },
)
PAPER = Theme(
    name="glosse-paper",
    primary="#2f5d8a",
    secondary="#6b4c87",
    accent="#a3561a",
    warning="#855400",
    error="#a83226",
    success="#2f6a3c",
    foreground="#2a2823",
    background="#f7f2e7",
    surface="#f0e9da",
    panel="#e7decb",
    dark=False,
    variables={
        "text-muted": "#655f54",
        "text-primary": "#2a547d",
        "text-secondary": "#64467f",
        "text-accent": "#8a4712",
        "text-warning": "#774b00",
        "text-error": "#9c2c21",
        "text-success": "#2a6036",
        "border": "#a3561a",
        "border-blurred": "#cfc4ae",
        "block-cursor-background": "#cddaea",
        "block-cursor-foreground": "#17150f",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#ebe2d0",
        "block-cursor-blurred-foreground": "#2a2823",
        "input-selection-background": "#bcd0e6",
        "scrollbar": "#d8cdb8",
        "scrollbar-hover": "#c2b59c",
        "scrollbar-active": "#a3561a",
        "scrollbar-background": "#f7f2e7",
        "scrollbar-background-hover": "#f7f2e7",
        "scrollbar-background-active": "#f7f2e7",
        "scrollbar-corner-color": "#f7f2e7",
    },
)
OWN = (NIGHT, PAPER)


def usable(wanted: str, themes: Container[str]) -> str:
    """The theme to begin with: the one wanted, where there is one of that name."""
    return wanted if wanted in themes else NIGHT.name


def problem(wanted: str, themes: Iterable[str]) -> str:
    """What is wrong about the setting, as a sentence; "" when nothing is."""
    names = list(themes)
    if not wanted or wanted in names:
        return ""
    near = get_close_matches(wanted, names, 1, 0.5)
    meant = f"; {near[0]} is one" if near else "; the palette (Ctrl+P) lists them"
    return f"theme = {wanted!r}: there is no theme of that name{meant}."


def concrete(variables: Mapping[str, str]) -> dict[str, str]:
    """A theme's variables with the colours of lists made definite.

    Many themes leave them to be worked out for the ground they stand on, which a part of a line does not know.
    """
    found = dict(variables)
    if any(found[name].startswith("ansi") for name in ("background", _CURSOR)):
        return found  # the terminal's own
    from reader.ui.colors import CONTRAST, contrast  # after the first frame in a theme of our own

    def on(*grounds: str, share: float) -> str:
        """Black or white, as much of it as is read on all grounds, `share` at least."""
        under = [Color.parse(found[ground]) for ground in grounds]
        pole = max((Color(0, 0, 0), Color(255, 255, 255)), key=lambda ink: contrast(ink, under[0]))
        while share < 1 and min(contrast(under[0].blend(pole, share), ground) for ground in under) < _READ:
            share += 0.02
        return under[0].blend(pole, min(share, 1.0)).hex

    ground, behind = Color.parse(found["background"]), Color.parse(found[_BLURRED])
    if behind.a < 1:
        found[_BLURRED] = ground.blend(Color(*behind.rgb), behind.a).hex
        found["block-cursor-blurred-foreground"] = on(_BLURRED, share=0.87)
    if found["text-muted"].startswith("auto"):
        found["text-muted"] = on("background", "surface", share=0.6)
    written = found["block-cursor-foreground"]
    if written.startswith("auto") or contrast(Color.parse(written), Color.parse(found[_CURSOR])) < CONTRAST:
        found["block-cursor-foreground"] = on(_CURSOR, share=0.87)
    return found
