"""From an address a person names to a feed: the feed itself, or the one that the page there names."""

from collections.abc import Callable
from dataclasses import dataclass

from reader.domain.errors import FetchError, InputError
from reader.domain.feed import Feed, new_feed
from reader.intake.answers import answer_kind
from reader.intake.compose import Facts
from reader.intake.decode import decode
from reader.intake.discover import USUAL, feed_links
from reader.intake.feed import parse_feed
from reader.intake.fetch import FEEDS, PAGES, Answer, Limits, Wish, get
from reader.intake.links import host_of, join, resolve


@dataclass(frozen=True, slots=True)
class Finding:
    """Looks for a feed, asking within `limits` until it is called off."""

    limits: Limits
    cancelled: Callable[[], bool]

    def find(self, address: str) -> Feed:
        """The feed at `address` or behind the page there.

        Raises:
            FetchError, InputError: nothing came, or there is no feed.
        """
        url = full_address(address)
        answer = get(Wish(url, accept=f"{FEEDS}, {PAGES}", typed=True), self.limits, self.cancelled)
        if answer_kind(answer) == "feed":
            return _feed(url, answer)
        return self._behind(answer, host_of(url) == host_of(answer.url))

    def _behind(self, page: Answer, typed: bool) -> Feed:
        named = feed_links(decode(page.data, name="The page"), page.url)
        tried = named or [join(page.url, path) for path in USUAL]
        for url in tried:
            try:
                near = typed and host_of(url) == host_of(page.url)
                answer = get(Wish(url, accept=FEEDS, typed=near), self.limits, self.cancelled)
                if answer_kind(answer) == "feed":
                    return _feed(url, answer)
            except FetchError as error:
                if error.status == 0:  # no answer at all: the next ones would wait as long
                    raise
        raise InputError(f"There is no feed at {host_of(page.url)} that could be found; give its own address.")


def _feed(url: str, answer: Answer) -> Feed:
    """The feed as first seen. Its words are read again when it is fetched."""
    parsed = parse_feed(answer.data, Facts(url=answer.url), content_type=answer.content_type)
    return new_feed(answer.moved or url, title=parsed.title, site=parsed.site, typed=True)


def full_address(address: str) -> str:
    """What a person typed as an address with its scheme: "example.org/feed", "feed://example.org"."""
    address = address.strip()
    for scheme in ("feed://", "feed:"):
        if address.lower().startswith(scheme):
            rest = address[len(scheme) :]
            address = rest if rest.lower().startswith("http") else f"https://{rest}"
    full = address if "://" in address else f"https://{address}"
    return resolve("", full) or full
