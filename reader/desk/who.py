"""Who and what: the verbs over entities that need the library, the notebook and the recogniser at once.

Corrections live in the notebook and are applied to what was recognised: at once to every article that names
the entity, and to each article recognised later. The library keeps both, so that undo is a second look at the first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from threading import RLock
from typing import TYPE_CHECKING

from reader.desk.doubles import Doubles
from reader.domain.article import Article
from reader.domain.correction import Change, Correction, apply, from_document, missed, renamed, to_document
from reader.domain.entity import Kind, Mention
from reader.domain.errors import InputError
from reader.domain.query import parse
from reader.domain.sentence import sentences
from reader.store.library import EntityRow, Library, Row

if TYPE_CHECKING:
    from reader.desk import Desk

Key = tuple[str, Kind]
WEEKS = 40  # of an entity's plot
LONGEST_NAME = 200  # characters that a name marked by hand may have
_AROUND_NAMES = " \t\n\u00a0\u202f„“”»«›‹\"'‚‘’(),.;:!?"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in which an entity stands.

    Args:
        start: of the mention, code points of the article's text.
        text: the sentence on one line.
        form: the words in it that name the entity.
    """

    article: str
    start: int
    text: str
    title: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """All that an entity's card shows."""

    row: EntityRow
    weeks: list[int]  # articles a week, oldest first
    until: datetime | None  # where the last of them ends; None: now
    articles: list[Row]
    company: list[EntityRow]  # with whom it appears
    sentences: list[Sentence]
    place: tuple[str, ...] = ()  # lines on country, population
    map: tuple[str, ...] = ()  # lines of a small map of the world


class Who:
    """Entities across the library. Safe from any thread."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._corrections: tuple[Correction, ...] | None = None
        self._lock = RLock()

    @property
    def _library(self) -> Library:
        return self._desk.library

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The person's corrections, oldest first."""
        with self._lock:
            if self._corrections is None:
                documents = self._desk.notebook.get_all("corrections")
                found = (from_document(document) for document in documents.values())
                self._corrections = tuple(sorted(found, key=lambda c: c.made))
            return self._corrections

    def card(self, entity: str, kind: Kind) -> CardFacts:
        """Everything about one entity.

        Raises:
            NotFound: no article names it.
        """
        library = self._library
        row = library.entity(entity, kind)
        until = self.until(row)
        place, drawn = _place(entity) if kind is Kind.LOC else ((), ())
        return CardFacts(
            row,
            library.weeks(entity, kind, WEEKS, until),
            until,
            library.articles_of(entity, kind),
            library.together_with(entity, kind),
            list(self._sentences(library.places_of(entity, kind, limit=60))),
            place,
            drawn,
        )

    @staticmethod
    def until(row: EntityRow) -> datetime | None:
        """Where an entity's plot by week ends: now (None), or where it was last seen when that is long ago."""
        return row.last if row.last and row.last < datetime.now(UTC) - timedelta(weeks=WEEKS) else None

    def passages(self, entity: str, kind: Kind, article: str, limit: int = 3) -> list[Sentence]:
        """The first sentences of one article in which the entity stands.

        Raises:
            NotFound: no article names it.
        """
        places = self._library.places_of(entity, kind, 50, article)
        return list(islice(self._sentences(places), limit))

    def _sentences(self, places: Sequence[tuple[str, int, int]]) -> Iterable[Sentence]:
        articles: dict[str, Article] = {}
        seen = set()
        for id_, start, end in places:
            article = articles.setdefault(id_, articles.get(id_) or self._library.get(id_))
            first, last = _sentence(article, start)
            if (id_, first) not in seen:
                seen.add((id_, first))
                line, form = (" ".join(article.text[a:b].split()) for a, b in ((first, last), (start, end)))
                yield Sentence(id_, start, line, article.title, form)

    def watched(self) -> frozenset[Key]:
        """The entities whose shelves stand in the sidebar, as corrections call them by now."""
        return frozenset(self._watched().values())

    def _watched(self) -> dict[str, Key]:
        """Watched entities by their keys in the notebook: one that was renamed or merged is watched on."""
        documents = self._desk.notebook.get_all("watched")
        return {key: renamed((d["entity"], Kind(d["kind"])), self.corrections) for key, d in documents.items()}

    def watch(self, entity: str, kind: Kind, on: bool | None = None) -> bool:
        """Watches an entity or stops; None: the other way round. Returns whether it is watched now."""
        keys = [key for key, known in self._watched().items() if known == (entity, kind)]
        if on is None:
            on = not keys
        if on and not keys:
            self._desk.notebook.put("watched", f"{kind}:{entity}", {"entity": entity, "kind": kind.value})
        elif not on and keys:
            self._desk.notebook.delete("watched", keys)
        return on

    def correct(self, correction: Correction) -> None:
        """Keeps a correction and applies it to the whole library; `notebook.undo` takes it back."""
        self._desk.notebook.put("corrections", correction.id, to_document(correction))

    def missed(self, article: Article, start: int, end: int, kind: Kind, entity: str = "") -> Correction:
        """Marks text[start:end] as a name that was not recognised, here and wherever it stands as a whole.

        Args:
            start, end: code points of the article's text; white space and quotation marks around are left out.
            entity: whose name it is; "" for the one that is called so, by the words themselves.

        Raises:
            InputError: there is no word in it, or more than a name can have.
        """
        form = article.text[start:end].strip(_AROUND_NAMES)
        if not any(char.isalnum() for char in form) or len(form) > LONGEST_NAME:
            raise InputError(f"A name has a letter and at most {LONGEST_NAME} characters: select less.")
        correction = missed(form, kind, entity or " ".join(form.split()))
        self.correct(correction)
        return correction

    def remember(self, id_: str, mentions: Sequence[Mention], version: str, text: str) -> None:
        """Keeps what was recognised in an article, corrected as the person wants it."""
        corrected = apply(mentions, self.corrections, text, article=id_)
        self._library.put_mentions(id_, version, mentions, corrected)

    def refresh(self) -> None:
        """After the notebook's corrections changed: applies the difference to the articles concerned.

        A new one that comes after all others concerns the articles that name what it speaks of. One taken back, or
        one that came in between from another notebook, may concern all that corrections changed before.
        """
        with self._lock:
            old = self._corrections or ()
            self._corrections = None
            now = self.corrections
        known = {correction.id for correction in old}
        added = [correction for correction in now if correction.id not in known]
        if now[: len(old)] != old:
            self._apply(now, self._library.corrected())
        for correction in added:
            self._apply(now, self._concerned(correction))

    def _apply(self, corrections: Sequence[Correction], ids: Iterable[str]) -> None:
        self._library.recorrect(ids, lambda id_, text, raw: apply(raw, corrections, text, article=id_))

    def _concerned(self, correction: Correction) -> set[str]:
        """The articles in which a new correction may change something."""
        if correction.article:
            return {correction.article}
        if correction.change is Change.MISSED:
            return set(self._library.ids(parse(f'"{correction.form.replace(chr(34), " ")}"')))
        return self._library.naming(correction.entity, correction.kind)

    @property
    def doubles(self) -> Doubles:
        """Names that are likely one and the same."""
        return Doubles(self._desk)


def _sentence(article: Article, at: int) -> tuple[int, int]:
    """The sentence at code point `at`, within its block."""
    block = next((b for b in article.blocks if b.start <= at < b.end), None)
    if block is None:
        return at, at
    found = sentences(article.text, block.start, block.end, article.language)
    return next(((start, end) for start, end in found if start <= at < end), (block.start, block.end))


def _place(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A place's facts and a small map, both as lines; empty where nothing is known."""
    from reader.entities import place_facts, world_map

    facts = place_facts(name)
    if facts is None:
        return (), ()
    lines = tuple(
        line
        for line in (
            facts.country if facts.country != name else "",
            f"{facts.population:,} people".replace(",", " ") if facts.population else "",
        )
        if line
    )
    return lines, tuple(world_map(facts.latitude, facts.longitude, 44, 11))
