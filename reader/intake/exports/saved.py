"""The values that all exports come down to, and how their fields are read."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from reader.domain.clean import clean, clean_line
from reader.domain.errors import InputError
from reader.intake.dates import parse_date
from reader.intake.links import resolve

ARCHIVES = ("archive", "archived")  # as the programs call it
_PLACES = ("", "unread", "starred", *ARCHIVES)  # folders that are none
_PICTURE = re.compile(r"!\[[^\]]*\]\([^()\s]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\(https?:[^()\s]*\)")
_STRESS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)([^\n]+?)(?<=\S)\1(?!\w)")
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")


class NoExport(InputError):
    """What can be read, and is no export that is known."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that was marked. quote "": a note on the whole."""

    quote: str
    note: str = ""
    tags: tuple[str, ...] = ()
    color: str = ""
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """One page that was saved. Times are aware and UTC; what the export does not say is empty."""

    url: str  # "" where only the title is known
    title: str = ""
    tags: tuple[str, ...] = ()
    read: bool = False
    starred: bool = False
    archived: bool = False
    added: datetime | None = None
    published: datetime | None = None
    author: str = ""
    source: str = ""
    language: str = ""
    summary: str = ""
    html: str = ""  # the page's own text, where the export carries it
    passages: tuple[Passage, ...] = ()
    marks_only: bool = False  # the export lists passages, not what was saved


@dataclass(frozen=True, slots=True)
class Export:
    """What a file holds. problems: a sentence for each row that could not be read."""

    kind: str  # "Pocket"
    saved: tuple[Saved, ...]
    problems: tuple[str, ...] = ()


def address(value: object) -> str:
    """A web address, "" for what is none."""
    found = resolve("", value) if isinstance(value, str) else ""
    return found if found.startswith("http") else ""


def line(value: object) -> str:
    return clean_line(value) if isinstance(value, str) else ""


def words(value: object) -> str:
    return clean(value).strip() if isinstance(value, str) else ""


def moment(value: object) -> datetime | None:
    """A time as a number of seconds or in words; None where there is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float) or not str(value).strip("0 "):
        return None
    return parse_date(str(value))


def tags(value: object, between: str = ",") -> tuple[str, ...]:
    """Tags as a list, or as text: a list in JSON or in Python's form, or with `between` between them.

    A space in a tag becomes a hyphen: here a space parts tags.
    """
    found = _listed(value, between)
    return tuple(dict.fromkeys(filter(None, ("-".join(clean_line(tag).lstrip("#.").split()) for tag in found))))


def _listed(value: object, between: str) -> Iterable[str]:
    if isinstance(value, list):
        named = (v.get("name", v.get("label", "")) if isinstance(v, dict) else v for v in value)
        return [v for v in named if isinstance(v, str)]
    if not isinstance(value, str):
        return []
    text = value.strip()
    if not (text.startswith("[") and text.endswith("]")):
        return text.split(between)
    try:
        return _listed(json.loads(text), between)
    except ValueError:
        return [one or other for one, other in _QUOTED.findall(text)]


def in_folder(one: Saved, folder: str) -> Saved:
    """`one` with what the folder it was kept in says: its state, or a tag more."""
    place = folder.lower()
    done = place in ARCHIVES
    own = () if place in _PLACES else tags([folder])
    named = tuple(dict.fromkeys((*own, *one.tags)))
    return replace(one, tags=named, read=done, starred=place == "starred", archived=done)


def plain(marked: str) -> str:
    """A quote in Markdown, as the services write them, as its words stand in the text: no pictures, no signs."""
    bare = _LINK.sub(r"\1", _PICTURE.sub("", marked))
    for _ in range(3):  # bold in italics in a link
        bare = _STRESS.sub(r"\2", bare)
    return bare.strip()


def flag(value: Any) -> bool:
    """1, true, "1", "yes"."""
    return value is True or str(value).strip().lower() in ("1", "true", "yes")
