"""Citing an article, or a marked passage of it, in a style that people copy into their own texts.

plain is a line for anything; markdown a block quotation with a link; apa follows the Publication Manual of the
American Psychological Association, 7th edition, for newspaper articles; din follows DIN ISO 690:2013 for articles
online. Dates are written in the article's language, and quotation marks are that language's.
"""

import re
from collections.abc import Callable
from datetime import datetime

from reader.domain.article import Article
from reader.domain.mark import Mark

_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_QUOTES = {"de": "„“", "en": "“”", "fr": ("« ", " »")}
_INNER = str.maketrans({"„": "‚", "“": "‘", "”": "’", '"': "'"})
_NAMES_APART = re.compile(r"\s*[,;/&]\s*|\s+(?:und|and|et)\s+")
_PERSON = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,4}[^\W\d_][\w'’-]+$")


def cite(article: Article, mark: Mark | None = None, style: str = "plain") -> str:
    """One citation.

    Args:
        mark: the passage to quote before the source; None, or a note on the whole article: the source alone.
        style: one of STYLES; any other is taken for the first.
    """
    return _STYLES.get(style, _plain)(article, " ".join(mark.quote.split()) if mark else "")


def _plain(article: Article, quote: str) -> str:
    who = f"{article.author}: " if article.author else ""
    facts = [f"{who}{article.title}", article.source, _day(article, article.published), article.url]
    source = ", ".join(fact for fact in facts if fact)
    return f"{_quoted(article, quote)} – {source}" if quote else source


def _markdown(article: Article, quote: str) -> str:
    title = re.sub(r"([\\\[\]*_`<])", r"\\\1", article.title)
    link = f"[{title}](<{article.url}>)" if article.url else title
    author = f"{article.author}: " if article.author else ""
    where = ", ".join(
        f for f in (f"*{article.source}*" if article.source else "", _day(article, article.published)) if f
    )
    source = f"{author}{link}" + (f", {where}" if where else "")
    return f"> {quote}\n>\n> — {source}" if quote else source


def _apa(article: Article, quote: str) -> str:
    authors = [_initialled(name) for name in _authors(article)]
    who = ", ".join(authors[:-1]) + ", & " + authors[-1] if len(authors) > 1 else "".join(authors)
    when = f"({_apa_day(article)})."
    title = article.title if article.title.endswith(("?", "!")) else f"{article.title}."
    head = [who if who.endswith(".") else f"{who}.", when, title] if who else [title, when]
    source = " ".join([*head, *([f"{article.source}."] if article.source else []), article.url]).strip()
    if not quote:
        return source
    year = article.published.astimezone().year if article.published else _word(article, "o. J.", "n.d.")
    short = " & ".join(_family(name) for name in _authors(article)) or article.title
    return f"{_quoted(article, quote)} ({short}, {year})\n\n{source}"


def _din(article: Article, quote: str) -> str:
    names = [_upper(name) for name in _authors(article)]
    who = "; ".join(names)
    year = str(article.published.astimezone().year) if article.published else ""
    head = ", ".join(part for part in (who, year) if part)
    parts = [head, article.title.rstrip("."), f"In: {article.source} [online]" if article.source else ""]
    source = ". ".join(part for part in parts if part) + "."
    seen = f"{article.added.astimezone():%d.%m.%Y}"
    source += f" {_day(article, article.published)}" if article.published else ""
    source += f" [{_word(article, 'Zugriff am', 'viewed')}: {seen}]."
    if article.url:
        source += f" {_word(article, 'Verfügbar unter', 'Available from')}: {article.url}"
    return f"{_quoted(article, quote)}\n\n{source}" if quote else source


_STYLES: dict[str, Callable[[Article, str], str]] = {
    "plain": _plain,
    "markdown": _markdown,
    "apa": _apa,
    "din": _din,
}
STYLES = tuple(_STYLES)


def _language(article: Article) -> str:
    base = article.language[:2].lower()
    return base if base in _MONTHS else "en"


def _word(article: Article, german: str, english: str) -> str:
    return german if _language(article) == "de" else english


def _day(article: Article, when: datetime | None) -> str:
    """ "16. März 2025", "16 March 2025"; "" when it is not known. The day where the person sits."""
    if when is None:
        return ""
    local, language = when.astimezone(), _language(article)
    return f"{local.day}{'.' * (language == 'de')} {_MONTHS[language].split()[local.month - 1]} {local.year}"


def _apa_day(article: Article) -> str:
    if article.published is None:
        return _word(article, "o. J.", "n.d.")
    local, language = article.published.astimezone(), _language(article)
    month = _MONTHS[language].split()[local.month - 1]
    if language == "en":
        return f"{local.year}, {month} {local.day}"
    return f"{local.year}, {local.day}{'.' * (language == 'de')} {month}"


def _quoted(article: Article, quote: str) -> str:
    """`quote` in the language's quotation marks; those inside become single ones."""
    opening, closing = _QUOTES[_language(article)]
    return f"{opening}{quote.translate(_INNER)}{closing}"


def _authors(article: Article) -> list[str]:
    return [name for name in _NAMES_APART.split(article.author) if name]


def _family(name: str) -> str:
    return name.split()[-1] if _PERSON.match(name) else name


def _initialled(name: str) -> str:
    """ "Tjarks, H."; an agency's or an office's name as it is."""
    if not _PERSON.match(name):
        return name
    *first, family = name.split()
    initials = ["-".join(f"{part[0]}." for part in given.split("-") if part) for given in first]
    return f"{family}, {' '.join(initials)}"


def _upper(name: str) -> str:
    """ "TJARKS, Henrik"."""
    if not _PERSON.match(name):
        return name.upper()
    *first, family = name.split()
    return f"{family.upper()}, {' '.join(first)}"
