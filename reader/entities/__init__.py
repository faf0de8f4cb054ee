"""Text in, mentions out: the recogniser, its gazetteers, and what is known of places.

`open_recognizer` and `open_apart` are the only ways in: the trained recogniser in this process or in one of its own,
or the tables where it cannot be. What stands behind them is loaded at the first text, not at import.
"""

from typing import TYPE_CHECKING

from reader.domain.entity import Recognizer
from reader.entities.atlas import PlaceFacts, place_facts, world_map

if TYPE_CHECKING:
    from reader.entities.gazetteer import Gazetteer
    from reader.entities.trained import Trained

__all__ = [
    "PlaceFacts",
    "open_apart",
    "open_recognizer",
    "open_tables",
    "place_facts",
    "shortfall",
    "world_map",
]

_RUNTIME = ("onnxruntime", "numpy", "sentencepiece")


def open_tables() -> "Gazetteer":
    """The recogniser that needs no model: tables of names and rules."""
    from reader.entities.gazetteer import Gazetteer

    return Gazetteer()


def open_recognizer() -> "Gazetteer | Trained":
    """The best recogniser this installation has, in this process."""
    if shortfall():
        return open_tables()
    from reader.entities.trained import Trained

    return Trained()


def open_apart() -> Recognizer:
    """The same in a process of its own, which starts at the first text; `desk` closes it."""
    if shortfall():
        return open_tables()
    from reader.entities.apart import Apart
    from reader.entities.tagger import MODEL
    from reader.entities.trained import version

    return Apart(MODEL, version(), open_tables())


def shortfall() -> str:
    """Why names are found by tables alone; "" where the trained recogniser serves. Imports nothing heavy."""
    from importlib.util import find_spec

    from reader.entities.tagger import FILES, MODEL

    missing = [name for name in _RUNTIME if find_spec(name) is None]
    if missing:
        return f"Names are found by tables alone: {', '.join(missing)} is not installed here."
    if not all((MODEL / name).is_file() for name in FILES):
        return "Names are found by tables alone: the model's files are not in this installation."
    return ""
