"""Addresses opened where the person reads the web, if there is such a place here; and as a terminal links to them."""

import os
import sys
import webbrowser
from functools import partial
from urllib.parse import quote, urlsplit

from textual.widget import Widget

from reader.domain.clean import clean_line

_SCHEMES = ("http", "https", "mailto")
_LEGAL = ":/?#[]@!$&'()*+,;=%~-._"  # besides letters and digits, RFC 3986


def address(target: str) -> str:
    """`target` as an address that can be opened and put into an escape sequence; "" when it leads to no web page.

    All but printable ASCII is escaped, so that nothing in it can end the sequence or begin another.
    """
    try:
        scheme = urlsplit(target.strip()).scheme.lower()
    except ValueError:  # brackets that do not belong together
        return ""
    return quote(target.strip(), safe=_LEGAL) if scheme in _SCHEMES else ""


def shown(target: str, width: int) -> str:
    """An address for people, in at most `width` characters: "example.org/quelle"."""
    plain = clean_line(target).removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return plain if len(plain) <= width else plain[: max(0, width - 1)] + "…"


def visit(widget: Widget, target: str) -> None:
    """Opens an address in the browser; says so where that cannot be, and copies it where there is no browser."""
    found = address(target)
    if not target:
        widget.notify("This article has no address: it came from a file or was pasted.", markup=False)
    elif not found:
        widget.notify(f"Only web pages are opened, not {shown(target, 80)}.", severity="warning", markup=False)
    elif _has_screen():
        widget.run_worker(partial(_browse, widget, found), thread=True, group="browse")
    else:
        widget.app.copy_to_clipboard(found)
        widget.notify(f"There is no browser here. Copied: {shown(found, 80)}", markup=False)


def _browse(widget: Widget, found: str) -> None:
    """Blocks for a moment."""
    if not webbrowser.open_new_tab(found):
        said = f"No browser took {shown(found, 80)}."
        widget.app.call_from_thread(widget.notify, said, severity="warning", markup=False)


def _has_screen() -> bool:
    """Whether a browser would come up beside the terminal and not in it."""
    if sys.platform in ("win32", "darwin") or os.environ.get("BROWSER"):
        return True
    return bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or "WSL_DISTRO_NAME" in os.environ
    )
