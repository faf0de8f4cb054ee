"""Every text that an article had, and what changed from one to the next."""

from itertools import pairwise

from rich.text import Text

from reader.cli.finding import article_id
from reader.cli.job import Job
from reader.cli.records import Record, moment
from reader.domain.amendment import amendments
from reader.domain.difference import Kind, Passage, Piece, difference, passages
from reader.store.library import Version

_MARKS = {Kind.IN: ("{+", "+}"), Kind.OUT: ("[-", "-]"), Kind.SAME: ("", "")}
_STYLES = {Kind.IN: "green underline", Kind.OUT: "red strike", Kind.SAME: ""}


def versions(job: Job) -> None:
    """The oldest first, with the paragraphs that changed since the one before.

    What went stands in [-...-], what came in {+...+}; on a terminal with colours these are drawn instead.
    """
    found = job.desk.library.versions(article_id(job, job.args.article))
    changes = [[], *(difference(old.article.text, new.article.text) for old, new in pairwise(found))]
    if job.as_json:
        job.json([_record(version, pieces) for version, pieces in zip(found, changes, strict=True)])
        return
    for version, pieces in zip(found, changes, strict=True):
        seen = version.seen.astimezone()
        job.line(f"{version.number}\t{seen:%Y-%m-%d %H:%M}\t{version.article.title}")
        for passage in passages(pieces):
            if passage.changed:
                _print(job, passage)
        for start, end in amendments(version.article):
            job.line(f"  ⚠ {' '.join(version.article.text[start:end].split())}")


def _print(job: Job, passage: Passage) -> None:
    if job.on_terminal and job.console.color_system:
        job.console.print(Text.assemble("  ", *((p.text, _STYLES[p.kind]) for p in passage.pieces)))
    else:
        words = "".join(piece.text.join(_MARKS[piece.kind]) for piece in passage.pieces)
        job.line(f"  {words}")


def _record(version: Version, pieces: list[Piece]) -> Record:
    article = version.article
    return {
        "version": version.number,
        "seen": moment(version.seen),
        "title": article.title,
        "words": article.words,
        "text": article.text,
        "corrections": [list(place) for place in amendments(article)],
        "difference": [{"kind": piece.kind.value, "text": piece.text} for piece in pieces],
    }
