"""`glosse` alone: the reader on a terminal; elsewhere the list, and a line on how to open the reader."""

import gc
import sys

from reader.cli.job import Job


def open_reader(job: Job) -> None:
    if sys.stdin.isatty() and sys.stdout.isatty() and not job.as_json:
        _read(job)
        return
    from reader.cli.articles import print_rows
    from reader.domain.query import Query

    print_rows(job, Query())
    job.say("to open the reader, start glosse in a terminal.")


def _read(job: Job) -> None:
    """Nothing is looked through for garbage before the app is whole: of what is imported, all stays."""
    gc.disable()
    try:
        from reader.ui.app import GlosseApp

        job.on_screen = True
        app = GlosseApp(job.desk)
        app.run()
    finally:
        gc.enable()
    job.failed = app.return_code not in (None, 0)
