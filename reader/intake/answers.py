"""What the network gave, to articles: the header and the bytes together say which parser reads it."""

import re

from reader.domain.article import Article
from reader.domain.errors import InputError
from reader.intake.compose import Facts
from reader.intake.decode import decode
from reader.intake.fetch import Answer
from reader.intake.kinds import KINDS, kind_of
from reader.intake.links import host_of

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "message/rfc822": "eml",
    "application/mbox": "mbox",
    "application/feed+json": "feed",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
}
_ENCODED = frozenset({"text", "markdown", "html"})


def answer_kind(answer: Answer) -> str:
    """The kind of document an answer holds. Bytes that are plainly a feed or a page outweigh the header."""
    sniffed = kind_of(answer.data)
    said = _TYPES.get(answer.content_type.partition(";")[0].strip().lower(), "")
    return sniffed if sniffed in ("feed", "html") else said or sniffed


def articles_in(answer: Answer, facts: Facts, kind: str = "") -> list[Article]:
    """The articles in an answer.

    Args:
        facts: its `url` is where the answer was found.
        kind: one of `kinds.KINDS`; "": told from the answer.

    Raises:
        InputError: it holds none, or is no text.
    """
    from reader.intake.feed import parse_feed

    kind = kind or answer_kind(answer)
    host = host_of(answer.url)
    if not answer.data.strip():
        raise InputError(f"{host} sent an empty answer.")
    if kind == "feed":
        found = list(parse_feed(answer.data, facts, content_type=answer.content_type).articles)
    else:
        found = KINDS[kind](_in_utf8(answer, kind), facts, f"What {host} sent")
    if not any(article.text for article in found):
        raise InputError(f"There is no article at {host} under this address.")
    return [article for article in found if article.text]


def _in_utf8(answer: Answer, kind: str) -> bytes:
    """The data, with the encoding that only the header knows undone."""
    said = _CHARSET.search(answer.content_type)
    if kind not in _ENCODED or said is None:
        return answer.data
    return decode(answer.data, declared=said.group(1), name=f"What {host_of(answer.url)} sent").encode()
