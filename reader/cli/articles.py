"""Articles in, articles listed: add, list, search."""

import re
import sys
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.finding import query_of
from reader.cli.job import Job
from reader.cli.records import Record, hit_record, row_record, state_word
from reader.cli.states import tag_names
from reader.domain.counting import counted
from reader.domain.errors import GlosseError
from reader.domain.query import Query
from reader.store.library import Hit, Row

if TYPE_CHECKING:
    from reader.desk import Outcome

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_PAGE = 500  # rows asked for at a time
ID_SHOWN = 8  # digits of an id in lists for people


def add(job: Job) -> None:
    """Stores what each word names; what fails is named, the rest is stored."""
    outcomes: list[Outcome] = []
    for word in job.args.paths:
        done = _added(job, word)
        outcomes += done
        for outcome in done:
            _tell(job, outcome)
    if job.as_json:
        job.json([_outcome_record(outcome) for outcome in outcomes])


def _added(job: Job, word: str) -> "list[Outcome]":
    from reader.desk import Outcome

    kind, tags = job.args.kind, tag_names(job.args.tag)
    try:
        if word == "-":
            return job.desk.add_bytes(sys.stdin.buffer.read(), kind=kind, tags=tags, name="Standard input")
        if _ADDRESS.match(word):
            return job.desk.incoming.add_url(word, kind=kind, tags=tags)
        told = partial(_tell_progress, job)
        return job.desk.add_path(Path(word), kind=kind, tags=tags, told=told)
    except GlosseError as error:
        return [Outcome(error=str(error))]
    finally:
        job.progress("")


def _tell_progress(job: Job, done: int) -> None:
    job.progress(f"{counted(done, 'file')} read")


def _tell(job: Job, outcome: "Outcome") -> None:
    if outcome.error:
        job.fail(outcome.error)
    elif not job.as_json:
        became = "added" if outcome.new else "changed" if outcome.changed else "known"
        job.line(f"{became}  {outcome.id[:ID_SHOWN]}  {outcome.title}")


def _outcome_record(outcome: "Outcome") -> Record:
    return {
        "id": outcome.id or None,
        "title": outcome.title or None,
        "new": outcome.new,
        "error": outcome.error or None,
    }


def list_(job: Job) -> None:
    """Articles, newest first unless the query says otherwise."""
    print_rows(job, query_of(job.args.query), job.args.limit)


def print_rows(job: Job, query: Query, limit: int | None = None) -> None:
    rows = _rows(job, query, limit)
    if job.as_json:
        job.json_list(row_record(row) for row in rows)
    elif job.on_terminal:
        _print_table(job, rows)
    else:
        for row in rows:
            job.line("\t".join((row.id, _day(row), state_word(row), row.source, row.title)))


def _rows(job: Job, query: Query, limit: int | None) -> Iterator[Row]:
    library = job.desk.library
    job.desk.in_step()
    keys = library.select(query, limit)
    for at in range(0, len(keys), _PAGE):
        yield from library.rows(keys[at : at + _PAGE])


def _day(row: Row) -> str:
    return (row.published or row.added).astimezone().date().isoformat()


def _print_table(job: Job, rows: Iterator[Row]) -> None:
    """For people: unread ones bold, in tables of one screen or more so that the first ones come at once."""
    from rich.table import Table
    from rich.text import Text

    while batch := list(islice(rows, _PAGE)):
        table = Table(box=None, show_header=False, pad_edge=False, expand=True)
        table.add_column(no_wrap=True, style="dim")
        table.add_column(no_wrap=True, width=2)
        table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
        table.add_column(no_wrap=True, overflow="ellipsis", max_width=20, style="cyan")
        table.add_column(no_wrap=True, style="dim")
        for row in batch:
            title = Text(row.title, style="" if row.read else "bold", end="")
            if row.copies > 1:
                title.append(f" ≡{row.copies}", style="not bold cyan")
            title.append("".join(f" #{tag}" for tag in row.tags), style="green")
            signs = ("★" if row.starred else " ") + (" " if row.read else "●")
            table.add_row(row.id[:ID_SHOWN], signs, title, Text(row.source), _day(row))
        job.console.print(table)


def search(job: Job) -> None:
    """Full text, best first, with a snippet of each."""
    query = query_of(job.args.query)
    job.desk.in_step()
    hits = job.desk.library.search(query, limit=50 if job.args.limit is None else job.args.limit)
    if job.as_json:
        job.json_list(hit_record(hit) for hit in hits)
    elif job.on_terminal:
        for hit in hits:
            _print_hit(job, hit)
    else:
        for hit in hits:
            job.line("\t".join((hit.row.id, hit.row.title, " ".join(hit.snippet.split()))))


def _print_hit(job: Job, hit: Hit) -> None:
    from rich.text import Text

    head = Text(hit.row.id[:ID_SHOWN], style="dim")
    head.append(f"  {hit.row.title}", style="not dim bold")
    head.append(f"  {hit.row.source}", style="not dim cyan")
    snippet = Text(hit.snippet)
    for start, end in hit.hits:
        snippet.stylize("bold yellow", start, end)
    job.console.print(head)
    job.console.print(snippet)
    job.console.print()
