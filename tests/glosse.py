"""The command line in this process: words in; exit code, output and errors out."""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.cli import main


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


class Glosse:
    """Runs `glosse` with the home at `home`; `ok` and `json` expect it to go well."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *words: str | Path, stdin: bytes = b"") -> Done:
        out, err, old = io.StringIO(), io.StringIO(), sys.stdin
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = main(["--home", str(self.home), *map(str, words)])
        finally:
            sys.stdin = old
        return Done(code, out.getvalue(), err.getvalue())

    def ok(self, *words: str | Path, stdin: bytes = b"") -> str:
        done = self(*words, stdin=stdin)
        assert (done.code, done.err) == (0, ""), done
        return done.out

    def json(self, *words: str | Path, stdin: bytes = b"") -> Any:
        return json.loads(self.ok(*words, "--json", stdin=stdin))

    def files(self) -> dict[str, bytes]:
        """What is in the home, byte for byte."""
        return {str(p.relative_to(self.home)): p.read_bytes() for p in self.home.rglob("*") if p.is_file()}


def one_sentence(done: Done) -> None:
    """Expects what every failure looks like: code 1, one clear sentence, no escape sequence on any stream."""
    assert done.code == 1, done
    for stream in (done.out, done.err):
        assert not set(stream) & {"\x1b", "\x9b", "\x07"}, stream
    [line] = done.err.splitlines()
    assert line.startswith("glosse: ")
    assert line.endswith((".", "?", "”"))
    assert "Traceback" not in done.err
