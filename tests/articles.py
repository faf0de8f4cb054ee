"""Articles for tests of the text on the screen, and the way to one that is open."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from reader import paths
from reader.desk import Desk
from reader.domain.article import Article, Block, BlockKind, Inline, Style, article_id
from reader.domain.entity import Kind, Mention
from reader.domain.errors import GlosseError
from reader.domain.mark import Mark
from reader.keymap import Keymap
from reader.store.notebook import Changed
from reader.ui.keys import Sequencer
from reader.ui.widgets.article_pane import ArticlePane
from reader.ui.widgets.article_view import ArticleView
from reader.ui.writing import Writer
from tests.screens import make_desk, until

BODY = (
    "Der Hafen schläft. Ein Schiff fährt ein, und niemand sieht es. Am Kai steht Jutta Brand.",
    "Sie sagt: „Morgen regnet es.“ Dann geht sie nach Hause. Die Quelle liegt offen.",
)
KICKER, HEADLINE = "Hafen", "Ein Schiff am Morgen"


def set_article(*paragraphs: str, kicker: str = KICKER, headline: str = HEADLINE, url: str = "") -> Article:
    """An article of a kicker, a headline (either may be "") and paragraphs."""
    parts = [(BlockKind.KICKER, kicker), (BlockKind.HEADLINE, headline)]
    parts += [(BlockKind.PARAGRAPH, words) for words in paragraphs]
    text, blocks = "", []
    for kind, words in parts:
        if words:
            text += "\n\n" if text else ""
            blocks.append(Block(kind, len(text), len(text) + len(words)))
            text += words
    at = text.find("Quelle")
    links = (Inline(at, at + 6, Style.LINK, "https://example.org/quelle"),) if at >= 0 else ()
    now = datetime(2025, 3, 16, 9, tzinfo=UTC)
    return Article(
        article_id(url, text), text, tuple(blocks), headline, now, now, links, "Tagesblatt", url, language="de"
    )


class Namer:
    """A recogniser that knows two names, so that these tests are about the text and not about recognition."""

    version = "namer"
    names: ClassVar[dict[str, Kind]] = {"Jutta Brand": Kind.PER, "Kai": Kind.LOC}

    def recognize(self, text: str, *, language: str = "", when: date | None = None) -> list[Mention]:
        found = [
            Mention(at, at + len(name), kind, name)
            for name, kind in self.names.items()
            for at in [text.find(name)]
            if at >= 0
        ]
        return sorted(found, key=lambda m: m.start)


class PaneApp(App[None]):
    """The article's pane alone, with the app's own keys, writer and undo around it."""

    KEY_SCOPE: ClassVar[str] = "app"

    def __init__(self, desk: Desk) -> None:
        super().__init__(css_path=[*sorted(paths.bundled("styles").glob("*.tcss"))])
        self.desk = desk
        self.sequencer = Sequencer(self, Keymap(desk.config.keys))
        self.writer = Writer()
        self.errors: list[str] = []
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield ArticlePane(self.desk)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded and await self.sequencer.take(event):
            return
        await super().on_event(event)

    @work(group="write")
    async def write(self, verb: Callable[[], object]) -> None:
        try:
            await self.writer.run(verb)
        except GlosseError as error:
            self.told(error)

    def told(self, error: GlosseError) -> None:
        self.errors.append(str(error))

    def hear_notebook(self, changed: Changed) -> None:
        self.call_later(self.query_one(ArticlePane).reload)

    def action_undo(self) -> None:
        self.write(self.desk.notebook.undo)

    @on(ArticlePane.EntityChosen)
    @on(ArticlePane.AtEnd)
    @on(ArticlePane.Opened)
    def _hear(self, message: Message) -> None:
        self.heard.append(message)


@dataclass
class Reading:
    """An article that is open, and the keys that go to it."""

    pilot: Pilot[None]
    desk: Desk
    pane: ArticlePane

    @property
    def app(self) -> PaneApp:
        app = self.pilot.app
        assert isinstance(app, PaneApp)
        return app

    @property
    def view(self) -> ArticleView:
        return self.pane.view

    @property
    def text(self) -> str:
        assert self.view.page is not None
        return self.view.page.text

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        names = {" ": "space", ".": "full_stop", ",": "comma", "?": "question_mark"}
        await self.press(*(names.get(char, char) for char in words))

    async def until_marks(self, number: int) -> list[Mark]:
        """The notebook's marks of the article, when there are `number` of them and they are drawn."""
        article = self.pane.article_id
        await until(self.pilot, lambda: len(self.desk.notebook.marks(article)) == number)
        marks = self.desk.notebook.marks(article)
        await until(self.pilot, lambda: self.drawn() == {mark.id for mark in marks})
        return marks

    def drawn(self) -> set[str]:
        page = self.view.page
        assert page is not None
        return {mark.id for mark in (*page.marks, *page.loose, *page.whole)}

    def at(self, words: str) -> int:
        """Puts the cursor on the first place where `words` stand."""
        offset = self.text.index(words)
        self.pane.go_to(offset)
        return offset

    @property
    def caret(self) -> int:
        return self.view.place.caret


@asynccontextmanager
async def reading(
    folder: Path, article: Article | None = None, size: tuple[int, int] = (140, 40), settings: str = ""
) -> AsyncIterator[Reading]:
    """The app with one article open."""
    found = article or set_article(*BODY)
    desk = make_desk(folder / "home", [found], settings)
    vars(desk)["recognizer"] = Namer()
    app = PaneApp(desk)
    async with app.run_test(size=size) as pilot:
        pane = app.query_one(ArticlePane)
        desk.notebook.listen(app.hear_notebook)
        pane.view.focus()
        pane.open(found.id)
        names = len(Namer().recognize(found.text))
        await until(
            pilot, lambda: pane.page is not None and len(pane.page.mentions) == names and pane.view.in_hand
        )
        yield Reading(pilot, desk, pane)
        await app.writer.drained()
    desk.close()
