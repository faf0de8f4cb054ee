"""Corrections that a paper prints in its own article: "Korrektur: ...", "An earlier version of this article ...".

They are looked for when an article is shown, so that a better list of openings also finds those of old articles.
Only the beginning of a paragraph counts: who quotes a correction has not made one.
"""

import re

from reader.domain.article import Article, BlockKind

_OPENING = re.compile(
    r"""[\W_]*(?:
        (?:korrektur(?:hinweis)?|berichtigung|richtigstellung|korrigendum|transparenzhinweis|correction|corrections
          |clarification|corrigendum|erratum|rectificatif|correctif|correzione|errata\ corrige
          |corrección|fe\ de\ errat[ao]s|correctie|rectificatie)
        (?:\s+(?:der|zu|vom|am|to|on|of|du|del|van)\b[^:\n]{0,60}|\s*\([^)\n]{1,40}\))?\s*[:.–—-]
        |(?:anmerkung|hinweis)\s+der\s+redaktion\s*:.{0,160}\b(?:korrigiert|berichtigt|früheren\s+(?:version|fassung))
        |editor[’']?s[’']?\s+note\s*:.{0,160}\b(?:corrected|earlier\s+version)
        |in\s+(?:einer|der)\s+(?:früheren|ersten|vorherigen|ursprünglichen)\s+(?:version|fassung)\b
        |eine\s+(?:frühere|erste|vorherige|ursprüngliche)\s+(?:version|fassung)\s+(?:dieses|des)\b
        |(?:an\ earlier|a\ previous|an\ early|the\ original)\s+version\s+of\s+this\s+(?:article|story|report)\b
        |this\s+(?:article|story|report)\s+(?:has\s+been|was)\s+(?:corrected|amended)\b
        |wir\s+haben\s+(?:den\s+fehler|das|dies|die\s+stelle)\s+(?:korrigiert|berichtigt)\b
        |une\s+version\s+(?:précédente|antérieure)\s+de\s+cet\s+article\b
        |una\s+versión\s+anterior\s+de\s+este\s+artículo\b
        |una\s+versione\s+precedente\s+di\s+questo\s+articolo\b
        |in\s+een\s+eerdere\s+versie\s+van\s+dit\s+(?:artikel|bericht)\b
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
# With what an opening begins: most paragraphs are told from one by their first word.
_FIRST = re.compile(r"[\W_]*([^\W_]+)")
_WORDS = """
    korrektur korrekturhinweis berichtigung richtigstellung korrigendum transparenzhinweis correction corrections
    clarification corrigendum erratum rectificatif correctif correzione errata corrección fe correctie rectificatie
    anmerkung hinweis editor in eine an a the this wir une una
"""
_OPENERS = frozenset(_WORDS.split())
_TEXTS = frozenset(
    (BlockKind.PARAGRAPH, BlockKind.LEDE, BlockKind.QUOTE, BlockKind.ITEM, BlockKind.AGENCY, BlockKind.BYLINE)
)


def amendments(article: Article) -> list[tuple[int, int]]:
    """The paragraphs that say what was wrong before, as ranges of the text."""
    return [
        (block.start, block.end)
        for block in article.blocks
        if block.kind in _TEXTS and _opens(article.text, block.start, block.end)
    ]


def _opens(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] begins as a correction does."""
    first = _FIRST.match(text, start, end)
    return first is not None and first[1].lower() in _OPENERS and bool(_OPENING.match(text, start, end))
