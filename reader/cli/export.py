"""Out of the library in a format that other programs read, and marks back in."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from reader.cli.finding import query_of, read_input
from reader.cli.job import Job, WrongWords
from reader.domain.article import Article
from reader.domain.counting import counted
from reader.domain.errors import InputError, NotFound
from reader.domain.mark import Mark, Status
from reader.export import FORMATS, Item, render
from reader.export.marks_in import UNKNOWN


def export(job: Job) -> None:
    """Writes what the query finds; marks whose article the library no longer has are there without a query."""
    job.desk.in_step()
    items = list(_items(job, FORMATS[job.args.format]))
    if job.args.format == "brat":
        _write_brat(job, items)
        return
    text = render(job.args.format, items)
    if job.args.output in (None, "-"):
        sys.stdout.write(text)
    else:
        with Path(job.args.output).open("w", encoding="utf-8", newline="") as file:
            file.write(text)


def _write_brat(job: Job, items: list[Item]) -> None:
    from reader.export.brat import files

    if job.args.output is None:
        if len(items) > 1:
            raise WrongWords("brat has two files for each article; say which folder they go to with -o FOLDER.")
        sys.stdout.write(render("brat", items))
        return
    folder = Path(job.args.output)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files(items).items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            file.write(text)


def _items(job: Job, of: str) -> Iterator[Item]:
    """The articles to export, with what the format needs of them."""
    desk, marks = job.desk, dict[str, list[Mark]]()
    for mark in desk.notebook.marks():
        marks.setdefault(mark.article, []).append(mark)
    query = query_of(job.args.query)
    ids = desk.library.ids(query)
    if job.args.corrected:
        kept = set(desk.library.corrected())
        ids = [id_ for id_ in ids if id_ in kept]
    for number, id_ in enumerate(ids, 1):
        own = tuple(sorted(marks.pop(id_, ()), key=lambda m: (m.start, m.end)))
        if own or of != "marks":
            job.progress(f"{number} of {counted(len(ids), 'article')}")
            article = desk.library.get(id_)
            mentions = () if of == "marks" else tuple(desk.mentions(article))
            yield Item(article, desk.notebook.state(id_), own, mentions)
    job.progress("")
    if of != "names" and not query and not job.args.corrected:
        yield from (_without_article(job, own) for own in marks.values())


def _without_article(job: Job, marks: list[Mark]) -> Item:
    """Marks whose article is gone, with what they themselves know of it."""
    first = marks[0]
    article = Article(first.article, "", (), first.title, first.created, url=first.url)
    return Item(article, job.desk.notebook.state(first.article), tuple(marks))


def import_marks(job: Job) -> None:
    """Takes marks in; those that are there already count only when the file's are newer."""
    from reader.export.marks_in import read_marks
    from reader.intake.decode import decode
    from reader.intake.files import spoken

    name = "Standard input" if job.args.path == "-" else spoken(job.args.path)
    read = read_marks(decode(read_input(job.args.path), name=name), name)
    if not read.marks and read.strange:
        raise InputError(f"{name} holds no mark that can be understood.")
    known = {mark.id: mark for mark in job.desk.notebook.marks()}
    fresh = {mark.id: mark for mark in read.marks if _is_news(mark, known)}
    job.desk.notebook.put_marks([_placed(job, mark) for mark in fresh.values()], "import")
    added = sum(id_ not in known for id_ in fresh)
    skipped = len(read.marks) - len(fresh) + read.strange
    if job.as_json:
        job.json({"added": added, "updated": len(fresh) - added, "skipped": skipped})
    else:
        job.line(f"{added} added, {len(fresh) - added} updated, {skipped} skipped")


def _is_news(mark: Mark, known: dict[str, Mark]) -> bool:
    return mark.id not in known or mark.modified > known[mark.id].modified


def _placed(job: Job, mark: Mark) -> Mark:
    """The mark where its words stand in the article; an orphan when the library does not have that."""
    from reader.domain.anchor import anchor

    if mark.created == UNKNOWN:
        mark = replace(mark, created=datetime.now(UTC))
    mark = replace(mark, modified=max(mark.modified, mark.created))
    try:
        article = job.desk.library.get(mark.article)
    except NotFound:
        return replace(mark, status=Status.ORPHAN if mark.quote else mark.status)
    found = anchor(replace(mark, title=article.title, url=article.url), article.text)
    if found.status is Status.MOVED and not mark.end:  # the file told no place that it could have moved from
        return replace(found, status=Status.ANCHORED)
    return found
