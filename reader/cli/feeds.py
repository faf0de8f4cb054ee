"""Subscriptions without a screen: followed, listed, fetched, in and out as OPML."""

from collections.abc import Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.finding import read_input
from reader.cli.job import Job, WrongWords
from reader.cli.records import Record, moment
from reader.cli.states import tag_names
from reader.config import Rule
from reader.domain.counting import counted
from reader.domain.errors import GlosseError
from reader.domain.feed import Feed

if TYPE_CHECKING:
    from reader.desk.incoming import FeedRow, Fetched, Progress


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
        "whole": row.feed.whole,
        "pace": row.feed.pace,
        "keep": row.feed.keep,
        "login": bool(row.feed.login),
        "gone": row.feed.gone,
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


def set_(job: Job) -> None:
    """Changes settings of a feed, all of them or none."""
    from reader.desk.feed_settings import read_settings

    verbs = job.desk.incoming
    pairs = [word.partition("=") for word in job.args.settings]
    if wrong := next((name for name, sign, _ in pairs if not sign), ""):
        raise WrongWords(f"“{wrong}” is no setting: write name=VALUE, as in pace=2h.")
    feed = verbs.find(job.args.feed)
    verbs.change(feed.id, **read_settings((name.strip(), text) for name, _, text in pairs))
    _tell(job, _rows_of(job, {feed.id}))


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
    for problem in done.problems:
        job.fail(problem)
    if job.as_json:
        _tell(job, _rows_of(job, asked))
    else:
        job.line(_came(job, done))


def _came(job: Job, done: "Fetched") -> str:
    if done.asked or done.new:
        return f"{counted(done.new, 'new article')} from {counted(done.asked, 'feed')}"
    if job.desk.library.feeds():
        return "no feed is due; one that is named is asked all the same"
    return "no feeds yet; `glosse feeds add URL` follows one"


def _found(job: Job, word: str) -> list[Feed]:
    try:
        return [job.desk.incoming.find(word)]
    except GlosseError as error:
        job.fail(error)
        return []


def import_opml(job: Job) -> None:
    """Follows what the file lists; the articles come with the next fetch."""
    done = job.desk.incoming.import_list(read_input(job.args.path))
    for sentence in done.left:
        job.fail(sentence if job.args.path == "-" else f"{Path(job.args.path).name}: {sentence}")
    if job.as_json:
        _tell(job, _rows_of(job, {feed.id for feed in done.feeds}))
        return
    said = [
        f"{counted(len(done.feeds), 'feed')} followed that {'was' if len(done.feeds) == 1 else 'were'} not yet"
    ]
    said += [f"{done.known} followed already"] if done.known else []
    said += [counted(done.searches, "search", "searches") + " saved"] if done.searches else []
    job.line(", ".join(said))


def export_opml(job: Job) -> None:
    text = job.desk.incoming.export_opml()
    if job.args.path in (None, "-"):
        print(text, end="" if text.endswith("\n") else "\n")
    else:
        Path(job.args.path).write_text(text, encoding="utf-8")


def test_rules(job: Job) -> None:
    """Says for each rule which articles it finds; changes nothing."""
    from reader.desk.rules import catch

    job.desk.in_step()
    caught = list(catch(job.desk))
    for one in caught:
        if one.error:
            job.fail(one.error)
    if job.as_json:
        job.json_list({"when": c.rule.when, "does": _deeds(c.rule), "articles": list(c.ids)} for c in caught)
        return
    for one in caught:
        job.line(
            f"{one.rule.when}: {', '.join(_deeds(one.rule)) or 'nothing'}; {counted(len(one.ids), 'article')}"
        )
        for row in (job.desk.library.row(id_) for id_ in one.ids):
            job.line(f"  {row.id}\t{row.title}")


def _deeds(rule: Rule) -> list[str]:
    """What a rule does, each in a word or two."""
    deeds = [f"tag {tag}" for tag in rule.tag]
    deeds += [name for name in ("star", "read", "archive", "drop") if getattr(rule, name)]
    return deeds + [f"highlight {word}" for word in rule.highlight]
