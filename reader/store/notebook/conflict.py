"""Copies of the notebook that a sync service left beside it when two machines wrote at once.

Syncthing    notebook.sync-conflict-20261124-153000-ABCDEFG.json
Dropbox      notebook (Ana's conflicted copy 2026-11-24).json, and the same in other languages
Nextcloud    notebook (conflicted copy 2026-11-24 153000).json, ownCloud notebook_conflict-20261124-153000.json
"""

import os
import re
from hashlib import blake2b
from pathlib import Path

from reader.domain.clean import clean_line
from reader.store.notebook.ledger import Ledger, Tables

MERGES = "merges"  # the table of copies that have been merged

_PATTERNS = (
    r"\.sync-conflict-\d{8}-\d{6}-\w+",
    r"_conflict-\d{8}-\d{6}",
    r" \([^)]*(?:conflict|konflikt|conflit|conflict[oi]|конфликт|競合|冲突)[^)]*\)(?: ?\(?\d+\)?)?",
)


def conflicts(path: Path) -> list[Path]:
    """The conflict copies beside the notebook at `path`, by name."""
    path = Path(os.path.realpath(path))
    shape = re.compile(
        re.escape(path.stem) + f"(?:{'|'.join(_PATTERNS)})" + re.escape(path.suffix), re.IGNORECASE
    )
    if not path.parent.is_dir():
        return []
    return sorted(p for p in path.parent.iterdir() if shape.fullmatch(p.name) and p.is_file())


def unmerged_beside(path: Path, tables: Tables) -> list[Path]:
    """The conflict copies that the notebook at `path` has not merged as they are now."""
    known = {document.get("digest") for document in tables.get(MERGES, {}).values()}
    return [copy for copy in conflicts(path) if digest(copy) not in known]


def warn_of_copies(path: Path, ledger: Ledger) -> None:
    """Offers the conflict copies to the person."""
    try:
        copies = unmerged_beside(path, ledger.tables)
    except OSError:
        return  # what cannot be read now is offered another time
    for copy in copies:
        ledger.warn(
            f"Beside the notebook lies {clean_line(copy.name)}, a copy that a sync service made because two machines"
            f" wrote at once. `glosse merge '{clean_line(str(copy))}'` folds it in."
        )


def digest(path: Path) -> str:
    """Tells one content of a file from another."""
    return blake2b(path.read_bytes(), digest_size=12).hexdigest()
