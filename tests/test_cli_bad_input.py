"""Bad input over the command line: one clear sentence, code 1, no escape sequence on any stream, nothing lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.glosse import Glosse, one_sentence

ESC = "\x1b[31m\x1b]0;owned\x07\x9b2J"


@pytest.fixture
def glosse(used_home: Path, tmp_path: Path) -> Glosse:
    return Glosse(Path(shutil.copytree(used_home, tmp_path / "home")))


def missing(folder: Path) -> Path:
    return folder / "nothing.txt"


def unreadable(folder: Path) -> Path:
    path = folder / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user reads everything")
    return path


def refused_by_the_system(folder: Path) -> Path:
    path = Path("/proc/self/mem")  # opens, and then gives an input/output error to everyone
    if not path.exists():
        pytest.skip("this system has no such file")
    return path


def without_articles(folder: Path) -> Path:
    (folder / "below").mkdir()
    (folder / "below" / "picture.png").write_bytes(b"\x89PNG")
    return folder / "below"


def no_text(folder: Path) -> Path:
    path = folder / "bytes.txt"
    path.write_bytes(bytes(range(256)) * 8)
    return path


def empty(folder: Path) -> Path:
    path = folder / "empty.md"
    path.write_bytes(b" \n\t\n")
    return path


def huge(folder: Path) -> Path:
    path = folder / "huge.txt"
    with path.open("wb") as file:
        file.write(b"Ein Wort. ")
        file.truncate(50_000_000)
    return path


def missing_with_escapes(folder: Path) -> Path:
    return folder / f"{ESC}.txt"


def empty_with_escapes(folder: Path) -> Path:
    path = folder / f"{ESC.replace('/', '')}.txt"
    path.write_bytes(b"")
    return path


def a_pipe(folder: Path) -> Path:
    path = folder / "pipe.txt"
    os.mkfifo(path)
    return path


def a_name_of_bytes(folder: Path) -> Path:
    return folder / os.fsdecode(b"\xff\xfe.txt")


def a_name_with_a_nul(folder: Path) -> Path:
    return folder / "a\0b.txt"


def a_name_too_long(folder: Path) -> Path:
    return folder / ("a" * 300 + ".txt")


@pytest.mark.parametrize(
    "make",
    [
        missing,
        unreadable,
        refused_by_the_system,
        without_articles,
        no_text,
        empty,
        huge,
        missing_with_escapes,
        empty_with_escapes,
        a_pipe,
        a_name_of_bytes,
        a_name_with_a_nul,
        a_name_too_long,
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_nothing_is_lost(
    glosse: Glosse, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    listed, notebook = glosse.json("list"), glosse.files()["notebook.json"]
    one_sentence(glosse("add", make(tmp_path)))
    assert glosse.json("list") == listed
    assert glosse.files()["notebook.json"] == notebook


def test_escape_sequences_in_a_title_reach_no_stream(glosse: Glosse) -> None:
    text = f"{ESC}Titel{ESC}\n\nEin{ESC} Satz{ESC}, der hier steht.\n"
    [added] = glosse.json("add", "-", "--tag", f"a{ESC}", stdin=text.encode("utf-8", "surrogatepass"))
    glosse.ok("mark", added["id"], "--quote", "der hier", "--note", f"n{ESC}", "--tag", f"t{ESC}")
    for words in (
        ("list",),
        ("show", added["id"]),
        ("search", "Satz"),
        ("marks",),
        ("tags",),
        ("list", "--json"),
    ):
        out = glosse.ok(*words)
        assert not set(out) & {"\x1b", "\x9b", "\x07"}
        assert "\\u001b" not in out


@pytest.mark.parametrize(
    "words",
    [
        ("show", f"abc{ESC}"),
        ("list", f"x{ESC}:y"),
        (f"li{ESC}st",),
        ("recognize", f"/{ESC}"),
        ("merge", f"/{ESC}"),
        ("import-marks", f"/{ESC}"),
        ("fetch", f"no feed {ESC}"),
        ("mark", "0", "--quote", ESC),
        ("export", "--format", "json", "-o", f"/no/{ESC}"),
    ],
)
def test_words_with_escape_sequences_come_back_without_them(glosse: Glosse, words: tuple[str, ...]) -> None:
    done = glosse(*words)
    assert "Traceback" not in done.err
    assert not set(done.out + done.err) & {"\x1b", "\x9b", "\x07"}


def glosse_process(home: Path, *words: str, **more: object) -> "subprocess.CompletedProcess[bytes]":
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    argv = [sys.executable, "-m", "reader", "--home", str(home), *words]
    return subprocess.run(argv, env=env, capture_output=True, timeout=60, **more)  # type: ignore[call-overload,no-any-return]


def test_a_home_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = glosse_process(tmp_path / "file" / "home", "list")
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_a_reader_that_goes_away_ends_it_quietly(glosse: Glosse) -> None:
    argv = [sys.executable, "-m", "reader", "--home", str(glosse.home), "list", "--json"]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_ctrl_c_ends_it_quietly(glosse: Glosse) -> None:
    import signal

    def heard() -> None:
        """As in a terminal: what starts the tests may have the signal ignored."""
        signal.signal(signal.SIGINT, signal.default_int_handler)

    argv = [sys.executable, "-m", "reader", "--home", str(glosse.home), "add", "-"]
    with subprocess.Popen(
        argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heard
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b"Wort " * 100_000)  # more than a pipe holds: when it is written, it is being read
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_a_terminal_without_unicode_shows_what_it_can(glosse: Glosse) -> None:
    env = {"PATH": os.environ["PATH"], "HOME": str(glosse.home), "PYTHONIOENCODING": "ascii"}
    argv = [sys.executable, "-m", "reader", "--home", str(glosse.home), "add", "-"]
    done = subprocess.run(argv, env=env, input="Überschrift\n\nEin Satz.\n".encode(), capture_output=True)
    assert done.returncode == 0
    assert b"?berschrift" in done.stdout


def test_debug_shows_where_an_error_came_from(glosse: Glosse, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="nothing"):
        glosse("--debug", "recognize", missing(tmp_path))
