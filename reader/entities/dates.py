"""Dates in German, English and French, by rules: each a pattern and what resolves it.

Relative dates ("am vergangenen Dienstag", "last week") are resolved against the article's date, looking back, as news
does. A value is ISO 8601: a day, a month or a year; "" where that cannot be told.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

Facts = Mapping[str, str]

_MONTH_NAMES = (
    "januar jänner january janvier",
    "februar february février",
    "märz march mars",
    "april avril",
    "mai may",
    "juni june juin",
    "juli july juillet",
    "august août",
    "september septembre",
    "oktober october octobre",
    "november novembre",
    "dezember december décembre",
)
_DAY_NAMES = (
    "montag monday lundi",
    "dienstag tuesday mardi",
    "mittwoch wednesday mercredi",
    "donnerstag thursday jeudi",
    "freitag friday vendredi",
    "samstag sonnabend saturday samedi",
    "sonntag sunday dimanche",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_DAYS = {name: number for number, names in enumerate(_DAY_NAMES) for name in names.split()}
_WORDS = {
    **{
        "vorgestern": -2,
        "gestern": -1,
        "yesterday": -1,
        "heute": 0,
        "today": 0,
        "aujourd’hui": 0,
        "aujourd'hui": 0,
    },
    **{"tomorrow": 1, "demain": 1, "übermorgen": 2},
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_CAPITAL = "|".join(name.capitalize() for name in sorted(_MONTHS, key=len, reverse=True))
_FRENCH = "|".join(names.split()[-1] for names in _MONTH_NAMES)
_DAY = "|".join(_DAYS)
_YEAR = r"(?:1[5-9]|20)\d\d"
_LAST = r"(?P<last>letzten?|vergangenen?|vorigen?|last)"
_NEXT = r"(?P<next>kommenden?|nächsten?|next)"
_LEAD = r"(?:(?:in der nacht (?:zum|auf|zu)|am|vom|zum|bis|seit|on|since|until)\s)?"


def _written(facts: Facts, when: date | None) -> str:
    """15. März 2025, March 15, mid-March, 15.3.2025."""
    named = facts.get("month", "").lower()
    return _absolute(
        int(facts.get("year", 0)), _MONTHS.get(named, 0) or int(facts["m"]), int(facts.get("day", 0)), when
    )


def _absolute(year: int, month: int, day: int, when: date | None) -> str:
    if not year:
        if when is None:
            return ""
        distance = month - when.month
        year = when.year - (1 if distance > 6 else -1 if distance < -9 else 0)
    if not 1 <= month <= 12:
        return ""
    try:
        return date(year, month, day).isoformat() if day else f"{year:04}-{month:02}"
    except ValueError:
        return ""


def _iso(facts: Facts, when: date | None) -> str:
    try:
        return date.fromisoformat(facts["iso"]).isoformat()
    except ValueError:
        return ""


def _year(facts: Facts, when: date | None) -> str:
    return facts["year"]


def _worded(facts: Facts, when: date | None) -> str:
    return _moved(when, _WORDS[facts["word"].lower()])


def _weekday(facts: Facts, when: date | None) -> str:
    """The last such day up to the article's; with "last" before it, with "next" or a verb to come behind it."""
    if when is None:
        return ""
    back = (when.weekday() - _DAYS[facts["weekday"].lower()]) % 7
    if "next" in facts or ("coming" in facts and back):
        return _moved(when, 7 - back)
    return _moved(when, -(back or (7 if "last" in facts else 0)))


def _unit(facts: Facts, when: date | None) -> str:
    if when is None:
        return ""
    step = 1 if "next" in facts else -1
    unit = facts["unit"].lower()
    if unit.startswith(("jahr", "year")):
        return str(when.year + step)
    months = when.year * 12 + when.month - 1 + step
    return f"{months // 12:04}-{months % 12 + 1:02}" if unit.startswith("mon") else ""


def _moved(when: date | None, days: int) -> str:
    try:
        return (when + timedelta(days)).isoformat() if when else ""
    except OverflowError:
        return ""


_RULES: tuple[tuple[re.Pattern[str], Callable[[Facts, date | None], str]], ...] = tuple(
    (re.compile(rf"(?<![\w.,-])(?:{pattern})(?!\w)", flags), resolve)
    for pattern, resolve, flags in (
        (rf"(?P<iso>{_YEAR}-\d\d-\d\d)", _iso, 0),
        (rf"(?P<day>\d\d?)\.\s?(?P<m>\d\d?)\.\s?(?P<year>{_YEAR})", _written, 0),
        (
            rf"{_LEAD}(?P<day>\d\d?)(?:\.|er|st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})(?:,?\s(?P<year>{_YEAR}))?",
            _written,
            re.IGNORECASE,
        ),
        (
            rf"(?:on\s)?(?P<month>{_MONTH})\s(?P<day>\d\d?)(?:st|nd|rd|th)?(?:,\s(?P<year>{_YEAR}))?(?![.,]?\d)",
            _written,
            re.IGNORECASE,
        ),
        (
            r"(?:Anfang|Mitte|Ende|Seit|seit|im|Im|early|late|mid|début|fin|in|since|en)(?:\s|-)"
            rf"(?P<month>{_CAPITAL}|{_FRENCH})(?:\s(?P<year>{_YEAR}))?",
            _written,
            0,
        ),
        (rf"(?P<month>{_CAPITAL})\s(?P<year>{_YEAR})", _written, 0),
        (
            rf"(?:im |in der |in |the )?(?:{_LAST}|{_NEXT})\s(?P<unit>Woche|Monats?|Jahre?s?|week|month|year)",
            _unit,
            re.I,
        ),
        (
            rf"{_LEAD}(?:(?:{_LAST}|{_NEXT})\s)?(?P<weekday>{_DAY})(?:morgen|vormittag|mittag|nachmittag|abend|nacht)?s?"
            rf"(?: (?:morning|afternoon|evening|night|matin|soir))?",
            _weekday,
            re.IGNORECASE,
        ),
        (rf"(?P<word>{'|'.join(_WORDS)})", _worded, re.IGNORECASE),
        (rf"(?:im Jahr|im Jahre|in|In|seit|Seit|bis|since|until|en|depuis)\s(?P<year>{_YEAR})", _year, 0),
    )
)


def dates(text: str, when: date | None) -> Iterator[tuple[int, int, str]]:
    """(start, end, value) of every date, the surer patterns first; later ones may overlap earlier ones.

    Args:
        when: the article's date, or None: then relative dates keep no value.
    """
    for pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            facts = {name: value for name, value in match.groupdict().items() if value}
            if (
                "weekday" in facts
                and not facts["weekday"][0].isupper()
                and facts["weekday"] not in _DAY_NAMES_FRENCH
            ):
                continue
            if "weekday" in facts and _is_to_come(text, match.start(), match.end()):
                facts["coming"] = "yes"
            yield match.start(), match.end(), resolve(facts, when)


# What is said of days to come, and what is told of days gone by; German and English.
_TO_COME = re.compile(
    r"\b(?:wird|werden|soll|sollen|will|wollen|muss|müssen|kann|können|tagt|tagen|shall|is to|are to|is due)\b"
    r"|^ (?:entscheide[tn]|bera(?:ten|t)|berät|beginn(?:t|en)|trifft|treffen|kommt|kommen|reist|reisen|stimm(?:t|en)|"
    r"fehlt|endet|startet|findet|eröffnet|wähl(?:t|en))\b"
)
_GONE = re.compile(
    r"\b(?:hat|haben|hatte|hatten|ist|sei|war|waren|wurden?|had|was|were|said|\w{2,}te|\w{2,}ten)\b"
)


def _is_to_come(text: str, start: int, end: int) -> bool:
    """Whether the clause behind a weekday speaks of what is to come; told by its first verb."""
    clause = re.split(r"[.!?;\n]", text[end : end + 60], maxsplit=1)[0]
    coming, gone = _TO_COME.search(clause), _GONE.search(clause)
    if coming is None:
        return False
    return gone is None or coming.start() < gone.start()


_DAY_NAMES_FRENCH = frozenset(names.split()[-1] for names in _DAY_NAMES)
