"""The library as one thing: its parts wired together over one file."""

from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.article import Article
from reader.store.library.articles import Articles
from reader.store.library.entities import Entities
from reader.store.library.feeds import Feeds
from reader.store.library.hits import Search
from reader.store.library.index import Index
from reader.store.library.listing import Listing
from reader.store.library.mirror import Mirror
from reader.store.library.names import Names
from reader.store.library.opening import Progress, open_database
from reader.store.library.rebuilding import keep_index
from reader.store.library.stories import Stories, keep_sketches

if TYPE_CHECKING:
    from reader.store.library.answers import Added

_TIDIED = 150  # pages of the index that are merged at a time


class Library(Articles, Listing, Search, Mirror, Names, Entities, Feeds, Stories):
    """Articles, lists, search, mentions and feeds in one SQLite file. Safe from any thread: many read, one writes.

    Args:
        path: the file, made if it is not there; ":memory:" for one that leaves nothing behind.
        progress: told what is done and how much of it, when an older library is brought up to date.
        patience: seconds to wait for another process that is writing.

    Raises:
        Damaged, TooNew: nothing was touched.
        Locked: another process held it for longer than that.
    """

    def __init__(self, path: Path | str, *, progress: Progress | None = None, patience: float = 10.0) -> None:
        self._path = None if str(path) == ":memory:" else Path(path)
        db = open_database(self._path, progress, patience)
        index = Index()
        Mirror.__init__(self, db, index)
        Articles.__init__(self, db, index, self)
        keep_index(db, index, progress)
        keep_sketches(db, progress)

    def add(self, article: Article) -> "Added":
        """Adds one article; see `add_many`."""
        return self.add_many([article])[0]

    def check(self) -> list[str]:
        """What is wrong with the library, a sentence each; [] when it is whole."""
        from reader.store.library.checking import problems

        return problems(self._db)

    def remembered(self, name: str) -> str:
        """What was kept under a name, "" for nothing: facts about the library itself, gone when it is."""
        with self._db.reading() as db:
            found = db.execute("SELECT value FROM meta WHERE name = ?", (f"kept {name}",)).fetchone()
        return str(found[0]) if found else ""

    def remember(self, name: str, value: str) -> None:
        with self._db.writing() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (f"kept {name}", value))

    def tidy(self) -> bool:
        """Merges a piece of the full-text index, some 30 ms of work; whether there is more to do.

        An index of few pieces answers a word with many compounds ten times as fast. For idle times.
        """
        with self._db.writing() as db:
            before = db.total_changes
            # A negative number of pages begins to merge everything; a second step goes on with what is begun.
            for pages in (-_TIDIED, _TIDIED):
                db.execute("INSERT INTO fulltext(fulltext, rank) VALUES('merge', ?)", (pages,))
            return db.total_changes - before > 3

    def size(self) -> int:
        """Bytes on the disk, the write-ahead log included."""
        if self._path is None:
            with self._db.reading() as db:
                pages, page = (
                    db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
                )
            return int(pages * page)
        files = (self._path, self._path.with_name(self._path.name + "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def close(self) -> None:
        self._db.close()
