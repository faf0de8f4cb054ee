"""A query's text cut into tokens, each with its place.

Typographic quotation marks serve as plain ones, so that a phrase pasted from an article works as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_QUOTES = str.maketrans(dict.fromkeys("„“”«»‟", '"'))
_FIELD = re.compile(r"([^\W\d_][\w]*):(?!//)")
_BARE = re.compile(r"[^\s\"()]+")
_BARE_VALUE = re.compile(r"[^\s\"()]*")
_SPACE = re.compile(r"\s*")


class Kind(Enum):
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    AND = auto()
    MINUS = auto()
    FIELD = auto()  # its value is the next token, if that begins where this one ends
    WORD = auto()
    PHRASE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """start and end: code points of the query; text: without quotation marks, star and colon."""

    kind: Kind
    text: str
    start: int
    end: int
    prefix: bool = False
    closed: bool = True  # a phrase's second quotation mark is there


def scan(text: str) -> list[Token]:
    """The tokens of `text`. Every text has some; what is wrong about them the parser says."""
    return list(_tokens(text.translate(_QUOTES)))


def _tokens(text: str) -> Iterator[Token]:
    at = _skip(text, 0)
    value = False  # whether a field's value is due here
    while at < len(text):
        token = _value(text, at) if value else _token(text, at)
        yield token
        value = token.kind is Kind.FIELD and text[token.end : token.end + 1] not in ("", "(", '"', ")")
        value = value and not text[token.end].isspace()
        at = _skip(text, token.end)


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _value(text: str, at: int) -> Token:
    match = _BARE_VALUE.match(text, at)
    return _word(match.group() if match else "", at)


def _token(text: str, at: int) -> Token:
    char = text[at]
    if char in "()":
        return Token(Kind.OPEN if char == "(" else Kind.CLOSE, char, at, at + 1)
    if char == '"':
        return _phrase(text, at)
    if char == "-" and at + 1 < len(text) and not text[at + 1].isspace():
        return Token(Kind.MINUS, char, at, at + 1)
    if match := _FIELD.match(text, at):
        return Token(Kind.FIELD, match[1], at, match.end())
    match = _BARE.match(text, at)
    word = match.group() if match else char
    if word in ("OR", "AND"):
        return Token(Kind[word], word, at, at + len(word))
    return _word(word, at)


def _word(word: str, at: int) -> Token:
    bare = word.rstrip("*")
    return Token(Kind.WORD, bare, at, at + len(word), prefix=bare != word)


def _phrase(text: str, at: int) -> Token:
    close = text.find('"', at + 1)
    end = len(text) if close < 0 else close + 1
    words = " ".join(text[at + 1 : len(text) if close < 0 else close].split())
    if close >= 0 and text[end : end + 1] == "*":
        return Token(Kind.PHRASE, words, at, end + 1, prefix=True)
    return Token(Kind.PHRASE, words, at, end, closed=close >= 0)
