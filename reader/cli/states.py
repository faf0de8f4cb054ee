"""What a person does with articles as wholes: read, starred, archived, tagged."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from reader.cli.finding import article_id, article_ids
from reader.cli.job import Job
from reader.domain.clean import clean_line
from reader.domain.counting import counted
from reader.domain.errors import InputError

_STATES: dict[str, dict[str, bool]] = {
    "read": {"read": True},
    "unread": {"read": False},
    "star": {"starred": True},
    "unstar": {"starred": False},
    "archive": {"archived": True},
    "unarchive": {"archived": False},
}


def set_state(job: Job) -> None:
    """Sets the state that the command's name says; tells how many articles were not in it before."""
    job.desk.in_step()
    ids = article_ids(job, job.args.which)
    changed = job.desk.notebook.set(ids, **_STATES[job.args.command]) if ids else 0
    if job.as_json:
        job.json({"changed": changed})
    else:
        job.line(f"{changed} changed")


def tag(job: Job) -> None:
    """Gives an article tags; shows those it has then."""
    job.desk.in_step()
    id_ = article_id(job, job.args.article)
    job.desk.notebook.tag([id_], tag_names(job.args.tags))
    _tell_tags(job, job.desk.notebook.state(id_).tags)


def untag(job: Job) -> None:
    """Takes tags from an article; shows those it has left."""
    job.desk.in_step()
    id_ = article_id(job, job.args.article)
    job.desk.notebook.untag([id_], tag_names(job.args.tags))
    _tell_tags(job, job.desk.notebook.state(id_).tags)


def tag_names(words: list[str]) -> list[str]:
    """Tags as given, cleaned, without the # or the dot that some write before them.

    Raises:
        InputError: one of them is empty.
    """
    names = [clean_line(word).removeprefix("#").removeprefix(".").strip() for word in words]
    if not all(names):
        raise InputError("A tag needs at least one letter.")
    return list(dict.fromkeys(names))


def tags(job: Job) -> None:
    """All tags of articles and marks, the most used first."""
    job.desk.in_step()
    _tell_tags(job, None)


def _tell_tags(job: Job, only: Sequence[str] | None) -> None:
    """Tags with their uses, the most used first; only: those, None for all."""
    articles = {tag: count for tag, (_, count) in job.desk.library.counts().tags.items()}
    marks = Counter(tag for mark in job.desk.notebook.marks() for tag in mark.tags)
    names = sorted({*articles, *marks} if only is None else only, key=str.casefold)
    rows: list[dict[str, Any]] = [
        {"tag": tag, "articles": articles.get(tag, 0), "marks": marks[tag]} for tag in names
    ]
    rows.sort(key=lambda row: row["articles"] + row["marks"], reverse=True)
    if job.as_json:
        job.json_list(rows)
        return
    for row in rows:
        job.line(f"{row['tag']}\t{counted(row['articles'], 'article')}\t{counted(row['marks'], 'mark')}")
