"""The seed articles: what a first-time reader meets, each with all its parts."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from reader import paths
from reader.domain.article import Article
from reader.intake.files import articles_below, read_articles
from tests.test_intake_text import holds_together

SEEDS = articles_below(paths.bundled("seeds"))
PARTS = {  # kicker, lede; subheads, paragraphs, quotes, items; others
    "am-anderen-ende.md": "de kicker lede 10 subheads 47 paragraphs 3 quotes 6 items",
    "bundestag-konstituierung.txt": "de byline agency 2 subheads 5 paragraphs",
    "bundestag-schuldenbremse.md": "de kicker lede 1 subheads 5 paragraphs 1 quotes",
    "chronik-maerz.md": "de kicker lede code 4 subheads 1 paragraphs 11 items",
    "eu-weissbuch-verteidigung.md": "de kicker lede 5 paragraphs",
    "g7-charlevoix.md": "en kicker lede 6 paragraphs",
    "paris-volontaires.md": "fr kicker lede 5 paragraphs 1 quotes",
    "riad-gespraeche.md": "de kicker lede 2 subheads 6 paragraphs 4 items",
    "riyadh-mediator.md": "en kicker lede 2 subheads 7 paragraphs",
    "sonnenfinsternis.md": "de kicker lede 1 subheads 5 paragraphs 3 items",
    "steel-tariffs.md": "en kicker lede table 5 paragraphs",
    "ukrainekrieg-telefonat.txt": "de kicker lede byline caption credit agency 6 paragraphs",
}
COUNTED = {"subhead": "subheads", "paragraph": "paragraphs", "quote": "quotes", "item": "items"}


def seed(name: str) -> Article:
    (article,) = read_articles(paths.bundled("seeds") / name, now=datetime(2025, 4, 1, tzinfo=UTC))
    return article


def test_every_seed_is_in_the_table() -> None:
    assert {path.name for path in SEEDS} == PARTS.keys()


@pytest.mark.parametrize("name", PARTS)
def test_a_seed_has_its_parts(name: str) -> None:
    article = seed(name)
    holds_together(article)
    language, *words = PARTS[name].split()
    assert article.language == language
    counts = Counter(block.kind.value for block in article.blocks)
    assert counts.pop("headline") == 1
    numbers = [f"{counts.pop(kind)} {plural}" for kind, plural in COUNTED.items() if kind in counts]
    assert " ".join([language, *counts, *numbers]) == " ".join([language, *words])
    assert set(counts.values()) <= {1}


def test_there_are_enough_of_each_language_and_one_long_read() -> None:
    articles = [seed(path.name) for path in SEEDS]
    languages = Counter(article.language for article in articles)
    assert languages["de"] >= 5
    assert languages["en"] >= 3
    assert languages["fr"] >= 1
    assert max(article.words for article in articles) >= 3000


def test_people_and_places_lead_from_one_seed_to_another() -> None:
    texts = [seed(path.name).text for path in SEEDS]
    for name in ("Rubio", "Putin", "Riad", "Bundestag", "Trump", "von der Leyen", "Macron"):
        assert sum(name in text for text in texts) >= 3, name


def test_the_call_of_march_2025_is_told_as_a_pasted_page() -> None:
    article = seed("ukrainekrieg-telefonat.txt")
    assert article.kicker == "Ukrainekrieg"
    assert {"Rubio", "Lawrow"} <= set(article.title.replace(":", "").split())
    assert article.agency == "dpa"
    caption, credit = (
        article.text[b.start : b.end] for b in article.blocks if b.kind.value in ("caption", "credit")
    )
    assert credit not in caption
    assert article.text.count(caption) == 1
