"""What a list of feeds comes down to, and how an address in one is read."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from reader.domain.clean import clean_line
from reader.domain.feed import Feed
from reader.intake.links import resolve


@dataclass(frozen=True, slots=True)
class Listed:
    """The feeds of a list. left: a sentence for each entry that has no counterpart, or lost something."""

    feeds: tuple[Feed, ...]
    searches: tuple[tuple[str, str], ...] = ()  # name and query
    left: tuple[str, ...] = ()


def feed_address(written: str) -> str:
    """The address of a feed as a list has it ("feed://a.example/rss"); "" where it is none of the web's."""
    words = clean_line(written)
    for scheme in ("feed://", "feed:"):
        if words.lower().startswith(scheme):
            rest = words[len(scheme) :]
            words = rest if rest.lower().startswith(("http:", "https:")) else f"http://{rest}"
    url = resolve("", words)
    return url if url.startswith("http") else ""


def login_left_out(written: str, url: str) -> str:
    """What is to be said of a login that stood in an address and is not kept there; "" for none."""
    try:
        name = urlsplit(clean_line(written)).username
    except ValueError:
        name = None
    return f"the login in the address of {url} was left out; `glosse feeds set` takes one." if name else ""
