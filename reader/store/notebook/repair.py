"""What is wrong with a notebook's files, and what can be done about it."""

from pathlib import Path


def check(path: Path) -> list[str]:
    """What is wrong with the notebook at `path` and the journal beside it, a sentence each; [] when all is well."""
    raise NotImplementedError


def repair(path: Path) -> list[str]:
    """Mends what can be mended; says what was done, a sentence each. A damaged original is kept aside."""
    raise NotImplementedError
