"""The training room: what a corpus's tags may stand for, what is held out, variants, strict spans, one small step.

Tests that need the extra `train` are skipped where it is not installed.
"""

import random
from pathlib import Path

import numpy as np
import pytest

from reader.entities.training.corpora import SOURCES, Sentence, a_pass, read, split
from reader.entities.training.labels import ANY, NUMBER, SCHEMES, TAGS, allowed, mask
from reader.entities.training.measure import compare, decoded, spans
from reader.entities.training.noise import Noise

SET = """# doc 0
Angela\tB-PER
Merkel\tI-PER
besuchte\tO
Paris\tB-LOC
.\tO

# doc 1
@\tB-PER
colgo\tB-PER
grüßt\tO
"""


def sentence(text: str, scheme: str = "twelve") -> Sentence:
    words, tags = zip(*(word.split("/") for word in text.split()), strict=True)
    return Sentence(words, tags, scheme)


@pytest.mark.parametrize(
    ("scheme", "tag", "may_be", "may_not_be"),
    [
        ("twelve", "O", ["O"], ["B-MISC", "B-LOCderiv"]),
        ("three", "O", ["O", "B-MISC", "I-MISC", "B-LOCderiv", "B-ORGpart"], ["B-PER", "B-LOC", "I-ORG"]),
        ("three", "B-LOC", ["B-LOC", "B-LOCderiv"], ["O", "I-LOC", "B-ORG"]),
        ("four", "O", ["O", "B-LOCpart"], ["B-MISC", "B-LOCderiv"]),
        ("four", "B-MISC", ["B-MISC", "B-LOCderiv"], ["I-MISC", "O", "B-LOC"]),
        ("heads", "O", ["O", "B-PERderiv"], ["B-MISC"]),
        ("heads", "B-MISC", ["B-MISC"], ["B-LOCderiv"]),
        ("twelve", ANY, ["O", "B-PER"], []),
    ],
)
def test_a_tag_stands_for_what_its_corpus_leaves_open(
    scheme: str, tag: str, may_be: list[str], may_not_be: list[str]
) -> None:
    row = mask(scheme, [tag])[0]
    assert [t for t in may_be if not row[NUMBER[t]]] == []
    assert [t for t in may_not_be if row[NUMBER[t]]] == []


def test_every_tag_agrees_with_itself_in_every_scheme() -> None:
    for scheme in SCHEMES:
        assert [tag for tag in TAGS if tag not in allowed(scheme, tag)] == []


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        ("O O", []),
        ("B-PER I-PER O", [(0, 2, "PER")]),
        ("B-PER B-PER", [(0, 1, "PER"), (1, 2, "PER")]),
        ("B-LOC I-ORG", [(0, 1, "LOC"), (1, 2, "ORG")]),
        ("O I-ORG I-ORG", [(1, 3, "ORG")]),
        ("B-LOCderiv B-LOC I-LOC", [(0, 1, "LOCderiv"), (1, 3, "LOC")]),
    ],
)
def test_names_in_a_row_of_tags(tags: str, names: list[tuple[int, int, str]]) -> None:
    assert spans(tags.split()) == names


def test_only_a_name_with_its_start_end_and_kind_right_counts() -> None:
    wanted = [["B-PER", "I-PER", "O", "B-LOC", "O", "B-ORG"], ["B-LOC", "O"]]
    found = [["B-PER", "O", "O", "B-LOC", "O", "B-LOC"], ["O", "O"]]
    figures = compare(wanted, found, ("PER", "LOC", "ORG"))
    assert (figures["PER"].f1, figures["ORG"].recall) == (0, 0)
    assert (figures["LOC"].precision, figures["LOC"].recall) == (50, 50)
    assert figures["all"].spans == 4
    assert figures["all"].f1 == pytest.approx(200 * 1 / (4 + 3))


def test_an_inner_tag_is_never_decoded_behind_another_class() -> None:
    scores = np.zeros((3, len(TAGS)), np.float32)
    scores[0, NUMBER["B-PER"]] = 5
    scores[1, NUMBER["I-ORG"]] = 5  # better than all others, were it allowed
    scores[1, NUMBER["I-PER"]] = 3
    scores[2, NUMBER["O"]] = 2
    assert decoded([scores]) == [["B-PER", "I-PER", "O"]]
    assert decoded([scores[1:2], scores[:0], scores]) == [["O"], [], ["B-PER", "I-PER", "O"]]


def test_a_set_is_read_and_accounts_teach_nothing(tmp_path: Path) -> None:
    (tmp_path / "set").write_text(SET, encoding="utf-8")
    first, second = read(tmp_path / "set", "three")
    assert first.words == ("Angela", "Merkel", "besuchte", "Paris", ".")
    assert first.document != second.document
    assert second.tags == (ANY, ANY, "O")


def test_a_line_that_is_no_word_with_a_tag_is_named(tmp_path: Path) -> None:
    (tmp_path / "set").write_text("Angela\tB-PER\nMerkel\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read(tmp_path / "set")


def test_no_held_out_sentence_is_learned_from(tmp_path: Path) -> None:
    for number, source in enumerate(SOURCES):
        lines = [f"# doc {i // 3}\nWort{number}x{i}\tB-LOC\n\n" for i in range(60)]
        (tmp_path / source.file).write_text("".join(lines), encoding="utf-8")
    learned, held = split(tmp_path)
    kept = {s.words for sentences in learned.values() for s in sentences}
    out = {s.words for sentences in held.values() for s in sentences}
    assert len(out) >= 30
    assert not kept & out
    documents = {s.document for sentences in held.values() for s in sentences}
    assert not documents & {s.document for sentences in learned.values() for s in sentences}
    assert split(tmp_path)[1] == held
    words = {w for s in a_pass(learned, random.Random(1)) for w in s.words}
    assert words.isdisjoint(w for s in out for w in s)


def test_a_variant_keeps_its_names_in_order_and_its_tags_beside_its_words() -> None:
    s = sentence("„/O Die/O EU-Kommission/B-ORGpart “/O traf/O Angela/B-PER Merkel/I-PER in/O Paris/B-LOC ./O")
    noise = Noise([s, sentence("Berlin/B-LOC und/O Olaf/B-PER Scholz/I-PER")], random.Random(5))
    variants = [noise(s) for _ in range(200)]
    assert len({v.words for v in variants}) > 20
    for variant in variants:
        assert len(variant.words) == len(variant.tags)
        assert [kind for _, _, kind in spans(variant.tags)] == ["ORGpart", "PER", "LOC"]
        assert "EU-KOMMISSION" in (word.upper() for word in variant.words)


def test_a_variant_leaves_the_sentence_itself_alone() -> None:
    s = sentence("Angela/B-PER Merkel/I-PER redet/O ./O")
    noise = Noise([s], random.Random(5))
    assert [noise(s) for _ in range(20)]
    assert s == sentence("Angela/B-PER Merkel/I-PER redet/O ./O")


def test_a_few_steps_lower_the_loss() -> None:
    torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
    from reader.entities.training import tagger, train

    torch.manual_seed(1)
    small = tagger.Tagger(layers=1, width=32, inner=64, heads=4)
    allowed_tags = torch.tensor(mask("twelve", ["B-PER", "I-PER", "O"]) * 2)
    batch = train.Batch(
        torch.randn(2, 5, 32),
        torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 1, 0]]),
        torch.tensor([1, 2, 3, 6, 7, 8]),
        allowed_tags,
    )
    plan = train.Plan(steps=30, rate=1e-2, head_rate=1e-2)
    tools = train.optimiser(small, plan)
    losses = [train._step(small, tools, batch, 1.0) for _ in range(30)]
    assert losses[-1] < losses[0] / 2
    middle = train.average([small.state_dict(), small.state_dict()])
    assert torch.allclose(middle["head.bias"], small.head.bias)


def test_the_channel_that_is_largest_in_some_texts_is_told_for_each_layer() -> None:
    torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
    from reader.entities.training import tagger

    torch.manual_seed(3)
    small = tagger.Tagger(layers=2, width=32, inner=64, heads=4)
    small.layers[0].fi.bias.data[17] = 50
    small.layers[1].fi.bias.data[41] = 50
    assert tagger.widest(small, [torch.randn(5, 32), torch.randn(9, 32)]) == [17, 41]


def test_the_exported_network_scores_as_the_trained_one(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
    onnx = pytest.importorskip("onnx", reason="the extra `train` is not installed")
    pytest.importorskip("onnxruntime")
    from reader.entities.training import export, tagger

    torch.manual_seed(2)
    small = tagger.Tagger(layers=2, width=32, inner=64, heads=4).eval()
    weights = {name: value.numpy() for name, value in small.state_dict().items()}
    onnx.save(export.build(weights, layers=2, heads=4, apart=[63, 0]), tmp_path / "full.onnx")
    export.quantise(tmp_path / "full.onnx", tmp_path / "tagger.onnx")
    vectors = torch.randn(3, 7, 32)
    seen = torch.ones(3, 7, dtype=torch.int64)
    seen[1, 4:] = 0
    with torch.no_grad():
        wanted = small(vectors, seen).numpy()[seen.numpy() == 1]
    for name, near in (("full.onnx", 1e-4), ("tagger.onnx", 0.1)):
        found = export.scorer(tmp_path / name)(vectors.numpy(), seen.numpy())[seen.numpy() == 1]
        np.testing.assert_allclose(found, wanted, atol=near)
