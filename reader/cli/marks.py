"""Marks without a screen: made by their words or their place, listed, changed, removed."""

import re
from collections.abc import Sequence

from reader.cli.finding import article_id
from reader.cli.job import Job, WrongWords
from reader.cli.records import mark_record
from reader.cli.states import tag_names
from reader.domain.article import Article
from reader.domain.clean import clean, clean_line
from reader.domain.errors import Ambiguous, InputError, NotFound
from reader.domain.mark import COLORS, Mark

_AROUND = 30  # characters of context when places are shown


def mark(job: Job) -> None:
    """Makes one mark; without a place, a note on the whole article."""
    args = job.args
    if args.quote and args.range:
        raise WrongWords("Give --quote or --range, not both.")
    if not (args.quote or args.range or args.note):
        raise WrongWords(
            "Say what to mark: --quote TEXT or --range START:END; or --note TEXT for the whole article."
        )
    article = job.desk.library.get(article_id(job, args.article))
    note, tags = clean(args.note or "").strip(), tag_names(args.tag)
    if not (args.quote or args.range):
        made = job.desk.marks.whole(article, note)
        made = job.desk.marks.retag(made, tags)[0] if tags else made
    else:
        start, end = args.range or _place(article, args.quote, args.nth)
        _check_range(article, start, end)
        made = job.desk.marks.make(article, start, end, note=note, tags=tags, color=args.color or COLORS[0])
    _tell(job, made)


def _check_range(article: Article, start: int, end: int) -> None:
    if not 0 <= start < end <= len(article.text):
        raise InputError(
            f"{start}:{end} is no range of that article; its text has {len(article.text)} characters."
        )


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _place(article: Article, quote: str, nth: int | None) -> tuple[int, int]:
    """Where the quote stands; white space in it stands for any.

    Raises:
        NotFound: nowhere, or not so often.
        Ambiguous: more than once, and `nth` does not say which.
    """
    words = clean_line(quote).split()
    if not words:
        raise InputError("The quote is empty.")
    found = [m.span() for m in re.finditer(r"\s+".join(map(re.escape, words)), article.text)]
    if not found:
        raise NotFound(f"“{clean_line(quote)}” does not stand in “{article.title}”.")
    if nth is None and len(found) > 1:
        raise Ambiguous(
            f"“{clean_line(quote)}” stands {len(found)} times in “{article.title}”; say which with --nth.",
            [f"--nth {n}  {_context(article, *span)}" for n, span in enumerate(found, 1)],
        )
    if nth is not None and not 1 <= nth <= len(found):
        raise NotFound(f"“{clean_line(quote)}” stands only {_times(len(found))} in “{article.title}”.")
    return found[(nth or 1) - 1]


def _context(article: Article, start: int, end: int) -> str:
    around = article.text[max(0, start - _AROUND) : end + _AROUND]
    return f"{start}:{end}  …{clean_line(around)}…"


def _tell(job: Job, made: Mark) -> None:
    if job.as_json:
        job.json(mark_record(made))
    else:
        job.line(_line(made))


def _line(mark: Mark) -> str:
    """A mark on one line: id, quote, note, tags, where."""
    parts = [mark.id, f"“{clean_line(mark.quote)}”" if mark.quote else "(whole article)", clean_line(mark.note)]
    parts += [" ".join(f"#{tag}" for tag in mark.tags), "" if mark.status == "anchored" else mark.status.value]
    return "\t".join(part for part in (*parts, clean_line(mark.title)) if part)


def marks(job: Job) -> None:
    """All marks, or those that the query finds; the newest first."""
    job.desk.in_step()
    _tell_all(job, [row.mark for row in job.desk.marks.find(" ".join(job.args.query).strip())])


def _tell_all(job: Job, found: Sequence[Mark]) -> None:
    if job.as_json:
        job.json_list(map(mark_record, found))
    elif job.on_terminal:
        _print_marks(job, found)
    else:
        for each in found:
            job.line(_line(each))


def _print_marks(job: Job, found: Sequence[Mark]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from reader.cli.show import GROUNDS

    for each in found:
        head = Text(each.id, style="dim")
        head.append(f"  {clean_line(each.title)}", style="not dim bold")
        head.append("" if each.status == "anchored" else f"  ({each.status.value})", style="not dim red")
        job.console.print(head)
        quote = Text(clean_line(each.quote), style=GROUNDS.get(each.color, ""))
        note = Text(clean(each.note)) if each.note else Text()
        note.append("".join(f" #{tag}" for tag in each.tags), style="green")
        for text in (quote, note):
            if text.plain:
                job.console.print(Padding(text, (0, 0, 0, 2)))
        job.console.print()


def edit(job: Job) -> None:
    """Changes what the options say of marks, as one step of undo."""
    args, verbs = job.args, job.desk.marks
    if args.note is None and not args.tag and not args.untag and args.color is None:
        raise WrongWords("Say what to change: --note, --tag, --untag or --color.")
    chosen = _named(job, args.ids)
    with verbs.batch("edit"):
        if args.note is not None:
            chosen = [verbs.note(mark, clean(args.note).strip()) for mark in chosen]
        if args.tag or args.untag:
            chosen = verbs.retag(chosen, tag_names(args.tag), tag_names(args.untag))
        if args.color is not None:
            chosen = verbs.recolor(chosen, args.color)
    _tell_all(job, chosen)


def remove(job: Job) -> None:
    """Removes marks, and shows them a last time."""
    chosen = _named(job, job.args.ids)
    job.desk.marks.remove([mark.id for mark in chosen])
    _tell_all(job, chosen)


def _named(job: Job, words: Sequence[str]) -> list[Mark]:
    """The marks that the words name; a word that names none is told, the others count."""
    found: dict[str, Mark] = {}
    for word in words:
        try:
            mark = job.desk.notebook.mark(word.strip().lower())
            found[mark.id] = mark
        except NotFound as error:
            job.fail(error)
    return list(found.values())
