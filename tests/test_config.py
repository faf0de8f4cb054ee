"""The settings file: defaults, what is wrong named by line, and the file that `glosse config` writes."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.config import Config, Rule, load_config, parse_config
from reader.config.writing import written


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_config(tmp_path / "config.toml") == Config()


def test_every_setting_is_read() -> None:
    config = parse_config(
        'theme = "nord"\nmeasure = 60\nread_after = 0\nwatch = ["~/News"]\nseeds = false\n'
        '[fetch]\nparallel = 2\nallow_hosts = ["nas"]\n[keys]\n"list.read" = "r"\narticle.mark = "m"\n'
        '[[rules]]\nwhen = "title:x"\ntag = ["a"]\nread = true\n'
    )
    assert config.problems == ()
    assert (config.theme, config.measure, config.read_after, config.watch) == ("nord", 60, 0, ("~/News",))
    assert config.seeds is False
    assert (config.fetch.parallel, config.fetch.allow_hosts) == (2, ("nas",))
    assert dict(config.keys) == {"list.read": "r", "article.mark": "m"}
    assert config.rules == (Rule("title:x", tag=("a",), read=True),)


WRONG = [
    ("\nmesure = 60", 2, "was measure meant?"),
    ('measure = "wide"', 1, "a number from 40 to 100 columns"),
    ("measure = true", 1, "a number"),
    ("theme = nord", 1, 'Was this meant: theme = "nord"?'),
    ("[fetch]\n\nparalel = 3", 3, "was parallel meant?"),
    ("fetch = 3", 1, "write [fetch]"),
    ("seeds = 1", 1, "true or false"),
    ('citation = "mla"', 1, '"plain", "markdown"'),
    ("[keys]\nx = 1", 2, "text in quotation marks"),
    ('[[rules]]\nwhen="a"\n[[rules]]\ntag=["b"]', 3, "needs when"),
    ('theme = "a"\ntheme = "b"', 2, "is not TOML"),
    ('watch = ["a', 1, "is not TOML"),
    ("watch = [1]", 1, "a list of texts"),
]


@pytest.mark.parametrize(("text", "line", "meant"), WRONG)
def test_a_wrong_line_is_named_with_its_number_and_what_was_meant(text: str, line: int, meant: str) -> None:
    problem = parse_config(text).problems[0]
    assert problem.startswith(f"config.toml, line {line}: ")
    assert meant in problem


def test_the_rest_of_a_file_with_wrong_lines_counts() -> None:
    config = parse_config(
        'theme = nord\nmeasure = 60\nsidebar_widht = 3\n[fetch]\nparallel = "x"\ntimeout = 5.0'
    )
    assert (config.measure, config.fetch.timeout, len(config.problems)) == (60, 5.0, 3)


def test_a_file_that_is_no_text_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe\x00theme")
    config = load_config(path)
    assert "not UTF-8" in config.problems[0]
    assert replace(config, problems=()) == Config()


def test_escape_sequences_in_a_wrong_line_are_not_quoted() -> None:
    assert "\x1b" not in "".join(parse_config('"\\u001b[31m" = 1\n\x1b[31mx').problems)


def test_the_written_file_changes_nothing_and_parses_with_its_comments_taken_away() -> None:
    text = written([("list.read", "r", "read or unread")])
    assert parse_config(text) == Config()
    uncommented = "\n".join(re.sub(r'^# (?=[\w"\[].*=|\[\[)', "", line) for line in text.split("\n"))
    assert parse_config(uncommented).problems == ()
    assert tomllib.loads(uncommented)["keys"] == {"list.read": "r"}
    without = replace(parse_config(uncommented), rules=(), keys=Config().keys)
    assert without == Config()


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_no_text_makes_it_fail(text: str) -> None:
    parse_config(text)
