"""Opening a library: it is looked at before it is touched, and copied before it is changed.

A file that is damaged, from a newer Glosse or no library at all is left exactly as it is. A file of an older
schema is copied beside itself, then brought up step by step in one transaction.
"""

import re
import sqlite3
import struct
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from reader.domain.clean import clean_line
from reader.domain.errors import Damaged, StoreError, TooNew
from reader.store.library.connections import Database, told
from reader.store.library.schema import APPLICATION, STEPS

Progress = Callable[[str, float], None]  # what is done, and how much of it from 0 to 1

_MIGRATING = "Bringing the library up to date"
_COLUMN = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (\w+)")
_MAGIC = b"SQLite format 3\0"


def open_database(
    path: Path | None,
    progress: Progress | None = None,
    patience: float = 10.0,
    steps: Sequence[str] = STEPS,
) -> Database:
    """The library's file, of the newest schema.

    Raises:
        Damaged, TooNew: nothing was touched.
        Locked: another process held it for longer than `patience` seconds.
    """
    if path is not None:
        _look(path, len(steps))
    database = Database(path, patience)
    try:
        _bring_up(database, progress or (lambda what, part: None), steps)
    except BaseException:
        database.close()
        raise
    return database


def _look(path: Path, newest: int) -> None:
    """Judges the file by its first 100 bytes, as SQLite's file format lays them out, without opening it."""
    name = clean_line(str(path))
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise StoreError(f"There is no folder {clean_line(str(path.parent))} for the library.") from None
        return
    except OSError as error:
        raise StoreError(f"The library {name} cannot be read: {error.strerror}.") from error
    if size == 0:
        return
    if not head.startswith(_MAGIC) or len(head) < 100:
        raise Damaged(f"{name} is no library: it is damaged or something else. {_away(path)}")
    version, application = struct.unpack(">I4xI", head[60:72])
    _judge(path, version, application, newest)
    if not path.with_name(path.name + "-wal").exists() and size < _told_size(head):
        raise Damaged(f"The library {name} is damaged: its end is missing. {_away(path)}")


def _judge(path: Path, version: int, application: int, newest: int) -> None:
    name = clean_line(str(path))
    if application not in (0, APPLICATION) or (version and application == 0):
        raise Damaged(f"{name} is a database of another program. {_away(path)}")
    if version > newest:
        message = (
            f"The library {name} was written by a newer Glosse (schema {version}, this one knows {newest})."
        )
        raise TooNew(f"{message} Install the newest Glosse, or start with another --home.")


def _told_size(head: bytes) -> int:
    """The size that the header gives; 0 where it does not say (offsets 16, 24, 28 and 92)."""
    page = struct.unpack(">H", head[16:18])[0]
    changed, pages = struct.unpack(">II", head[24:32])
    valid = struct.unpack(">I", head[92:96])[0]
    return (65536 if page == 1 else page) * pages if changed == valid else 0


def _away(path: Path) -> str:
    """The way out: by hand, or by the command that does it."""
    move = f"Move {clean_line(path.name)} away and Glosse begins a new one"
    return f"{move}, or let `glosse check --repair` do it. Your notes are safe in the notebook."


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _bring_up(database: Database, progress: Progress, steps: Sequence[str]) -> None:
    path = database.path
    with database.reading() as db:
        version = _version(db)
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if version == 0 and tables and path is not None:
        raise Damaged(f"{clean_line(str(path))} is a database of another program. {_away(path)}")
    if version > len(steps) and path is not None:
        _judge(path, version, APPLICATION, len(steps))
    if version < len(steps):
        if version and path is not None:
            _copy(database, path, version, progress)
        _migrate(database, progress, steps)
    if path is not None:
        with told(path):
            database.wal()


def _copy(database: Database, path: Path, version: int, progress: Progress) -> None:
    """Copies the library beside itself as it is, as library.db.v1 or the like."""
    target = path.with_name(f"{path.name}.v{version}")
    part = path.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)

    def tell(status: int, remaining: int, total: int) -> None:
        progress(f"Copying the library to {target.name}", 1 - remaining / max(total, 1))

    try:
        with database.reading() as db, closing(sqlite3.connect(part)) as copy:
            db.backup(copy, pages=4096, progress=tell)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _migrate(database: Database, progress: Progress, steps: Sequence[str]) -> None:
    with database.writing() as db:
        first = _version(db)  # another process may have been faster
        for number in range(first, len(steps)):
            script = statements(steps[number])
            for done, statement in enumerate(script):
                progress(_MIGRATING, (number - first + done / len(script)) / (len(steps) - first))
                if not _is_there(db, statement):
                    db.execute(statement)
        if first < len(steps):
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {len(steps)}")
    progress(_MIGRATING, 1.0)


def _is_there(db: sqlite3.Connection, statement: str) -> bool:
    """Whether it would add a column that the table has."""
    added = _COLUMN.match(statement)
    return added is not None and added[2] in {row[1] for row in db.execute(f"PRAGMA table_info({added[1]})")}


def statements(script: str) -> list[str]:
    """The statements of an SQL script; executescript would commit between them."""
    found, begun = [], ""
    for line in script.splitlines(keepends=True):
        begun += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(begun):
            found.append(begun.strip())
            begun = ""
    return found
