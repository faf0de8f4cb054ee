"""The house: its rooms, its arrows, its doors.

    cli -> ui -> desk -> {store, intake, entities, export, sync, config, keymap, paths} -> process -> domain

A room imports from lower floors and from itself, never from a neighbour on its own floor and never upward, not
even for types. Doors to the outside: Textual only in ui; Rich in ui and cli; sqlite3 and tinydb only in store;
the network only in intake/fetch.py and sync. An import inside a function is an import too.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import reader

PACKAGE = Path(reader.__file__).parent
FLOORS = [
    {"__main__"},
    {"cli"},
    {"ui"},
    {"desk"},
    {"store", "intake", "entities", "export", "sync", "config", "keymap", "paths"},
    {"process"},
    {"domain"},
]
DOORS = {
    "textual": ("ui",),
    "rich": ("ui", "cli"),
    "sqlite3": ("store",),
    "tinydb": ("store",),
    **dict.fromkeys(
        ("httpx", "urllib.request", "http.client", "socket", "requests"), ("intake/fetch.py", "sync")
    ),
}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "training" not in p.parts)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(parts: tuple[str, ...]) -> str:
    return parts[0].removesuffix(".py")


def floor(name: str) -> int:
    return next(i for i, rooms in enumerate(FLOORS) if name in rooms)


def faults(path: Path) -> list[str]:
    """What `path` imports that the picture above does not allow."""
    where = path.relative_to(PACKAGE)
    own = room(where.parts)
    if where.parts == ("__init__.py",):
        return []
    found = []
    for name in imports(path):
        top = name.split(".")[1:2]
        if name.startswith("reader.") and top[0] != "__version__":
            other = top[0]
            if other != own and (not any(other in rooms for rooms in FLOORS) or floor(other) <= floor(own)):
                found.append(f"{where} imports {name}")
        for package, rooms in DOORS.items():
            inside = name == package or name.startswith(package + ".")
            if inside and not any(where.as_posix().startswith(r) for r in rooms):
                found.append(f"{where} opens the door {package}")
        if own == "domain" and name.split(".")[0] not in {*sys.stdlib_module_names, "reader"}:
            found.append(f"{where} is domain and imports {name}")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_arrows_point_down_and_doors_stay_shut(path: Path) -> None:
    assert not faults(path)


def test_every_room_has_its_floor() -> None:
    rooms = {room(p.relative_to(PACKAGE).parts) for p in MODULES} - {"__init__"}
    assert rooms <= set().union(*FLOORS)
