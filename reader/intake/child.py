"""The intake's own process: gets what the network gave from standard input, writes articles to standard output.

to it    Request                              from it    Reply, the first one when all is loaded
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from reader.domain.errors import GlosseError
from reader.intake.answers import articles_in
from reader.intake.compose import Facts
from reader.intake.feed import parse_feed
from reader.process import begin, read, write

WORKS: Mapping[str, Callable[..., Any]] = {"feed": parse_feed, "page": articles_in}
_ALL = b"<rss><item><title>Alles, was es braucht</title><description>&lt;p&gt;</description></item></rss>"


@dataclass(frozen=True, slots=True)
class Request:
    """One of `WORKS` to be done, with its arguments."""

    number: int
    work: str
    args: tuple[Any, ...]
    more: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of the request of that number: a value, or what is said of the input, or what went wrong here."""

    number: int
    value: Any = None
    said: str = ""
    fault: str = ""


def main() -> None:
    """The whole life of the process: until nobody is there to ask."""
    requests, out = begin(gives_way=False)
    parse_feed(_ALL, Facts())  # loads what is loaded at first use
    write(out, Reply(0))
    try:
        while True:
            write(out, _done(read(requests)))
    except (EOFError, OSError):
        return


def _done(request: Request) -> Reply:
    try:
        return Reply(request.number, WORKS[request.work](*request.args, **request.more))
    except GlosseError as error:
        return Reply(request.number, said=str(error))
    except Exception as error:  # the other side raises it: this one has no screen
        return Reply(request.number, fault=f"{type(error).__name__}: {error}")
