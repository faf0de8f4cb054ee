"""Which documents can be read: the parser of each kind, the kinds of file names, and what bytes look like.

Each parser takes the document's bytes, what is known beside it and the name an error calls it by. The parsers'
modules, some heavy, are imported when their kind is met.
"""

from collections.abc import Callable

from reader.domain.article import Article
from reader.intake.compose import Facts
from reader.intake.decode import decode

Parser = Callable[[bytes, Facts, str], list[Article]]
_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n"  # byte-order marks and white space
_FEED_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf", b"<channel")


def _text(data: bytes, facts: Facts, name: str) -> list[Article]:
    from reader.intake.text import parse_text

    return [parse_text(decode(data, name=name), facts)]


def _markdown(data: bytes, facts: Facts, name: str) -> list[Article]:
    from reader.intake.markdown import parse_markdown

    return [parse_markdown(decode(data, name=name), facts)]


def _html(data: bytes, facts: Facts, name: str) -> list[Article]:
    from reader.intake.page import parse_page

    return [parse_page(decode(data, name=name), facts)]


def _feed(data: bytes, facts: Facts, name: str) -> list[Article]:
    from reader.intake.feed import parse_feed

    return list(parse_feed(data, facts).articles)


def _mail(data: bytes, facts: Facts, name: str) -> list[Article]:
    from reader.intake.mail import parse_mail

    return [parse_mail(data, facts)]


def _mailbox(data: bytes, facts: Facts, name: str) -> list[Article]:
    from reader.intake.mail import parse_mailbox

    return parse_mailbox(data, facts)


def _epub(data: bytes, facts: Facts, name: str) -> list[Article]:
    from reader.intake.epub import parse_epub

    return parse_epub(data, facts, name)


def _docx(data: bytes, facts: Facts, name: str) -> list[Article]:
    from reader.intake.docx import parse_docx

    return [parse_docx(data, facts, name)]


KINDS: dict[str, Parser] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "feed": _feed,
    "eml": _mail,
    "mbox": _mailbox,
    "epub": _epub,
    "docx": _docx,
}
SUFFIXES = {
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".xml", ".rss", ".atom", ".rdf"), "feed"),
    ".json": "feed",
    ".eml": "eml",
    ".mbox": "mbox",
    ".epub": "epub",
    ".docx": "docx",
}
VAGUE = {".xml", ".json"}  # names that say little: the content decides, and a folder's are left alone


def kind_of(data: bytes, suffix: str = "") -> str:
    """The kind of a document, from its name's suffix, else from how it begins."""
    suffix = suffix.lower()
    known = SUFFIXES.get(suffix, "")
    return known if known and suffix not in VAGUE else _sniffed(data, known or "text")


def _sniffed(data: bytes, otherwise: str) -> str:
    if data.startswith(b"PK\x03\x04"):
        return "epub" if b"application/epub+zip" in data[:100] else "docx"
    head = data[:2000].replace(b"\0", b"").lstrip(_BEFORE).lower()
    if head.startswith(b"{") and b"jsonfeed.org/version" in head:
        return "feed"
    if head.startswith(b"<"):
        return _marked_up(head, otherwise)
    if head.startswith(b"from ") and b"\nsubject:" in head:
        return "mbox"
    if _is_mail(head):
        return "eml"
    return "markdown" if otherwise == "text" and _is_markdown(head) else otherwise


def _marked_up(head: bytes, otherwise: str) -> str:
    if any(root in head for root in _FEED_ROOTS):
        return "feed"
    return "html" if head.startswith(b"<!doctype html") or b"<html" in head else otherwise


def _is_mail(head: bytes) -> bool:
    """Whether it starts with the headers of a mail: those that its way left, or its own and what programs add."""
    if head.startswith((b"return-path:", b"delivered-to:", b"received:")):
        return True
    headers = head.replace(b"\r", b"").partition(b"\n\n")[0].split(b"\n")
    named = {line.partition(b":")[0] for line in headers if b":" in line}
    return b"from" in named and not named.isdisjoint((b"message-id", b"mime-version"))


def _is_markdown(head: bytes) -> bool:
    return head.startswith((b"# ", b"---\n", b"+++\n")) or b"\n# " in head or b"\n## " in head
