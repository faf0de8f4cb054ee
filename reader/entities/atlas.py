"""What is known of places, and a small map of the world made of braille dots."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.entities.lexicon import rows

_NORTH, _SOUTH = 84.0, -60.0  # what tables/world.txt covers, a cell two degrees
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # braille bits by row and column


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What is known of a place. latitude, longitude: degrees, north and east positive."""

    name: str
    country: str  # its German name, "" when unknown
    population: int  # 0 when unknown
    latitude: float
    longitude: float


def place_facts(name: str) -> PlaceFacts | None:
    """What is known of the place that is called `name` canonically, None when the tables lack it.

    A country lies where its capital lies.
    """
    return _places().get(name)


@lru_cache(maxsize=1)
def _places() -> dict[str, PlaceFacts]:
    canonical = {}
    for entity, _, forms, _ in rows("places.tsv", 4):
        canonical.update(dict.fromkeys((entity, *forms.split("|")), entity))
    found: dict[str, PlaceFacts] = {}
    countries = {}
    for code, name, _, people, latitude, longitude in rows("countries.tsv", 6):
        countries[code] = canonical.get(name, name)
        if latitude:
            where = float(latitude), float(longitude)
            found[countries[code]] = PlaceFacts(countries[code], countries[code], int(people), *where)
    for city, code, latitude, longitude, people, *_ in rows("cities.tsv", 7):
        name = canonical.get(city, city)
        facts = PlaceFacts(name, countries.get(code, ""), int(people), float(latitude), float(longitude))
        found.setdefault(name, facts)
    return found


def world_map(latitude: float, longitude: float, width: int, height: int) -> list[str]:
    """The world in `height` lines of `width` braille cells; "●" where the place is."""
    land = _land()
    lines = [[_cell(land, x, y, width, height) for x in range(width)] for y in range(height)]
    column = int((longitude + 180) / 360 * width) % max(1, width)
    row = int((_NORTH - latitude) / (_NORTH - _SOUTH) * height)
    if width and 0 <= row < height:
        lines[row][column] = "●"
    return ["".join(line) for line in lines]


def _cell(land: Sequence[str], x: int, y: int, width: int, height: int) -> str:
    """One cell: four dots high, two wide."""
    bits = 0
    for down, pair in enumerate(_DOTS):
        for right, bit in enumerate(pair):
            row = land[min(len(land) - 1, int((y * 4 + down + 0.5) / (height * 4) * len(land)))]
            if row[min(len(row) - 1, int((x * 2 + right + 0.5) / (width * 2) * len(row)))] == "#":
                bits |= bit
    return chr(0x2800 + bits) if bits else " "


@lru_cache(maxsize=1)
def _land() -> list[str]:
    return [row for (row,) in rows("world.txt", 1)]
