"""Bytes to text, the one place that does it.

A byte-order mark decides; then UTF-8, which hardly ever fits by chance; then what the document says of itself;
then a guess. What holds no text at all is refused.
"""

import codecs
import re

from reader.domain.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_ZEROS = {  # bytes of four that are zero
    (1, 3): "utf-16-le",
    (0, 2): "utf-16-be",
    (2, 3): "utf-32-le",
    (1, 2, 3): "utf-32-le",
    (0, 1): "utf-32-be",
    (0, 1, 2): "utf-32-be",
}
_HEAD = 4096  # bytes in which a document says its encoding
_SAMPLE = 65_536  # bytes that a guess looks at
_BINARY = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"SQLite format 3",
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0c\x1b\x08")) + b"\x7f"
_WHOLE_FOR_ONE_BROKEN = 4  # letters beyond ASCII that are whole, for each place that is broken


def decode(data: bytes, *, declared: str = "", name: str = "that") -> str:
    """The text that `data` holds.

    Args:
        data: a whole document.
        declared: the encoding that came with it (a Content-Type's charset), "" if none did.
        name: how an error calls the document.

    Raises:
        InputError: `data` is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if data.startswith(_BINARY):
        raise InputError(f"{name} is not text.")
    wide = _without_mark(data)
    if wide:
        return data.decode(wide, errors="replace")
    if _looks_binary(data):
        raise InputError(f"{name} is not text.")
    text = _as_utf8(data)
    for encoding in _said(data, declared) if text is None else ():
        text = _try(data, encoding)
        if text is not None:
            break
    return _guess(data) if text is None else text


def _as_utf8(data: bytes) -> str | None:
    """`data` as UTF-8, also with a few broken places; None where it is something else."""
    try:
        return data.decode("utf-8", errors="surrogatepass")
    except UnicodeError:
        text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text[:_SAMPLE] if char > "\x7f") - broken
    return text if whole > _WHOLE_FOR_ONE_BROKEN * broken else None


def _try(data: bytes, encoding: str) -> str | None:
    """`data` in `encoding`, None where it does not fit or there is no such encoding."""
    try:
        return codecs.decode(data, _wider(encoding))
    except (UnicodeError, LookupError, TypeError, AssertionError):
        return None


def _wider(encoding: str) -> str:
    """What a name means on the web: its superset (WHATWG Encoding Standard)."""
    known = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
             "ascii": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
             "shift_jis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949"}  # fmt: skip
    return known.get(encoding.lower(), encoding)


def _said(data: bytes, declared: str) -> tuple[str, ...]:
    inside = _DECLARED.search(data[:_HEAD])
    return tuple(filter(None, (declared, inside.group(1).decode("ascii") if inside else "")))


def _without_mark(data: bytes) -> str:
    """The name of UTF-16 or UTF-32 where zeros stand at the start as they do in Western text, else ""."""
    head = data[: min(400, len(data) // 4 * 4)]
    shares = [head[i::4].count(0) * 4 / len(head) for i in range(4)] if head else [0.0] * 4
    for places, encoding in _ZEROS.items():
        if all((share > 0.7) if i in places else (share < 0.2) for i, share in enumerate(shares)):
            return encoding
    return ""


def _looks_binary(data: bytes) -> bool:
    """Whether there are more control characters than slip into a text: a handful in all, and one in a hundred."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls * 100 > len(sample) and (controls > 8 or not _is_utf8(sample))


def _is_utf8(sample: bytes) -> bool:
    return _as_utf8(sample) is not None and any(sample)


def _guess(data: bytes) -> str:
    """By charset-normalizer if it is sure of something, else Windows-1252, which reads any byte."""
    from charset_normalizer import from_bytes  # 30 ms: only for what is neither UTF-8 nor declared

    best = from_bytes(data[:_SAMPLE], preemptive_behaviour=False).best()
    if (
        best is not None
        and len(data) >= 64
        and not best.encoding.startswith(("cp125", "iso8859", "mac", "latin"))
    ):
        text = _try(data, best.encoding)
        if text is not None:
            return text
    return _try(data, "cp1252") or data.decode("latin-1")
