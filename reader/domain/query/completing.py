"""What the word under the cursor of a query may become: fields, their values, names from the library."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reader.domain.query.fields import CHOICES, DATES, DAYS, FIELDS, TEXTS

Values = Callable[[str, str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Option:
    """text: what replaces the range; help: a few words on it."""

    text: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """The options for text[start:end] of a query, the best first."""

    start: int
    end: int
    options: tuple[Option, ...] = ()


def complete(text: str, cursor: int, values: Values, limit: int = 20) -> Completion:
    """What may stand at `cursor`.

    Args:
        values: field name and what is typed of a value -> the library's tags, sources, names ..., best first.
    """
    start = _word_start(text, cursor)
    typed = text[start:cursor]
    if typed.startswith("-"):
        start, typed = start + 1, typed[1:]
    name, colon, value = typed.partition(":")
    if not colon:
        return Completion(start, cursor, tuple(_fields(name.lower()))[:limit])
    name = name.lower()
    at = start + len(name) + 1
    if name not in FIELDS or name in TEXTS:
        return Completion(at, cursor)
    return Completion(at, cursor, tuple(_values(name, value.lstrip('"'), values))[:limit])


def _word_start(text: str, cursor: int) -> int:
    """Where the word begins that ends at `cursor`; spaces in open quotation marks belong to it."""
    quoted = text.count('"', 0, cursor) % 2 == 1
    at = text.rfind('"', 0, cursor) if quoted else cursor
    while at > 0 and not text[at - 1].isspace() and text[at - 1] not in "()":
        at -= 1
    return at


def _fields(typed: str) -> Iterable[Option]:
    return (Option(f"{name}:", help) for name, help in FIELDS.items() if name.startswith(typed))


def _values(name: str, typed: str, values: Values) -> Iterable[Option]:
    if name == "words":
        return []
    if name in CHOICES or name in DATES:
        known = CHOICES.get(name, DAYS)
        return (Option(value) for value in known if value.startswith(typed.lower()))
    return (Option(_quoted(value)) for value in values(name, typed))


def _quoted(value: str) -> str:
    return f'"{value}"' if any(char.isspace() or char in "()" for char in value) else value
