"""Watched folders: files that appear or change in them are added when news are fetched, and by the reader on a timer.

A file is known by its place, size and time of change. Those that were read well are remembered with the library: they
are not read again by the next Glosse, and what was removed from the library does not come back. One that cannot be
read is told once as long as Glosse runs.
"""

import json
import time
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from reader.domain.clean import clean_line

if TYPE_CHECKING:
    from reader.desk import Desk, Outcome

_Stamp = tuple[int, int]  # nanoseconds, bytes
_KEPT = "watched"


class Watching:
    """The folders that the settings name."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._lock = Lock()  # a fetch and the timer may look at once
        self._seen: dict[str, _Stamp] | None = None  # None: not asked for yet
        self._broken: set[str] = set()

    def look(self, settled: float = 0.0) -> "list[Outcome]":
        """Adds what is new in the folders; what cannot be read is an outcome's `error`.

        Args:
            settled: seconds for which a file must not have changed: one that is being written is left for later.
        """
        with self._lock:
            return self._look(settled)

    def _look(self, settled: float) -> "list[Outcome]":
        from reader.desk import Outcome
        from reader.desk.rules import apply_rules

        outcomes: list[Outcome] = []
        for name in self._desk.config.watch:
            try:
                outcomes += self._folder(Path(name).expanduser(), settled)
            except OSError as error:
                reason = (error.strerror or type(error).__name__).lower()
                outcomes.append(
                    Outcome(error=f"The watched folder “{clean_line(name)}” cannot be read: {reason}.")
                )
        apply_rules(self._desk, [outcome.id for outcome in outcomes if outcome.new])
        return outcomes

    def _folder(self, folder: Path, settled: float) -> "list[Outcome]":
        seen = self._known()
        new = self._new_files(folder, seen, settled)
        outcomes: list[Outcome] = []
        for path, stamp in new.items():
            came = self._desk.add_path(path)
            outcomes += came
            seen[str(path)] = stamp
            if any(outcome.error for outcome in came):
                self._broken.add(str(path))
            else:
                self._broken.discard(str(path))
        if new:
            kept = {path: stamp for path, stamp in seen.items() if path not in self._broken}
            self._desk.library.remember(_KEPT, json.dumps(kept))
        return outcomes

    def _known(self) -> dict[str, _Stamp]:
        if self._seen is None:
            kept = json.loads(self._desk.library.remembered(_KEPT) or "{}")
            self._seen = {path: (stamp[0], stamp[1]) for path, stamp in kept.items()}
        return self._seen

    @staticmethod
    def _new_files(folder: Path, seen: dict[str, _Stamp], settled: float) -> dict[Path, _Stamp]:
        from reader.intake.files import articles_below

        folder.stat()  # a missing folder is told; a search in it would find nothing
        latest = time.time_ns() - int(settled * 1e9)
        stamps = {path: _stamp(path) for path in articles_below(folder)}
        return {
            path: stamp
            for path, stamp in stamps.items()
            if seen.get(str(path)) != stamp and (not settled or stamp[0] <= latest)
        }


def _stamp(path: Path) -> _Stamp:
    status = path.stat()
    return status.st_mtime_ns, status.st_size
