"""The command line: open the reader, or do one thing without a screen; stdout is data, stderr is talk.

`commands.py` is the table of commands; each one's code lies in a module by theme, imported when it is given. This
module runs them, and is the one place where an error becomes a sentence and an exit code:
0 done, 1 something asked for failed, 2 the words of the command are wrong.
"""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from reader.domain.errors import GlosseError, QueryError

if TYPE_CHECKING:
    from reader.cli.commands import Command
    from reader.cli.job import Job, Words

INTERRUPTED = 130  # as shells have it: 128 and the signal's number


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command line.

    Args:
        argv: its words without the program's name; None: those of this process.

    Returns:
        The exit code.
    """
    from reader.cli.job import Job

    _encode_what_the_terminal_lacks()
    try:
        command, args = _parsed(sys.argv[1:] if argv is None else argv)
        job = Job(args)
        return _finished(job, command)
    except SystemExit as ending:  # argparse: help, version, wrong words
        return int(ending.code or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return 0


def _parsed(words: Sequence[str]) -> "tuple[Command | None, Words]":
    """The command and its words. Without any the reader opens, whose first frame waits for no parser."""
    if not words:
        return None, SimpleNamespace(home=None, json=False, debug=False)
    from reader.cli.parser import parse

    return parse(words)


def _finished(job: "Job", command: "Command | None") -> int:
    """Runs a command, closes what it opened, and turns what went wrong into words and a code."""
    from reader.cli.job import WrongWords

    try:
        try:
            _function(command)(job)
            sys.stdout.flush()
        finally:
            job.close()
    except BrokenPipeError:
        raise
    except (QueryError, WrongWords) as error:
        return _told(job, error, 2)
    except (GlosseError, OSError) as error:
        return _told(job, error, 1)
    except Exception as error:
        if job.args.debug:
            raise
        fault = GlosseError(
            f"This is a fault of Glosse itself ({type(error).__name__}: {error}); --debug shows where."
        )
        return _told(job, fault, 1)
    return 1 if job.failed else 0


def _function(command: "Command | None") -> "Callable[[Job], None]":
    where = command.where if command else "screen:open_reader"
    module, _, name = where.partition(":")
    return cast("Callable[[Job], None]", getattr(import_module(f"reader.cli.{module}"), name))


def _told(job: "Job", error: GlosseError | OSError, code: int) -> int:
    if job.args.debug:
        raise error
    job.fail(error if isinstance(error, GlosseError) else _sentence(error))
    return code


def _sentence(error: OSError) -> str:
    """What the system refused, and where."""
    reason = (error.strerror or type(error).__name__).lower()
    return f"“{error.filename}”: {reason}." if error.filename else f"The system refused: {reason}."


def _encode_what_the_terminal_lacks() -> None:
    """A character that the terminal's encoding does not have is shown as "?" and stops nothing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _silence_stdout() -> None:
    """The reader of our output is gone (`| head`); what Python still flushes at the end goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
