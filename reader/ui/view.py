"""What the screen showed when it was left, kept in the notebook's table of settings, so that it shows it again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from reader.desk import Desk

TABLE, KEY = "settings", "view"


@dataclass(frozen=True, slots=True)
class View:
    """shelf: the list's name (see shelf.Shelf); article: the id of the one open; width: of the sidebar, 0 unknown."""

    shelf: str = "all"
    article: str = ""
    width: int = 0
    who: bool = False
    folded: list[str] = field(default_factory=list)


def kept(desk: Desk) -> View:
    """The view as it was kept; facts that make no sense are left out."""
    return from_document(desk.notebook.get_all(TABLE).get(KEY, {}))


def keep(desk: Desk, view: View) -> None:
    if kept(desk) != view:
        desk.notebook.put(TABLE, KEY, asdict(view))


def from_document(document: Mapping[str, Any]) -> View:
    facts = {
        name: document[name]
        for name, kind in (("shelf", str), ("article", str), ("width", int), ("who", bool), ("folded", list))
        if isinstance(document.get(name), kind)
    }
    facts["folded"] = [name for name in facts.get("folded", []) if isinstance(name, str)]
    return View(**facts)
