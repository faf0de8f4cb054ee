"""What was saved with other programs, taken in: `glosse import`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.job import Job
from reader.cli.states import tag_names
from reader.domain.counting import counted
from reader.domain.errors import GlosseError

if TYPE_CHECKING:
    from reader.desk.importing import Imported


def import_(job: Job) -> None:
    """Takes in what each word names; what cannot be read is named, the rest is there."""
    done = [imported for word in job.args.paths for imported in _taken(job, word)]
    for one in done if not job.as_json else ():
        job.line(_said(one))
    fetched = _fetched(job, [id_ for one in done for id_ in one.ids]) if job.args.fetch else 0
    if job.as_json:
        job.json(
            [_record(one) for one in done] if len(job.args.paths) > 1 else _record(done[0]) if done else {}
        )
    if fetched and not job.as_json:
        job.line(f"{counted(fetched, 'page')} fetched")


def _taken(job: Job, word: str) -> "list[Imported]":
    tags = tag_names(job.args.tag)

    def told(done: int, total: int) -> None:
        job.progress(f"{done} of {counted(total, 'entry', 'entries')}")

    try:
        source = sys.stdin.buffer.read() if word == "-" else Path(word)
        imported = job.desk.incoming.importing.take(source, name="Standard input", tags=tags, told=told)
    except GlosseError as error:
        job.progress("")
        job.fail(error)
        return []
    job.progress("")
    for problem in imported.problems:
        job.fail(problem if word == "-" else f"{Path(word).name}: {problem}")
    return [imported]


def _fetched(job: Job, ids: Sequence[str]) -> int:
    """How many pages were fetched; those that did not come are named."""
    count = 0

    def told(done: int, total: int) -> None:
        nonlocal count
        count = done
        job.progress(f"{done} of {counted(total, 'page')}")

    missing = job.desk.incoming.fetch_pages(ids, told=told)
    job.progress("")
    for sentence in missing:
        job.fail(sentence)
    return count - len(missing)


def _record(one: "Imported") -> dict[str, object]:
    return {
        "kind": one.kind,
        "added": one.added,
        "known": one.known,
        "marks": one.marks,
        "orphans": one.orphans,
        "skipped": len(one.problems),
    }


def _said(one: "Imported") -> str:
    marks_alone = not one.ids and (one.marks or one.marks_known)
    said = [] if marks_alone else [f"{one.added} added", f"{one.known} known already"]
    said += [counted(one.marks, "mark")] if one.marks or marks_alone else []
    said += [f"{one.orphans} without a place"] if one.orphans else []
    said += [f"{counted(one.marks_known, 'mark')} known already"] if one.marks_known else []
    said += [f"{len(one.problems)} left out"] if one.problems else []
    return f"{one.kind}: {', '.join(said)}"
