"""The recogniser: a table of cases, the seeds beside lists kept for them, any text, an entity in all languages."""

import re
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import paths
from reader.domain.entity import NAMES, Kind
from reader.entities import open_tables, place_facts, world_map
from reader.intake.files import read_articles
from tests.mentions import check

EXPECTED = Path(__file__).parent / "data" / "entities"
SEEDS = sorted(path for path in paths.bundled("seeds").iterdir() if path.suffix in (".md", ".txt"))
RECOGNIZER = open_tables()


def found(text: str, language: str = "de") -> list[tuple[str, str, str]]:
    """(what stands there, kind, entity) of the names; "~" before a kind that is only led to."""
    mentions = RECOGNIZER.recognize(text, language=language)
    return [
        (text[m.start : m.end], ("~" if m.derived else "") + m.kind, m.entity)
        for m in mentions
        if m.kind in NAMES
    ]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_the_seed_articles_name_whom_a_reader_finds_in_them(seed: Path) -> None:
    [article] = read_articles(seed)
    mentions = [m for m in RECOGNIZER.recognize(article.text, language=article.language) if m.kind in NAMES]
    rows = (EXPECTED / f"{seed.stem}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    wanted = {tuple(row.split("\t")) for row in rows if not row.startswith("-")}
    names = {(m.kind.value, m.entity) for m in mentions if not m.derived}
    assert names | {("~", m.entity) for m in mentions if m.derived} == wanted


CASES = [
    # titles are no part of names; short forms belong to the full one
    ("US-Außenminister Marco Rubio kam. Rubio ging.", ["~LOC USA", "PER Marco Rubio", "PER Marco Rubio"]),
    ("Sergej Lawrow schwieg, Lawrows Sprecher nicht.", ["PER Sergej Lawrow", "PER Sergej Lawrow"]),
    ("CDU-Politikerin Julia Klöckner spricht.", ["~ORG CDU", "PER Julia Klöckner"]),
    ("Kanzler Scholz dankte. Olaf Scholz blieb.", ["PER Olaf Scholz", "PER Olaf Scholz"]),
    ("Für von der Leyen gilt das.", ["PER Ursula von der Leyen"]),
    ("Kronprinz Mohammed bin Salman lädt ein.", ["PER Mohammed bin Salman"]),
    # compounds: an institution is itself, anything else leads to its name
    ("Das US-Außenministerium schweigt.", ["ORG US-Außenministerium"]),
    ("Sprecher des US-Außenministeriums schwiegen.", ["ORG US-Außenministerium"]),
    ("Der US-Vorschlag liegt vor.", ["~LOC USA"]),
    ("Die EU-Kommission tagt.", ["ORG EU-Kommission"]),
    ("Die Huthi-Miliz und die Huthis, auch Houthis.", ["ORG Huthi-Miliz"] * 3),
    ("Der Ukrainekrieg dauert.", ["~LOC Ukraine"]),
    ("Der Kremlchef schweigt.", ["~ORG Kreml"]),
    # adjectives and peoples
    ("Ein russischer Amtskollege.", ["~LOC Russland"]),
    ("Die Amerikaner kommen.", ["~LOC USA"]),
    ("Die Kölner Polizei ermittelt.", ["~LOC Köln"]),
    # cases of names with several words
    ("Im Weißen Haus, des Weißen Hauses.", ["ORG Weißes Haus"] * 2),
    ("Am Schwarzen Meer ist es still.", ["LOC Schwarzes Meer"]),
    ("Der Deutsche Wetterdienst (DWD) warnt. Der DWD misst.", ["ORG Deutscher Wetterdienst"] * 3),
    ("Eine Sprecherin des Auswärtigen Amts.", ["ORG Auswärtiges Amt"]),
    # places
    ("Russlands Nachbar, die Ukraine.", ["LOC Russland", "LOC Ukraine"]),
    ("Er wohnt in Essen und mag Essen.", ["LOC Essen"]),
    ("Sie kam aus Helmarshausen.", ["LOC Helmarshausen"]),
    ("Der Landkreis Uelzen zahlt.", ["LOC Uelzen"]),
    # organisations
    ("Der Spielzeughersteller Mattel verliert.", ["ORG Mattel"]),
    ("Das Landgericht Hamburg urteilt.", ["ORG Landgericht Hamburg"]),
    ("Die Grünen und die SPD verhandeln.", ["ORG Die Grünen", "ORG SPD"]),
    # common nouns, sentence starts and months are none
    ("Der Anruf kam im März. Danach geschah nichts.", []),
    ("Grüne Wiesen und linke Ufer.", []),
    ("Seine Tasche lag neben der Oder-Frage.", []),
    ("Am Samstag wird gewählt, sagte der Sprecher Journalisten.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), CASES, ids=[text for text, _ in CASES])
def test_german_names_are_told_by_tables_titles_and_shapes(text: str, names: list[str]) -> None:
    assert [f"{kind} {entity}" for _, kind, entity in found(text)] == names


ENGLISH = [
    ("President Donald Trump met Mr. Rubio.", ["PER Donald Trump", "PER Marco Rubio"]),
    ("BRUSSELS — The European Commission replied.", ["LOC Brüssel", "ORG EU-Kommission"]),
    ("The U.S. secretary of state, Marco Rubio, spoke.", ["LOC USA", "PER Marco Rubio"]),
    ("Washington State University won.", ["ORG Washington State University"]),
    ("The Ministry of Defence in London.", ["ORG Ministry of Defence", "LOC London"]),
    ("American duties hurt China's trade.", ["~LOC USA", "LOC China"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), ENGLISH, ids=[text for text, _ in ENGLISH])
def test_english_names_are_told_as_well(text: str, names: list[str]) -> None:
    assert [f"{kind} {entity}" for _, kind, entity in found(text, "en")] == names


@pytest.mark.parametrize(
    ("entity", "forms"),
    [
        ("Russland", ["Russia", "Russie", "Rusia", "Rosja", "Россия", "Venäjä", "Rusya"]),
        ("USA", ["United States", "États-Unis", "Estados Unidos", "Vereinigte Staaten", "США"]),
        ("Deutschland", ["Germany", "Allemagne", "Niemcy", "Duitsland", "Saksa", "Германия"]),
        ("Kiew", ["Kyiv", "Kyjiw", "Kiev", "Київ"]),
        ("Riad", ["Riyadh", "Riyad", "Rijad"]),
        ("Genf", ["Geneva", "Genève", "Ginevra"]),
        ("Wolodymyr Selenskyj", ["Volodymyr Zelensky", "Wolodymyr Selenski", "Володимир Зеленський"]),
        ("Sergej Lawrow", ["Sergei Lavrov", "Sergueï Lavrov", "Sergey Lavrov"]),
    ],
)  # fmt: skip
def test_a_name_is_one_entity_in_every_language(entity: str, forms: list[str]) -> None:
    assert [[name for *_, name in found(f"x {form} y")] for form in forms] == [[entity]] * len(forms)


PIECES = (
    "Präsident Mr. von der Leyen Rubio US-Vorschlag russischer EU (EU) „Kiew“ Universität Kiel - FC in Essen l’ "
    "1. 15. März Donald J. D. al-Assad ’s St. \n \n\n 2,3 Milliarden Euro 👩‍👩‍👧 שלום ( ) A.B.C. sagte "
    "Ministry of am Samstag"
)
WORDS = st.sampled_from(re.split(" ", PIECES))


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join)),
    st.sampled_from(["de", "en", "fr", ""]),
)
def test_offsets_are_right_whatever_the_text(text: str, language: str) -> None:
    check(text, list(RECOGNIZER.recognize(text, language=language, when=date(2025, 3, 16))))


@pytest.mark.parametrize(
    "text",
    ["", "a" * 300_000, "Präsident Putin " * 8_000, "😀👩‍👩‍👧" * 5_000, "שלום " * 8_000, "(" * 10_000 + ")" * 10_000,
     "A-" * 50_000, "1.000" * 20_000, "Hans " + "von " * 20_000, "\ud800Putin"],
    ids=["empty", "one word", "names", "emoji", "rtl", "brackets", "hyphens", "digits", "particles", "surrogate"],
)  # fmt: skip
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    begin = perf_counter()
    check(text, list(RECOGNIZER.recognize(text)))
    assert perf_counter() - begin < 15


def test_the_same_text_gives_the_same_mentions() -> None:
    text = "Marco Rubio traf Sergej Lawrow in Riad."
    assert RECOGNIZER.recognize(text) == RECOGNIZER.recognize(text)


DATES = [
    ("am Samstag kam er", "am Samstag", "2025-03-15"),
    ("in der Nacht zum Sonntag", "in der Nacht zum Sonntag", "2025-03-16"),
    ("am vergangenen Dienstag", "am vergangenen Dienstag", "2025-03-11"),
    ("am Dienstagnachmittag", "am Dienstagnachmittag", "2025-03-11"),
    ("Am Freitag entscheidet der Rat", "Am Freitag", "2025-03-21"),
    ("am kommenden Montag", "am kommenden Montag", "2025-03-17"),
    ("Mitte März", "Mitte März", "2025-03"),
    ("am 15. März 2025", "am 15. März 2025", "2025-03-15"),
    ("am 15. März", "am 15. März", "2025-03-15"),
    ("am 28. Dezember", "am 28. Dezember", "2024-12-28"),
    ("am 3.9.2081", "am 3.9.2081", "2081-09-03"),
    ("2025-03-18", "2025-03-18", "2025-03-18"),
    ("seit 2008", "seit 2008", "2008"),
    ("im Jahr 2022", "im Jahr 2022", "2022"),
    ("im vergangenen Jahr", "im vergangenen Jahr", "2024"),
    ("im nächsten Monat", "im nächsten Monat", "2025-04"),
    ("gestern", "gestern", "2025-03-15"),
    ("on Friday he left", "on Friday", "2025-03-14"),
    ("on 15 March", "on 15 March", "2025-03-15"),
    ("March 12, 2025", "March 12, 2025", "2025-03-12"),
    ("yesterday", "yesterday", "2025-03-15"),
    ("last year", "last year", "2024"),
    ("in September 2022", "in September 2022", "2022-09"),
    ("le 15 mars 2025", "15 mars 2025", "2025-03-15"),
    ("am 31. Februar", "am 31. Februar", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "shown", "value"), DATES, ids=[text for text, *_ in DATES])
def test_dates_are_resolved_against_the_articles_date(text: str, shown: str, value: str) -> None:
    mentions = RECOGNIZER.recognize(text, when=date(2025, 3, 16))
    assert [(text[m.start : m.end], m.kind, m.value) for m in mentions] == [(shown, Kind.DATE, value)]


AMOUNTS = [
    ("2,3 Milliarden Euro", Kind.MONEY, "2300000000"),
    ("€26 billion", Kind.MONEY, "26000000000"),
    ("$3.5 million", Kind.MONEY, "3500000"),
    ("500 Milliarden Euro", Kind.MONEY, "500000000000"),
    ("1.000 Dollar", Kind.MONEY, "1000"),
    ("fünfzig Millionen Dollar", Kind.MONEY, "50000000"),
    ("31 Menschen", Kind.QUANTITY, "31"),
    ("0,35 Prozent", Kind.QUANTITY, "0.35"),
    ("25 percent", Kind.QUANTITY, "25"),
    ("30-tägige", Kind.QUANTITY, "30"),
    ("zwölf Stunden", Kind.QUANTITY, "12"),
    ("1.415 Soldaten", Kind.QUANTITY, "1415"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "value"), AMOUNTS, ids=[text for text, *_ in AMOUNTS])
def test_amounts_are_read_in_digits(text: str, kind: Kind, value: str) -> None:
    [mention] = RECOGNIZER.recognize(f"x {text} y")
    assert (mention.start, mention.end, mention.kind, mention.value) == (2, 2 + len(text), kind, value)


@pytest.mark.parametrize("text", ["ISO 12312-2", "im Mai", "version 1.2.3.4", "may march on"])
def test_what_looks_like_a_name_or_an_amount_is_none(text: str) -> None:
    assert all(m.kind is Kind.DATE and text == "im Mai" for m in RECOGNIZER.recognize(text, language="en"))


def test_places_have_country_people_and_a_dot_on_the_map() -> None:
    facts = place_facts("Riad")
    assert facts is not None
    assert (facts.country, facts.population > 4_000_000) == ("Saudi-Arabien", True)
    lines = world_map(facts.latitude, facts.longitude, 44, 11)
    assert [len(line) for line in lines] == [44] * 11
    assert "".join(lines).count("●") == 1
    assert place_facts("Nirgendwo") is None


@given(st.floats(-90, 90), st.floats(-180, 180), st.integers(0, 60), st.integers(0, 20))
@settings(max_examples=60, deadline=None)
def test_the_map_has_the_size_that_was_asked_for(lat: float, lon: float, width: int, height: int) -> None:
    assert [len(line) for line in world_map(lat, lon, width, height)] == [width] * height
