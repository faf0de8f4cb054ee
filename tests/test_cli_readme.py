"""README's tables of commands and keys, against the parser and the keymap."""

import re

import pytest

from reader.cli.commands import COMMANDS, Command
from reader.cli.parser import command_parser
from reader.keymap import SCOPES, VERBS
from tests.readme_tables import README, commands, keys, section, written

TEXT = README.read_text(encoding="utf-8")
AGAIN = "run python -m tests.readme_tables"


def test_readme_lists_every_command_with_its_words_and_what_it_does() -> None:
    assert section(TEXT, "Commands") == commands(), AGAIN
    for command in COMMANDS:
        assert f"| `glosse {command.usage}`".replace("|", "\\|")[1:] in section(TEXT, "Commands")


def test_readme_lists_every_verb_with_its_keys_by_scope() -> None:
    assert section(TEXT, "Keys") == keys(), AGAIN
    assert {verb.scope for verb in VERBS} <= SCOPES.keys()


def test_writing_the_tables_again_changes_nothing() -> None:
    assert written(TEXT) == TEXT


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_usage_of_a_command_names_every_word_that_its_parser_knows(command: Command) -> None:
    known = {option for action in command_parser(command)._actions for option in action.option_strings}
    known -= {"-h", "--help", "--home", "--json", "--debug"}
    told = set(re.findall(r"(?<!\S)\[?(--?[a-z][\w-]*)", command.usage))
    assert told <= known
    assert {argument.names[0] for argument in command.arguments if argument.is_option} == told
