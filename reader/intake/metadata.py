"""What a page says of itself: JSON-LD first, then OpenGraph and other meta elements, then what it looks like."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from reader.domain.clean import clean_line
from reader.intake.dates import parse_date
from reader.intake.links import host_of, resolve
from reader.intake.zones import zone_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = re.compile(r"(?:news|blog|social|tech|scholarly|report|opinion|review|analysis|background)?\w*"
                       r"(?:article|posting|report|blogpost)$", re.IGNORECASE)  # fmt: skip
_SEPARATOR = re.compile(r"\s+(?:[-–—|·•»:]|::|//)\s+")
_DATE_METAS = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date",
    "publish_date", "cxenseparse:recs:publishtime", "last-modified", "article:modified_time",
)  # fmt: skip
_AUTHOR_METAS = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "byl",
)
_NOT_NAMES = re.compile(r"https?://|@|^\W*$|^(?:admin|redaktion|editor|staff)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Facts of a page, "" or None where it says nothing."""

    title: str = ""
    kicker: str = ""
    lede: str = ""
    author: str = ""
    source: str = ""
    url: str = ""
    language: str = ""
    published: datetime | None = None


def read_facts(root: HtmlElement, url: str = "") -> PageFacts:
    """The facts of the page at `root`, fetched from `url`."""
    data = _article_data(root)
    metas = _metas(root)
    language = (root.get("lang") or metas.get("og:locale", "")).replace("_", "-").partition("-")[0].lower()
    source = _name(data.get("publisher")) or metas.get("og:site_name", "") or metas.get("application-name", "")
    return PageFacts(
        title=_title(root, data, metas, source),
        kicker=clean_line(_text(data, "alternativeHeadline"))
        if _short(_text(data, "alternativeHeadline"))
        else "",
        lede=clean_line(
            _text(data, "description") or metas.get("og:description", "") or metas.get("description", "")
        ),
        author=_author(root, data, metas, source),
        source=clean_line(source) or host_of(url),
        url=_address(root, metas, url),
        language=language,
        published=_published(root, data, metas, zone_of(url, language)),
    )


def _short(text: str) -> bool:
    return 0 < len(text) <= 40


def _metas(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if key and content:
            found.setdefault(key.lower(), content)
    return found


def _article_data(root: HtmlElement) -> Mapping[str, Any]:
    """The first JSON-LD object that is an article of some kind, {} where there is none."""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                data = json.loads((script.text or "").strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue
            for thing in _things(data, 0):
                if any(_ARTICLES.match(kind) for kind in _kinds(thing)):
                    return thing
    return {}


def _things(data: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """The objects at the top of a JSON-LD document: itself, its list, its graph, the page's main entity."""
    if isinstance(data, list) and depth < 4:
        for item in data:
            yield from _things(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        if depth < 4:
            yield from _things([data[key] for key in ("@graph", "mainEntity") if key in data], depth + 1)


def _kinds(thing: Mapping[str, Any]) -> list[str]:
    kind = thing.get("@type")
    return [str(k).rpartition("/")[2] for k in kind] if isinstance(kind, list) else [str(kind or "")]


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if isinstance(value, list):
        value = value[0] if value else ""
    return _unescape(value) if isinstance(value, str) else ""


def _unescape(text: str) -> str:
    import html

    return re.sub(r"<[^>]+>", "", html.unescape(text))


def _name(thing: object) -> str:
    """The name of a person or organisation in JSON-LD, several joined by a comma."""
    if isinstance(thing, list):
        return ", ".join(dict.fromkeys(filter(None, map(_name, thing))))
    if isinstance(thing, dict):
        thing = thing.get("name")
        return (
            _name(thing)
            if isinstance(thing, list)
            else clean_line(_unescape(thing))
            if isinstance(thing, str)
            else ""
        )
    return clean_line(_unescape(thing)) if isinstance(thing, str) else ""


def words_of(node: HtmlElement) -> str:
    return clean_line(" ".join(map(str, node.itertext())))


def _title(root: HtmlElement, data: Mapping[str, Any], metas: Mapping[str, str], source: str) -> str:
    """The heading that a reader sees where it is the page's title, else what the page calls itself."""
    node = root.find(".//title")
    named = clean_line(_unescape(metas.get("og:title", ""))) or (words_of(node) if node is not None else "")
    said = clean_line(_text(data, "headline") or _text(data, "name"))
    headings = [h for h in map(words_of, root.iter("h1")) if 3 <= len(h) <= 250]
    known = _bag(f"{said} {named}")
    alike = [h for h in headings if len(_bag(h) & known) >= max(1, len(_bag(h)) * 0.6) and h != source]
    best = max(alike, key=len, default="")
    return best or said or without_site(named, source) or next(iter(headings), "")


def _bag(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def without_site(title: str, source: str) -> str:
    """A page's title without the name of the site behind or before it."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    ends = {i for i in (0, len(parts) - 1) if source and _bag(parts[i]) <= _bag(source)}
    if ends:
        at = title.rfind(parts[-1]) if len(parts) - 1 in ends else len(title)
        kept = title[:at] if at < len(title) else title[len(parts[0]) :]
        return re.sub(r"^[\W_]+(?=\s)|\s[-–—|·•»:/]+\s*$", "", kept).strip()
    last = parts[-1]
    return (
        title[: title.rfind(last)].rstrip(" -–—|·•»:/")
        if len(last.split()) <= 4 and len(parts[0]) > len(last)
        else title
    )


def _author(root: HtmlElement, data: Mapping[str, Any], metas: Mapping[str, str], source: str) -> str:
    candidates = [_name(data.get("author")), *(clean_line(metas.get(key, "")) for key in _AUTHOR_METAS)]
    candidates += [
        words_of(n) for n in root.xpath("//*[@itemprop='author']//*[@itemprop='name']|//a[@rel='author']")[:1]
    ]
    fits = (
        c
        for c in candidates
        if c and c.lower() != source.lower() and not _NOT_NAMES.search(c) and len(c) <= 120
    )
    return re.sub(r"^(?:von|by|par)\s+", "", next(fits, ""), flags=re.IGNORECASE)


def _published(
    root: HtmlElement, data: Mapping[str, Any], metas: Mapping[str, str], zone: tzinfo
) -> datetime | None:
    """When the page says it was published. zone: of a time that names none."""
    said = [_text(data, "datePublished"), *(metas.get(key, "") for key in _DATE_METAS[:-2])]
    times = root.xpath(
        "//time[@pubdate or @itemprop='datePublished']/@datetime|//article//time/@datetime|//time/@datetime"
    )
    said += [str(t) for t in times[:3]]
    said += [_text(data, "dateModified"), *(metas.get(key, "") for key in _DATE_METAS[-2:])]
    return next((when for text in said if text and (when := parse_date(text, zone))), None)


def _address(root: HtmlElement, metas: Mapping[str, str], url: str) -> str:
    """The page's own address: its canonical one where that is on the same host, else as fetched."""
    links = root.xpath("//link[@rel='canonical']/@href")
    for candidate in (*map(str, links[:1]), metas.get("og:url", "")):
        address = resolve(url, candidate)
        if not address or (url and host_of(address) != host_of(url)):
            continue
        if urlsplit(address).path.strip("/"):  # not a paper's front page, which some name on every page
            return address
    return url
