"""Two pictures of the screen, compared to the cell; README shows them.

`pytest --snapshot-update tests/test_pictures.py` draws them anew. Names come from a list here, so that a better
recogniser does not change the pictures; all dates lie far back, so that today does not.
"""

import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from reader import paths
from reader.desk import Desk
from reader.domain.entity import Kind, Mention
from reader.intake.files import read_articles
from reader.ui.app import GlosseApp
from reader.ui.shelf import EVERYTHING
from tests.screens import make_desk, until

NAMES = {
    **dict.fromkeys(("Marco Rubio", "Rubio", "Sergej Lawrow", "Lawrow", "Wladimir Putin", "Putin"), Kind.PER),
    **dict.fromkeys(("State Department", "Huthis", "Huthi-Miliz", "Bundestag", "CDU", "SPD"), Kind.ORG),
    **dict.fromkeys(("Washington", "Moskau", "Riad", "Saudi-Arabien", "Jemen", "Kiew"), Kind.LOC),
}
THEN = datetime(2025, 3, 17, 9, tzinfo=UTC)
NOTED = "Was aus dem Anruf der beiden Außenminister folgt, bleibt offen."
# words, colour, note
MARGIN = (
    (NOTED, "yellow", "Wer lädt als Nächster ein? .diplomatie"),
    (
        "Gegenstand seien die „nächsten Schritte“ gewesen, über die sich beide Seiten seit dem Treffen von Riad "
        "austauschen.",
        "green",
        "In keiner der beiden Fassungen steht, welche Schritte das sind. Im Februar hießen sie noch „Maßnahmen“. "
        ".riad .wortlaut",
    ),
    ("nannte den Ton des Gesprächs sachlich", "blue", "so auch im Februar"),
    ("Ende 2023", "pink", ""),
)
COLORS = {"yellow": "offen", "green": "nachprüfen", "blue": "Ton"}


class ByList:
    """A recogniser that knows `NAMES`."""

    version = "list"

    def recognize(self, text: str, *, language: str = "", when: date | None = None) -> Sequence[Mention]:
        found: list[Mention] = []
        at = 0
        while at < len(text):
            name = next((n for n in NAMES if text.startswith(n, at)), "")
            if name:
                found.append(Mention(at, at + len(name), NAMES[name], name))
            at += len(name) or 1
        return found


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = make_desk(tmp_path, settings="read_after = -1.0\n")
    desk.__dict__["recognizer"] = ByList()
    desk.add(read_articles(paths.bundled("seeds"), now=THEN))
    call = next(a for a in map(desk.library.get, desk.library.ids(EVERYTHING)) if NOTED in a.text)
    for words, color, note in MARGIN:
        start = call.text.index(words)
        desk.marks.make(call, start, start + len(words), note=note, color=color)
    for color, name in COLORS.items():
        desk.notebook.put("colors", color, {"name": name})
    desk.notebook.set([call.id], starred=True)
    return desk


def opening(words: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Waits for the list, goes to the article whose title has `words`, and opens it."""

    async def before(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, GlosseApp)
        panes = app.library.panes
        await until(
            pilot, lambda: panes.complete and panes.article_list.keys and panes.sidebar.shelves.with_notebook
        )
        await until(pilot, lambda: panes.sidebar.shelves.line("group tags") is not None)
        while (row := panes.article_list.current) and words not in row.title:
            await pilot.press("j")
        await pilot.press("enter")
        await until(pilot, lambda: panes.article.page is not None and panes.article.page.mentions)
        await until(pilot, lambda: panes.article.page is not None and panes.article.page.marks)
        await until(pilot, lambda: not app.desk.library.unrecognised("list"))
        await pilot.pause(0.5)

    return before


async def listed(pilot: Pilot[None]) -> None:
    await opening("Telefonat")(pilot)
    app = pilot.app
    assert isinstance(app, GlosseApp)
    app.library.panes.sidebar.box.input.cursor_blink = False
    await pilot.press("q", "/", *"Telefonat")
    await until(pilot, lambda: app.library.panes.sidebar.shelf.label == "Search: Telefonat")
    await pilot.app.workers.wait_for_complete(
        [worker for worker in app.workers if worker.group in ("search", "list", "counts")]
    )
    await pilot.pause(0.5)


async def noted(pilot: Pilot[None]) -> None:
    """The article with the cursor on its second note."""
    await opening("Telefonat")(pilot)
    await pilot.press("]", "m", "]", "m")
    await pilot.pause(0.3)


def test_list_article_and_margin_stand_side_by_side(desk: Desk, snap_compare: Any) -> None:
    app = GlosseApp(desk)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=(140, 40), run_before=noted)


def test_a_small_screen_shows_the_article_alone(desk: Desk, snap_compare: Any) -> None:
    app = GlosseApp(desk)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=(80, 24), run_before=opening("Telefonat"))


def test_results_come_as_one_types(desk: Desk, snap_compare: Any) -> None:
    app = GlosseApp(desk)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=(80, 24), run_before=listed)
