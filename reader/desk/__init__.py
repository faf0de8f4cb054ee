"""The desk: the rooms wired together, and the verbs that cross them.

`open_desk` builds the program for the screen and for the command line alike. A plain read or write does not
pass through here: callers use `desk.library` and `desk.notebook`. What crosses rooms:

- the notebook is opened late (the first frame does not wait for it) and mirrored into the library (mirroring.py);
- `desk.add...` takes articles in and carries marks over to a changed text;
- `desk.marks` (marks.py) makes, changes and finds marks;
- `desk.who` (who.py) corrects and looks up entities; `desk.incoming` (incoming.py) fetches feeds and pages;
- `desk.background` (background.py) recognises what lies unrecognised.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from reader import paths
from reader.config import Config, load_config
from reader.domain.clean import clean_line
from reader.domain.errors import GlosseError, StoreError
from reader.store.library import Library

if TYPE_CHECKING:
    from reader.desk.background import Background
    from reader.desk.incoming import Incoming
    from reader.desk.marks import Marks
    from reader.desk.who import Who
    from reader.domain.article import Article
    from reader.domain.entity import Mention, Recognizer
    from reader.store.library import Added
    from reader.store.library.opening import Progress
    from reader.store.notebook import Notebook


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one thing that was to be added: an article, or a sentence in `error`."""

    id: str = ""
    title: str = ""
    new: bool = False
    error: str = ""
    changed: bool = False  # it was there, with another text


class Desk:
    """The parts, as properties, and the verbs that need more than one of them. Safe from any thread.

    Parts are imported when they are first asked for: the screen's first frame needs the library alone.
    """

    def __init__(
        self,
        home: paths.Home,
        config: Config,
        library: Library,
        names: "Callable[[], Recognizer] | None" = None,
    ) -> None:
        """Wires nothing yet but the library.

        Args:
            names: makes the recogniser, when it is first asked for; None: the one of tables.
        """
        self.home = home
        self.config = config
        self.library = library
        self._names = names
        self.awaited: set[str] = set()  # articles whose names somebody waits for just now
        self._lock = RLock()
        self._notebook: Notebook | None = None

    @property
    def notebook(self) -> "Notebook":
        """The notebook, opened at first use; the library's mirror of it is brought up to date then.

        Raises:
            StoreError: it is damaged or from a newer Glosse; nothing was touched.
        """
        with self._lock:
            if self._notebook is None:
                from reader.desk.mirroring import Mirror
                from reader.store.notebook import Notebook  # TinyDB: not before the first frame

                notebook = Notebook(self.home.notebook)
                mirror = Mirror(self, notebook)
                mirror.begin()
                self._notebook = notebook
                mirror.watch()
            return self._notebook

    @cached_property
    def who(self) -> "Who":
        from reader.desk.who import Who

        return Who(self)

    @cached_property
    def marks(self) -> "Marks":
        from reader.desk.marks import Marks

        return Marks(self)

    @cached_property
    def incoming(self) -> "Incoming":
        from reader.desk.incoming import Incoming

        return Incoming(self)

    @cached_property
    def background(self) -> "Background":
        """Recognition in a thread of its own; it does nothing before it is started."""
        from reader.desk.background import Background

        return Background(self)

    @cached_property
    def recognizer(self) -> "Recognizer":
        """Who finds names, for somebody who waits for them."""
        with self._lock:  # two threads that ask at once must not start two processes
            if "recognizer" not in self.__dict__:
                from reader.entities import open_tables

                self.__dict__["recognizer"] = self._names() if self._names else open_tables()
            found: Recognizer = self.__dict__["recognizer"]
            return found

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the notebook has to say to the person, as far as it is open."""
        return self._notebook.warnings if self._notebook is not None else ()

    def in_step(self) -> None:
        """Sees to it that `is:unread` and `tag:` answer by the notebook as it is now."""
        self.notebook.poll()

    def add(self, articles: "Iterable[Article]", tags: Sequence[str] = ()) -> list[Outcome]:
        """Stores articles; the ones already there are named, not doubled.

        An article whose text has changed becomes a new version, and its marks move along with the words.

        Args:
            articles: as `reader.intake` gives them.
            tags: given to each, besides those it carries.
        """
        notebook, batch = self.notebook, list(articles)
        added = self.library.add_many(batch)
        tagged: dict[tuple[str, ...], list[str]] = {}
        for article, result in zip(batch, added, strict=True):
            wanted = (*article.tags, *tags) if result.new else tuple(tags)
            tagged.setdefault(tuple(dict.fromkeys(wanted)), []).append(result.id)
            if result.new or result.changed:
                self._place_marks(result)
        for wanted, ids in tagged.items():
            if wanted:
                notebook.tag(ids, wanted, step=False)
        self.background.wake()
        return [Outcome(r.id, r.title, r.new, changed=r.changed and not r.new) for r in added]

    def add_seeds(self) -> None:
        """Puts the seed articles into the library: on the first start."""
        from reader.intake.files import read_articles

        self.add(read_articles(paths.bundled("seeds")))

    def add_bytes(
        self, data: bytes, *, name: str, kind: str | None = None, tags: Sequence[str] = ()
    ) -> list[Outcome]:
        """Adds what a document's bytes hold; name: what an error calls them ("Standard input").

        Raises:
            InputError: they cannot be read.
        """
        from reader.intake.files import read_articles

        return self.add(read_articles(data, kind=kind, name=name), tags)

    def add_path(
        self,
        path: Path,
        *,
        kind: str | None = None,
        tags: Sequence[str] = (),
        told: Callable[[int], None] = lambda done: None,
    ) -> list[Outcome]:
        """Adds a file, or every article of a folder. What cannot be read becomes an outcome's `error`.

        Args:
            told: called with the number of outcomes so far.
        """
        from reader.desk.adding import articles_at

        outcomes: list[Outcome] = []
        for found in articles_at(path, kind):
            outcomes += [Outcome(error=str(found))] if isinstance(found, GlosseError) else self.add(found, tags)
            told(len(outcomes))
        return outcomes

    def mentions(self, article: "Article", recognizer: "Recognizer | None" = None) -> "list[Mention]":
        """The article's mentions as corrected: from the library, else recognised now and kept there.

        Args:
            recognizer: who is asked; None: the one for somebody who waits.
        """
        from reader.domain.entity import accepted

        asked = recognizer or self.recognizer
        if not self.library.is_recognised(article.id, *accepted(asked)):
            when = article.published.date() if article.published else None
            if recognizer is None:
                self.awaited.add(article.id)
            try:
                found = asked.recognize(article.text, language=article.language, when=when)
                self.who.remember(article.id, found, asked.version, article.text)
            finally:
                self.awaited.discard(article.id)
        return self.library.mentions(article.id)

    def close(self) -> None:
        """Stops what goes on in the background, folds the notebook and closes both files."""
        self.background.stop()
        with self._lock:
            try:
                if self._notebook is not None:
                    self._notebook.close()
            finally:
                self.library.close()

    def _place_marks(self, added: "Added") -> None:
        """Puts the marks of an article that came, or came with other words, where theirs stand now.

        A new article has marks when they were taken in from elsewhere, or it had been removed.
        """
        from reader.desk.importing import settled
        from reader.domain.anchor import carry

        marks = self.notebook.marks(added.id)
        if not marks:
            return
        *before, now = [version.article for version in self.library.versions(added.id)[-2:]]
        placed = [
            carry(m, before[0].text, now.text) if before and (m.prefix or m.suffix) else settled(m, now)
            for m in marks
        ]
        self.notebook.put_marks(placed, step=False)


def open_desk(home: paths.Home, *, apart: bool = False, progress: "Progress | None" = None) -> Desk:
    """The program, ready: settings read, the library open, the seeds in it at the first start.

    Args:
        apart: whether names are found in a process of its own: for a screen that must not wait.
        progress: told what is done and how much of it, when an older library is brought up to date.

    Raises:
        StoreError: the library is damaged, from a newer Glosse or held; nothing was touched.
    """
    first = not home.library.exists()
    try:
        home.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        where = clean_line(str(home.data_dir))
        raise StoreError(f"“{where}” cannot be made: {(error.strerror or '').lower()}.") from error
    config = load_config(home.config)
    desk = Desk(home, config, Library(home.library, progress=progress), lambda: _recognizer(config, apart))
    if first and config.seeds:
        try:
            desk.add_seeds()
        except GlosseError:
            desk.close()
            home.library.unlink()  # so that the next start is the first again
            raise
    return desk


def _recognizer(config: Config, apart: bool) -> "Recognizer":
    from reader import entities

    if config.recognizer == "tables":
        return entities.open_tables()
    return entities.open_apart() if apart else entities.open_recognizer()
