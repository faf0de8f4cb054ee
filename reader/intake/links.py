"""Addresses: which may be opened, how one is told from another."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from reader.domain.clean import clean_line

_TRACKING = re.compile(
    r"(?:utm_\w+|at_(?:medium|campaign)\w*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|wt_\w+|ns_\w+|cmpid|xtor|smid"
    r"|ocid|ref_src|_hsenc|_hsmi|yclid|vero_id|mkt_tok|guccounter|src=rss)$",
    re.IGNORECASE,
)
_OPENABLE = ("http", "https", "mailto")
_PORTS = {"http": ":80", "https": ":443"}


def resolve(base: str, address: str) -> str:
    """`address`, as found in a document at `base`, made absolute; "" where it must not be opened.

    Only http, https and mailto pass, and nothing with white space or controls inside; a name and a password
    before the host are left out.
    """
    address = clean_line(address)
    if not address:
        return ""
    try:
        joined = urljoin(base, address) if base else address
        parts = urlsplit(joined)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _OPENABLE or (parts.scheme != "mailto" and not parts.netloc):
        return ""
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else joined
    return bare.replace(" ", "%20")


def join(base: str, other: str) -> str:
    """`other` against `base`, whatever its scheme; a broken one stays as it is."""
    try:
        return urljoin(base, other) if base else other
    except ValueError:
        return other


def plain_url(url: str) -> str:
    """The address by which an article is known: no fragment, tracking or default port, a small host.

    Idempotent. http and https stay apart: they may show different pages.
    """
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    except ValueError:
        return url
    if parts.scheme.lower() not in _PORTS:
        return url
    scheme = parts.scheme.lower()
    host = parts.netloc.lower().removesuffix(_PORTS[scheme])
    kept = [(k, v) for k, v in pairs if not _TRACKING.match(k)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept, errors="surrogateescape")
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""  # a page of an app
    return urlunsplit((scheme, host, parts.path or "/", query, fragment))


def host_of(url: str) -> str:
    """The host that `url` names, without "www.", "" if none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
