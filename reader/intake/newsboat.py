"""newsboat's urls file: one feed a line, its tags behind it; "~name" renames, "!" hides, "query:" is a search.

A query feed's filter is turned into our query language as far as its words have a counterpart there.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from reader.domain.clean import clean_line
from reader.domain.errors import InputError
from reader.domain.feed import Feed, new_feed
from reader.intake.links import resolve

_CONDITION = re.compile(r"""(?P<field>\w+)\s*(?P<op>=~|!~|!=|==|=|\#|!\#)\s*["'](?P<value>[^"']*)["']""")
_FIELDS = {"tags": "tag", "feedtitle": "feed", "rssurl": "feed", "title": "title", "author": "author"}
_FIELDS |= {"content": "text"}
_STATES = {"unread": ("is:unread", "is:read"), "flags": ("is:starred", "")}


@dataclass(frozen=True, slots=True)
class UrlsFile:
    """What a urls file lists. `left` has one sentence for each line that has no counterpart."""

    feeds: tuple[Feed, ...]
    searches: tuple[tuple[str, str], ...]  # name and query
    left: tuple[str, ...]


def parse_urls(data: bytes) -> UrlsFile:
    """The feeds and searches of a urls file; InputError when nothing in it is either."""
    text = data.decode("utf-8", "replace")
    feeds, searches, left = [], [], []
    for number, line in enumerate(text.splitlines(), 1):
        words = _words(line)
        if not words:
            continue
        url = resolve("", words[0])
        if words[0].startswith("query:"):
            name, query = _search(words[0])
            searches += [(name, query)] if query else []
            left += [] if query else [f"Line {number}: the search “{name}” has no counterpart."]
        elif url.startswith("http"):
            feeds.append(_feed(url, words[1:]))
        else:
            left.append(f"Line {number}: “{clean_line(words[0])[:60]}” is no address of a feed.")
    if not feeds and not searches:
        raise InputError("There is no feed in that file.")
    return UrlsFile(tuple(feeds), tuple(searches), tuple(left))


def _words(line: str) -> list[str]:
    if line.lstrip().startswith("#"):
        return []
    try:
        return shlex.split(line)
    except ValueError:  # a quotation mark without its twin
        return line.split()


def _feed(url: str, words: list[str]) -> Feed:
    names = [clean_line(w[1:]) for w in words if w.startswith("~")]
    tags = [clean_line(w) for w in words if w[:1] not in ("~", "!")]
    return new_feed(url, name=names[0] if names else "", tags=tuple(filter(None, dict.fromkeys(tags))))


def _search(word: str) -> tuple[str, str]:
    """The name and our query of "query:name:filter"; the query is "" where a part of it has no counterpart."""
    _, _, rest = word.partition(":")
    name, _, condition = rest.partition(":")
    terms = list(_terms(condition))
    joined = " OR " if re.search(r"\bor\b", condition) else " "
    mixed = re.search(r"\bor\b", condition) and re.search(r"\band\b", condition)
    whole = terms and all(terms) and not mixed and "(" not in condition
    return clean_line(name), joined.join(terms) if whole else ""


def _terms(condition: str) -> Iterator[str]:
    for match in _CONDITION.finditer(condition):
        field, op, value = match["field"].lower(), match["op"], clean_line(match["value"]).replace('"', "")
        if field in _STATES:
            yield _STATES[field][0 if value.lower() in ("yes", "s") and not op.startswith("!") else 1]
        elif field in _FIELDS and value:
            minus = "-" if op.startswith("!") else ""
            yield f'{minus}{_FIELDS[field]}:"{value}"'
        else:
            yield ""
