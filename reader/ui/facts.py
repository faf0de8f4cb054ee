"""The lines under a headline: when, from whom, how long; and whether it was changed or corrected since."""

from datetime import datetime

from reader.domain.amendment import amendments
from reader.domain.article import Article, BlockKind
from reader.ui.when import long_date

WORDS_A_MINUTE = 220


def facts(article: Article, version: tuple[int, datetime] | None = None) -> str:
    """ "16. März 2025 · AFP · 3 min"; what is not known, or stands above, is left out. A line more where needed.

    Args:
        version: the number of the newest text, and when it came in.
    """
    when = long_date(article.published, article.language) if article.published else ""
    bylines = (article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.BYLINE)
    if when and any(when in line for line in bylines):
        when = ""
    waiting = article.is_link and not article.feed
    minutes = max(1, round(article.text.count(" ") / WORDS_A_MINUTE))  # near enough to its words
    length = "" if waiting else f"{minutes} min"
    parts = [when, article.source, article.agency if article.agency != article.source else "", length]
    more = ["Only its headline is here: f fetches the page."] if waiting else []
    return "\n".join([" · ".join(filter(None, parts)), *more, *_changes(article, version)])


def _changes(article: Article, version: tuple[int, datetime] | None) -> list[str]:
    """ "changed 18 Nov, version 2", and the paper's own correction on a line of its own."""
    lines = []
    if version is not None and version[0] > 1:
        number, seen = version
        lines.append(f"changed {long_date(seen)}, version {number}")
    lines += [f"⚠ {' '.join(article.text[start:end].split())}" for start, end in amendments(article)[:1]]
    return lines
