"""Who and what: the names of the library's articles, and those of any text."""

import json
from typing import TYPE_CHECKING

from reader.cli.finding import query_of, read_input
from reader.cli.job import Job
from reader.cli.offsets import Given
from reader.cli.records import Record, entity_record, mention_record
from reader.domain.counting import counted
from reader.store.library import EntityRow

if TYPE_CHECKING:
    from reader.entities.gazetteer import Gazetteer
    from reader.entities.trained import Trained


def entities(job: Job) -> None:
    """Who and what the matching articles name; articles that are not yet looked through are so now."""
    from reader.desk.background import recognise_all

    desk = job.desk
    desk.in_step()
    query = query_of(job.args.query)
    ids = desk.library.ids(query)
    recognise_all(
        desk, ids, lambda done: job.progress(f"Looking for names: {done} of {counted(len(ids), 'article')}")
    )
    job.progress("")
    limit = 1_000_000 if job.args.limit is None else job.args.limit
    rows = desk.library.entities(query=query if query else None, limit=limit)
    if job.as_json:
        job.json_list(map(entity_record, rows))
    elif job.on_terminal:
        _print_table(job, rows)
    else:
        for row in rows:
            job.line("\t".join((row.kind.value, row.entity, str(row.mentions), str(row.articles))))


def _print_table(job: Job, rows: list[EntityRow]) -> None:
    from rich.table import Table
    from rich.text import Text

    from reader.cli.show import KINDS

    table = Table(box=None, pad_edge=False)
    for heading in ("", "name", "mentions", "articles", "also as"):
        table.add_column(heading, justify="right" if heading in ("mentions", "articles") else "left")
    for row in rows:
        name = Text(row.entity, style=KINDS.get(row.kind, ""))
        aliases = Text(", ".join(row.aliases[:3]), style="dim")
        table.add_row(row.kind.value, name, str(row.mentions), str(row.articles), aliases)
    job.console.print(table)


def recognize(job: Job) -> None:
    """The names of a plain text, or of each of its lines; nothing is stored."""
    from reader.entities import open_recognizer, shortfall
    from reader.intake.decode import decode
    from reader.intake.files import spoken
    from reader.intake.language import language_of

    name = "Standard input" if job.args.path == "-" else spoken(job.args.path)
    text = decode(read_input(job.args.path), name=name)
    language = job.args.language or language_of(text)
    if why := shortfall():
        job.say(why)
    recognizer = open_recognizer()
    if job.args.lines:
        for line in text.removesuffix("\n").split("\n"):
            print(json.dumps(_mentions(recognizer, line, language), ensure_ascii=False))
        return
    found = _mentions(recognizer, text, language)
    if job.as_json:
        job.json({"language": language, "mentions": found})
        return
    for mention in found:
        job.line(
            f"{mention['start']}\t{mention['end']}\t{mention['kind']}\t{mention['text']}\t{mention['entity']}"
        )


def _mentions(recognizer: "Gazetteer | Trained", raw: str, language: str) -> list[Record]:
    """The mentions of a text, their offsets and words as in the text given; an amount's currency is one of its own."""
    given = Given(raw)
    found = []
    for mention in recognizer.recognize(given.text, language=language, inside=True):
        start, end = given.span(mention.start, mention.end)
        found.append({**mention_record(mention, given.text), "start": start, "end": end})
    return found
