"""What the words ARTICLE and QUERY of a command stand for."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.cli.job import Job, WrongWords
from reader.domain.errors import InputError, NotFound
from reader.domain.query import Query, parse

_ID = re.compile(r"[0-9a-f]{1,15}")


def query_of(words: Sequence[str]) -> Query:
    """The query that the words spell.

    Raises:
        QueryError: they make no sense as one.
    """
    return parse(" ".join(words).strip())


def article_id(job: Job, word: str) -> str:
    """The id that `word` is, or begins.

    Raises:
        NotFound, Ambiguous: no article, or several.
    """
    return job.desk.library.resolve(word.strip().lower())


def article_ids(job: Job, words: Sequence[str]) -> list[str]:
    """The articles that the words name by id, and those found by the rest of the words, which is one query.

    A word that is no article's id is named as failed when it could be nothing else.

    Raises:
        QueryError: the rest makes no sense as a query.
    """
    found: list[str] = []
    rest: list[str] = []
    for word in words:
        if not _ID.fullmatch(word.lower()):
            rest.append(word)
            continue
        try:
            found.append(article_id(job, word))
        except NotFound as error:
            if word.isalpha() and not getattr(error, "candidates", ()):
                rest.append(word)  # "cafe" is a word, too
            else:
                job.fail(error)
    return list(dict.fromkeys([*found, *_by_query(job, rest)]))


def _by_query(job: Job, words: Sequence[str]) -> list[str]:
    if not words:
        return []
    if not "".join(words).strip():  # a script's empty variable does not mean every article
        raise WrongWords("Say which articles: an id, or a query; for all of them, is:read OR is:unread.")
    ids = job.desk.library.ids(query_of(words))
    if not ids:
        job.fail(NotFound(f"No article fits “{' '.join(words).strip()}”."))
    return ids


def read_input(word: str) -> bytes:
    """The bytes of the file that `word` names, or of standard input.

    Raises:
        InputError: it cannot be read.
    """
    from reader.intake.files import spoken

    if word == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(word).read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"There is no file {spoken(word)}.") from error
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it is no name of a file").lower()
        raise InputError(f"{spoken(word)} cannot be read: {reason}.") from error
