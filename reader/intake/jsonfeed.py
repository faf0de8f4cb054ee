"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reader.domain.article import BlockKind
from reader.domain.clean import clean_line
from reader.domain.errors import InputError
from reader.intake.compose import Facts, Piece, Run, piece
from reader.intake.dates import parse_date
from reader.intake.decode import decode
from reader.intake.feed import ENTRIES_MOST, Entry, ParsedFeed, articles_of, with_lede
from reader.intake.html import pieces_of
from reader.intake.links import resolve


def parse_json_feed(data: bytes, facts: Facts, most: int = ENTRIES_MOST) -> ParsedFeed:
    """The JSON Feed in `data`, its first `most` items; InputError when it is none."""
    try:
        raw = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise InputError("That is no feed: its JSON is broken.") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("items"), list):
        raise InputError("That is JSON, but no JSON Feed.")
    site = resolve(facts.url, _text(raw, "home_page_url"))
    title = clean_line(_text(raw, "title"))
    items = [item for item in raw["items"][:most] if isinstance(item, dict)]
    entries = [_entry(item, facts.url or site, raw) for item in items]
    return ParsedFeed(title, site, articles_of(entries, replace(facts, source=facts.source or title), site))


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _entry(item: Mapping[str, Any], base: str, feed: Mapping[str, Any]) -> Entry:
    published = (parse_date(_text(item, key)) for key in ("date_published", "date_modified"))
    return Entry(
        title=[Run(_text(item, "title"))],
        pieces=_pieces(item, base),
        url=resolve(base, _text(item, "url") or _text(item, "external_url")),
        guid=_text(item, "id"),
        author=_authors(item) or _authors(feed),
        published=next(filter(None, published), None),
        language=_text(item, "language") or _text(feed, "language"),
    )


def _pieces(item: Mapping[str, Any], base: str) -> list[Piece]:
    plain = [piece(BlockKind.PARAGRAPH, p) for p in _text(item, "content_text").split("\n\n")]
    body = pieces_of(_text(item, "content_html"), base) or plain
    summary = _text(item, "summary")
    return with_lede([piece(BlockKind.PARAGRAPH, summary)] if summary else [], body)


def _authors(raw: Mapping[str, Any]) -> str:
    several = raw.get("authors") if isinstance(raw.get("authors"), list) else [raw.get("author")]
    names = [clean_line(_text(a, "name")) for a in several or () if isinstance(a, dict)]
    return ", ".join(filter(None, names))
