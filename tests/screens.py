"""Desks and patience for tests of the screen: articles of its own, and waiting until something holds."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

from reader import paths
from reader.config import Config, parse_config
from reader.desk import Desk
from reader.domain.article import Article, Block, BlockKind, article_id
from reader.store.library import Library

BEGIN = datetime(2025, 3, 1, 8, tzinfo=UTC)


def article(number: int, words: str = "", **facts: object) -> Article:
    """Article `number`: a headline and one paragraph; a greater number is newer."""
    title = f"Bericht {number}"
    body = words or f"Im Hafen liegt Schiff {number}. Es fährt morgen weiter."
    text = f"{title}\n\n{body}"
    url = f"https://example.org/{number}"
    found = Article(
        id=article_id(url, text),
        text=text,
        blocks=(
            Block(BlockKind.HEADLINE, 0, len(title)),
            Block(BlockKind.PARAGRAPH, len(title) + 2, len(text)),
        ),
        title=title,
        added=BEGIN + timedelta(hours=number),
        published=BEGIN + timedelta(hours=number),
        source="Tagesblatt",
        url=url,
        language="de",
    )
    return replace(found, **facts)  # type: ignore[arg-type]


def make_desk(folder: Path, articles: Iterable[Article] = (), settings: str = "") -> Desk:
    """A desk on files in `folder`, with no seeds in it.

    Args:
        settings: as in config.toml.
    """
    folder.mkdir(parents=True, exist_ok=True)
    home = paths.Home.at(folder)
    config: Config = parse_config(settings)
    if settings:
        home.config.write_text(settings, encoding="utf-8")
    desk = Desk(home, config, Library(home.library))
    if batch := list(articles):
        desk.add(batch)
    return desk


async def until(pilot: Pilot[None], holds: Callable[[], object], patience: float = 8.0) -> None:
    """Waits until `holds` says yes; fails when it does not in time."""
    waited = 0.0
    while not holds():
        assert waited < patience, "it does not come to hold"
        await pilot.pause(0.02)
        waited += 0.02
    await pilot.pause()
