"""What a person says of a feed, as they type it and as the feed keeps it: for the form and for the command line."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from reader.domain.clean import clean_line
from reader.domain.errors import InputError
from reader.domain.feed import Feed
from reader.domain.tags import tags_of

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_UNITS = {"m": _MINUTE, "h": _HOUR, "d": _DAY, "w": 7 * _DAY}
_SPAN = re.compile(r"(\d+)\s*(?:(m|h|d|w)|(m)in(?:utes?)?|(h)ours?|(d)ays?|(w)eeks?)?")
_NOTHING = ("", "-", "default", "none", "never")
_YES, _NO = ("yes", "y", "true", "on", "1"), ("no", "n", "false", "off", "0", *_NOTHING)
_PACE_MOST, _KEEP_MOST = 30 * _DAY, 36_500


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to say of a feed.

    Args:
        name: the feed's field.
        label: a word or two before the line where it is typed.
        hint: what can be typed there.
        read: from what was typed to the field's value; InputError when it makes no sense.
        spoken: from a feed to what would be typed.
    """

    name: str
    label: str
    hint: str
    read: Callable[[str], Any]
    spoken: Callable[[Feed], str]


def _span(text: str, unit: int) -> int:
    """Seconds; a number alone counts `unit`. 0 for nothing."""
    text = text.strip().lower()
    if text in _NOTHING:
        return 0
    found = _SPAN.fullmatch(text)
    if found is None:
        raise InputError(f"“{clean_line(text)[:40]}” is no span of time; write 30 min, 2 h or 7 d.")
    letter = next(filter(None, found.groups()[1:]), "")
    return int(found[1]) * (_UNITS[letter] if letter else unit)


def _pace(text: str) -> int:
    seconds = _span(text, _MINUTE)
    if seconds and not _MINUTE <= seconds <= _PACE_MOST:
        raise InputError("A feed can be asked every minute at most, and every 30 days at least.")
    return seconds


def _keep(text: str) -> int:
    days = _span(text, _DAY) / _DAY
    if days and not 1 <= days <= _KEEP_MOST:
        raise InputError("Articles can be kept for a day at least, and for 100 years at most.")
    return int(days)


def _whole(text: str) -> bool:
    word = text.strip().lower()
    if word not in (*_YES, *_NO):
        raise InputError(f"“{clean_line(text)[:40]}” is neither yes nor no.")
    return word in _YES


def _login(text: str) -> str:
    text = clean_line(text)
    if text.lower() in _NOTHING:
        return ""
    kind, colon, rest = text.partition(":")
    if text == "keyring" or (kind == "command" and colon and rest.strip()):
        return text if text == "keyring" else f"command: {rest.strip()}"
    raise InputError('A login is "keyring", or "command: pass show news" with a command of yours; no password.')


def _name(text: str) -> str:
    return "" if text.strip() == "-" else clean_line(text)


def _tags(text: str) -> tuple[str, ...]:
    return tuple(tag for tag in tags_of(text) if tag != "-")


def span_words(seconds: int) -> str:
    """ "30 min", "2 h", "7 d"; "" for 0."""
    for unit, name in ((_DAY, "d"), (_HOUR, "h"), (_MINUTE, "min")):
        if seconds and seconds % unit == 0:
            return f"{seconds // unit} {name}"
    return f"{seconds // _MINUTE} min" if seconds else ""


SETTINGS = (
    Setting("name", "Name", "empty: as it calls itself", _name, lambda feed: feed.name),
    Setting("tags", "Tags", "for its articles, a space between", _tags, lambda feed: " ".join(feed.tags)),
    Setting(
        "whole",
        "Whole articles",
        "yes: from their pages; no: the feed's own text",
        _whole,
        lambda feed: "yes" if feed.whole else "no",
    ),
    Setting("pace", "Ask every", "30 min, 2 h; empty: as the feed asks", _pace, lambda f: span_words(f.pace)),
    Setting(
        "keep",
        "Keep for",
        "30 d; empty: for ever",
        _keep,
        lambda feed: span_words(feed.keep * _DAY),
    ),
    Setting("login", "Login", "keyring, or command: pass show news", _login, lambda feed: feed.login),
)


def read_settings(typed: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The values of settings that were typed as (name, text).

    Raises:
        InputError: there is no such setting, or the text makes no sense for it.
    """
    known = {setting.name: setting for setting in SETTINGS}
    values: dict[str, Any] = {}
    for name, text in typed:
        if name not in known:
            raise InputError(f"A feed has no setting {clean_line(name)}; it has {', '.join(known)}.")
        values[name] = known[name].read(text)
    return values
