"""Numbers and their words: one feed, two feeds, wherever the command line counts."""

import re
from pathlib import Path

import pytest

from reader.domain.counting import counted
from tests.glosse import Glosse

WORDS = "articles|changes|entries|feeds|files|marks|pages|rows|searches|words"


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, ("feed",), "0 feeds"),
        (1, ("feed",), "1 feed"),
        (2, ("feed",), "2 feeds"),
        (1, ("entry", "entries"), "1 entry"),
        (3, ("entry", "entries"), "3 entries"),
    ],
)
def test_a_word_takes_its_form_from_its_number(number: int, words: tuple[str, ...], said: str) -> None:
    assert counted(number, *words) == said


def test_the_command_line_writes_no_word_for_many_behind_a_number_itself() -> None:
    rooms = Path(__file__).parent.parent / "reader"
    loose = re.compile(rf"\}} (?:new )?(?:{WORDS})\b")
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted(rooms.joinpath("cli").glob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if loose.search(line)
    ]
    assert found == []


def test_one_feed_is_one_feed(tmp_path: Path) -> None:
    glosse, urls = Glosse(tmp_path / "home"), tmp_path / "urls"
    urls.write_text("https://a.test/1\nexec:make.sh\n", encoding="utf-8")
    done = glosse("opml", "import", urls)
    assert (done.code, done.out) == (1, "1 feed followed that was not yet\n")
    assert done.err == "glosse: urls: Line 2: a program writes this feed; it is not run.\n"
    urls.write_text(
        'https://a.test/1\nhttps://a.test/2\nhttps://a.test/3\n"query:Neu:unread = \\"yes\\""\n',
        encoding="utf-8",
    )
    assert glosse.ok("opml", "import", urls) == (
        "2 feeds followed that were not yet, 1 followed already, 1 search saved\n"
    )
