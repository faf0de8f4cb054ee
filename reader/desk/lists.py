"""Lists of feeds from other programs: what they name is followed, their query feeds become saved searches."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.domain.feed import Feed

if TYPE_CHECKING:
    from reader.desk import Desk

_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n"  # byte-order marks and white space


@dataclass(frozen=True, slots=True)
class Followed:
    """What a list brought. left: a sentence for each line that has no counterpart here."""

    feeds: tuple[Feed, ...]  # those that were not followed yet
    known: int
    searches: int  # saved searches that are new
    left: tuple[str, ...]


def follow(desk: "Desk", data: bytes) -> Followed:
    """Follows what an OPML file or newsboat's urls file lists.

    Raises:
        InputError: it is neither, or has nothing to follow.
    """
    from reader.intake.newsboat import parse_urls
    from reader.intake.opml import read_opml

    head = data[:200].replace(b"\0", b"").lstrip(_BEFORE)
    is_opml = head.startswith(b"<")
    found = read_opml(data) if is_opml else parse_urls(data)
    library = desk.library
    ids, urls = {feed.id for feed in library.feeds()}, {feed.url for feed in library.feeds()}
    new = tuple(feed for feed in found.feeds if feed.id not in ids and feed.url not in urls)
    for feed in new:
        library.put_feed(feed)
    return Followed(new, len(found.feeds) - len(new), _save(desk, found.searches), found.left)


def _save(desk: "Desk", searches: Iterable[tuple[str, str]]) -> int:
    """Saves the searches whose names are not taken; how many that were."""
    saved = desk.notebook.get_all("searches")
    taken = {document.get("name") for document in saved.values()}
    new = {name: query for name, query in searches if name not in taken}
    for position, (name, query) in enumerate(new.items(), len(saved) + 1):
        desk.notebook.put("searches", name, {"name": name, "query": query, "position": position})
    return len(new)
