"""What `--json` writes: one function for each record. Scripts rely on these names and types; they may only grow."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from reader.domain.article import Article, BlockKind
from reader.domain.entity import Mention
from reader.domain.mark import Mark, to_record
from reader.store.library import EntityRow, Hit, Row

Record = dict[str, Any]


def moment(time: datetime | None) -> str | None:
    """A time as ISO 8601 in UTC, to the second: "2025-03-15T18:04:00Z"."""
    if time is None:
        return None
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def row_record(row: Row) -> Record:
    """An article as lists have it."""
    return {
        "id": row.id,
        "title": row.title,
        "source": row.source,
        "url": row.url,
        "author": row.author,
        "published": moment(row.published),
        "added": moment(row.added),
        "language": row.language,
        "words": row.words,
        "state": state_word(row),
        "starred": row.starred,
        "tags": list(row.tags),
        "marks": row.marks,
        "version": row.version,
        "story": row.story or None,
    }


def state_word(row: Row) -> str:
    """An article's state in a word: archived, read or unread."""
    return "archived" if row.archived else "read" if row.read else "unread"


def article_record(
    row: Row, article: Article, mentions: Sequence[Mention], marks: Sequence[Mark], place: int
) -> Record:
    """An article as it is read: the list's fields, the text, and ranges of it."""
    return {
        **row_record(row),
        "kicker": article.kicker,
        "headline": article.first(BlockKind.HEADLINE),
        "lede": article.lede,
        "agency": article.agency,
        "text": article.text,
        "blocks": [block_record(b) for b in article.blocks],
        "mentions": [mention_record(m, article.text) for m in mentions],
        "marks": [mark_record(m) for m in marks],
        "place": place,
    }


def block_record(block: Any) -> Record:
    record: Record = {"kind": block.kind.value, "start": block.start, "end": block.end}
    if block.level:
        record["level"] = block.level
    if block.marker:
        record["marker"] = block.marker
    return record


def mention_record(mention: Mention, text: str) -> Record:
    record: Record = {
        "start": mention.start,
        "end": mention.end,
        "text": text[mention.start : mention.end],
        "kind": mention.kind.value,
        "entity": mention.entity,
        "derived": mention.derived,
    }
    if mention.value:
        record["value"] = mention.value
    return record


def mark_record(mark: Mark) -> Record:
    return to_record(mark, moment)


def hit_record(hit: Hit) -> Record:
    return {
        "id": hit.row.id,
        "title": hit.row.title,
        "score": round(hit.score, 4),
        "snippet": hit.snippet,
        "hits": [list(span) for span in hit.hits],
    }


def entity_record(row: EntityRow) -> Record:
    return {
        "entity": row.entity,
        "kind": row.kind.value,
        "mentions": row.mentions,
        "articles": row.articles,
        "aliases": list(row.aliases),
    }


def records(marks: Iterable[Mark]) -> list[Record]:
    return [mark_record(mark) for mark in marks]
