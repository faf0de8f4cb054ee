"""What is painted in part, and kept, is what would be painted as a whole and anew."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.pilot import Pilot
from textual.strip import Strip

from reader.ui.app import GlosseApp
from tests.screens import article, make_desk, until

SIZE = (120, 30)
WALKS = ["j" * 3, "j" * 20, "k" * 4, "G", "gg", "jjxjx", "r", "jjjjs", "\r", "bb", "gu"]


def cells(lines: list[Strip]) -> list[list[tuple[str, object]]]:
    """Every cell of the screen with its style."""
    return [[(char, style) for text, style, _ in line for char in text] for line in lines]


@pytest.fixture
async def pilot(tmp_path: Path) -> AsyncIterator[Pilot[None]]:
    desk = make_desk(tmp_path, [article(number) for number in range(60)])
    app = GlosseApp(desk)
    async with app.run_test(size=SIZE) as made:
        await until(made, lambda: app.whole and app.library.panes.article_list.count == 60)
        yield made
    desk.close()


async def test_what_is_kept_of_a_list_is_what_would_be_drawn_anew(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, GlosseApp)
    for keys in WALKS:
        await pilot.press(*("enter" if key == "\r" else key for key in keys))
        await pilot.pause(0.1)
        compositor = app.screen._compositor
        shown = cells(compositor.render_strips())
        for widget in (app.library.panes.article_list, app.library.panes.sidebar.shelves):
            widget.notify_style_update()
            widget.refresh()
        anew = Compositor._render_chops(compositor, compositor.size.region, lambda y: True)
        assert shown == cells([Strip.join(line.values()) for line in anew]), keys


async def test_a_step_in_the_list_asks_no_other_widget_to_paint(
    pilot: Pilot[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from textual.widget import Widget

    app = pilot.app
    await pilot.press(*"j" * 20)
    await pilot.pause(0.2)
    asked: set[str] = set()
    render = Widget.render_lines

    def told(self: Widget, crop: object) -> list[Strip]:
        asked.add(type(self).__name__)
        return render(self, crop)  # type: ignore[arg-type]

    monkeypatch.setattr(Widget, "render_lines", told)
    await pilot.press("j")
    await until(pilot, lambda: asked)
    assert asked <= {"ArticleList", "StillBar", "VerbFooter"}, app
