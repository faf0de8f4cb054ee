"""Who and what an article names.

`Recognizer` is the door behind which gazetteers and the trained model stand: text in, mentions out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"
    MISC = "MISC"
    DATE = "DATE"
    MONEY = "MONEY"
    QUANTITY = "QUANTITY"


NAMES = (Kind.PER, Kind.ORG, Kind.LOC, Kind.MISC)  # the kinds that are names


@dataclass(frozen=True, slots=True)
class Mention:
    """A range of the text that names `entity`. Offsets are code points, end exclusive."""

    start: int
    end: int
    kind: Kind
    entity: str  # the canonical name: "Sergej Lawrow" for "Lawrows"
    derived: bool = False  # the name stands in or behind a word that is no name ("russischer")
    value: str = ""  # a date resolved to ISO 8601, an amount in digits


class Recognizer(Protocol):
    """Finds mentions. Deterministic, thread-safe, never touches the network."""

    @property
    def version(self) -> str:
        """Changes whenever the mentions of a text could change."""

    def recognize(self, text: str, *, language: str = "", when: date | None = None) -> Sequence[Mention]:
        """The mentions of `text`, by start, not overlapping.

        Args:
            text: a canonical text (see `clean.clean`).
            language: BCP 47 tag or "" when unknown.
            when: the article's date, against which relative dates are resolved.
        """


def accepted(recognizer: Recognizer) -> tuple[str, ...]:
    """The versions whose mentions need not be sought again now: its own, and more where it stands in for another."""
    found: tuple[str, ...] = getattr(recognizer, "accepted", (recognizer.version,))
    return found
