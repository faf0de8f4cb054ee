"""Looking after the two files and the settings: check, merge, stats, config."""

from pathlib import Path
from typing import Any

from reader.cli.job import Job
from reader.config import load_config
from reader.domain.counting import counted
from reader.domain.errors import InputError, StoreError


def check(job: Job) -> None:
    """Says what is wrong with library and notebook, and with --repair what was done about it."""
    problems, done = _problems(job), list[str]()
    if job.args.repair:
        done = _repair(job)
        problems = _problems(job)
    if job.as_json:
        job.json({"ok": not problems, "problems": problems, "done": done})
    else:
        for line in [*done, *problems] or ["Library and notebook are whole."]:
            job.line(line)
    job.failed = job.failed or bool(problems)


def _problems(job: Job) -> list[str]:
    return [*_notebook_problems(job.home.notebook), *_library_problems(job.home.library)]


def _notebook_problems(path: Path) -> list[str]:
    from reader.store import notebook

    return notebook.check(path)


def _library_problems(path: Path) -> list[str]:
    from reader.store.library import Library

    if not path.exists():
        return []
    try:
        library = Library(path)
    except StoreError as error:
        return [str(error)]
    try:
        return library.check()
    finally:
        library.close()


def _repair(job: Job) -> list[str]:
    """Mends the one that needs it; what is whole is left alone."""
    from reader.store import library, notebook

    done: list[str] = []
    if _notebook_problems(job.home.notebook):
        done += notebook.repair(job.home.notebook)
    if _library_problems(job.home.library):
        done += library.repair(job.home.library)
    return done


def merge(job: Job) -> None:
    """Folds another machine's notebook into this one."""
    from reader.intake.files import spoken
    from reader.store.notebook import merge as fold_in

    other = Path(job.args.notebook)
    if not other.is_file():
        raise InputError(f"There is no file {spoken(other)}.")
    merged = fold_in(job.desk.notebook, other)
    counts = {name: getattr(merged, name) for name in ("added", "updated", "removed", "conflicts")}
    if job.as_json:
        job.json(counts)
    else:
        done = [f"{counts[name]} {name}" for name in ("added", "updated", "removed")]
        job.line(", ".join([*done, counted(counts["conflicts"], "conflict")]))


def stats(job: Job) -> None:
    """Counts, sizes, reading."""
    facts = _facts(job)
    if job.as_json:
        job.json(facts)
        return
    width = max(map(len, facts))
    for name, value in facts.items():
        job.line(f"{name.replace('_', ' '):<{width}}  {value}")


def _facts(job: Job) -> dict[str, Any]:
    desk = job.desk
    desk.in_step()
    counts, marks = desk.library.counts(), desk.notebook.marks()
    return {
        "articles": counts.all,
        "unread": counts.unread,
        "read": counts.all - counts.unread,
        "starred": counts.starred,
        "archived": counts.archived,
        "feeds": len(desk.library.feeds()),
        "tags": len(counts.tags),
        "marks": len(marks),
        "notes": sum(bool(mark.note) for mark in marks),
        "orphans": sum(mark.status == "orphan" for mark in marks),
        "library": str(job.home.library),
        "library_bytes": desk.library.size(),
        "notebook": str(job.home.notebook),
        "notebook_bytes": job.home.notebook.stat().st_size if job.home.notebook.exists() else 0,
    }


def config(job: Job) -> None:
    """Writes the settings file; one that is there is left alone, unless --force sets it aside."""
    path = job.home.config
    if path.exists() and not job.args.force:
        job.say("The settings file is there already and was left as it is; --force writes it anew.")
        _tell_problems(job)
    else:
        _write_config(job, path)
    if job.as_json:
        job.json({"config": str(path)})
    else:
        job.line(str(path))


def _tell_problems(job: Job) -> None:
    from reader.keymap import Keymap

    settings = load_config(job.home.config)
    for problem in (*settings.problems, *Keymap(settings.keys).problems):
        job.fail(problem)


def _write_config(job: Job, path: Path) -> None:
    from reader.config.writing import written
    from reader.keymap import VERBS

    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        kept = path.with_name(path.name + ".old")
        path.replace(kept)
        job.say(f"The old settings are kept as {kept.name}.")
    path.write_text(written((verb.id, verb.keys, verb.help) for verb in VERBS), encoding="utf-8")
