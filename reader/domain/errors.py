"""One tree of errors. Each keeps its facts, and its cause as `__cause__`.

    GlosseError                something a person asked for cannot be done; str() is one clear sentence
    ├── InputError             what was given cannot be read: missing, unreadable, empty, too big, not text
    │   └── QueryError         a query that makes no sense; knows the place in it
    ├── NotFound               no article, mark, feed or tag of that name
    │   └── Ambiguous          more than one; knows them
    ├── ConfigError            a line of config.toml that means nothing
    ├── StoreError             library or notebook cannot be used
    │   ├── Damaged            a file is damaged
    │   ├── TooNew             a file was written by a newer Glosse
    │   └── Locked             another process holds it
    └── FetchError             the network did not give what was asked for

`ui` and `cli` each turn these into a sentence in exactly one place. The sentence names what, where and what to
do; whatever it quotes from outside has been cleaned (see `clean.py`).
"""

from collections.abc import Sequence


class GlosseError(Exception):
    """A clear sentence for a person; `title` heads it in a dialog."""

    title = "That did not work"


class InputError(GlosseError):
    title = "That cannot be read"


class QueryError(InputError):
    """A query that makes no sense.

    Args:
        message: the sentence.
        start, end: the wrong part, as code points of the query.
        hint: what would be right, or "".

    Attributes:
        query: the whole of it, as far as it is known where this is told.
    """

    title = "That query is not right"
    query = ""

    def __init__(self, message: str, start: int = 0, end: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.hint = hint


class NotFound(GlosseError):
    title = "There is no such thing"


class Ambiguous(NotFound):
    """More than one thing fits; `candidates` describes each in a few words."""

    title = "More than one fits"

    def __init__(self, message: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class ConfigError(GlosseError):
    title = "A setting is not right"


class StoreError(GlosseError):
    title = "The store cannot be used"


class Damaged(StoreError):
    title = "A file is damaged"


class TooNew(StoreError):
    title = "A file is from a newer Glosse"


class Locked(StoreError):
    title = "Another program holds the file"


class FetchError(GlosseError):
    """The network did not give what was asked for.

    Args:
        message: the sentence.
        status: the answer's HTTP status, 0 when there was no answer.
        wait: seconds that the server asks to be left alone.
    """

    title = "The network did not answer"

    def __init__(self, message: str, status: int = 0, wait: int = 0) -> None:
        super().__init__(message)
        self.status = status
        self.wait = wait
