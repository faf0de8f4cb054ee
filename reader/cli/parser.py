"""From the words of the command line to a command and its arguments. What is wrong with them ends with code 2."""

import argparse
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from reader import __version__
from reader.cli.commands import COMMANDS, Command, find_command
from reader.domain.clean import clean_line


class Parser(argparse.ArgumentParser):
    """argparse, with what it quotes cleaned: words of the command line can hold escape sequences too."""

    def error(self, message: str) -> NoReturn:
        line = clean_line(message)
        self.exit(2, f"{self.prog}: {line}\nTry: {self.prog} --help\n")


def parse(argv: Sequence[str]) -> tuple[Command | None, argparse.Namespace]:
    """The command and its arguments; None for the reader itself.

    Raises:
        SystemExit: the words are wrong (2), or help or the version was asked for (0).
    """
    top = _top()
    everywhere = top.parse_args(argv)
    words: list[str] = everywhere.words
    if not words:
        return None, everywhere
    if words[0] == "help":
        return parse([*words[1:], "--help"])
    command, rest = find_command(words)
    if command is None:
        top.error(_unknown(words[0]))
    parser = command_parser(command)
    args = parser.parse_intermixed_args(_shielded(command, rest), everywhere)
    args.command = command.name
    return command, args


def _unknown(word: str) -> str:
    if word.startswith("-"):
        return f"there is no option {word}."
    near = get_close_matches(word, [c.name for c in COMMANDS], 1, 0.5)
    return f"there is no command “{word}”" + (f"; did you mean {near[0]}?" if near else ".")


def _top() -> Parser:
    top = Parser(
        "glosse",
        usage="glosse [--home DIR] [COMMAND ...]",
        description="A news reader for the terminal. Without a command it opens the reader.",
        epilog=_overview(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_everywhere(top, default=True)
    top.add_argument("--version", action="version", version=f"glosse {__version__}")
    top.add_argument("words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return top


def _overview() -> str:
    width = max(len(command.name) for command in COMMANDS)
    return "Commands:\n" + "\n".join(f"  {c.name:<{width}}  {c.help}" for c in COMMANDS)


def _add_everywhere(parser: Parser, *, default: bool) -> None:
    """The options that can stand before and behind the command's name."""
    switch: dict[str, Any] = {} if default else {"default": argparse.SUPPRESS}
    parser.add_argument(
        "--home", metavar="DIR", help="where config.toml, library.db and notebook.json are", **switch
    )
    parser.add_argument("--json", action="store_true", help="for programs, on standard output", **switch)
    parser.add_argument("--debug", action="store_true", help="show where an error came from", **switch)


def command_parser(command: Command) -> Parser:
    """The parser of one command."""
    parser = Parser(
        f"glosse {command.name}",
        usage=f"glosse {command.usage}",
        description=command.help + ".",
        allow_abbrev=False,
    )
    for argument in command.arguments:
        parser.add_argument(*argument.names, help=argument.help, **argument.settings)
    _add_everywhere(parser, default=False)
    return parser


def _shielded(command: Command, words: list[str]) -> list[str]:
    """`words`, with what a query leaves out ("-tag:x") kept from being taken for an option.

    A space before it does that, and means nothing to the query.
    """
    if not command.takes_query:
        return words
    options = {name for argument in command.arguments for name in argument.names} | {"-h"}
    return [
        f" {word}" if word[:1] == "-" and word[:2] != "--" and len(word) > 1 and word not in options else word
        for word in words
    ]
