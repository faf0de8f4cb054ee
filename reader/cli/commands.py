"""Every command, once: its words, a line of help, and where its code is.

The parser, `glosse --help` and README's table are made from this table. A command's module is imported when the
command is given, so that one pays for its own imports only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reader.domain.mark import COLORS
from reader.export import FORMATS

SOURCES = ("text", "markdown", "html", "feed", "eml", "mbox")


@dataclass(frozen=True, slots=True)
class Argument:
    """One word or option of a command. settings: as argparse takes them."""

    names: tuple[str, ...]
    help: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_option(self) -> bool:
        return self.names[0].startswith("-")

    @property
    def usage(self) -> str:
        """As the help shows it: "QUERY ...", "--limit N"."""
        metavar = str(self.settings.get("metavar", ""))
        shown = f"{self.names[0]} {metavar}".strip() if self.is_option else metavar
        nargs = self.settings.get("nargs")
        shown += "" if self.is_option or nargs in (None, "?") else " ..."
        needed = self.settings.get("required") or (not self.is_option and nargs not in ("?", "*"))
        many = self.settings.get("action") == "append"
        return shown if needed else f"[{shown}]" + "..." * many


@dataclass(frozen=True, slots=True)
class Command:
    """One command. where: its module in this package and the function there, "articles:add"."""

    name: str
    where: str
    help: str
    arguments: tuple[Argument, ...] = ()

    @property
    def usage(self) -> str:
        """Its name and its words, in order."""
        return " ".join([self.name, *(argument.usage for argument in self.arguments)])

    @property
    def takes_query(self) -> bool:
        return any(argument.names[0] in ("query", "which") for argument in self.arguments)


def count(word: str) -> int:
    """A whole number; argparse makes a sentence of the ValueError."""
    if not word.isdecimal():
        raise ValueError
    return int(word)


def span(word: str) -> tuple[int, int]:
    """START:END."""
    start, _, end = word.partition(":")
    return int(start), int(end)


def _words(name: str, metavar: str, help: str, nargs: str | None = None) -> Argument:
    settings = {"metavar": metavar} if nargs is None else {"metavar": metavar, "nargs": nargs}
    return Argument((name,), help, settings)


def _option(names: str, help: str, metavar: str = "", **settings: Any) -> Argument:
    if metavar:
        settings["metavar"] = metavar
    else:
        settings.setdefault("action", "store_true")
    return Argument(tuple(names.split()), help, settings)


_QUERY = _words("query", "QUERY", "as in the reader's search box: words, tag:ukraine, is:unread", "*")
_ARTICLE = _words("article", "ARTICLE", "an id, or the start of one that is unique")
_WHICH = _words("which", "ARTICLE|QUERY", "ids, or a query that finds the articles", "+")
_TAGS = _words("tags", "TAG", "tags, without a #", "+")
_LIMIT = _option("--limit", "at most so many", "N", type=count)
_NOTE = _option("--note", "the note; .word in it becomes a tag", "TEXT")
_TAG = _option("--tag", "a tag; may be given several times", "T", action="append", default=[])
_COLOR = _option("--color", ", ".join(COLORS), "C", choices=COLORS)
_OUT = _option("-o --output", "the file to write; without it standard output", "PATH")


def _state(name: str, help: str) -> Command:
    return Command(name, "states:set_state", help, (_WHICH,))


COMMANDS = (
    Command(
        "add",
        "articles:add",
        "Stores articles: files, folders, addresses, - for standard input",
        (
            _words("paths", "PATH|URL|-", "what to add", "+"),
            _TAG,
            _option("--as", "what it is, when the name does not say", "KIND", dest="kind", choices=SOURCES),
        ),
    ),
    Command(
        "import",
        "importing:import_",
        "Takes in what Pocket, Instapaper, wallabag, Omnivore or Readwise exported",
        (
            _words(
                "paths", "PATH", "files, archives or folders as they were exported, - for standard input", "+"
            ),
            _TAG,
            _option("--fetch", "fetches the pages of which the export has only the address"),
        ),
    ),
    Command("list", "articles:list_", "Articles, newest first", (_QUERY, _LIMIT)),
    Command(
        "show",
        "show:show",
        "One article as it is read",
        (
            _ARTICLE,
            _option("--width", "columns of a line at most", "N", type=count),
            _option("--no-entities", "without names in colour"),
        ),
    ),
    Command("versions", "versions:versions", "Every text an article had, and what changed in it", (_ARTICLE,)),
    Command("search", "articles:search", "Full text, best first, with a snippet", (_QUERY, _LIMIT)),
    Command("entities", "names:entities", "Who and what the matching articles name", (_QUERY, _LIMIT)),
    Command(
        "recognize",
        "names:recognize",
        "Who and what a text names; nothing is stored",
        (
            _words("path", "PATH|-", "a plain text"),
            _option("--lines", "each line is a text of its own; one JSON list a line"),
            _option("--language", "de, en, fr ...; else it is told from the text", "L", default=""),
        ),
    ),
    _state("read", "Marks articles read"),
    _state("unread", "Marks articles unread"),
    _state("star", "Stars articles"),
    _state("unstar", "Takes the star away"),
    _state("archive", "Puts articles in the archive"),
    _state("unarchive", "Takes articles out of the archive"),
    Command("tag", "states:tag", "Gives an article tags", (_ARTICLE, _TAGS)),
    Command("untag", "states:untag", "Takes tags from an article", (_ARTICLE, _TAGS)),
    Command("tags", "states:tags", "All tags, with their articles and marks"),
    Command(
        "mark",
        "marks:mark",
        "Marks a passage, with or without a note",
        (
            _ARTICLE,
            _option("--quote", "the passage, as it stands in the article", "TEXT"),
            _option("--range", "the passage by its place: code points, end exclusive", "START:END", type=span),
            _option("--nth", "which one, when the quote stands there more than once", "N", type=count),
            _NOTE,
            _TAG,
            _COLOR,
        ),
    ),
    Command("marks", "marks:marks", "All marks, or those that the query finds", (_QUERY,)),
    Command(
        "marks edit",
        "marks:edit",
        "Changes the note, tags or colour of marks",
        (
            _words("ids", "ID", "marks' ids, or the starts of such that are unique", "+"),
            _NOTE,
            _TAG,
            _option("--untag", "a tag to take away", "T", action="append", default=[]),
            _COLOR,
        ),
    ),
    Command("marks remove", "marks:remove", "Removes marks", (_words("ids", "ID", "as for marks edit", "+"),)),
    Command(
        "export",
        "export:export",
        "Marks, articles or names in an exchange format",
        (
            _QUERY,
            _option("--format", ", ".join(FORMATS), "F", required=True, choices=tuple(FORMATS)),
            _option("--corrected", "only articles whose names you corrected: training data"),
            _OUT,
        ),
    ),
    Command(
        "import-marks",
        "export:import_marks",
        "Takes in marks from W3C, Hypothesis or Glosse JSON",
        (_words("path", "PATH", "the file, - for standard input"),),
    ),
    Command("feeds", "feeds:feeds", "The feeds you follow"),
    Command(
        "feeds add",
        "feeds:add",
        "Follows the feed at, or behind, an address",
        (
            _words("url", "URL", "of the feed, or of a page that names it"),
            _TAG,
        ),
    ),
    Command(
        "feeds set",
        "feeds:set_",
        "Changes what you say of a feed: name, tags, whole, pace, keep, login",
        (
            _words("feed", "FEED", "as for feeds remove"),
            _words(
                "settings",
                "NAME=VALUE",
                "pace=2h keep=30d whole=yes tags='a b' login=keyring; empty: none",
                "+",
            ),
        ),
    ),
    Command(
        "feeds remove",
        "feeds:remove",
        "Follows a feed no longer; its articles stay",
        (_words("feed", "FEED", "its id or the start of it, its address, or a part of its name"),),
    ),
    Command(
        "fetch",
        "feeds:fetch",
        "Asks feeds for what is new",
        (_words("feed", "FEED", "as for feeds remove; without it, all that are due", "*"),),
    ),
    Command(
        "opml import",
        "feeds:import_opml",
        "Follows what an OPML file, or newsboat's urls file, lists",
        (_words("path", "PATH", "the file, - for standard input"),),
    ),
    Command(
        "opml export",
        "feeds:export_opml",
        "Your feeds as OPML",
        (_words("path", "PATH", "the file to write; without it standard output", "?"),),
    ),
    Command(
        "rules test", "feeds:test_rules", "What the rules of config.toml would do to the articles there are"
    ),
    Command(
        "merge",
        "keeping:merge",
        "Folds another notebook.json into yours",
        (_words("notebook", "NOTEBOOK", "the other notebook"),),
    ),
    Command(
        "check",
        "keeping:check",
        "Looks whether library and notebook are whole",
        (_option("--repair", "mends what can be mended; what was damaged is kept aside"),),
    ),
    Command("stats", "keeping:stats", "Counts, sizes, reading"),
    Command(
        "config",
        "keeping:config",
        "Writes config.toml with every default in a comment",
        (_option("--force", "writes it anew; the old one is kept beside it"),),
    ),
)


def find_command(words: list[str]) -> tuple[Command | None, list[str]]:
    """The command that `words` begin with, the longest name first, and the words behind it."""
    for size in (2, 1):
        name = " ".join(words[:size])
        for command in COMMANDS:
            if command.name == name:
                return command, words[size:]
    return None, words
