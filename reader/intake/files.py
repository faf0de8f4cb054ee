"""Files, folders and bytes to articles; what cannot be read becomes one sentence.

`kinds.py` knows which parser reads what.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from reader.domain.article import Article
from reader.domain.clean import clean_line
from reader.domain.errors import InputError
from reader.intake.compose import Facts
from reader.intake.kinds import KINDS, SUFFIXES, VAGUE, kind_of

__all__ = ["KINDS", "SUFFIXES", "articles_below", "read_articles", "spoken"]

SIZE_MOST = 20_000_000  # bytes of one file
_NAME_MOST = 80  # characters of a name that a sentence quotes


def read_articles(
    source: Path | bytes,
    *,
    kind: str | None = None,
    tags: Sequence[str] = (),
    name: str = "",
    url: str = "",
    now: datetime | None = None,
) -> list[Article]:
    """The articles in a file, in every file of a folder and its folders, or in bytes.

    Args:
        source: a path, or the document itself.
        kind: one of `kinds.KINDS`; None: told from the file's name, then from its content.
        tags: given to each article.
        name: what errors call bytes ("standard input").
        url: where bytes came from.
        now: the time the articles are added.

    Raises:
        InputError: one sentence on what is wrong: missing, unreadable, too large, empty, no text, no article.
    """
    facts = Facts(tags=tuple(tags), url=url, added=now or datetime.now(UTC))
    if isinstance(source, bytes):
        return _parse(source, kind or kind_of(source), facts, name or "The input")
    if source.is_dir():
        return _folder(source, kind, facts)
    return _file(source, kind, facts)


def spoken(path: Path | str) -> str:
    """A path as an error quotes it: cleaned, short, in quotation marks."""
    text = clean_line(os.fspath(path).encode("utf-8", "replace").decode("utf-8"))
    return f"“{text if len(text) <= _NAME_MOST else '…' + text[1 - _NAME_MOST :]}”"


def _folder(folder: Path, kind: str | None, facts: Facts) -> list[Article]:
    found: list[Article] = []
    try:
        for path in articles_below(folder):
            found += _file(path, kind, facts)
    except OSError as error:
        raise InputError(f"{spoken(folder)} cannot be read: {_reason(error)}.") from error
    if not found:
        raise InputError(f"There is no article in the folder {spoken(folder)}.")
    return found


def articles_below(folder: Path) -> list[Path]:
    """The files in `folder` and its folders whose names say that they hold articles, hidden ones left out."""
    wanted = SUFFIXES.keys() - VAGUE
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in wanted
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def _file(path: Path, kind: str | None, facts: Facts) -> list[Article]:
    try:
        data = _read(path)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {spoken(path)}.") from error
    except OSError as error:
        raise InputError(f"{spoken(path)} cannot be read: {_reason(error)}.") from error
    except ValueError as error:  # a NUL in the name
        raise InputError(f"{spoken(path)} is no name of a file.") from error
    return _parse(data, kind or kind_of(data, path.suffix), facts, spoken(path))


def _read(path: Path) -> bytes:
    if not path.is_file() and path.exists():
        raise InputError(f"{spoken(path)} is no file that can be read as an article.")
    with path.open("rb") as file:
        data = file.read(SIZE_MOST + 1)
    if len(data) > SIZE_MOST:
        raise InputError(_too_large(spoken(path), path.stat().st_size))
    return data


def _too_large(name: str, size: int) -> str:
    return (
        f"{name} has {size / 1e6:.0f} MB; {SIZE_MOST // 1_000_000} MB is the most. Split it, and add the parts."
    )


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _parse(data: bytes, kind: str, facts: Facts, name: str) -> list[Article]:
    if len(data) > SIZE_MOST:
        raise InputError(_too_large(name, len(data)))
    if not data.strip():
        raise InputError(f"{name} is empty.")
    if kind not in KINDS:
        raise InputError(f"“{clean_line(kind)}” is no kind of article; there are {', '.join(KINDS)}.")
    articles = [a for a in KINDS[kind](data, facts, name) if a.text]
    if not articles:
        raise InputError(f"There is no article in {name[0].lower() + name[1:]}.")
    return articles
