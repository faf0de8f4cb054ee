"""What a person does with articles as wholes: read, starred, archived, tagged."""

from collections import Counter

from reader.cli.finding import article_id, article_ids
from reader.cli.job import Job
from reader.domain.clean import clean_line
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
    _tell(job, job.desk.notebook.set(ids, **_STATES[job.args.command]) if ids else 0)


def tag(job: Job) -> None:
    job.desk.in_step()
    id_ = article_id(job, job.args.article)
    _tell(job, job.desk.notebook.tag([id_], tag_names(job.args.tags)))


def untag(job: Job) -> None:
    job.desk.in_step()
    id_ = article_id(job, job.args.article)
    _tell(job, job.desk.notebook.untag([id_], tag_names(job.args.tags)))


def tag_names(words: list[str]) -> list[str]:
    """Tags as given, cleaned, without the # that some write before them.

    Raises:
        InputError: one of them is empty.
    """
    names = [clean_line(word).removeprefix("#").strip() for word in words]
    if not all(names):
        raise InputError("A tag needs at least one letter.")
    return list(dict.fromkeys(names))


def _tell(job: Job, changed: int) -> None:
    if job.as_json:
        job.json({"changed": changed})
    else:
        job.line(f"{changed} changed")


def tags(job: Job) -> None:
    """All tags of articles and marks, the most used first."""
    job.desk.in_step()
    articles = {tag: count for tag, (_, count) in job.desk.library.counts().tags.items()}
    marks = Counter(tag for mark in job.desk.notebook.marks() for tag in mark.tags)
    rows = [(tag, articles.get(tag, 0), marks[tag]) for tag in sorted({*articles, *marks}, key=str.casefold)]
    rows.sort(key=lambda row: row[1] + row[2], reverse=True)
    if job.as_json:
        job.json_list({"tag": tag, "articles": a, "marks": m} for tag, a, m in rows)
        return
    for tag, a, m in rows:
        job.line(f"{tag}\t{a} articles\t{m} marks")
