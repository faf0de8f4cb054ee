"""Copies of the notebook that a sync service left beside it when two machines wrote at once.

Syncthing    notebook.sync-conflict-20261124-153000-ABCDEFG.json
Dropbox      notebook (Ana's conflicted copy 2026-11-24).json, and the same in other languages
Nextcloud    notebook (conflicted copy 2026-11-24 153000).json, ownCloud notebook_conflict-20261124-153000.json
"""

import re
from pathlib import Path

_PATTERNS = (
    r"\.sync-conflict-\d{8}-\d{6}-\w+",
    r"_conflict-\d{8}-\d{6}",
    r" \([^)]*(?:conflict|konflikt|conflit|conflict[oi]|конфликт|競合|冲突)[^)]*\)(?: ?\(?\d+\)?)?",
)


def conflicts(path: Path) -> list[Path]:
    """The conflict copies beside the notebook at `path`, the oldest first by name."""
    shape = re.compile(
        re.escape(path.stem) + f"(?:{'|'.join(_PATTERNS)})" + re.escape(path.suffix), re.IGNORECASE
    )
    if not path.parent.is_dir():
        return []
    return sorted(p for p in path.parent.iterdir() if shape.fullmatch(p.name) and p.is_file())
