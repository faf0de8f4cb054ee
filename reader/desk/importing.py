"""What a person saved with another program, taken in: links or whole texts, states, tags and marked passages.

What the export only has the address of becomes an article of its headline, until its page is fetched. What the
library knows already keeps its text. The same export again changes nothing: an article is known by its address, a
mark by its words, and what the person did since is left alone.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.article import Article, BlockKind, article_id
from reader.domain.errors import NotFound, QueryError
from reader.domain.mark import COLORS, Mark, State, Status
from reader.intake.exports import Passage, Saved, read_export

if TYPE_CHECKING:
    from reader.desk import Desk

_BATCH = 500  # articles stored at once


@dataclass(frozen=True, slots=True)
class Imported:
    """What an export brought. problems: a sentence for each row that could not be read."""

    kind: str  # "Pocket"
    ids: tuple[str, ...] = ()  # of all articles it is about, in the library now
    added: int = 0
    known: int = 0
    marks: int = 0
    marks_known: int = 0
    orphans: int = 0  # of the marks, those whose words were not found
    problems: tuple[str, ...] = ()


class Importing:
    """Takes in exports. Calls block."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def take(
        self,
        source: Path | bytes,
        *,
        name: str = "",
        tags: Sequence[str] = (),
        told: Callable[[int, int], None] = lambda done, total: None,
    ) -> Imported:
        """Takes in the export in `source`: a file, an archive, a folder, or a document's bytes.

        Args:
            name: what errors call bytes.
            tags: given to every article, besides those it had.
            told: called with how many entries are done, and of how many.

        Raises:
            InputError: it is no export that is known.
        """
        export = read_export(source, name)
        done = Imported(export.kind, problems=export.problems)
        with self._desk.notebook.batch(f"import from {export.kind}"):
            for start in range(0, len(export.saved), _BATCH):
                done = self._some(export.saved[start : start + _BATCH], tags, done)
                told(min(start + _BATCH, len(export.saved)), len(export.saved))
        return done

    def _some(self, some: Sequence[Saved], tags: Sequence[str], done: Imported) -> Imported:
        articles = {one.url: _article(one) for one in some if one.url and not one.marks_only}
        known = {article.id for article in articles.values() if self._has(article)}
        outcomes = self._desk.add(article for article in articles.values() if article.id not in known)
        ids = {one.url: articles[one.url].id for one in some if one.url in articles}
        self._keep([(one, ids[one.url]) for one in some if one.url in ids], tags)
        marks = [mark for one in some for mark in self._marks(one, ids.get(one.url, ""))]
        self._desk.notebook.put_marks(marks)
        added = sum(outcome.new for outcome in outcomes)
        return replace(
            done,
            ids=(*done.ids, *ids.values()),
            added=done.added + added,
            known=done.known + len(ids) - added,
            marks=done.marks + len(marks),
            marks_known=done.marks_known + sum(len(one.passages) for one in some) - len(marks),
            orphans=done.orphans + sum(mark.status is Status.ORPHAN for mark in marks),
        )

    def _has(self, article: Article) -> bool:
        """Whether the library has as much of it: its page, or its headline where that is all there is."""
        try:
            mine = self._desk.library.get(article.id)
        except NotFound:
            return False
        return not mine.is_link or article.is_link

    def _keep(self, found: Iterable[tuple[Saved, str]], tags: Sequence[str]) -> None:
        """Tags and states; a state only where the person has done nothing with the article yet."""
        notebook = self._desk.notebook
        tagged: dict[tuple[str, ...], list[str]] = {}
        states: dict[tuple[bool, bool, bool], list[str]] = {}
        for one, id_ in found:
            had = notebook.state(id_)
            tagged.setdefault((*one.tags, *tags), []).append(id_)
            if replace(had, tags=()) == State():
                states.setdefault((one.read, one.starred, one.archived), []).append(id_)
        for names, ids in tagged.items():
            if names:
                notebook.tag(ids, names)
        for (read, starred, archived), ids in states.items():
            if read or starred or archived:
                notebook.set(ids, read=read, starred=starred, archived=archived)

    def _marks(self, one: Saved, id_: str) -> list[Mark]:
        """The passages of one page as marks, those that are there already left out."""
        if not one.passages:
            return []
        article = self._article_of(one, id_)
        id_ = article.id if article else id_ or _nowhere(one)
        known = {mark.id for mark in self._desk.notebook.marks(id_)}
        made = (_mark(passage, one, id_) for passage in one.passages)
        return [_placed(mark, article) for mark in made if mark.id not in known]

    def _article_of(self, one: Saved, id_: str) -> Article | None:
        """The article that the passages are from: by its address, else the only one of this title."""
        library = self._desk.library
        wanted = id_ or (_article(one).id if one.url else "")
        try:
            return library.get(wanted)
        except NotFound:
            return self._titled(one.title) if one.title else None

    def _titled(self, title: str) -> Article | None:
        """The article of that title; None for none, or several."""
        from reader.domain.query import parse

        library, words = self._desk.library, title.replace('"', " ")
        try:
            found = library.ids(parse(f'title:"{words}"'))
        except QueryError:  # a title of signs alone
            return None
        same = [id_ for id_ in found if library.row(id_).title.casefold() == title.casefold()]
        return library.get(same[0]) if len(same) == 1 else None


def _article(one: Saved) -> Article:
    from reader.intake.compose import Facts, compose, piece
    from reader.intake.html import pieces_of
    from reader.intake.links import host_of

    body = pieces_of(one.html, one.url) if one.html else []
    head = [piece(BlockKind.HEADLINE, one.title or one.url)]
    head += [piece(BlockKind.LEDE, one.summary)] if one.summary and not body else []
    body = [p for p in body if p.text.strip() != one.title]
    facts = Facts(
        url=one.url,
        source=one.source or host_of(one.url),
        author=one.author,
        language=one.language,
        published=one.published,
        added=one.added or datetime.now(UTC),
    )
    return compose((*head, *body), facts)


def _nowhere(one: Saved) -> str:
    """The id under which marks wait for an article that is not here."""
    return _article(one).id if one.url else article_id("", f"{one.title}\n{one.author}")


def _mark(passage: Passage, one: Saved, article: str) -> Mark:
    name = f"import:{article}:{passage.quote or passage.note}"
    created = passage.created or one.added or datetime.now(UTC)
    return Mark(
        id=hashlib.sha256(name.encode()).hexdigest()[:15],
        article=article,
        start=0,
        end=0,
        quote=passage.quote,
        prefix="",
        suffix="",
        created=created,
        modified=created,
        note=passage.note,
        tags=passage.tags,
        color=passage.color or COLORS[0],
        title=one.title,
        url=one.url,
    )


def settled(mark: Mark, article: Article) -> Mark:
    """The mark where its words stand in the article; an orphan where they do not.

    One that came from elsewhere has its words alone: where they stand but once, no more is needed.
    """
    from reader.domain.anchor import anchor, placed

    if mark.quote and not (mark.prefix or mark.suffix):
        words = r"\s+".join(map(re.escape, mark.quote.split()))
        spots = [spot.span() for spot in islice(re.finditer(words, article.text), 2)]
        if len(spots) == 1:
            return placed(mark, article.text, *spots[0])
    return anchor(mark, article.text)


def _placed(mark: Mark, article: Article | None) -> Mark:
    """The mark in its article; an orphan where that is not here."""
    if not mark.quote:
        return mark
    if article is None:
        return replace(mark, status=Status.ORPHAN)
    return settled(replace(mark, title=article.title, url=article.url), article)
