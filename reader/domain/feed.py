"""A feed a person follows, what its server last said, and when it is asked again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

SETTINGS = ("name", "tags", "whole", "pace", "keep", "login", "gone", "typed")  # what the person says of a feed
SAID = ("url", "title", "site", "etag", "modified", "ttl", "fetched", "due", "error", "failing", "gone")
_TTL_MOST = 86_400  # a feed that asks for more is asked once a day all the same
_REST_MOST = 86_400  # between two tries of a feed that fails


@dataclass(frozen=True, slots=True)
class Feed:
    """One subscription. Times are aware and UTC; spans of time are seconds unless said otherwise."""

    id: str  # see `feed_id`
    url: str
    title: str = ""  # as the feed calls itself
    name: str = ""  # as the person calls it; shown instead of the title
    site: str = ""  # the page that the feed belongs to
    tags: tuple[str, ...] = ()  # given to each article on arrival; a folder is a tag ("News/Europe")
    whole: bool = False  # fetch each article's page instead of keeping the feed's text
    pace: int = 0  # at least so long between two fetches; 0: the program's default
    keep: int = 0  # days an article is kept when neither starred nor marked; 0: for ever
    login: str = ""  # where credentials are: "", "keyring" or "command: pass show news"
    etag: str = ""
    modified: str = ""  # the Last-Modified header, word for word
    ttl: int = 0  # what the feed asks for
    fetched: datetime | None = None  # when it last answered
    due: datetime | None = None  # not before then (Retry-After, ttl)
    error: str = ""  # one sentence, "" when the last fetch went well
    failing: datetime | None = None  # since when
    gone: bool = False  # 410: fetched no more until the person says so
    typed: bool = False  # the person named its address, which may then lie in a private network

    @property
    def label(self) -> str:
        return self.name or self.title or self.url


def feed_id(url: str) -> str:
    """A feed's id: 15 hex digits from the address it was first followed under."""
    return hashlib.sha256(f"feed:{url}".encode()).hexdigest()[:15]


def new_feed(url: str, **facts: Any) -> Feed:
    return Feed(feed_id(url), url, **facts)


def is_due(feed: Feed, now: datetime) -> bool:
    """Whether the feed is to be asked when all are."""
    return not feed.gone and (feed.due is None or feed.due <= now)


def answered(feed: Feed, now: datetime, pace: int) -> Feed:
    """The feed after a good answer.

    Args:
        now: when it came.
        pace: seconds between two fetches for feeds of which the person said nothing.
    """
    rest = feed.pace or max(pace, min(feed.ttl, _TTL_MOST))
    due = now + timedelta(seconds=rest)
    return replace(feed, fetched=now, due=due, error="", failing=None, gone=False)


def failed(feed: Feed, error: str, now: datetime, pace: int, wait: int = 0) -> Feed:
    """The feed after a failed fetch: asked again later the longer it has been failing.

    Args:
        error: one sentence.
        now, pace: as for `answered`.
        wait: seconds that the server asks to be left alone.
    """
    since = feed.failing or now
    rest = max(feed.pace or pace, wait, min(_REST_MOST, int((now - since).total_seconds()) // 2))
    return replace(feed, error=error, failing=since, due=now + timedelta(seconds=rest))


def with_said(feed: Feed, visited: Feed) -> Feed:
    """`feed`, which may have other settings by now, with what its server said to `visited`."""
    return replace(feed, **{name: getattr(visited, name) for name in SAID})


def to_json(feed: Feed) -> str:
    """All facts of `feed` as one JSON object, times in ISO 8601."""
    return json.dumps({f.name: getattr(feed, f.name) for f in fields(feed)}, default=datetime.isoformat)


def from_json(text: str) -> Feed:
    """The feed that `to_json` wrote; facts that this version does not know are left out."""
    raw: Mapping[str, Any] = json.loads(text)
    facts = {f.name: raw[f.name] for f in fields(Feed) if f.name in raw}
    for name in ("fetched", "due", "failing"):
        if facts.get(name):
            facts[name] = datetime.fromisoformat(facts[name])
    facts["tags"] = tuple(facts.get("tags", ()))
    return Feed(**facts)
