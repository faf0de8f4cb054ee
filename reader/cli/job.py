"""One command under way: its arguments, the desk, the two streams, and what failed so far.

Standard output is data, standard error is talk. What was asked for and failed is named on standard error, one
line each; the rest is done, and the exit code is 1.
"""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reader.domain.clean import clean, clean_line
from reader.domain.errors import Ambiguous, GlosseError, QueryError
from reader.paths import Home

if TYPE_CHECKING:
    from argparse import Namespace
    from types import SimpleNamespace

    from rich.console import Console

    from reader.desk import Desk

    Words = Namespace | SimpleNamespace  # of the command line, parsed


_BAR = 30  # cells
_LONGEST = 200  # characters of a query that is shown


class WrongWords(GlosseError):
    """The words of the command do not go together: exit code 2."""


class Job:
    """What a command's function is given.

    Args:
        args: the parsed words.
    """

    def __init__(self, args: "Words") -> None:
        self.args = args
        self.home = Home.at(args.home)
        self.failed = False
        self.on_screen = False  # whether the desk is for the reader's screen, which must not wait
        self._opened = False

    @cached_property
    def desk(self) -> "Desk":
        """The program's parts, opened at first need."""
        from reader.desk import open_desk

        desk = open_desk(self.home, apart=self.on_screen, progress=self.bar)
        self._opened = True
        for problem in desk.config.problems:
            self.say(problem)
        return desk

    @property
    def as_json(self) -> bool:
        return bool(self.args.json)

    @cached_property
    def console(self) -> "Console":
        """Rich on standard output: colours only where a terminal shows them."""
        from rich.console import Console

        colours = None if os.environ.get("NO_COLOR") else "auto"
        return Console(highlight=False, markup=False, emoji=False, color_system=colours)  # type: ignore[arg-type]

    @property
    def on_terminal(self) -> bool:
        """Whether a person reads standard output."""
        return sys.stdout.isatty()

    def close(self) -> None:
        if self._opened:
            try:
                self.desk.close()
            finally:
                for warning in self.desk.warnings:
                    self.say(warning)

    # Data

    def json(self, value: Any) -> None:
        """One JSON document on standard output."""
        print(json.dumps(value, ensure_ascii=False, indent=2))

    def json_list(self, records: Iterable[Mapping[str, Any]]) -> None:
        """A JSON list, written as it comes: it may be long."""
        first = True
        for record in records:
            print("[" if first else ",")
            print(json.dumps(record, ensure_ascii=False), end="")
            first = False
        print("[]" if first else "\n]")

    def line(self, text: str = "") -> None:
        """A line for people on standard output."""
        print(clean(text))

    # Talk

    def progress(self, text: str) -> None:
        """A line on standard error that the next one overwrites, where a terminal is; "" takes it away."""
        if sys.stderr.isatty():
            print(f"\r\x1b[K{clean_line(text)}", end="", file=sys.stderr, flush=True)

    def bar(self, what: str, part: float) -> None:
        """Such a line with a bar; part: from 0 to 1, which takes it away."""
        full = round(part * _BAR)
        self.progress(f"{what}  {'█' * full}{'░' * (_BAR - full)} {part:4.0%}" if part < 1 else "")

    def say(self, text: str) -> None:
        """A line on standard error."""
        print(f"glosse: {clean_line(text)}", file=sys.stderr)

    def fail(self, error: GlosseError | str) -> None:
        """Names what failed; the rest goes on, and the exit code will be 1."""
        self.failed = True
        self.say(str(error))
        for line in details(error):
            print(f"  {line}", file=sys.stderr)


def details(error: GlosseError | str) -> list[str]:
    """What an error knows besides its sentence, as lines: a query with the wrong part under it, candidates."""
    if isinstance(error, Ambiguous):
        return [clean_line(candidate) for candidate in error.candidates]
    if isinstance(error, QueryError):
        return [*_pointed(error), *([clean_line(error.hint)] if error.hint else [])]
    return []


def _pointed(error: QueryError) -> list[str]:
    """The query with a line under what is wrong; nothing of one that does not stand on a line as it is."""
    from rich.cells import cell_len

    query, start, end = error.query, error.start, error.end
    if len(query) > _LONGEST or query != clean_line(query) or not 0 <= start < end <= len(query):
        return []
    return [query, " " * cell_len(query[:start]) + "~" * cell_len(query[start:end])]
