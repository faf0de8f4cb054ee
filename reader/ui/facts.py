"""The line under a headline: when, from whom, how long."""

from reader.domain.article import Article
from reader.ui.when import long_date

WORDS_A_MINUTE = 220


def facts(article: Article) -> str:
    """ "16. März 2025 · AFP · 3 min"; what is not known is left out."""
    when = long_date(article.published, article.language) if article.published else ""
    minutes = max(1, round(article.words / WORDS_A_MINUTE))
    parts = [when, article.source, article.agency if article.agency != article.source else ""]
    return " · ".join(part for part in (*parts, f"{minutes} min") if part)
