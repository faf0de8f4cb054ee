"""What can be set, as frozen values: each field carries its default, its check and its comment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

CITATIONS = ("plain", "markdown", "apa", "din")
RECOGNIZERS = ("trained", "tables")
_LOOK = "How it looks"
_READ = "How it reads"
_IN = "What comes in"


@dataclass(frozen=True, slots=True)
class Check:
    """What a value must be: `fits` says whether it is, `says` describes it ("a number from 40 to 100")."""

    says: str
    fits: Callable[[Any], bool]


def _between(low: float, high: float, unit: str = "") -> Check:
    def fits(value: Any) -> bool:
        number = isinstance(value, int if isinstance(low, int) else (int, float)) and not isinstance(
            value, bool
        )
        return number and low <= value <= high

    return Check(f"a number from {low:g} to {high:g}{unit}", fits)


def _one_of(*choices: str) -> Check:
    return Check("one of " + ", ".join(f'"{c}"' for c in choices), lambda value: value in choices)


def _strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


TEXT = Check('text in quotation marks ("...")', lambda value: isinstance(value, str))
SWITCH = Check("true or false", lambda value: isinstance(value, bool))
TEXTS = Check('a list of texts (["...", "..."])', _strings)


def _set(default: Any, check: Check, comment: str, group: str = "") -> Any:
    """A field of the settings: its default, its check, the comment above it in the file."""
    return field(default=default, metadata={"check": check, "comment": comment, "group": group})


@dataclass(frozen=True, slots=True)
class FetchConfig:
    """How the network is asked. Times are seconds, sizes bytes."""

    user_agent: str = _set("", TEXT, "Who asks, as servers see it; empty: Glosse and its version.")
    allow_hosts: tuple[str, ...] = _set(
        (), TEXTS, "Hosts of your own network that may be asked although their address is private."
    )
    proxy: str = _set(
        "",
        TEXT,
        'A proxy ("http://proxy:3128"); empty: HTTPS_PROXY, HTTP_PROXY and NO_PROXY hold; "none": none.',
    )
    parallel: int = _set(8, _between(1, 32), "Servers asked at the same time; each gets one connection.")
    timeout: float = _set(20.0, _between(1.0, 300.0, " seconds"), "Seconds after which a server is given up.")
    max_bytes: int = _set(
        10_000_000, _between(100_000, 200_000_000), "Bytes after which an answer is cut off, unpacked."
    )
    redirects: int = _set(5, _between(0, 20), "Redirects that are followed.")
    entries: int = _set(500, _between(1, 10_000), "Entries that are read of one feed.")
    pace: int = _set(30, _between(1, 10_080, " minutes"), "Minutes between two fetches of a feed by `F`.")


@dataclass(frozen=True, slots=True)
class Rule:
    """What happens on arrival to each article that `when`, a query, finds."""

    when: str
    tag: tuple[str, ...] = ()
    star: bool = False
    read: bool = False
    archive: bool = False
    drop: bool = False
    highlight: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. `problems` has one sentence for each line of the file that means nothing."""

    theme: str = _set("", TEXT, 'A theme\'s name ("nord", "gruvbox", ...); empty: the program\'s own.', _LOOK)
    measure: int = _set(72, _between(40, 100, " columns"), "Columns of an article's lines at most.", _LOOK)
    sidebar_width: int = _set(38, _between(20, 80, " columns"), "Columns of the list beside it.", _LOOK)
    entities: bool = _set(True, SWITCH, "People, organisations and places in colour.", _LOOK)
    legend: bool = _set(True, SWITCH, "The line that says which colour is what.", _LOOK)
    read_after: float = _set(
        1.0,
        _between(-1.0, 3600.0, " seconds"),
        "Seconds after which an open article counts as read; 0: at once, -1: never by itself.",
        _READ,
    )
    citation: str = _set(
        "plain", _one_of(*CITATIONS), f"The style of a copied citation: {', '.join(CITATIONS)}.", _READ
    )
    editor: str = _set("", TEXT, "The command that edits a long note; empty: $VISUAL or $EDITOR.", _READ)
    review: int = _set(7, _between(1, 100), "Marks in a daily review.", _READ)
    recognizer: str = _set(
        "trained",
        _one_of(*RECOGNIZERS),
        'Who finds names: "trained", or "tables", which is rougher and takes less time and memory.',
        _IN,
    )
    seeds: bool = _set(True, SWITCH, "The seed articles, put in at the first start.", _IN)
    watch: tuple[str, ...] = _set((), TEXTS, "Folders whose new files are added by themselves.", _IN)
    fetch: FetchConfig = FetchConfig()
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rules: tuple[Rule, ...] = ()
    problems: tuple[str, ...] = ()


RULE = {
    "when": TEXT,
    "tag": TEXTS,
    "star": SWITCH,
    "read": SWITCH,
    "archive": SWITCH,
    "drop": SWITCH,
    "highlight": TEXTS,
}
