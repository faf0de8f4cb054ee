"""News agencies: the bracket at a text's end, the dateline at its start."""

import re

_NAMES = (
    "AFP dpa Reuters AP APA KNA epd SID TASS Interfax ANSA EFE PAP ČTK CTK TASR SDA ATS Belga ANP NTB TT "
    "Ritzau STT Kyodo Xinhua Bloomberg UPI AAP PTI ANI IANS Yonhap Anadolu MTI BNS LETA ELTA Ukrinform Unian "
    "Lusa Tanjug Hina Agerpres BTA Adnkronos AGI LaPresse EP DJN Keystone-SDA dpa-AFX dpa-infocom AWP RIA "
    "Nowosti DAPD DDP AFX Zuma IRNA CP PA AFPTV"
)
_BY_FOLDED = {name.lower(): name for name in _NAMES.split()}
_MORE = {
    "reuters.com": "Reuters",
    "afp.com": "AFP",
    "associated press": "AP",
    "the associated press": "AP",
    "rtr": "Reuters",
    "keystone": "Keystone-SDA",
    "press association": "PA",
    "canadian press": "CP",
    "agence france-presse": "AFP",
    "deutsche presse-agentur": "dpa",
    "thomson reuters": "Reuters",
    "europa press": "EP",
}
_LEAD = (
    r"(?:(?:mit|with|avec|con|met|z|nach|via|source|quelle|material\s+von|text|agentur(?:en)?)"
    r"\s*:?\s+(?:material\s+(?:von|der)\s+)?)?"
)
_BRACKET = re.compile(rf"(?P<open>[(\[])\s*{_LEAD}(?P<names>[^()\[\]\n]{{2,60}})\s*[)\]]\.?$", re.IGNORECASE)
_BARE = re.compile(rf"^{_LEAD}(?P<names>[^()\n.]{{2,40}})$", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*(?:[/,;&+|]|\bund\b|\band\b|\bet\b|\by\b|\be\b)\s*", re.IGNORECASE)
_DATELINE = re.compile(
    r"^(?:[^\n()–—:]{0,60}?)\((?P<names>[^()\n]{2,30})\)\s*(?:[–—:.-]|$)"
    r"|^[A-ZÄÖÜ][\w./ ]{2,30}, \d[^()–—]{2,20} \((?P<more>[^()]{2,30})\)"
)
_DESK = re.compile(r"(?:[a-zäöü]{2,4}|red|tl|jW|online)$")  # the initials of whoever edited it


def agencies(names: str) -> str:
    """The agencies that `names` lists ("AFP, dpa" -> "AFP/dpa"), "" where anything else stands among them."""
    found: list[str] = []
    for part in filter(None, _SEPARATORS.split(names.strip())):
        known = _BY_FOLDED.get(part.lower()) or _MORE.get(part.lower())
        if known is None and not (_DESK.match(part) and found):
            return ""
        if known and known not in found:
            found.append(known)
    return "/".join(found)


def at_end(text: str) -> tuple[str, str, str]:
    """`text` without the bracket that names its agency, that bracket as it stands, and the agency.

    The last two are "" where there is none.
    """
    match = _BRACKET.search(text)
    if match:
        agency = agencies(match["names"])
        if agency:
            return text[: match.start()].rstrip(), text[match.start() :], agency
    return text, "", ""


def alone(text: str) -> str:
    """The agency that a line of its own names ("dpa/lno", "Quelle: AFP"), "" if it says more."""
    match = _BARE.match(text)
    return agencies(match["names"]) if match else ""


def in_dateline(text: str) -> str:
    """The agency in the dateline at a paragraph's start ("Berlin (dpa) – ..."), else ""."""
    match = _DATELINE.match(text[:120])
    return agencies(match["names"] or match["more"]) if match else ""
