"""The tables in memory: names with their kinds, and the word lists that decide doubtful cases.

Loaded once, at the first text, in about a tenth of a second. A name of several words is found by its stems, so that
"des Weißen Hauses" is the White House; one word by its form, or by its form and a genitive's s.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from reader.domain.entity import Kind
from reader.entities.listed import listed
from reader.entities.nations import nation_forms, town_forms
from reader.entities.words import WORD

_TABLES = Path(__file__).parent / "tables"
_ENDINGS = ("es", "en", "er", "em", "e", "s", "n")


@dataclass(frozen=True, slots=True)
class Name:
    """What a word or words in the tables stand for. sure: they hardly ever mean anything else."""

    entity: str
    kind: Kind
    derived: bool = False
    sure: bool = True


@dataclass(frozen=True, eq=False)
class Lexicon:
    singles: Mapping[str, Name]  # one word
    phrases: Mapping[tuple[str, ...], Name]  # the stems of several
    reach: Mapping[str, int]  # a first stem -> the longest phrase that begins so
    people: Mapping[str, str]  # a full name -> how it is written here
    alone: Mapping[str, str]  # a surname that needs no given name -> the full name
    given: frozenset[str]
    given_words: frozenset[str]  # given names that are rather words: "Mark", "Rose"
    surnames: frozenset[str]
    nouns: frozenset[str]
    countries: frozenset[str]  # countries and territories, as they are called here
    particled: Mapping[
        str, list[tuple[list[str], str]]
    ]  # the last word of "von der Leyen" -> those before, full name

    @cached_property
    def openings(self) -> frozenset[str]:
        """The words that the full names of `people` begin with."""
        return frozenset(found.group() for name in self.people if (found := WORD.search(name)))

    def single(self, word: str) -> Name | None:
        """What one word names, by itself or as a genitive; None for any other word."""
        name = self.singles.get(word)
        if name is None and word[-1:] in "s’'" and len(word) > 3:
            name = self.singles.get(word[:-1])
            name = None if name is not None and name.derived else name
        return name

    def is_noun(self, word: str) -> bool:
        """Whether `word` is a German common noun or ends with one."""
        return word in self.nouns or _is_compound(word, self)

    def is_firm_noun(self, word: str) -> bool:
        """Whether `word` is surely one: listed, or made of two that are."""
        if word in self.nouns or _ABSTRACT.search(word):
            return True
        cuts = range(3, len(word) - 3) if len(word) < 30 else ()
        return any(
            (word[cut:].capitalize() in self.nouns and stem(word[:cut]) in self.nouns)
            or (word[:cut].removesuffix("s") in self.nouns and word[cut:].capitalize() in self.nouns)
            for cut in cuts
        )

    def is_surname(self, word: str) -> bool:
        """Whether `word` is listed as a surname, by itself or as a genitive."""
        bare = word.removesuffix("s")
        return any(form in self.surnames or form in self.alone for form in (word, bare))

    def person(self, name: str) -> str:
        return self.people.get(name, name)


@lru_cache(maxsize=4096)
def _is_compound(word: str, lexicon: Lexicon) -> bool:
    if word in lexicon.surnames or _TOWNISH.search(word):
        return False
    if _ABSTRACT.search(word):
        return True
    return any(word[cut:].capitalize() in lexicon.nouns for cut in range(3, min(len(word) - 3, 24)))


# Surnames and towns end like nouns: Otterndorf, Steinbach.
_TOWNISH = re.compile(
    r"(?:dorf|berg|burg|bach|stein|feld|hausen|haus|mann|meier|meyer|hof|hoff|wald|thal|tal|brück|furt|ow)s?$"
)
_ABSTRACT = re.compile(
    r"(?:ung|heit|keit|schaft|tion|tät|ismus|ment|nis|ierung|ling|ungen|heiten|keiten|schaften|tionen)s?$"
)


def stem(word: str) -> str:
    """`word` without the endings of German cases, three letters at least."""
    while True:
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word[: -len(ending)]
                break
        else:
            return word


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The tables, read once."""
    singles: dict[str, Name] = {}
    phrases: dict[tuple[str, ...], Name] = {}
    for form, name in _names():
        parts = tuple(re.findall(r"\w+(?:[-’'+.&]\w+)*\.?\+?|[^\W\d_]\.(?:[^\W\d_]\.)+", form))
        if " " not in form and "/" not in form:
            singles.setdefault(form, name)
        else:
            key = tuple(stem(part.rstrip(".")) for part in parts)
            if key not in phrases or (phrases[key].derived and not name.derived):
                phrases[key] = name
    reach: dict[str, int] = {}
    for key in phrases:
        reach[key[0]] = max(reach.get(key[0], 0), len(key))
    people, alone = _people()
    given, surnames, nouns = (frozenset(_lines(f"{table}.txt")) for table in ("given", "surnames", "nouns"))
    words = frozenset(name[:-1] for name in given if name.endswith("?"))
    given = frozenset(name for name in given if not name.endswith("?"))
    countries = frozenset(
        singles[entity].entity for _, entity, _ in rows("countries.tsv", 3) if entity in singles
    )
    particled: dict[str, list[tuple[list[str], str]]] = {}
    for called, entity in alone.items():
        *before, last = called.split()
        if before:
            particled.setdefault(last, []).append((before, entity))
    return Lexicon(singles, phrases, reach, people, alone, given, words, surnames, nouns, countries, particled)


def _names() -> Iterator[tuple[str, Name]]:
    """Every form of every name; where two claim a form, the first has it."""
    for entity, forms, flag in rows("organisations.tsv", 3):
        for form in (entity, *_split(forms)):
            yield form, Name(entity, Kind.ORG, sure=flag != "?")
    canonical: dict[str, str] = {}
    for entity, _, forms, flag in rows("places.tsv", 4):
        for form in (entity, *_split(forms)):
            canonical.setdefault(form, entity)
            yield form, Name(entity, Kind.LOC, sure=flag != "?")
    countries = [(canonical.get(entity, entity), forms) for _, entity, forms in rows("countries.tsv", 3)]
    for entity, _ in countries:
        yield entity, Name(entity, Kind.LOC)
    for row in rows("nations.tsv", 5):
        for form in nation_forms(*row[1:]):
            yield form, Name(row[0], Kind.LOC, derived=True)
    for entity, forms in countries:
        for form in _split(forms):
            if len(form) > 3 and form not in _WORDS:
                yield form, Name(canonical.get(form, entity), Kind.LOC)
    yield from _cities(canonical)


# Names of places in some language that are words or other names in another.
_WORDS = listed(
    "Norden Lage Waren Wetter Springe Sitten Lend Much Bulle Roma Chili Jersey Chad Curry Salzburger "
    "Turki Male Vila Como Lugano Mona Nova Alta Beira"
)


def _cities(canonical: Mapping[str, str]) -> Iterator[tuple[str, Name]]:
    for city, _, _, _, people, flag, forms in rows("cities.tsv", 7):
        entity = canonical.get(city, city)
        for form in (city, *_split(forms)):
            if (len(form) > 3 or form == city) and form not in _WORDS:
                yield form, Name(entity, Kind.LOC, sure=flag != "?")
        if flag != "?" and int(people) > 15_000:
            for form in town_forms(entity):
                yield form, Name(entity, Kind.LOC, derived=True, sure=False)


def _people() -> tuple[dict[str, str], dict[str, str]]:
    people: dict[str, str] = {}
    alone: dict[str, str] = {}
    for entity, forms, flag in rows("people.tsv", 3):
        for form in (entity, *_split(forms)):
            people[form] = entity
            if flag == "!":
                alone.setdefault(surname(form), entity)
    return people, alone


def surname(name: str) -> str:
    """What a person is called by later: the last word, with the particles before it."""
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return " ".join(words[first:])


PARTICLES = listed("von van de der den du di da bin ibn ben al el zu zum zur la le dos del della ter ten af av")


def rows(table: str, columns: int) -> Iterator[list[str]]:
    """The rows of a table, each with so many cells; lines that begin with "# " are comments."""
    for line in _lines(table):
        if not line.startswith("# "):
            cells = line.split("\t")
            if table == "people.tsv" or table == "organisations.tsv" or table == "places.tsv":
                cells = _flag_last(cells, columns)
            yield [*cells, *[""] * (columns - len(cells))][:columns]


def _flag_last(cells: list[str], columns: int) -> list[str]:
    """The flag of a row in its last column, wherever the row ends."""
    if len(cells) > 1 and cells[-1] in ("!", "?"):
        return [*cells[:-1], *[""] * (columns - len(cells)), cells[-1]]
    return cells


def _lines(table: str) -> list[str]:
    return [line for line in (_TABLES / table).read_text(encoding="utf-8").split("\n") if line]


def _split(forms: str) -> list[str]:
    return forms.split("|") if forms else []
