"""The articles at a path, a few at a time: a file that cannot be read stops no other of its folder."""

from collections.abc import Iterator
from pathlib import Path

from reader.domain.article import Article
from reader.domain.errors import InputError

_BATCH = 200  # articles stored at once


def articles_at(path: Path, kind: str | None = None) -> Iterator[list[Article] | InputError]:
    """What `path`, a file or a folder, holds: lists of articles, and an error for each file that cannot be read."""
    from reader.intake.files import read_articles

    batch: list[Article] = []
    try:
        files = _files(path)
    except InputError as error:
        yield error
        return
    for file in files:
        try:
            batch += read_articles(file, kind=kind)
        except InputError as error:
            yield error
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _files(path: Path) -> list[Path]:
    """The files to be read.

    Raises:
        InputError: a folder without one, or one that cannot be listed.
    """
    from reader.intake.files import articles_below, spoken

    try:
        if not path.is_dir():
            return [path]
        found = articles_below(path)
    except ValueError:  # a NUL in the name: reading it says so
        return [path]
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"{spoken(path)} cannot be read: {reason}.") from error
    if not found:
        raise InputError(f"There is no article in the folder {spoken(path)}.")
    return found
