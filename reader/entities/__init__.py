"""Text in, mentions out: the recogniser, its gazetteers, and what is known of places.

`open_recognizer` is the only way in. What stands behind it loads its tables at the first text, not at import.
"""

from reader.domain.entity import Recognizer
from reader.entities.atlas import PlaceFacts, place_facts, world_map

__all__ = ["PlaceFacts", "open_recognizer", "place_facts", "world_map"]


def open_recognizer() -> Recognizer:
    """The recogniser this installation has."""
    from reader.entities.gazetteer import Gazetteer

    return Gazetteer()
