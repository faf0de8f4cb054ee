"""Exports that are a page of links under headings: Pocket's until 2025, and Instapaper's."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.domain.errors import InputError
from reader.intake.exports.saved import Export, NoExport, Saved, address, in_folder, line, moment, tags

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def read_page(markup: str, name: str) -> Export:
    """The export in `markup`: what each link leads to, with the state that its heading names.

    Args:
        name: what an error calls the page.

    Raises:
        InputError: it is no page that is known.
    """
    from reader.intake.page import tree_of

    if "<opml" in markup[:2000].lower():
        raise NoExport(f"{name} is a list of feeds: `glosse opml import` follows them.")
    if "<is_archived>" in markup:
        raise InputError(f"{name} is wallabag's XML, which is not read here; export JSON there.")
    root = tree_of(markup)
    links = [] if root is None else list(_links(root))
    kind = "Pocket" if any(link.get("time_added") for link, _ in links) else ""
    if not kind and root is not None and "instapaper" in (root.findtext(".//title") or "").lower():
        kind = "Instapaper"
    if not kind or not links:
        raise NoExport(f"{name} is a page, but no export of Pocket or Instapaper.")
    saved, problems = [], []
    for number, (link, heading) in enumerate(links, 1):
        if one := _saved(link, heading, kind):
            saved.append(one)
        else:
            problems.append(f"Link {number}: “{line(link.get('href'))[:60]}” is no address.")
    return Export(kind, tuple(saved), tuple(problems))


def _links(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Every link with the heading it stands under."""
    heading = ""
    for element in root.iter("h1", "a"):
        words = line("".join(map(str, element.itertext())))
        if element.tag == "h1":
            heading = words
        elif element.get("href") is not None:
            yield element, heading


def _saved(link: HtmlElement, heading: str, kind: str) -> Saved | None:
    """What a link leads to; None where that is no address."""
    url = address(link.get("href"))
    title = line(html.unescape("".join(map(str, link.itertext()))))
    one = Saved(
        url,
        "" if title == line(link.get("href")) else title,
        tags(link.get("tags")),
        added=moment(link.get("time_added")),
    )
    folder = {"read archive": "archive"}.get(heading.lower(), heading) if kind == "Pocket" else heading
    return in_folder(one, folder) if url else None
