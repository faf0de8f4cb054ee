"""Articles for tests, made in a line."""

from datetime import UTC, datetime, timedelta
from typing import Any

from reader.domain.article import Article, Block, BlockKind, article_id
from reader.domain.mark import Mark

BEGIN = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


def article(
    title: str, body: str = "", *, lede: str = "", day: int = 0, url: str = "", **facts: Any
) -> Article:
    """An article with a headline, a lede and paragraphs (separated by blank lines), `day` days after BEGIN."""
    parts = [(BlockKind.HEADLINE, title), (BlockKind.LEDE, lede)]
    parts += [(BlockKind.PARAGRAPH, part) for part in body.split("\n\n")]
    text, blocks = "", []
    for kind, words in parts:
        if words:
            start = len(text) + 2 * bool(text)
            text += ("\n\n" if text else "") + words
            blocks.append(Block(kind, start, len(text)))
    when = BEGIN + timedelta(days=day)
    facts = {"language": "de", "added": when, "published": when, **facts}
    return Article(article_id(url, text), text, tuple(blocks), title, url=url, **facts)


def mark(article: Article, quote: str, note: str = "", *, id: str = "", tags: tuple[str, ...] = ()) -> Mark:
    """A mark on the first place of `quote`."""
    start = article.text.index(quote)
    return Mark(
        id or article_id("", article.id + quote + note), article.id, start, start + len(quote), quote, "", "",
        BEGIN, BEGIN, note, tags,
    )  # fmt: skip
