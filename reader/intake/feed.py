"""A feed's bytes to articles: RSS 0.9 to 2.0, RDF and Atom through feedparser, JSON Feed by `jsonfeed.py`.

feedparser is given bytes only, never an address, which it would open. Its sanitiser and its rewriting of links
are off: they cost half of its time, and HTML is read by `html.py`, which lets nothing through but words
and links that may be opened. `feedguard.py` keeps from it what it would need seconds for.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from reader.domain.article import Article, BlockKind, Style
from reader.domain.clean import clean_line
from reader.domain.errors import InputError
from reader.intake.compose import Facts, Piece, Run, compose, piece
from reader.intake.dates import parse_date
from reader.intake.ending import part_agency
from reader.intake.feedguard import guarded
from reader.intake.html import pieces_of
from reader.intake.language import language_of
from reader.intake.links import join, plain_url, resolve

ENTRIES_MOST = 1000  # of one feed; the first ones, which are the newest in nearly every feed
LEDE_MOST = 700  # characters of a summary that stands above an entry's text
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&[#\w]+;")
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a feed's document says, entries as articles in its own order."""

    title: str
    site: str
    articles: tuple[Article, ...]
    ttl: int = 0  # seconds the feed asks to be left alone


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry before it is composed: what feeds of every format come down to."""

    title: Sequence[Run]
    pieces: Sequence[Piece]
    url: str
    guid: str
    author: str
    published: datetime | None
    language: str


def parse_feed(data: bytes, facts: Facts, *, content_type: str = "", entries: int = ENTRIES_MOST) -> ParsedFeed:
    """The feed in `data`.

    Args:
        data: the document as fetched.
        facts: `url` is the feed's own address; `feed` and `tags` are given to each article.
        content_type: the header it came with.
        entries: so many are read, from the first on.

    Raises:
        InputError: this is no feed, or one built to stall its reader.
    """
    from reader.intake.jsonfeed import parse_json_feed

    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return parse_json_feed(data, facts, entries)
    raw = _feedparser(guarded(data, entries), facts.url, content_type)
    channel = raw["feed"]
    if not raw["entries"] and not raw.get("version") and not channel.get("title"):
        raise InputError("That is no feed.")
    site = resolve(facts.url, channel.get("link", ""))
    title = _line(channel.get("title_detail") or {"value": channel.get("title", "")})
    language = str(channel.get("language", ""))
    read = [_entry(e, facts.url, language) for e in raw["entries"][:entries] if any(e.values())]
    articles = articles_of(read, replace(facts, source=facts.source or title), site)
    return ParsedFeed(title, site, articles, _ttl(channel))


def _feedparser(data: bytes, url: str, content_type: str) -> Any:
    import feedparser  # type: ignore[import-untyped]  # 60 ms

    headers = {"content-location": url} if url else {}
    if content_type:
        headers["content-type"] = content_type
    try:
        return feedparser.parse(
            data, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # it raises of every kind on what it was not made for
        raise InputError("The feed is broken in a way that cannot be read.") from error


def _ttl(channel: Mapping[str, Any]) -> int:
    """Seconds between fetches that a channel asks for, by its ttl or by syndication's period and frequency."""
    ttl = str(channel.get("ttl", ""))
    if ttl.strip().isdecimal():
        return int(ttl) * _MINUTE
    periods = {"hourly": 3600, "daily": 86_400, "weekly": 604_800}
    frequency = str(channel.get("sy_updatefrequency", "1")).strip()
    period = periods.get(str(channel.get("sy_updateperiod", "")).strip(), 0)
    return period // max(1, int(frequency) if frequency.isdecimal() else 1)


def _entry(raw: Mapping[str, Any], base: str, language: str) -> Entry:
    link = str(raw.get("feedburner_origlink") or raw.get("link") or "")
    detail = raw.get("title_detail") or {"value": raw.get("title", "")}
    return Entry(
        title=_runs(detail),
        pieces=_pieces(raw, base),
        url=resolve(base, link),
        guid=str(raw.get("id", "")),
        author=_authors(raw),
        published=_published(raw),
        language=str((raw.get("content") or [{}])[0].get("language") or language),
    )


def _authors(raw: Mapping[str, Any]) -> str:
    names = [clean_line(str(a.get("name") or "")) for a in raw.get("authors") or ()]
    return ", ".join(dict.fromkeys(filter(None, names))) or clean_line(str(raw.get("author") or ""))


def _published(raw: Mapping[str, Any]) -> datetime | None:
    """When the entry says it was published, else updated, else created.

    Our own reading comes first: feedparser knows old and odd forms, but no zone by name and no German.
    """
    for key in ("published", "updated", "created"):
        if key in raw and (when := parse_date(str(raw[key]))):
            return when
    for key in ("published_parsed", "updated_parsed", "created_parsed"):
        parsed = raw.get(key)
        if parsed and 1900 <= parsed[0] < 2200:
            year, month, day, hour, minute, second = parsed[:6]
            return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    return None


def _is_html(detail: Mapping[str, Any]) -> bool:
    kind = str(detail.get("type") or "")
    return "html" in kind or (kind != "text/plain" and bool(_MARKUP.search(str(detail.get("value") or ""))))


def _detail_pieces(detail: Mapping[str, Any], base: str) -> list[Piece]:
    value = str(detail.get("value") or "")
    if _is_html(detail):
        return pieces_of(value, join(base, str(detail.get("base") or "")))
    return [piece(BlockKind.PARAGRAPH, part) for part in re.split(r"\n\s*\n", value) if part.strip()]


def _runs(detail: Mapping[str, Any]) -> list[Run]:
    """A title's words, without the links in it."""
    pieces = _detail_pieces(detail, "")
    runs: list[Run] = []
    for item in pieces:
        runs += [Run(" ")] if runs else []
        runs += (Run(r.text, frozenset(s for s in r.styles if s[0] is not Style.LINK)) for r in item.runs)
    return runs


def _line(detail: Mapping[str, Any]) -> str:
    return clean_line("".join(run.text for run in _runs(detail)))


def _pieces(raw: Mapping[str, Any], base: str) -> list[Piece]:
    """The entry's text: its content with its summary as lede, or its summary."""
    contents = raw.get("content") or ()
    body: list[Piece] = []
    for detail in contents:
        body = max(body, _detail_pieces(detail, base), key=_length)
    summary_detail = raw.get("summary_detail") or {"value": raw.get("summary") or ""}
    summary = _detail_pieces(summary_detail, base) if summary_detail not in contents else []
    return [*with_lede(summary, body), *_enclosed(raw, base)]


def _length(pieces: Sequence[Piece]) -> int:
    return sum(len(p.text) for p in pieces)


def with_lede(summary: Sequence[Piece], body: Sequence[Piece]) -> list[Piece]:
    """Body and summary as one: the summary is the lede unless the body begins with it, or is shorter."""
    if _length(body) <= _length(summary):
        return list(summary)
    said = " ".join(" ".join(p.text for p in summary).split())
    text = " ".join(" ".join(p.text for p in body).split())
    start = said.rstrip("….[] ")[:80]
    if not start or len(said) > LEDE_MOST or start in text[: len(said) + 400]:
        return list(body)
    runs = [run for p in summary if p.kind is not BlockKind.IMAGE for run in (*p.runs, Run(" "))]
    return [Piece(BlockKind.LEDE, runs), *body]


def _enclosed(raw: Mapping[str, Any], base: str) -> list[Piece]:
    """Sound and film that come with an entry, each as a link."""
    found: list[Piece] = []
    for enclosure in raw.get("enclosures") or ():
        kind = str(enclosure.get("type") or "")
        address = resolve(base, str(enclosure.get("href") or ""))
        if address and kind.startswith(("audio/", "video/")):
            name = address.rpartition("/")[2].partition("?")[0] or address
            found.append(
                Piece(BlockKind.PARAGRAPH, (Run(f"{kind}: {name}", frozenset({(Style.LINK, address)})),))
            )
    return found


def articles_of(entries: Sequence[Entry], facts: Facts, site: str) -> tuple[Article, ...]:
    """Entries as articles; one without any words has its address or its feed's name for them."""
    links = [plain_url(e.url) for e in entries if e.url]
    home = plain_url(site) if site else ""
    shared = {link for link in links if links.count(link) > 1} if len(set(links)) < len(links) else set()
    return tuple(_article(e, facts, shared | {home}) for e in entries)


def _article(entry: Entry, facts: Facts, shared: set[str]) -> Article:
    head = [Piece(BlockKind.HEADLINE, entry.title)]
    body, tail, named = part_agency(list(entry.pieces))
    words = "".join(run.text for run in entry.title).strip() or "".join(p.text for p in body).strip()
    if not words:
        head = [piece(BlockKind.HEADLINE, entry.url or entry.guid or facts.source or "Untitled")]
    sample = " ".join(p.text for p in (*head, *body[:12]))
    own = replace(
        facts,
        url=entry.url,
        key=_key(entry, facts, shared),
        author=entry.author,
        published=entry.published,
        agency=named,
        language=language_of(sample) or entry.language.partition("-")[0].lower(),
    )
    return compose((*head, *body, *tail), own)


def _key(entry: Entry, facts: Facts, shared: set[str]) -> str:
    """What tells the entry from others where its address does not: none, or one that several entries have."""
    if entry.url and plain_url(entry.url) not in shared:
        return ""
    own = entry.guid or "".join(run.text for run in entry.title)
    return f"{facts.url or facts.source}#{own}" if own and own != entry.url else ""
