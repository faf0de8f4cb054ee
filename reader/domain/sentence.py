"""Where sentences begin and end."""

import re

_END = re.compile(r"[.!?…]+[\"'”“»«’‘)\]]*\s+(?=[\"'„“”»«‚‘(\[¿¡—–-]*\s*[A-ZÄÖÜ0-9À-Þ])")


def sentences(text: str, start: int, end: int, language: str = "") -> list[tuple[int, int]]:
    """The sentences of text[start:end], without the white space between them."""
    found = []
    begin = start
    for stop in [*(m.end() for m in _END.finditer(text, start, end)), end]:
        part = text[begin:stop]
        if part.strip():
            found.append((begin + len(part) - len(part.lstrip()), begin + len(part.rstrip())))
        begin = stop
    return found
