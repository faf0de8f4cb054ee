"""Subscriptions without a screen: followed, listed, fetched, in and out as OPML."""

from collections.abc import Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.finding import read_input
from reader.cli.job import Job
from reader.cli.records import Record, moment
from reader.cli.states import tag_names
from reader.domain.errors import GlosseError
from reader.domain.feed import Feed

if TYPE_CHECKING:
    from reader.desk.incoming import FeedRow, Progress


def feeds(job: Job) -> None:
    job.desk.in_step()
    _tell(job, job.desk.incoming.rows())


def _tell(job: Job, rows: Sequence["FeedRow"]) -> None:
    if job.as_json:
        job.json_list(map(_record, rows))
        return
    for row in rows:
        error = f"\t{row.feed.error}" if row.feed.error else ""
        job.line(f"{row.feed.id}\t{row.unread}/{row.total}\t{row.feed.label}\t{row.feed.url}{error}")


def _record(row: "FeedRow") -> Record:
    return {
        "feed": row.feed.id,
        "title": row.feed.label,
        "url": row.feed.url,
        "unread": row.unread,
        "total": row.total,
        "last_fetch": moment(row.feed.fetched),
        "error": row.feed.error or None,
        "tags": list(row.feed.tags),
    }


def _rows_of(job: Job, ids: Container[str]) -> list["FeedRow"]:
    return [row for row in job.desk.incoming.rows() if row.feed.id in ids]


def add(job: Job) -> None:
    """Follows a feed, and stores the articles it has now."""
    feed = job.desk.incoming.subscribe(job.args.url, tags=tag_names(job.args.tag))
    if feed.error:
        job.fail(f"{feed.label}: {feed.error}")
    _tell(job, _rows_of(job, {feed.id}))


def remove(job: Job) -> None:
    """Follows a feed no longer, and shows it as it was."""
    verbs = job.desk.incoming
    rows = _rows_of(job, {verbs.find(job.args.feed).id})
    for row in rows:
        verbs.unsubscribe(row.feed.id)
    _tell(job, rows)


def fetch(job: Job) -> None:
    """Asks the named feeds, or all that are due; a feed that fails is named, the others go on."""
    chosen = [feed for word in job.args.feed for feed in _found(job, word)]
    if job.args.feed and not chosen:
        return
    asked: list[str] = []

    def told(progress: "Progress") -> None:
        asked.append(progress.feed.id)
        job.progress(f"{progress.done} of {progress.total}  {progress.feed.label}")

    done = job.desk.incoming.fetch(chosen if job.args.feed else None, progress=told)
    job.progress("")
    for feed in done.failed:
        job.fail(f"{feed.label}: {feed.error}")
    if job.as_json:
        _tell(job, _rows_of(job, asked))
    else:
        job.line(f"{done.new} new articles from {done.asked} feeds")


def _found(job: Job, word: str) -> list[Feed]:
    try:
        return [job.desk.incoming.find(word)]
    except GlosseError as error:
        job.fail(error)
        return []


def import_opml(job: Job) -> None:
    """Follows what the file lists; the articles come with the next fetch."""
    followed = job.desk.incoming.import_opml(read_input(job.args.path))
    if job.as_json:
        _tell(job, _rows_of(job, {feed.id for feed in followed}))
    else:
        job.line(f"{len(followed)} feeds followed that were not yet.")


def export_opml(job: Job) -> None:
    text = job.desk.incoming.export_opml()
    if job.args.path in (None, "-"):
        print(text, end="" if text.endswith("\n") else "\n")
    else:
        Path(job.args.path).write_text(text, encoding="utf-8")
