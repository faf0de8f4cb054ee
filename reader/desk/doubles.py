"""Names of the library that are likely one and the same: proposed to the person, never merged by themselves.

What a person said to be two stays two; that is kept in the notebook ("apart"), as corrections are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from reader.domain.correction import rename
from reader.domain.entity import NAMES, Kind

if TYPE_CHECKING:
    from reader.desk import Desk
    from reader.entities.alias import Known

_COMPANY = 60  # names that stand with a name, looked at for what two share
_NEWEST = 300  # articles of a name in which they are looked for
_CROWD = 400  # names of one sound that are compared with each other


@dataclass(frozen=True, slots=True)
class Double:
    """Two names that may be one; the first is named in more articles."""

    name: str
    other: str
    kind: Kind
    articles: tuple[int, int]


class Doubles:
    """Safe from any thread; each question reads the library anew."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def of(self, entity: str, kind: Kind, limit: int = 5) -> list[str]:
        """Names that may well be this one, the likeliest first."""
        from reader.entities.alias import NEVER, Known, likely_same, shelves, wanted_company

        one, own = Known(entity, kind), shelves(entity, kind)
        apart = self._apart()
        shelved = (n for n, _ in self._desk.library.entity_names(kind) if not own.isdisjoint(shelves(n, kind)))
        near = [name for name in shelved if wanted_company(one, Known(name, kind)) < NEVER]
        known = [self._known(name, kind) for name in near[:40] if frozenset((entity, name)) not in apart]
        return likely_same(self._known(entity, kind), known)[:limit] if known else []

    def all(self, limit: int = 200) -> list[Double]:
        """The likeliest of the whole library, those of the most articles first."""
        apart = self._apart()
        found = [
            double
            for kind in NAMES
            for double in self._near(kind)
            if frozenset((double.name, double.other)) not in apart
        ]
        found.sort(key=lambda double: (-double.articles[1], -double.articles[0], double.name))
        return [double for double in found[: 3 * limit] if self._holds(double)][:limit]

    def merge(self, double: Double) -> None:
        """Makes the rarer name the other one, everywhere; `notebook.undo` takes it back."""
        self._desk.who.correct(rename(double.other, double.kind, double.name))

    def keep_apart(self, double: Double) -> None:
        """They are two: never proposed again."""
        names = sorted((double.name, double.other))
        self._desk.notebook.put("apart", f"{double.kind}:{'|'.join(names)}", {"names": names})

    def _apart(self) -> set[frozenset[str]]:
        return {frozenset(d["names"]) for d in self._desk.notebook.get_all("apart").values()}

    def _near(self, kind: Kind) -> Iterator[Double]:
        """Pairs of a kind that are alike by their letters and sounds."""
        from reader.entities.alias import Known, shelves, wanted_company

        shelved: dict[str, list[tuple[str, int]]] = {}
        for name, articles in self._desk.library.entity_names(kind):
            for shelf in shelves(name, kind):
                shelved.setdefault(shelf, []).append((name, articles))
        told = set()
        for some in shelved.values():
            for (name, articles), (other, fewer) in combinations(some[:_CROWD], 2):
                if (name, other) not in told and wanted_company(Known(name, kind), Known(other, kind)) < 2:
                    told.add((name, other))
                    yield Double(name, other, kind, (articles, fewer))

    def _holds(self, double: Double) -> bool:
        """Whether what stands with both speaks for it, where that is wanted."""
        from reader.entities.alias import Known, likely_same, wanted_company

        kind = double.kind
        if wanted_company(Known(double.name, kind), Known(double.other, kind)) == 0:
            return True
        return bool(likely_same(self._known(double.name, kind), [self._known(double.other, kind)]))

    def _known(self, name: str, kind: Kind) -> "Known":
        from reader.entities.alias import Known

        company = self._desk.library.together_with(name, kind, _COMPANY, newest=_NEWEST)
        return Known(name, kind, frozenset(row.entity for row in company))
