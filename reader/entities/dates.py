"""Dates in German, English and French, by rules: each a pattern and what resolves it against the article's date."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from reader.entities import almanac
from reader.entities.almanac import Facts, When
from reader.entities.datewords import (
    DAYS,
    FEASTS,
    FRENCH_DAYS,
    FRENCH_MONTHS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    SHORT,
    TENS,
    WORDS,
    either,
)
from reader.entities.listed import listed
from reader.entities.signs import matches, near

_FULL = [name for name in MONTHS if name not in SHORT and (name == "mai" or name not in FRENCH_MONTHS)]
_NAMED = rf"(?:{either(_FULL, capital=True)}|{either(FRENCH_MONTHS)})(?!\w)"
_MONTH = rf"(?:{_NAMED}|(?:{either(SHORT, capital=True)})(?:\.|(?!\w)))"
_YEAR = r"(?:1[0-9]|20)\d\d(?!\d)"
_DAY = rf"(?:{either((d for d in DAYS if d not in FRENCH_DAYS), capital=True)}|{either(FRENCH_DAYS)})"
_ORDINAL_END = r"(?:\.|er|st|nd|rd|th)?"
_PART = (
    r"(?:morgen|vormittag|mittag|nachmittag|abend|nacht)?s?(?!\w)"
    r"(?: (?:morning|afternoon|evening|night|matin|soir))?"
)
_OF_WEEK = r"(?P<of>(?:vergangene|letzte|vorige|kommende|nächste)[rn] Woche|(?:last|next) week)(?!\w)"
_LAST = r"(?P<last>letzte[nmrs]?|vergangene[nmrs]?|vorige[nmrs]?|last|past)"
_NEXT = r"(?P<next>kommende[nmrs]?|nächste[nmrs]?|next)"
_THIS = r"(?P<this>diese[nmrs]?|this)"
_FURTHER = r"(?P<later>übernächste[nmrs]?)|(?P<earlier>vorletzte[nmrs]?)"
_WHICH = rf"(?:{_LAST}|{_NEXT}|{_THIS}|{_FURTHER})"
_NIGHT = r"(?:(?:[Ii]n|[Ss]eit) der Nacht (?:zum|auf|zu) (?:den )?)"
_ON = rf"(?:{_NIGHT}|(?:[Aa]m|[Vv]om|[Zz]um|[Bb]is|[Bb]is zum|[Ss]eit|[Aa]b|[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y)\s)"
_IN = r"(?:(?:[Ii]m|[Ii]n|[Ss]eit|[Bb]is|[Aa]b|[Ss]ince|[Uu]ntil|[Bb]y|[Ee]n|[Dd]epuis)\s(?:de[rmn]\s|the\s)?)"
_STAGE = r"(?:(?:Anfang|Mitte|Ende|[Ee]arly|[Ll]ate|[Mm]id|[Dd]ébut|[Ff]in|(?:the )?(?:end|beginning) of)[\s-])"
_HOUR = r"(?P<hour>[01]?\d|2[0-4])"
_UHR = rf"{_HOUR}(?:[.:](?P<minute>[0-5]\d))?\sUhr(?:\s(?:MESZ|MEZ|Ortszeit|UTC|GMT))?(?!\w)"
_OCLOCK = (
    rf"(?:{_HOUR}(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])(?:\.m\.|m(?!\w))"
    r"|(?P<hour_b>[01]?\d|2[0-4]):(?P<minute_b>[0-5]\d)\s(?:GMT|UTC|CET|CEST|BST|ES?T|local time)(?!\w))"
)
_TIME = rf"(?:,?\s(?:um|gegen|ab)\s{_UHR})?"
_COUNT = rf"(?P<number>\d{{1,3}}|(?:{either(NUMBERS)})(?!\w))"
_UNIT = r"(?P<unit>Woche|Monats?|Jahre?s?|week|month|year)(?!\w)"
_UNITS = r"(?P<unit>Tag(?:en)?|Wochen?|Monat(?:en)?|Jahr(?:en)?)(?!\w)"
_NO_UNIT = r"(?!\s(?:Euro|Dollar|Menschen|Meter|Mark|Kilometer|people|feet|miles|Mann|Stück))"
_OR = r"(?:\s?[–-]\s?|\sbis(?: zum)?\s|\sund\s|\sto\s|\sand\s|\suntil\s)"
_FEW = r"(?:(?:rund|knapp|etwa|fast|gut|mehr als|ungefähr|genau)\s)?"
_NUMBERED = (
    r"(?<!Seite )(?<!S\. )(?<!Raum )(?<!Zimmer )(?<!Nr\. )(?<!Nummer )(?<!Artikel )(?<!Paragraf )(?<!§ )(?<!Room )"
    r"(?<![Pp]age )(?<!Flight )(?<!Flug )(?<!Postfach )(?<!Code )(?<!No\. )(?<!Modell )(?<!Model )(?<!Zeile )"
)
_FROM = r"(?:(?:[Vv]om|[Vv]on|[Ff]rom|[Zz]wischen(?: dem)?|[Bb]etween)\s)"

# What a date cannot do without, in lower case; the longer signs before those that they begin with.
_SIGNS = re.compile(
    r"\b(?:"
    rf"(?P<decade>(?:\d\d)?\d0(?:er|s)|{either(TENS)})"
    r"|(?P<oclock>\d\d?\s?[ap]\.?m|\d\d\s(?:gmt|utc|cest|cet|bst|est|et|local))"
    r"|(?P<year>\d{4})|(?P<dotted>\d\d?(?=\.\d))|(?P<hour>uhr)"
    rf"|(?P<month>(?:{either(MONTHS)})(?!\w))|(?P<day>{either(DAYS)})|(?P<season>(?:{either(SEASONS)})(?!\w))"
    r"|(?P<quarter>quart)|(?P<half>jahreshälfte|halbjahr)|(?P<century>jahrhundert|century)"
    rf"|(?P<weekend>wochenende|weekend)|(?P<feast>{either(FEASTS)}|new year)|(?P<word>{either(WORDS)})"
    r"|(?P<ago>ago\b|vor\s|il y a)|(?P<unit>tag|woche|monat|jahr|week|month|year)"
    r")"
)

Resolve = Callable[[Facts, When], str]

# The surer ones first: what overlaps an earlier one is passed over.
_PATTERNS: tuple[tuple[str, str, Resolve], ...] = (
    ("year", rf"(?P<year>{_YEAR})-(?P<m>\d\d)-(?P<day>\d\d)(?!\d)", almanac.written),
    # ranges
    (
        "month",
        rf"{_FROM}?(?P<day>\d\d?)\.?(?:\s(?P<month>{_NAMED}))?{_OR}(?P<day2>\d\d?)\.?\s(?P<month2>{_NAMED})"
        rf"(?:\s(?P<year2>{_YEAR}))?",
        almanac.days_between,
    ),
    (
        "month",
        rf"{_FROM}?(?P<month>{_MONTH})\s(?P<day>\d\d?){_OR}(?:(?P<month2>{_MONTH})\s)?(?P<day2>\d\d?)(?!\d)"
        rf"(?:,\s(?P<year2>{_YEAR}))?",
        almanac.days_between,
    ),
    ("day", rf"{_FROM}(?P<weekday>{_DAY}){_OR}(?P<weekday2>{_DAY})(?!\w)", almanac.weekdays),
    (
        "month",
        rf"{_FROM}(?P<month>{_NAMED})(?:\s(?P<year>{_YEAR}))?{_OR}(?P<month2>{_NAMED})(?:\s(?P<year2>{_YEAR}))?",
        almanac.days_between,
    ),
    ("year", rf"{_FROM}?(?P<year>{_YEAR}){_OR}(?P<year2>{_YEAR})(?![-–.,]?\d)", almanac.years),
    ("year", r"(?P<year>(?:19|20)\d\d)/(?P<year2>\d\d)(?!\d)", almanac.years),
    ("day", rf"(?:(?:[Aa]t|[Bb]y|[Uu]ntil)\s)?{_OCLOCK}\s(?:on\s)?(?P<weekday>{_DAY})(?!\w)", almanac.weekday),
    # days
    (
        "month",
        rf"(?:{_ON}?{_DAY}{_PART},?\s(?:(?:dem|den|the)\s)?|{_ON}(?:the\s|den\s)?)?(?P<day>\d\d?){_ORDINAL_END}\s(?:of\s)?"
        rf"(?P<month>{_MONTH})(?:,?\s(?P<year>{_YEAR}))?{_TIME}",
        almanac.written,
    ),
    (
        "month",
        rf"(?:{_ON}?{_DAY}{_PART},?\s|{_ON})?(?P<month>{_MONTH})\s(?P<day>\d\d?)(?:st|nd|rd|th)?(?![.:,]?\d)"
        rf"(?:,?\s(?P<year>{_YEAR}))?",
        almanac.written,
    ),
    ("year", rf"{_ON}?(?P<day>\d\d?)\.\s?(?P<m>\d\d?)\.\s?(?P<year>{_YEAR}){_TIME}", almanac.written),
    ("dotted", rf"{_ON}(?P<day>\d\d?)\.(?P<m>\d\d?)\.(?P<year>\d\d(?!\d))?(?!\d)", almanac.written),
    # months, years and their parts
    ("month", rf"(?:{_IN}?{_STAGE}|{_IN})(?P<month>{_NAMED})(?:\s(?P<year>{_YEAR}))?", almanac.written),
    ("month", rf"(?P<month>{either(_FULL, capital=True)})\s(?P<year>{_YEAR})", almanac.written),
    ("month", rf"{_IN}(?:{_NAMED}),?\s(?:und|oder|and|or)\s(?P<span>(?P<month>{_NAMED}))", almanac.written),
    (
        "season",
        rf"(?i:{_IN}?(?:{_WHICH}\s)(?P<season>{either(SEASONS)})(?!\w)(?:\s(?P<year>{_YEAR}))?)",
        almanac.season,
    ),
    (
        "season",
        rf"(?:{_IN})(?P<season>(?:{either(SEASONS, capital=True)}|spring|summer|autumn|winter))(?!\w)"
        rf"(?:\s(?:of\s)?(?P<year>{_YEAR}))?",
        almanac.season,
    ),
    (
        "quarter",
        rf"(?i:{_IN}?(?P<ordinal>{either(ORDINALS)})(?:e[nmrs]?|\.)?\s(?:Quartals?|quarter)(?!\w)"
        rf"(?:\s(?:of\s|des Jahres\s)?(?P<year>{_YEAR}))?)",
        almanac.quarter,
    ),
    ("year", rf"{_IN}?Q(?P<ordinal>[1-4])(?:\s(?P<year>{_YEAR}))", almanac.quarter),
    (
        "half",
        rf"(?:[Ii]m\s)?(?P<ordinal>erst|zweit)e[nrs]?\s(?:Jahreshälfte|Halbjahrs?)\s(?P<year>{_YEAR})",
        almanac.half,
    ),
    (
        "century",
        rf"(?:{_IN}|{_STAGE}(?:des|the)\s)?(?P<number>\d\d?)(?:\.\sJahrhunderts?|(?:st|nd|rd|th)\scentury)(?!\w)",
        almanac.century,
    ),
    (
        "decade",
        rf"(?i:{_IN}?(?:(?:frühen|späten)\s)?(?:(?P<century>1\d|20)?(?P<ten>\d)0er(?:[-\s]Jahren?|n)|"
        rf"(?P<ten_b>{either(TENS)})[-\s]?Jahren?)(?!\w))",
        almanac.decade,
    ),
    (
        "decade",
        rf"{_IN}?(?:the\s)?(?:(?:early|mid|late)[-\s])?(?P<century>1\d|20)(?P<ten>\d)0s(?!\w)",
        almanac.decade,
    ),
    ("decade", rf"{_IN}?the\s(?:(?:early|mid|late)[-\s])?’?'?(?P<ten>\d)0s(?!\w)", almanac.decade),
    # days of the week, and days by their distance
    (
        "day",
        rf"{_ON}?(?:(?:{_WHICH}|frühen|späten)\s){{0,2}}(?P<weekday>{_DAY}){_PART}"
        rf"(?:\s(?:der\s)?{_OF_WEEK})?{_TIME}",
        almanac.weekday,
    ),
    ("ago", rf"(?i:vor\s{_FEW}{_COUNT}\s{_UNITS})", almanac.unit),
    ("ago", rf"(?i:{_COUNT}\s(?P<unit>days?|weeks?|months?|years?)\sago(?!\w))", almanac.unit),
    ("ago", rf"(?i:il y a\s{_COUNT}\s(?P<unit>jours?|semaines?|mois|ans?)(?!\w))", almanac.unit),
    ("unit", rf"(?i:(?P<ahead>in)\s{_COUNT}\s{_UNITS})", almanac.unit),
    ("unit", rf"(?i:(?:{_STAGE}|im |in der |in |the )?{_WHICH}\s{_UNIT})", almanac.unit),
    ("unit", rf"(?i:{_STAGE}(?:des|der|the)\s{_UNIT})", almanac.unit),
    (
        "weekend",
        rf"(?:[Aa]m|[Üü]bers|[Oo]ver the|[Aa]t the|[Oo]n the)\s(?:{_WHICH}\s)?(?:Wochenende|weekend)(?!\w)",
        almanac.weekend,
    ),
    ("weekend", rf"{_WHICH}\s(?:Wochenende|weekend)(?!\w)", almanac.weekend),
    (
        "feast",
        rf"(?:(?:[Zz]u|[Aa]n|[Bb]is|[Ss]eit|[Oo]n|[Aa]t|[Bb]y|[Ss]ince|[Uu]ntil|[Aa]m)\s)"
        r"(?P<feast>(?:Christmas|New Year['’]s) (?:Day|Eve)|Good Friday|Easter (?:Monday|Sunday)|Christi Himmelfahrt"
        rf"|{either(FEASTS, capital=True)})(?!\w)(?:\s(?P<year>{_YEAR}))?",
        almanac.feast,
    ),
    (
        "word",
        rf"(?i:(?P<word>{either(w for w in WORDS if w != 'morgen')})(?!\w)"
        r"(?:\s(?:Morgen|Vormittag|Mittag|Nachmittag|Abend|Nacht|früh|morning|afternoon|evening|night))?(?!\w)"
        + f"{_TIME})",
        almanac.word,
    ),
    ("word", r"(?P<word>morgen)(?!\w)(?:\s(?:früh|Mittag|Abend|Vormittag|Nachmittag))?(?!\w)", almanac.word),
    (
        "year",
        rf"(?:[Ii]m Jahre?|[Ii]n|[Ss]eit|[Bb]is|[Ss]ince|[Uu]ntil|[Ee]n|[Dd]epuis)\s{_STAGE}?(?P<year>{_YEAR})"
        rf"(?![.,:/-]?\d){_NO_UNIT}",
        almanac.year,
    ),
    ("year", rf"{_STAGE}(?P<year>{_YEAR})(?![.,:/-]?\d){_NO_UNIT}", almanac.year),
    (
        "year",
        rf"{_NUMBERED}(?P<year>(?:1[89]|20[0-3])(?!00)\d\d?)(?<=\d{{4}})(?![-.,:/]?\d)(?!\s[A-ZÄÖÜ]){_NO_UNIT}",
        almanac.year,
    ),
    ("year", r"(?<=[Tt]he )(?P<year>(?:19|20)\d\d)(?=\s[A-Za-z])", almanac.year),
    # the time of day
    (
        "hour",
        r"(?:(?:[Vv]on|[Zz]wischen)\s)(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?(?:\sUhr)?\s(?:bis|und)\s"
        r"(?P<hour2>[01]?\d|2[0-4])(?:[.:](?P<minute2>[0-5]\d))?\sUhr(?!\w)",
        almanac.clock,
    ),
    ("hour", rf"(?:(?:[Uu]m|[Gg]egen|[Aa]b|[Bb]is)\s)?{_UHR}", almanac.clock),
    ("oclock", rf"(?:(?:[Aa]t|[Bb]y|[Uu]ntil)\s)?{_OCLOCK}", almanac.clock),
)
_RULES = [
    (sign, re.compile(rf"(?<![\w.,/-])(?=\w)(?:{pattern})(?!\w)"), resolve)
    for sign, pattern, resolve in _PATTERNS
]
_SIDES = {"seit": "since", "since": "since", "depuis": "since", "bis": "until", "until": "until", "by": "until"}
_LOOK_AHEAD = (almanac.weekday, almanac.weekdays, almanac.weekend)


def dates(text: str, when: date | None) -> Iterator[tuple[int, int, str]]:
    """(start, end, value) of every date, the surer patterns first; later ones may overlap earlier ones.

    Args:
        when: the article's date, or None: then relative dates keep no value.
    """
    places = near(_SIGNS, text.replace("İ", "i").lower())
    for sign, pattern, resolve in _RULES:
        for match in matches(pattern, text, places.get(sign, ())):
            facts = {name.removesuffix("_b"): value for name, value in match.groupdict().items() if value}
            if resolve in _LOOK_AHEAD and _is_to_come(text, *match.span()):
                facts["coming"] = "yes"
            if side := _SIDES.get(match.group().partition(" ")[0].lower()):
                facts[side] = "yes"
            if not _is_other(text, match, resolve, facts):
                yield match.start("span" if "span" in facts else 0), match.end(), resolve(facts, when)


def _is_other(text: str, match: re.Match[str], resolve: Resolve, facts: Facts) -> bool:
    """Whether it only looks like a date: years that do not run forward, a man called Freitag."""
    if resolve is almanac.years:
        first, last = facts["year"], facts["year2"]
        return int(last) != (int(first) + 1) % 100 if len(last) == 2 else first >= last
    if match.group() in _GERMAN_DAYS:
        return re.search(r"[A-ZÄÖÜ][\w-]+\s$", text[max(0, match.start() - 30) : match.start()]) is not None
    return False


_GERMAN_DAYS = listed("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag")

# What is said of days to come, and what is told of days gone by; German and English.
_TO_COME = re.compile(
    r"\b(?:wird|werden|soll|sollen|will|wollen|muss|müssen|kann|können|tagt|tagen|shall|is to|are to|is due)\b"
    r"|^ (?:entscheide[tn]|bera(?:ten|t)|berät|beginn(?:t|en)|trifft|treffen|kommt|kommen|reist|reisen|stimm(?:t|en)|"
    r"fehlt|endet|startet|findet|eröffnet|wähl(?:t|en))\b"
)
_GONE = re.compile(
    r"\b(?:hat|haben|hatte|hatten|ist|sei|war|waren|wurden?|had|was|were|said|\w{2,}te|\w{2,}ten)\b"
)
_PLANNED = re.compile(
    r"\b(?:wird|werden|soll|sollen|will|wollen|tagt|tagen|shall|is to|are to|due)(?:\s[^.!?;\n]{0,40})?$"
)


def _is_to_come(text: str, start: int, end: int) -> bool:
    """Whether the clause around a weekday speaks of what is to come: by a verb before it, or the first behind it."""
    if text[start : start + 5].lower() in ("seit ", "since"):
        return False
    before = re.split(r"[.!?;:,\n]", text[max(0, start - 60) : start])[-1]
    if _PLANNED.search(before) and not _GONE.search(before):
        return True
    clause = re.split(r"[.!?;\n]", text[end : end + 60], maxsplit=1)[0]
    coming, gone = _TO_COME.search(clause), _GONE.search(clause)
    if coming is None:
        return False
    return gone is None or coming.start() < gone.start()
