"""Watched folders: files that appear or change in them are added when news are fetched.

A file is known by its place, size and time of change, kept in memory: the first look adds whatever the library
does not have yet, later ones read only what is new to them.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.clean import clean_line

if TYPE_CHECKING:
    from reader.desk import Desk, Outcome

_Stamp = tuple[int, int]  # nanoseconds, bytes


class Watching:
    """The folders that the settings name."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._seen: dict[Path, _Stamp] = {}

    def look(self) -> "list[Outcome]":
        """Adds what is new in the folders; what cannot be read is an outcome's `error`."""
        from reader.desk import Outcome

        outcomes: list[Outcome] = []
        for name in self._desk.config.watch:
            try:
                new = self._new_files(Path(name).expanduser())
            except OSError as error:
                reason = (error.strerror or type(error).__name__).lower()
                outcomes.append(
                    Outcome(error=f"The watched folder “{clean_line(name)}” cannot be read: {reason}.")
                )
            else:
                outcomes += (outcome for path in new for outcome in self._desk.add_path(path))
        return outcomes

    def _new_files(self, folder: Path) -> list[Path]:
        from reader.intake.files import articles_below

        folder.stat()  # a missing folder is told; a search in it would find nothing
        stamps = {path: _stamp(path) for path in articles_below(folder)}
        new = [path for path, stamp in stamps.items() if self._seen.get(path) != stamp]
        self._seen.update(stamps)
        return new


def _stamp(path: Path) -> _Stamp:
    status = path.stat()
    return status.st_mtime_ns, status.st_size
