"""The notebook's file: every table as TinyDB has it, and one of our own, "notebook", that says what file it is.

A document stands on each line, so that what is still whole can be told in a damaged file, and so that a person can
look for a word in it. It is ASCII throughout: TinyDB opens files in whatever encoding the system has.
"""

import gc
import json
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from secrets import token_hex
from typing import Any

from reader.domain.clean import clean_line
from reader.domain.errors import Damaged, TooNew
from reader.store.notebook.disk import Signature, signature
from reader.store.notebook.ledger import Tables
from reader.store.notebook.migrate import SCHEMA

OWN = "notebook"  # the table of our own
_REMEMBERED = 50  # folds and journals; who slept longer is joined record by record
_BEGINNING = re.compile(rf'\{{\s*"{OWN}":\s*')
_CHANGE = re.compile(r"\d+-[0-9a-f]*")
_encode = json.JSONEncoder(allow_nan=False).encode


@dataclass(frozen=True, slots=True)
class Heading:
    """What the table "notebook" holds.

    fold: a token, another each time the file is written.
    folds: the tokens of the files this one came from, the last ones.
    journals: the journals that have been folded in, the last ones.
    size: of the last of them.
    change: the notebook's `change` when it was written.
    """

    schema: int = 0
    fold: str = ""
    folds: tuple[str, ...] = ()
    journals: tuple[str, ...] = ()
    size: int = 0
    change: str = "0-"

    def next(self, journal: str, size: int, change: str) -> "Heading":
        """The heading of the file that is written next, `journal` folded into it up to `size`."""
        return Heading(
            self.schema,
            token_hex(6),
            (*self.folds, self.fold)[-_REMEMBERED:] if self.fold else (),
            (*self.journals, journal)[-_REMEMBERED:] if journal else self.journals,
            size,
            change,
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file as read."""

    heading: Heading
    tables: Tables
    signature: Signature


def read_snapshot(path: Path) -> Snapshot:
    """Reads the notebook's file.

    Raises:
        FileNotFoundError, OSError
        Damaged: it is no TinyDB file. TooNew: a newer Glosse wrote it.
    """
    before = signature(path)
    try:
        data = _loaded(path.read_bytes())
    except ValueError as error:
        raise Damaged(_damaged(path, f"it is not JSON ({clean_line(str(error))})")) from error
    fault = shape_fault(data)
    if fault:
        raise Damaged(_damaged(path, fault))
    heading = heading_of(data.pop(OWN, {}))
    if heading.schema > SCHEMA:
        raise TooNew(
            f"{path.name} was written by a newer Glosse (its schema is {heading.schema}, this one knows {SCHEMA});"
            f" install the newer one. Nothing was changed. Older copies lie in {backups_name(path)}."
        )
    return Snapshot(heading, data, before)


def read_heading(path: Path) -> Heading | None:
    """The heading alone, without reading the file to its end; None where it does not stand at the beginning."""
    with path.open("rb") as file:
        start = file.read(16384).decode("ascii", "replace")
    match = _BEGINNING.match(start)
    if match is None:
        return None
    try:
        table, _ = json.JSONDecoder().raw_decode(start, match.end())
    except ValueError:
        return None
    return heading_of(table) if isinstance(table, dict) else None


def shape_fault(data: Any) -> str:
    """What keeps `data` from being tables of documents; "" when it is so."""
    if not isinstance(data, dict):
        return f"it holds a {type(data).__name__}, no tables"
    for name, table in data.items():
        if not isinstance(table, dict):
            return f"its table {clean_line(name)} is a {type(table).__name__}"
        for id_, document in table.items():
            if not isinstance(document, dict):
                return f"document {clean_line(id_)} of table {clean_line(name)} is a {type(document).__name__}"
    return ""


def encoded(heading: Heading, tables: Tables) -> bytes:
    """The bytes of a notebook's file."""
    own = {"1": {n: list(v) if isinstance(v, tuple) else v for n, v in asdict(heading).items()}}
    parts = []
    for name, table in ({OWN: own} | tables).items():
        lines = ",\n".join([f"{_key(id_)}: {_encode(document)}" for id_, document in table.items()])
        parts.append(f"{_encode(name)}: {{\n{lines}\n}}" if lines else f"{_encode(name)}: {{}}")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("ascii")


def _key(id_: str) -> str:
    return f'"{id_}"' if id_.isascii() and id_.isdigit() else _encode(id_)


def backups_name(path: Path) -> str:
    """The folder beside the notebook where its backups lie."""
    return f"{path.stem}-backups"


def _loaded(data: bytes) -> Any:
    """The JSON in `data`. Python's collector would look through every new document again and again: it rests."""
    running = gc.isenabled()
    gc.disable()
    try:
        return json.loads(data, parse_constant=_refuse)
    finally:
        if running:
            gc.enable()


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def heading_of(table: Any) -> Heading:
    """The heading; of a file that never had one, and of one that somebody has spoiled, an empty one."""
    found = table.get("1", {})
    found = found if isinstance(found, dict) else {}
    kinds = {"schema": int, "size": int, "folds": list, "journals": list}
    values: dict[str, Any] = {}
    for name in (field.name for field in fields(Heading)):
        value = found.get(name)
        if isinstance(value, kinds.get(name, str)):
            values[name] = tuple(value) if isinstance(value, list) else value
    if not _CHANGE.fullmatch(values.get("change", "")):
        values.pop("change", None)
    return Heading(**values)


def _damaged(path: Path, fault: str) -> str:
    return (
        f"{path.name} is damaged: {fault}. Nothing was changed. `glosse check --repair` mends what can be mended;"
        f" older copies lie in {backups_name(path)}."
    )
