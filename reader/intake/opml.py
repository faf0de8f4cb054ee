"""OPML 2.0: lists of feeds, in and out. A folder is a tag; folders in folders are one tag with slashes."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from reader.domain.clean import clean_line
from reader.domain.errors import InputError
from reader.domain.feed import Feed, new_feed
from reader.intake.links import resolve
from reader.intake.listed import Listed, feed_address, login_left_out

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEPTH = 50


def parse_opml(data: bytes) -> list[Feed]:
    """The feeds that an OPML file lists; see `read_opml`."""
    return list(read_opml(data).feeds)


def read_opml(data: bytes) -> Listed:
    """The feeds that an OPML file lists, each once, with the tags of every folder it stands in.

    Raises:
        InputError: this is no OPML.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    try:
        root = etree.fromstring(data.lstrip(), parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("That is no OPML: its XML is broken.") from error
    if root is None or not isinstance(root.tag, str) or root.tag.lower() != "opml":
        raise InputError("That is no OPML.")
    found: dict[str, Feed] = {}
    left: list[str] = []
    for feed in _feeds(root, (), 0, left):
        known = found.get(feed.url, feed)
        tags = tuple(dict.fromkeys((*known.tags, *feed.tags)))
        found[feed.url] = replace(known, name=known.name or feed.name, site=known.site or feed.site, tags=tags)
    return Listed(tuple(found.values()), left=tuple(left))


def _feeds(node: _Element, folders: tuple[str, ...], depth: int, left: list[str]) -> Iterator[Feed]:
    """The feeds below `node`; what is to be said of others goes to `left`."""
    for child in node:
        if not isinstance(child.tag, str) or depth > _DEPTH:
            continue
        if child.tag.lower() != "outline":
            yield from _feeds(child, folders, depth + 1, left)
            continue
        said = {str(name).lower(): clean_line(html.unescape(str(v))) for name, v in child.attrib.items()}
        label, written = said.get("title") or said.get("text", ""), str(said.get("xmlurl", ""))
        url = feed_address(written)
        if url:
            site = resolve("", said.get("htmlurl", ""))
            yield new_feed(url, name=label, site=site, tags=_tags(said, folders))
        if trouble := login_left_out(written, url) if url else _unfollowed(label, written):
            left.append(trouble[0].upper() + trouble[1:])
        inside = (*folders, label.replace("/", "-")) if label and not written else folders
        yield from _feeds(child, inside, depth + 1, left)


def _unfollowed(label: str, written: str) -> str:
    """What is to be said of an entry whose address is none; "" for a folder."""
    return f"“{label[:60]}”: “{written[:60]}” is no address of a feed." if written else ""


def _tags(said: dict[str, str], folders: tuple[str, ...]) -> tuple[str, ...]:
    """The folder as a tag, and what `category` lists: "/News/Europe,politics" in OPML's own notation."""
    named = (part.strip().strip("/") for part in said.get("category", "").split(","))
    return tuple(dict.fromkeys(filter(None, ("/".join(folders), *named))))


def to_opml(feeds: Iterable[Feed]) -> str:
    """`feeds` as OPML, each under its first tag's folders, its other tags in `category`."""
    tree: dict[str, list[Feed]] = {}
    for feed in feeds:
        tree.setdefault(feed.tags[0] if feed.tags else "", []).append(feed)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += ["  <head><title>Feeds</title></head>", "  <body>"]
    for folder in sorted(tree):
        lines += _folder(folder, tree[folder])
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _folder(folder: str, feeds: list[Feed]) -> list[str]:
    names = folder.split("/") if folder else []
    opened = [f"{_indent(i)}<outline text={quoteattr(n)} title={quoteattr(n)}>" for i, n in enumerate(names)]
    inside = [f"{_indent(len(names))}{_outline(feed)}" for feed in sorted(feeds, key=lambda f: f.label)]
    closed = [f"{_indent(i)}</outline>" for i in reversed(range(len(names)))]
    return [*opened, *inside, *closed]


def _indent(depth: int) -> str:
    return "  " * (depth + 2)


def _outline(feed: Feed) -> str:
    facts = {"type": "rss", "text": feed.label, "title": feed.label, "xmlUrl": feed.url, "htmlUrl": feed.site}
    facts["category"] = ",".join("/" + tag for tag in feed.tags[1:])
    return "<outline " + " ".join(f"{k}={quoteattr(v)}" for k, v in facts.items() if v) + "/>"
