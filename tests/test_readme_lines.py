"""README's two lines, run as they stand there, one after the other: fresh clone, empty HOME, a terminal."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.terminal import Terminal, clean_env

ROOT = Path(__file__).parent.parent
LINES = re.findall(
    r"^ {4}(python3 -m venv .*)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
)
MINUTES = 60


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is committed; and what the type checker knows already, which spares it the libraries."""
    folder = tmp_path_factory.mktemp("readme") / "clone"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, folder], check=True)
    if (known := ROOT / ".mypy_cache").is_dir():
        shutil.copytree(known, folder / known.name)
    return folder


def test_there_are_two_lines_and_ci_runs_the_second() -> None:
    opens, checks = LINES
    assert opens.endswith(".venv/bin/glosse")
    for tool in ("ruff format --check", "ruff check", "mypy", "pytest"):
        assert f".venv/bin/{tool}" in checks
    assert "grep -m1 -E '^ {4}.*pytest' README.md" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_the_first_line_opens_the_reader_on_the_seed_articles(clone: Path) -> None:
    env = clean_env(clone.parent / "home")
    with Terminal(["bash", "-c", LINES[0]], env, cwd=clone) as terminal:
        terminal.wait_for("Am anderen Ende der Leitung", timeout=5 * MINUTES)
        terminal.type("q")
        assert terminal.wait_exit() == 0


def test_the_second_line_installs_formats_lints_and_checks_types(clone: Path) -> None:
    # The suite inside the suite is cut down to the house test; the line is the one of README.
    env = clean_env(clone.parent / "home", PYTEST_ADDOPTS="tests/test_house.py")
    done = subprocess.run(
        ["bash", "-c", LINES[1]], env=env, cwd=clone, capture_output=True, text=True, timeout=7 * MINUTES
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "no issues found" in done.stdout
    assert re.search(r"\d+ passed", done.stdout)
