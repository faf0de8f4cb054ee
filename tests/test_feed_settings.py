"""What a person says of a feed, as they type it."""

from pathlib import Path

import pytest

from reader.desk.feed_settings import SETTINGS, read_settings, span_words
from reader.domain.errors import InputError
from reader.domain.feed import SETTINGS as FIELDS
from reader.domain.feed import Feed, new_feed
from tests.glosse import Glosse
from tests.screens import make_desk


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("pace", "30", 1800),
        ("pace", "90 minutes", 5400),
        ("pace", "2h", 7200),
        ("pace", "1 day", 86_400),
        ("pace", "", 0),
        ("keep", "30", 30),
        ("keep", "2 w", 14),
        ("keep", "never", 0),
        ("whole", "Yes", True),
        ("whole", "-", False),
        ("tags", "#a, b  a", ("a", "b")),
        ("tags", "-", ()),
        ("name", "  Mein \x1b[31m Blatt ", "Mein Blatt"),
        ("login", "keyring", "keyring"),
        ("login", "command:pass show x", "command: pass show x"),
        ("login", "none", ""),
    ],
)
def test_what_is_typed_becomes_a_value(name: str, text: str, value: object) -> None:
    assert read_settings([(name, text)]) == {name: value}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pace", "soon"),
        ("pace", "5 y"),
        ("keep", "0.5"),
        ("whole", "perhaps"),
        ("login", "me:secret"),
        ("color", "x"),
    ],
)
def test_what_makes_no_sense_is_told(name: str, text: str) -> None:
    with pytest.raises(InputError):
        read_settings([(name, text)])


def test_what_a_feed_has_is_spoken_as_it_can_be_typed() -> None:
    feed = new_feed(
        "http://a.test/", name="A", tags=("x", "y"), whole=True, pace=5400, keep=30, login="keyring"
    )
    typed = [(setting.name, setting.spoken(feed)) for setting in SETTINGS]
    assert read_settings(typed) == {setting.name: getattr(feed, setting.name) for setting in SETTINGS}
    assert {setting.name for setting in SETTINGS} <= set(FIELDS)
    assert [span_words(n) for n in (0, 60, 5400, 7200, 86_400)] == ["", "1 min", "90 min", "2 h", "1 d"]


def test_settings_are_changed_on_the_command_line_all_or_none(tmp_path: Path) -> None:
    home = tmp_path / "home"
    desk = make_desk(home)
    feed: Feed = new_feed("http://a.test/", title="Abendpost", typed=True)
    desk.library.put_feed(feed)
    desk.close()
    glosse = Glosse(home)
    (row,) = glosse.json("feeds", "set", "abendpost", "pace=2h", "keep=30d", "tags=a b", "whole=yes")
    assert (row["pace"], row["keep"], row["tags"], row["whole"], row["login"]) == (
        7200,
        30,
        ["a", "b"],
        True,
        False,
    )
    done = glosse("feeds", "set", "abendpost", "pace=1h", "keep=soon")
    assert (done.code, "soon" in done.err) == (1, True)
    assert glosse("feeds", "set", "abendpost", "pace").code == 2
    assert glosse.json("feeds")[0]["pace"] == 7200
