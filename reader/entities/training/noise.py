"""Varies what is learned from: names swapped for others of their kind, quotes and hyphens, case, a missing full stop.

A network of this size remembers names when it sees them ten times; with others in their places it has to read what
stands around them. Names come from the annotated sets and from Glosse's own tables.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from reader.entities.training.corpora import Sentence
from reader.entities.training.labels import KINDS
from reader.entities.training.measure import spans

_TABLES = Path(__file__).parents[1] / "tables"
_QUOTES = (("„", "“"), ("»", "«"), ('"', '"'), ("“", "”"), ("``", "''"), ("'", "'"), ("‚", "‘"), ("«", "»"))
_QUOTE_SIGNS = {sign for pair in _QUOTES for sign in pair if len(sign) == 2 or sign not in "'"}
_DASHES = ("-", "–", "—", "--")
_LONGEST_NAME = 6  # words
Names = dict[tuple[str, str, str, bool], list[tuple[str, ...]]]


class Noise:
    """Draws variants of sentences. Equal seeds give equal variants."""

    def __init__(self, sentences: Iterable[Sentence], rng: random.Random) -> None:
        """Names are collected from `sentences`, the ones that are learned from."""
        self._rng = rng
        self._names = _collected(sentences)
        self._given = _lines("given.txt")
        self._surnames = _lines("surnames.txt")
        self._places = _places()

    def __call__(self, s: Sentence) -> Sentence:
        """`s` or a variant of it."""
        words, tags = list(s.words), list(s.tags)
        if self._rng.random() < 0.45:
            words, tags = self._swap(words, tags, (s.language, s.scheme))
        if self._rng.random() < 0.25:
            words = self._typography(words)
        if words[-1] == "." and len(words) > 3 and self._rng.random() < 0.08:
            words, tags = words[:-1], tags[:-1]
        return Sentence(tuple(self._case(words)), tuple(tags), s.scheme, s.language, s.document)

    def _swap(self, words: list[str], tags: list[str], origin: tuple[str, str]) -> tuple[list[str], list[str]]:
        for start, end, kind in reversed(spans(tags)):
            other = self._other(words[start:end], kind, origin) if self._rng.random() < 0.6 else None
            if other:
                words[start:end] = other
                tags[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (len(other) - 1)]
        return words, tags

    def _other(self, name: list[str], kind: str, origin: tuple[str, str]) -> tuple[str, ...] | None:
        """Another name of the kind, with or without a final "s" as the old one; None where there is none."""
        if kind == "PER" and len(name) == 2 and self._rng.random() < 0.5:
            return self._rng.choice(self._given), self._rng.choice(self._surnames)
        if kind == "PER" and len(name) == 1 and self._rng.random() < 0.3:
            return (self._rng.choice(self._surnames) + ("s" if name[0].endswith("s") else ""),)
        if kind == "LOC" and not name[-1].endswith("s") and self._rng.random() < 0.4:
            return self._rng.choice(self._places)
        found = self._names.get((*origin, kind, name[-1].endswith("s")))
        return self._rng.choice(found) if found else None

    def _typography(self, words: list[str]) -> list[str]:
        """The sentence's quotes and dashes in another house's style."""
        opening, closing = self._rng.choice(_QUOTES)
        dash = self._rng.choice(_DASHES)
        inside = False
        made = []
        for word in words:
            if word in _QUOTE_SIGNS:
                word = closing if inside else opening
                inside = not inside
            made.append(dash if word in _DASHES else word)
        return made

    def _case(self, words: list[str]) -> list[str]:
        chance = self._rng.random()
        if chance < 0.015:
            return [word.upper() for word in words]
        if chance < 0.03:
            return [word[:1].upper() + word[1:] for word in words]
        return words


def _collected(sentences: Iterable[Sentence]) -> Names:
    """Names by language, scheme, class and whether they end in "s". Those with other endings are left out: derived
    forms, parts of words, and the adjectives that English sets call MISC."""
    names: Names = defaultdict(list)
    for s in sentences:
        for start, end, kind in spans(s.tags):
            name = s.words[start:end]
            kinds = KINDS if s.scheme == "twelve" else KINDS[:3]
            if kind in kinds and len(name) <= _LONGEST_NAME:
                names[s.language, s.scheme, kind, name[-1].endswith("s")].append(name)
    return dict(names)


def _lines(name: str) -> list[str]:
    lines = (_TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _places() -> list[tuple[str, ...]]:
    """Cities and countries by their first names."""
    cities = [tuple(line.split("\t")[0].split()) for line in _lines("cities.tsv")]
    countries = [tuple(line.split("\t")[1].split()) for line in _lines("countries.tsv")]
    return [name for name in cities + 3 * countries if 0 < len(name) <= 3]
