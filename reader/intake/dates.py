"""Times as the world writes them, made aware and UTC.

Covers RFC 822 and 3339, W3C-DTF, and what feeds and papers really print: zones by name (CET), German and other
months and weekdays ("Mo, 2. Nov. 2026"), "02.11.2026 14:30 Uhr", American slashes with am and pm, seconds since
1970. A time without a zone is taken for UTC, unless the caller knows better.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_MONTHS = (
    "jan januar january janvier enero gennaio janeiro jän jänner januari stycznia ene genn sty",
    "feb februar february février fevrier febrero febbraio fevereiro fév fev februari lutego febr lut",
    "mar märz maerz mär mrz march mars marzo março maart marca mrt",
    "apr april avril abril aprile avr abr kwietnia kwi",
    "may mai mayo maggio maio mei maja mag maj",
    "jun juni june juin junio giugno junho czerwca giu cze",
    "jul juli july juillet julio luglio julho juil lipca lug lip",
    "aug august août aout agosto augustus aoû ago sierpnia sie",
    "sep sept september septembre septiembre settembre setembro set września wrz",
    "oct okt october oktober octobre octubre ottobre outubro ott out października paź",
    "nov november novembre noviembre novembro listopada lis",
    "dec dez december dezember décembre decembre diciembre dicembre dezembro déc dic grudnia gru",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_HOURS = {  # zones by name, in hours east of Greenwich
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "ist": 5.5, "west": 1, "cet": 1, "mez": 1,
    "met": 1,
    "cest": 2, "mesz": 2, "mest": 2, "eet": 2, "eest": 3, "msk": 3, "trt": 3, "est": -5, "edt": -4, "cst": -6,
    "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "hst": -10, "jst": 9, "kst": 9, "sgt": 8,
    "hkt": 8, "aest": 10, "aedt": 11, "awst": 8, "nzst": 12, "nzdt": 13, "brt": -3, "art": -3, "et": -5,
    "pt": -8, "sast": 2, "cat": 2, "eat": 3, "wat": 1, "ast": -4, "adt": -3, "nst": -3.5, "ndt": -2.5,
}  # fmt: skip
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})[-/](?P<m>\d{1,2})(?:[-/](?P<d>\d{1,2}))?(?!\d)")
_BASIC = re.compile(r"^(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?=T|$)")
_DOTTED = re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})(?![\d.])")
_SLASHED = re.compile(r"(?<!\d)(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>\d{4})(?!\d)")
_NAME = r"(?P<name>[^\W\d_]{3,})\.?"
_DAY_FIRST = re.compile(
    rf"(?<![\d:])(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?[\s-]*(?:de\s+|of\s+)?{_NAME}(?:[\s-]+|,\s*)(?:de\s+|del\s+)?'?(?P<y>\d{{4}}|\d\d)(?![\d:])",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b{_NAME}[\s-]+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|[\s-]+)(?P<y>\d{{4}})\b", re.IGNORECASE
)
_C_TIME = re.compile(rf"\b{_NAME}\s+(?P<d>\d{{1,2}})\s+(?P<clock>\d\d?:\S+(?:\s+\S+)?)\s+(?P<y>\d{{4}})$")
_MONTH_ONLY = re.compile(rf"^\W*{_NAME}\s+(?P<y>\d{{4}})$")
_CLOCK = re.compile(
    r"(?<![\d.+-])(?P<h>\d{1,2})(?:[:h](?P<mi>\d\d)(?::(?P<s>\d{1,2})(?:[.,](?P<f>\d+))?)?"
    r"|\.(?P<dot>\d\d)(?=\s*(?:Uhr|h\b|pm|am))|(?=\s*(?:Uhr|[ap]\.?m\b)))\s*(?P<half>[ap])?\.?(?(half)m\b)?",
    re.IGNORECASE,
)
_COMPACT_CLOCK = re.compile(r"T(?P<h>\d\d)(?P<mi>\d\d)(?P<s>\d\d)?(?P<f>x)?(?P<dot>x)?(?P<half>x)?(?=$|Z|[+-])")
_OFFSET = re.compile(r"(?:(?<=[\w\s(]))\s*(?P<sign>[+-−])(?P<h>\d{1,2}):?(?P<mi>\d\d)?\b")
_ZONE = re.compile(r"(?<![A-Za-z])([A-Za-z]{1,5})\b")
_EPOCH = re.compile(r"^(\d{9,10}|\d{13})(?:\.\d+)?$")
_FIRST, _LAST = 1900, 2200


def parse_date(text: str, zone: tzinfo = UTC) -> datetime | None:
    """The time that `text` names, aware and UTC; None where it names none.

    A date without a time is its midnight in UTC, a month its first day.

    Args:
        zone: of a time that names none.
    """
    text = " ".join(text.split())[:100]
    epoch = _EPOCH.match(text)
    if epoch:
        return _since_1970(epoch.group(1))
    found = _day(text)
    if found is None:
        return None
    (year, month, day), rest = found
    clock = _COMPACT_CLOCK.search(rest) or _CLOCK.search(rest)
    try:
        when = datetime(year, month, day, tzinfo=_zone(rest, clock, zone))
        return (when + _since_midnight(clock)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _since_1970(digits: str) -> datetime:
    seconds = int(digits) / 1000 if len(digits) == 13 else int(digits)
    return datetime.fromtimestamp(seconds, UTC)


def _day(text: str) -> tuple[tuple[int, int, int], str] | None:
    """The day that `text` names, and what is left of it."""
    for pattern in (_ISO, _BASIC, _DOTTED, _SLASHED, _C_TIME, _DAY_FIRST, _MONTH_FIRST, _MONTH_ONLY):
        for match in pattern.finditer(text):
            day = _numbers(match.groupdict(), text)
            if day is not None:
                clock = match.groupdict().get("clock", "")
                return day, f"{text[: match.start()]} {clock} {text[match.end() :]}".strip()
    return None


def _numbers(parts: dict[str, str | None], text: str) -> tuple[int, int, int] | None:
    year = int(parts["y"] or 0)
    if year < 100:
        year += 2000 if year < 70 else 1900
    if "a" in parts:
        day, month = _slashes(int(parts["a"] or 0), int(parts["b"] or 0), text)
    else:
        named = _MONTH.get((parts.get("name") or "").lower(), 0)
        month = named if "name" in parts else int(parts["m"] or 0)
        day = int(parts.get("d") or 1)
    if _FIRST <= year < _LAST and 1 <= month <= 12 and 1 <= day <= 31:
        return year, month, day
    return None


def _slashes(a: int, b: int, text: str) -> tuple[int, int]:
    """Day and month of "a/b": American where that alone fits or where am or pm stands behind."""
    american = b > 12 or (a <= 12 and re.search(r"\d\s*[ap]m\b", text, re.IGNORECASE))
    return (b, a) if american else (a, b)


def _since_midnight(clock: re.Match[str] | None) -> timedelta:
    if clock is None:
        return timedelta()
    hour = int(clock["h"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    minute, second = int(clock["mi"] or clock["dot"] or 0), int(clock["s"] or 0)
    if hour > 24 or minute > 59 or second > 61:
        return timedelta()
    fraction = float(f"0.{clock['f']}") if clock["f"] else 0.0
    return timedelta(hours=hour, minutes=minute, seconds=second + fraction)


def _zone(rest: str, clock: re.Match[str] | None, otherwise: tzinfo) -> tzinfo:
    """The zone named after the clock, `otherwise` where none is; UTC where there is no clock."""
    if clock is None:
        return UTC
    after = rest[clock.end() - 1 :]
    offset = _OFFSET.search(after)
    if offset:
        minutes = int(offset["h"]) * 60 + int(offset["mi"] or 0)
        return _east((1 if offset["sign"] == "+" else -1) * minutes)
    names = (_HOURS.get(name.lower()) for name in _ZONE.findall(after))
    hours = next((h for h in names if h is not None), None)
    return otherwise if hours is None else _east(hours * 60)


def _east(minutes: float) -> timezone:
    return timezone(timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else UTC
