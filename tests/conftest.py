"""What several test files stand on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.entities import open_tables
from tests.glosse import Glosse


@pytest.fixture(autouse=True)
def desks_are_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Closes the desks that a test opened and left: each holds a handful of files."""
    opened: list[Desk] = []
    begin = Desk.__init__

    def noted(desk: Desk, *parts: object) -> None:
        begin(desk, *parts)  # type: ignore[arg-type]
        opened.append(desk)

    monkeypatch.setattr(Desk, "__init__", noted)
    yield
    for desk in opened:
        desk.close()


@pytest.fixture(autouse=True)
def names_come_from_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model has its own tests; a process of it for every screen, and a second for every text, are too dear."""
    monkeypatch.setattr("reader.entities.open_recognizer", open_tables)
    monkeypatch.setattr("reader.entities.open_apart", open_tables)


@pytest.fixture(scope="session")
def seeded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home after the first start; to be copied, not written to."""
    home = tmp_path_factory.mktemp("seeded")
    Glosse(home).ok("list")
    return home


@pytest.fixture
def glosse(seeded_home: Path, tmp_path: Path) -> Glosse:
    """A home of this test's own, with the seed articles."""
    return Glosse(Path(shutil.copytree(seeded_home, tmp_path / "home")))


@pytest.fixture(scope="session")
def used_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an article, a tag and a mark."""
    home = tmp_path_factory.mktemp("used")
    (home / "config.toml").write_text("seeds = false\n")
    glosse = Glosse(home)
    [added] = glosse.json("add", "-", stdin=b"Ein Titel\n\nEin Satz, der hier steht.\n")
    glosse.ok("tag", added["id"], "x")
    glosse.ok("mark", added["id"], "--quote", "Ein Satz")
    return home
