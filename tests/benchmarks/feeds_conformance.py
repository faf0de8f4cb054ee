"""How many of a feed parser's own test feeds give what they say they should.

    python -m tests.benchmarks.feeds_conformance FOLDER

Each file says in a comment what is expected, as a Python expression over the parser's result. What in it has a
counterpart in an article (title, link, date, author's name, text; a feed's title and site) is checked against
ours; a file with none of these is only read. Markup is compared by its words: what is shown matters.
"""

import ast
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from reader.domain.article import Article, BlockKind
from reader.domain.clean import clean
from reader.domain.errors import InputError
from reader.intake.compose import Facts
from reader.intake.feed import ParsedFeed, parse_feed
from reader.intake.html import pieces_of
from reader.intake.links import resolve

BASE = "http://127.0.0.1:8097/"
_EXPECT = re.compile(rb"Expect:\s*(.*?)\s*(?:-->|\r?\n)", re.DOTALL)
_HEADER = re.compile(rb"Header:\s+([\w-]+):\s*(.*?)\s*(?:-->|\r?\n)")
Claim = tuple[str, object]
_ENTRY_TEXTS = ("summary", "description", "content.value", "summary_detail.value", "content")
_DATES = ("published_parsed", "updated_parsed", "created_parsed", "date_parsed")


def expectation(data: bytes) -> str:
    for encoding in ("utf-16", "utf-32") if b"\0" in data[:200] else ():
        try:
            data = data.decode(encoding).encode()
            break
        except UnicodeError:
            continue
    match = _EXPECT.search(data)
    return match.group(1).decode("utf-8", "replace") if match else ""


def path_of(node: ast.expr) -> str:
    """`entries[0]['title_detail']['value']` as "entries.0.title_detail.value"."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{path_of(node.value)}.{node.attr}"
    if isinstance(node, ast.Subscript):
        return f"{path_of(node.value)}.{ast.literal_eval(node.slice)}"
    raise ValueError


def claims(expression: str) -> Iterator[Claim]:
    """What the expression says equals what; only what is joined by "and"."""
    try:
        tree = ast.parse(expression, mode="eval").body
    except (SyntaxError, ValueError):
        return
    parts = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    for part in parts:
        if isinstance(part, ast.Compare) and len(part.ops) == 1 and isinstance(part.ops[0], ast.Eq):
            try:
                value = eval(
                    compile(ast.Expression(part.comparators[0]), "expect", "eval"), {"__builtins__": {}}
                )
                yield path_of(part.left), value
            except (ValueError, NameError, TypeError):
                continue


def words(markup: str) -> str:
    """What a reader sees of `markup`."""
    return " ".join(" ".join(p.text for p in pieces_of(markup, BASE)).split())


def flat(text: str) -> str:
    return "".join(clean(text).split())


def body(article: Article) -> str:
    heads = (BlockKind.HEADLINE,)
    return " ".join(article.text[b.start : b.end] for b in article.blocks if b.kind not in heads)


def holds(path: str, value: object, feed: ParsedFeed) -> bool | None:
    """Whether ours agrees; None where the claim has no counterpart."""
    scope, _, rest = path.partition(".")
    if scope == "feed":
        return _feed_holds(rest, value, feed)
    number, _, field = rest.partition(".")
    if scope != "entries" or not number.isdecimal() or int(number) >= len(feed.articles):
        return False if scope == "entries" and field in ("title", "link") else None
    return _entry_holds(re.sub(r"\.\d+", "", field), value, feed.articles[int(number)])


def _feed_holds(field: str, value: object, feed: ParsedFeed) -> bool | None:
    if field in ("title", "title_detail.value"):
        return flat(words(str(value))) == flat(feed.title) or flat(str(value)) == flat(feed.title)
    if field == "link":
        return resolve(BASE, str(value)) == feed.site
    return None


def _entry_holds(field: str, value: object, article: Article) -> bool | None:
    if field in ("title", "title_detail.value"):
        if not flat(words(str(value))):
            return None  # a picture alone: an article has a title in words
        return flat(article.title) in (flat(words(str(value))), flat(str(value)))
    if field == "link":
        return resolve(BASE, str(value)) == article.url
    if field in _DATES and isinstance(value, tuple):
        when = article.published
        return when is not None and when.replace(microsecond=0, tzinfo=None) == datetime(*value[:6])
    if field in ("author", "author_detail.name") and isinstance(value, str):
        return None if "@" in value else flat(value) == flat(article.author)
    if field in _ENTRY_TEXTS and isinstance(value, str):
        return flat(words(value)) in flat(article.text) or flat(value) in flat(article.text)
    return None


def check(path: Path) -> tuple[str, list[str]]:
    """The file's verdict ("right", "wrong", "no counterpart", "error") and what was wrong."""
    data = path.read_bytes()
    headers = {k.decode().lower(): v.decode() for k, v in _HEADER.findall(data)}
    url = resolve(BASE, headers.get("content-location", "")) or BASE
    try:
        feed = parse_feed(data, Facts(url=url), content_type=headers.get("content-type", ""))
    except InputError:
        feed = ParsedFeed("", "", ())
    except Exception as error:
        return "error", [repr(error)]
    verdicts = [(p, v, holds(p, v, feed)) for p, v in claims(expectation(data))]
    wrong = [f"{p} == {v!r}" for p, v, verdict in verdicts if verdict is False]
    if wrong:
        return "wrong", wrong
    return ("right" if any(verdict for _, _, verdict in verdicts) else "no counterpart"), []


def main(folder: Path) -> None:
    counts: Counter[str] = Counter()
    started = time.perf_counter()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        verdict, notes = check(path)
        counts[verdict] += 1
        for note in notes:
            print(f"{path.relative_to(folder)}: {note[:200]}", file=sys.stderr)
    seconds = time.perf_counter() - started
    checked = counts["right"] + counts["wrong"]
    print(f"files {counts.total()}  exceptions {counts['error']}  read only {counts['no counterpart']}")
    print(
        f"checked {checked}  as expected {counts['right']} = {100 * counts['right'] / checked:.1f} %  {seconds:.1f} s"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
