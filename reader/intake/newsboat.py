"""newsboat's urls file: one feed a line, its tags behind it; "~name" renames, "!" hides, "query:" is a search.

A query feed's filter is turned into our query language as far as its words have a counterpart there.
"""

import re
import shlex

from reader.domain.clean import clean_line
from reader.domain.errors import InputError, QueryError
from reader.domain.feed import Feed, new_feed
from reader.domain.query import parse
from reader.intake.listed import Listed, feed_address, login_left_out

_CONDITION = re.compile(
    r"""age\s*(?:<=?|between\s+["']?0:)\s*["']?(?P<days>\d+)["']?"""
    r"""|(?P<field>\w+)\s*(?P<op>=~|!~|!=|==|=|\#|!\#)\s*["'](?P<value>[^"']*)["']"""
)
_GLUE = re.compile(r"[\s()]*(?:and|or)?[\s()]*")  # what may stand between two conditions
_JOINED = re.compile(r"""("[^"]*")|\b(?:and|or)\b""")
_PATTERN = re.compile(r"[.*+?|^$()\[\]{}\\]")  # what makes more than words of a regular expression
_FIELDS = {"tags": "tag", "feedtitle": "feed", "rssurl": "feed", "title": "title", "author": "author"}
_FIELDS |= {"content": "text"}
_STATES = {"unread": ("is:unread", "is:read"), "flags": ("is:starred", "")}


def parse_urls(data: bytes) -> Listed:
    """The feeds and searches of a urls file.

    Raises:
        InputError: there is neither in it.
    """
    feeds: list[Feed] = []
    searches: list[tuple[str, str]] = []
    left: list[str] = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        words = _words(line)
        if not words or not words[0].strip(" -=_*#"):  # a line that parts others
            continue
        url = feed_address(words[0])
        if words[0].startswith("query:"):
            said = _saved(words, searches)
        elif url:
            feeds.append(_feed(url, words[1:]))
            said = login_left_out(words[0], url)
        else:
            said = _unfollowed(words[0])
        left += [f"Line {number}: {said}"] if said else []
    if not feeds and not searches:
        raise InputError("There is no feed in that file.")
    return Listed(tuple(feeds), tuple(searches), tuple(left))


def _words(line: str) -> list[str]:
    """The words of a line; double quotation marks hold several together, a last one may be missing."""
    for text in (line, f'{line}"'):
        lexer = shlex.shlex(text, posix=True, punctuation_chars=False)
        lexer.whitespace_split, lexer.commenters, lexer.quotes = True, "", '"'
        try:
            words = list(lexer)
        except ValueError:
            continue
        return words[: next((at for at, word in enumerate(words) if word.startswith("#")), None)]
    return line.split()


def _saved(words: list[str], searches: list[tuple[str, str]]) -> str:
    """Puts what a query feed looks for to `searches`; what is to be said of one that cannot be put in our words."""
    name, query = _search(words[0])
    name = next((clean_line(word[1:]) for word in words[1:] if word.startswith("~")), name)
    if not query:
        return f"the search “{name}” has no counterpart."
    searches.append((name, query))
    return ""


def _unfollowed(word: str) -> str:
    """Why a line is followed in no way."""
    if word.startswith("exec:"):
        return "a program writes this feed; it is not run."
    if word.startswith("filter:"):
        inside = re.search(r":(https?://.*)", word)
        url = f": {clean_line(inside[1])} can be followed without it" if inside else ""
        return f"a program changes this feed; it is not run{url}."
    return f"“{clean_line(word)[:60]}” is no address of a feed."


def _feed(url: str, words: list[str]) -> Feed:
    names = [clean_line(w[1:]) for w in words if w.startswith("~")]
    tags = [clean_line(w) for w in words if w[:1] not in ("~", "!")]
    return new_feed(url, name=names[0] if names else "", tags=tuple(filter(None, dict.fromkeys(tags))))


def _search(word: str) -> tuple[str, str]:
    """The name and our query of "query:name:filter"; the query is "" where a part of it has no counterpart."""
    _, _, rest = word.partition(":")
    name, _, condition = rest.partition(":")
    parts, at = [], 0
    for match in _CONDITION.finditer(condition):
        parts += [condition[at : match.start()].lower(), _term(match)]
        at = match.end()
    between = [*parts[::2], condition[at:].lower()]
    whole = (
        parts and all(parts[1::2]) and all(map(_GLUE.fullmatch, between)) and not _is_mixed("".join(between))
    )
    query = " ".join(_JOINED.sub(_joined, "".join([*parts, between[-1]])).split()) if whole else ""
    return clean_line(name), query if _is_query(query) else ""


def _is_query(query: str) -> bool:
    try:
        parse(query)
    except QueryError:
        return False
    return True


def _is_mixed(glue: str) -> bool:
    """Whether "and" and "or" stand beside each other without brackets to say which holds first."""
    words: list[set[str]] = [set()]
    for word in re.findall(r"and|or|[()]", glue):
        if word == "(":
            words.append(set())
        elif word != ")":
            words[-1].add(word)
        elif len(words) > 1 and len(words.pop()) > 1:
            return True
    return any(len(beside) > 1 for beside in words)


def _joined(match: re.Match[str]) -> str:
    return match[1] or {"and": " ", "or": " OR "}[match[0]]


def _term(match: re.Match[str]) -> str:
    """One condition in our query language, "" where it cannot be said there."""
    if match["days"]:
        return f"after:{match['days']}d"
    field, op, value = match["field"].lower(), match["op"], clean_line(match["value"]).replace('"', "")
    if field in _STATES:
        return _STATES[field][0 if value.lower() in ("yes", "s") and not op.startswith("!") else 1]
    if op.endswith("~"):
        value = value.removeprefix(".*").removesuffix(".*")
    if field not in _FIELDS or not value or (op.endswith("~") and _PATTERN.search(value)):
        return ""
    return f'{"-" if op.startswith("!") else ""}{_FIELDS[field]}:"{value}"'
