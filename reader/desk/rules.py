"""Rules on arrival: each says, in the query language, what happens to which new articles."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.config.settings import Rule
from reader.domain.article import Article
from reader.domain.errors import QueryError
from reader.domain.query import parse

if TYPE_CHECKING:
    from reader.desk import Desk


@dataclass(frozen=True, slots=True)
class Caught:
    """A rule, the articles it catches, or why it cannot be read."""

    rule: Rule
    ids: tuple[str, ...] = ()
    error: str = ""


def catch(desk: "Desk", ids: Collection[str] | None = None) -> Iterator[Caught]:
    """What each rule of the settings catches among `ids`, or among all articles; nothing is changed."""
    for rule in desk.config.rules:
        try:
            found = desk.library.ids(parse(rule.when))
        except QueryError as error:
            yield Caught(rule, error=f"The rule “{rule.when}” means nothing: {error}")
        else:
            yield Caught(rule, tuple(id_ for id_ in found if ids is None or id_ in ids))


def apply_rules(desk: "Desk", ids: Collection[str]) -> int:
    """Does to the new articles `ids` what the rules say; how many were dropped.

    A rule that cannot be read does nothing.
    """
    if not ids or not desk.config.rules:
        return 0
    wanted = set(ids)
    with desk.notebook.batch("rules"):
        return sum(_do(desk, caught) for caught in catch(desk, wanted) if caught.ids)


def highlights(desk: "Desk", article: Article) -> list[tuple[int, int]]:
    """What the rules that catch `article` highlight in its text, as ranges in order, each letter at most once.

    A word stands alone and in whatever case, as it is written in the rule; "word*" is a beginning.
    """
    words: dict[str, None] = {}
    for rule in desk.config.rules:
        if rule.highlight and not set(rule.highlight) <= words.keys() and _catches(desk, rule, article.id):
            words |= dict.fromkeys(rule.highlight)
    shapes = [shape for word in words if (shape := _shape(word))]
    if not shapes:
        return []
    longest_first = "|".join(sorted(shapes, key=len, reverse=True))
    return [found.span() for found in re.finditer(longest_first, article.text, re.IGNORECASE)]


def _catches(desk: "Desk", rule: Rule, article: str) -> bool:
    try:
        return desk.library.holds(parse(rule.when), desk.library.key_of(article))
    except QueryError:  # told by `catch`
        return False


def _shape(word: str) -> str:
    """The pattern that finds a word of a rule, "" for none."""
    parts = word.rstrip("*").split()
    end = r"\w*" if word.endswith("*") else r"(?!\w)"
    return r"(?<!\w)" + r"\s+".join(map(re.escape, parts)) + end if parts else ""


def _do(desk: "Desk", caught: Caught) -> int:
    rule, ids = caught.rule, list(caught.ids)
    if rule.drop:
        desk.library.remove(ids)
        return len(ids)
    if rule.tag:
        desk.notebook.tag(ids, rule.tag)
    states = {name: True for name in ("read", "starred", "archived") if getattr(rule, _OF[name])}
    if states:
        desk.notebook.set(ids, **states)
    return 0


_OF = {"read": "read", "starred": "star", "archived": "archive"}
