"""Citing an article, or a marked passage of it, in a chosen style. Pure; every text in it is the article's own."""

from reader.domain.article import Article
from reader.domain.mark import Mark

STYLES = ("plain", "markdown", "apa", "din")


def cite(article: Article, mark: Mark | None = None, style: str = "plain") -> str:
    """One citation.

    Args:
        mark: the passage to quote before the source, None for the source alone.
        style: one of STYLES.
    """
    facts = (article.author, article.title, article.source, article.url)
    source = ", ".join(fact for fact in facts if fact)
    return f"“{mark.quote}” {source}" if mark and mark.quote else source
