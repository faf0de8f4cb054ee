"""The table of names that are one or two; its first lines tell its columns."""

from collections.abc import Iterator
from pathlib import Path

from reader.domain.entity import Kind
from reader.entities.alias import Known

TABLE = Path(__file__).parent / "data" / "entities" / "aliases.tsv"


def pairs() -> Iterator[tuple[Known, Known, bool]]:
    """Two names, and whether they are one."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, kind, company, other, of_kind, of_company, same = line.split("\t")
            one = Known(name, Kind(kind), frozenset(company.split(", ")))
            yield one, Known(other, Kind(of_kind), frozenset(of_company.split(", "))), same == "yes"
