"""Opens an address where the person reads the web, if there is such a place here."""

import os
import sys
import webbrowser
from urllib.parse import urlsplit

from reader.domain.clean import clean_line


def refusal(url: str) -> str:
    """Why `url` is not opened, as a sentence; "" when it can be."""
    if not url:
        return "This article has no address: it came from a file or was pasted."
    if urlsplit(url).scheme not in ("http", "https"):
        return f"Only web pages are opened, not {clean_line(url)[:80]}."
    if not _has_screen():
        return f"There is no browser here. The address: {clean_line(url)} (y copies it)."
    return ""


def browse(url: str) -> str:
    """Opens a tab; a sentence when no browser took it. Blocks for a moment."""
    return "" if webbrowser.open_new_tab(url) else f"No browser took {clean_line(url)}."


def _has_screen() -> bool:
    """Whether a browser would come up beside the terminal and not in it."""
    if sys.platform in ("win32", "darwin") or os.environ.get("BROWSER"):
        return True
    return bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or "WSL_DISTRO_NAME" in os.environ
    )
