"""`glosse config`, and what a wrong line of config.toml means to the commands."""

import re
from pathlib import Path

import pytest

from reader.config import parse_config
from reader.keymap import VERBS, Keymap
from tests.glosse import Glosse


@pytest.fixture
def empty(tmp_path: Path) -> Glosse:
    """A home without articles."""
    return Glosse(tmp_path)


def test_config_writes_every_default_once_and_never_over_a_file(tmp_path: Path) -> None:
    glosse = Glosse(tmp_path / "home")
    path = Path(glosse.ok("config").strip())
    assert "# measure = 72" in path.read_text()
    assert '# "article.mark" = "m"' in path.read_text()
    path.write_text("measure = 60\n")
    done = glosse("config")
    assert (done.code, path.read_text()) == (0, "measure = 60\n")
    assert "left as it is" in done.err
    done = glosse("config", "--force")
    assert "config.toml.old" in done.err
    assert path.with_name("config.toml.old").read_text() == "measure = 60\n"
    assert "# measure = 72" in path.read_text()


def test_a_wrong_setting_is_named_with_its_line_and_the_command_runs_all_the_same(empty: Glosse) -> None:
    (empty.home / "config.toml").write_text('seeds = false\nmesure = 60\n[keys]\n"list.opn" = "o"\n')
    done = empty("list")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("glosse: config.toml, line 2:")
    assert "was measure meant" in done.err
    done = empty("config")
    assert done.code == 1
    assert "list.open" in done.err


def test_the_written_file_has_every_verb_with_its_keys_and_means_the_same_without_its_comments(
    empty: Glosse,
) -> None:
    path = Path(empty.ok("config").strip())
    uncommented = re.sub(r'^# (?=[\w"\[].*=|\[\[)', "", path.read_text(), flags=re.MULTILINE)
    config = parse_config(uncommented)
    assert config.problems == ()
    assert dict(config.keys) == {verb.id: verb.keys for verb in VERBS}
    assert Keymap(config.keys).problems == []
