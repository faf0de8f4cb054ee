"""Articles by number, for tests that need several."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from reader.domain.article import Article, Block, BlockKind, article_id

NOW = datetime(2025, 3, 16, 12, tzinfo=UTC)


def article(number: int, text: str = "", **more: object) -> Article:
    """Article number n, the greater the newer."""
    url = f"https://news.example/{number}"
    text = text or f"Nummer {number}. Der Satz mit Lübeck steht hier."
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    when = NOW + timedelta(hours=number)
    made = Article(article_id(url, ""), text, (block,), f"Nummer {number}", NOW, when, url=url)
    return replace(made, **more)  # type: ignore[arg-type]
