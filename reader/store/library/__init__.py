"""The library: articles and feeds in SQLite, full text in FTS5. Everything in it can be fetched or computed again."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from reader.domain.article import Article
from reader.domain.entity import Kind, Mention
from reader.domain.feed import Feed
from reader.domain.mark import Mark, State
from reader.domain.query import Query
from reader.store.library.rows import Added, Counts, EntityRow, Hit, Row, Version

__all__ = ["Added", "Counts", "EntityRow", "Hit", "Library", "Row", "Version"]

Progress = Callable[[str, float], None]


class Library:
    def __init__(self, path: Path | str, *, progress: Progress | None = None, patience: float = 10.0) -> None:
        raise NotImplementedError

    def add_many(self, articles: Iterable[Article]) -> list[Added]:
        raise NotImplementedError

    def add(self, article: Article) -> Added:
        raise NotImplementedError

    def get(self, id: str) -> Article:
        raise NotImplementedError

    def resolve(self, prefix: str) -> str:
        raise NotImplementedError

    def versions(self, id: str) -> list[Version]:
        raise NotImplementedError

    def remove(self, ids: Iterable[str]) -> None:
        raise NotImplementedError

    def row(self, id: str) -> Row:
        raise NotImplementedError

    def select(self, query: Query, limit: int | None = None) -> "array[int]":
        raise NotImplementedError

    def rows(self, keys: Sequence[int]) -> list[Row]:
        raise NotImplementedError

    def key_of(self, id: str) -> int:
        raise NotImplementedError

    def ids(self, query: Query) -> list[str]:
        raise NotImplementedError

    def count(self, query: Query) -> int:
        raise NotImplementedError

    def counts(self) -> Counts:
        raise NotImplementedError

    def search(self, query: Query, limit: int = 50) -> list[Hit]:
        raise NotImplementedError

    def values(self, field: str, typed: str = "", limit: int = 20) -> list[str]:
        raise NotImplementedError

    def reflected(self) -> str:
        raise NotImplementedError

    def reflect(self, states: Mapping[str, State], marks: Mapping[str, Sequence[Mark]], change: str) -> None:
        raise NotImplementedError

    def reflect_all(
        self, states: Mapping[str, State], marks: Mapping[str, Sequence[Mark]], change: str
    ) -> None:
        raise NotImplementedError

    def is_recognised(self, id: str, version: str) -> bool:
        raise NotImplementedError

    def unrecognised(self, version: str, limit: int = 100) -> list[str]:
        raise NotImplementedError

    def put_mentions(self, id: str, version: str, raw: Sequence[Mention], corrected: Sequence[Mention]) -> None:
        raise NotImplementedError

    def mentions(self, id: str) -> list[Mention]:
        raise NotImplementedError

    def raw_mentions(self, id: str) -> list[Mention]:
        raise NotImplementedError

    def recorrect(self, id: str, corrected: Sequence[Mention]) -> None:
        raise NotImplementedError

    def entity(self, entity: str, kind: Kind) -> EntityRow:
        raise NotImplementedError

    def entities(
        self,
        *,
        name: str = "",
        kind: Kind | None = None,
        query: Query | None = None,
        order: str = "mentions",
        limit: int = 500,
    ) -> list[EntityRow]:
        raise NotImplementedError

    def naming(self, entity: str, kind: Kind) -> set[str]:
        raise NotImplementedError

    def articles_of(self, entity: str, kind: Kind, limit: int = 200) -> list[Row]:
        raise NotImplementedError

    def shared_articles(self, keys: Sequence[tuple[str, Kind]]) -> list[Row]:
        raise NotImplementedError

    def together_with(self, entity: str, kind: Kind, limit: int = 50) -> list[EntityRow]:
        raise NotImplementedError

    def weeks(self, entity: str, kind: Kind, weeks: int = 26) -> list[int]:
        raise NotImplementedError

    def places_of(self, entity: str, kind: Kind, limit: int = 60) -> list[tuple[str, int, int]]:
        raise NotImplementedError

    def feeds(self) -> list[Feed]:
        raise NotImplementedError

    def put_feed(self, feed: Feed) -> None:
        raise NotImplementedError

    def feed(self, id: str) -> Feed:
        raise NotImplementedError

    def remove_feed(self, id: str) -> None:
        raise NotImplementedError

    def check(self) -> list[str]:
        raise NotImplementedError

    def size(self) -> int:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError
