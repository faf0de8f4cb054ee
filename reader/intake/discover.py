"""The feeds that a page names, the likeliest first."""

from __future__ import annotations

import re
from itertools import chain

from reader.intake.links import resolve

USUAL = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml")  # tried where a page names none
_TYPES = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|application/json\+feed|text/xml", re.I)
_LIKE_A_FEED = re.compile(r"(?:^|[/.?=_-])(?:rss|atom|feeds?|rdf)(?:[/.?=_-]|$)|\.(?:rss|atom|rdf)$", re.I)
_OF_COMMENTS = re.compile(r"comment|kommentar", re.IGNORECASE)
_MOST = 10


def feed_links(markup: str, url: str) -> list[str]:
    """Addresses of the feeds that the page at `url` names: its link elements first, feeds of comments last."""
    from reader.intake.page import tree_of

    root = tree_of(markup)
    if root is None:
        return []
    linked, anchored = [], []
    for node in root.iter("link"):
        if "alternate" in (node.get("rel") or "").lower() and _TYPES.match(node.get("type") or ""):
            linked.append((node.get("href") or "", node.get("title") or ""))
    for node in root.iter("a"):
        if _LIKE_A_FEED.search(node.get("href") or ""):
            anchored.append((node.get("href") or "", ""))
    ranked = chain(sorted(linked, key=lambda link: bool(_OF_COMMENTS.search(" ".join(link)))), anchored)
    found = (resolve(url, address) for address, _ in ranked)
    return list(dict.fromkeys(a for a in found if a.startswith("http")))[:_MOST]
