"""The trained recogniser: how texts are cut, how tags become names, any text at all, and what it finds in a seed."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import entities, paths
from reader.domain.entity import NAMES
from reader.entities import tokens
from reader.entities.display import Tagged, show
from reader.entities.draft import Draft
from reader.entities.lexicon import lexicon
from reader.entities.tagger import Tagger
from reader.entities.trained import Trained
from reader.entities.viterbi import decode, transitions
from reader.entities.words import read
from reader.intake.files import read_articles
from tests.mentions import check

EXPECTED = Path(__file__).parent / "data" / "entities"
LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
TRAINED = Trained()


class Random:
    """In the network's place: scores that look like anything, the same for the same numbers of tokens."""

    def run(self, wanted: Sequence[str], given: Mapping[str, Any]) -> list[Any]:
        return [np.random.default_rng(7).normal(0, 3, (*given["mask"].shape, 25)).astype(np.float32)]


@lru_cache
def random_tagger() -> Trained:
    """The recogniser with a network that costs nothing."""
    made = Trained()
    tagger = Tagger()
    tagger._session = Random()
    made.__dict__["_tagger"] = tagger
    return made


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Lawrows US-Amtskollege kam.", "Lawrows|US-Amtskollege|kam|."),
        ("„Nächste Schritte“ (bald)", "„|Nächste|Schritte|“|(|bald|)"),
        ("Dr. Merz traf Ludwig II. und J. Smith.", "Dr.|Merz|traf|Ludwig|II.|und|J.|Smith|."),
        ("Am 3. Mai 2,5 Mio. um 11.30 Uhr", "Am|3.|Mai|2,5|Mio|.|um|11.30|Uhr"),
        ("Trump's U.S. trip… it’s on", "Trump|'s|U.S.|trip|…|it|’s|on"),
        ("AT&T/Imago 30-tägig", "AT|&|T|/|Imago|30-tägig"),
    ],
)
def test_a_text_is_cut_as_the_annotated_sets_are(text: str, cut: str) -> None:
    assert [word for sentence in tokens.read(text, "de") for word in sentence.words] == cut.split("|")


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_cutting_loses_nothing_but_white_space(text: str) -> None:
    found = tokens.read(text)
    spans = [span for s in found for span in zip(s.starts, s.ends, strict=True)]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join(text[a:b] for a, b in spans) == "".join(text.split())


@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_the_best_row_of_tags_is_found_for_many_sentences_at_once(longest: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    table = transitions(LABELS, rng.normal(0, 1, (5, 5)).tolist())
    lengths = np.array([longest, 1, max(1, longest - 1)])
    scores = rng.normal(0, 2, (3, longest, 5)).astype(np.float32)
    found = decode(scores, lengths, table)
    for row, length, tags in zip(scores, lengths, found, strict=True):

        def worth(way: Sequence[int], row: Any = row) -> float:
            return float(sum(row[i, tag] + table[way[i - 1] if i else 5, tag] for i, tag in enumerate(way)))

        ways = product(range(5), repeat=int(length))
        assert worth(tags[:length].tolist()) == pytest.approx(max(map(worth, ways)), abs=1e-3)


def test_an_inner_tag_stands_only_behind_its_own_class() -> None:
    scores = np.zeros((1, 2, 5), np.float32)
    scores[0, 0, 1] = scores[0, 1, 4] = 5  # B-PER, then I-LOC, which cannot be
    [[first, second]] = decode(scores, np.array([2]), transitions(LABELS))
    assert (LABELS[first], LABELS[second][:1]) == ("B-PER", "O")


SHOWN = [
    # names, called as the tables call them; titles fall off, genitives do
    ("Russlands Präsident", "Russlands", "LOC", "LOC Russland"),
    ("Im Weißen Haus brennt Licht.", "Weißen Haus", "ORG", "ORG Weißes Haus"),
    ("Außenminister Marco Rubio kam.", "Außenminister Marco Rubio", "PER", "PER Marco Rubio"),
    ("der SPD-Chefin Saskia Esken", "SPD-Chefin Saskia Esken", "PER", "PER Saskia Esken"),
    ("Lawrow (M.) spricht.", "M", "PER", ""),
    ("The Prime Minister left.", "Prime Minister", "PER", ""),
    ("The novels of Stephen King", "Stephen King", "PER", "PER Stephen King"),
    ("Richter Hans Kaiser", "Hans Kaiser", "PER", "PER Hans Kaiser"),
    ("Otterndorf feiert. Otterndorfs Rat", "Otterndorfs", "LOC", "LOC Otterndorf"),
    ("Er liest Faust II.", "Faust II", "MISC", "MISC Faust II"),
    ("Der Kreml schweigt.", "Kreml", "LOC", "ORG Kreml"),
    ("die Abgeordneten der Grünen", "Grünen", "ORG", "ORG Die Grünen"),
    ("BRUSSELS — It took", "BRUSSELS", "LOC", "LOC Brüssel"),
    # what is made from a name leads to it, lightly
    ("sein russischer Amtskollege", "russischer", "LOCderiv", "~LOC Russland"),
    ("ein russischer Dichter", "russischer", "LOC", "~LOC Russland"),
    ("die Kölner Polizei", "Kölner", "LOCderiv", "~LOC Köln"),
    ("die Amerikaner", "Amerikaner", "LOCderiv", "~LOC USA"),
    ("der Hiddenseer Hafen", "Hiddenseer", "LOCderiv", "~LOC Hiddenseer"),
    ("amerikanisch-russischer Handel", "amerikanisch-russischer", "LOCderiv", "~LOC Russland"),
    ("die Lübecker Bucht", "Lübecker", "LOCderiv", "~LOC Lübeck"),
    # a compound that names an institution is it, any other leads to its first part
    ("das US-Außenministerium", "US-Außenministerium", "LOCpart", "ORG US-Außenministerium"),
    ("des US-Außenministeriums", "US-Außenministeriums", "LOCpart", "ORG US-Außenministerium"),
    ("die EU-Kommission", "EU-Kommission", "ORGpart", "ORG EU-Kommission"),
    ("die Huthi-Miliz", "Huthi-Miliz", "ORGpart", "ORG Huthi-Miliz"),
    ("der US-Außenminister", "US-Außenminister", "LOCpart", "~LOC USA"),
    ("ein EU-Gipfel", "EU-Gipfel", "ORGpart", "~ORG Europäische Union"),
    ("der Ukrainekrieg", "Ukrainekrieg", "LOCpart", "~LOC Ukraine"),
    ("die Deutschlandtour", "Deutschlandtour", "LOCpart", "~LOC Deutschland"),
    ("der Kampusch-Film", "Kampusch-Film", "PERpart", "~PER Kampusch"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "label", "shown"), SHOWN, ids=[f"{w} {c}" for _, w, c, _ in SHOWN])
def test_classes_become_names_and_those_they_lead_to(text: str, words: str, label: str, shown: str) -> None:
    draft = Draft(read(text), lexicon(), "de")
    start = text.index(words)
    first = list(draft.words.starts).index(start)
    last = list(draft.words.ends).index(start + len(words))
    show(draft, Tagged(first, last, label))
    assert " ".join(f"{'~' * m.derived}{m.kind} {m.entity}" for m in draft.mentions()) == shown


PIECES = (
    "Präsident Mr. von der Leyen Rubio US-Vorschlag russischer EU (EU) „Kiew“ Universität Kiel - FC in Essen l’ "
    "1. 15. März Donald J. D. al-Assad ’s St. Inc. \n \n\n 2,3 Milliarden Euro 👩‍👩‍👧 שלום ( ) A.B.C. 's Kölner II."
)


@settings(max_examples=120, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES.split(" ")), max_size=40).map(" ".join))
)
def test_offsets_are_right_whatever_the_text_and_the_tags(text: str) -> None:
    check(text, random_tagger().recognize(text))


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=100))
def test_the_network_takes_any_text(text: str) -> None:
    check(text, TRAINED.recognize(text))


@pytest.mark.parametrize(
    "text",
    ["", "a" * 1_000_000, "Rubio traf Putin, " * 1_500, "😀👩‍👩‍👧" * 1_000, "שלום עולם " * 2_000,
     "(" * 10_000 + ")" * 10_000, "\ud800Putin\udfff " * 100, "A-" * 20_000, "\u200b\u202e" * 1_000],
    ids=["empty", "one word", "one line", "emoji", "rtl", "brackets", "surrogates", "hyphens", "unseen"],
)  # fmt: skip
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    begin = perf_counter()
    check(text, random_tagger().recognize(text))
    assert perf_counter() - begin < 15


def test_a_sentence_longer_than_the_network_reads_is_read_to_its_end() -> None:
    listed = ", ".join(["Klaus Meyer", "Angela Merkel"] * 60)
    text = f"Es kamen {listed} und Angela Merkel aus Berlin."
    names = [m.entity for m in TRAINED.recognize(text, language="de") if m.kind in NAMES]
    assert len(names) == 122
    assert names[-2:] == ["Angela Merkel", "Berlin"]


def test_the_same_text_gives_the_same_mentions_and_a_short_form_its_full_name() -> None:
    text = "Marco Rubio traf Sergej Lawrow in Riad. Lawrows Sprecher schwieg, Rubio nicht."
    found = TRAINED.recognize(text, language="de")
    assert found == TRAINED.recognize(text, language="de")
    assert [m.entity for m in found] == [
        "Marco Rubio", "Sergej Lawrow", "Riad", "Sergej Lawrow", "Marco Rubio",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Die Fähre legte in Neustadt in Holstein an.", ["Neustadt in Holstein"]),
        ("Von Mülheim an der Ruhr nach Halle an der Saale.", ["Mülheim", "Halle (Saale)"]),
        ("Das Haus steht in Freiburg im Breisgau.", ["Freiburg"]),
        ("Er reiste von Hamburg in Schleswig-Holstein nach Kiel.", ["Hamburg", "Schleswig-Holstein", "Kiel"]),
        ("Frankfurt/Main (Eigener Bericht). Die Bank senkt die Zinsen.", ["Frankfurt am Main"]),
        ("Frankfurt/Oder liegt an der Grenze.", ["Frankfurt an der Oder"]),
        ("BERLIN/MOSKAU - Die Außenminister haben telefoniert.", ["Berlin", "Moskau"]),
        ("Washington/Kiew/Brüssel. Am Dienstag kam der Brief an.", ["Washington", "Kiew", "Brüssel"]),
    ],
)
def test_a_town_with_where_it_lies_is_one_place_and_two_towns_of_a_dateline_are_two(
    text: str, places: list[str]
) -> None:
    assert [m.entity for m in TRAINED.recognize(text, language="de") if m.kind in NAMES] == places


def test_the_version_names_the_model_and_the_rules() -> None:
    model = json.loads((Path(entities.__file__).parent / "model" / "model.json").read_text(encoding="utf-8"))
    assert TRAINED.version.startswith(f"{model['version']}+")


@pytest.mark.parametrize("lacking", ["onnxruntime", "model.json"])
def test_tables_serve_where_the_model_cannot_and_it_is_said(
    lacking: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.undo()  # the real door
    if lacking == "model.json":
        monkeypatch.setattr("reader.entities.tagger.MODEL", tmp_path)
    else:
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == lacking else object())
    assert "tables alone" in entities.shortfall()
    assert entities.open_recognizer().version == entities.open_apart().version == entities.open_tables().version


def test_the_seed_on_the_call_names_whom_a_reader_finds_in_it() -> None:
    [article] = read_articles(paths.bundled("seeds") / "ukrainekrieg-telefonat.txt")
    mentions = [m for m in TRAINED.recognize(article.text, language=article.language) if m.kind in NAMES]
    rows = (EXPECTED / "ukrainekrieg-telefonat.tsv").read_text(encoding="utf-8").splitlines()[1:]
    wanted = {tuple(row.removeprefix("-").split("\t")) for row in rows}
    assert {("~" if m.derived else m.kind.value, m.entity) for m in mentions} == wanted


def test_a_currency_belongs_to_its_amount_and_is_listed_besides_where_that_is_asked_for() -> None:
    text = "Die EU gibt 2,3 Milliarden Euro aus."
    for inside, wanted in (
        (False, ["EU", "2,3 Milliarden Euro"]),
        (True, ["EU", "2,3 Milliarden Euro", "Euro"]),
    ):
        found = TRAINED.recognize(text, language="de", inside=inside)
        assert [text[m.start : m.end] for m in found] == wanted
