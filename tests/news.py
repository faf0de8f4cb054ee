"""The annotated news sentences, and how a recogniser is scored on them.

How names are annotated stands in tests/data/entities/README.md.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

NEWS = Path(__file__).parent / "data" / "entities" / "news.conll"
CLASSES = tuple(kind + form for kind in ("PER", "LOC", "ORG", "MISC") for form in ("", "deriv", "part"))

Span = tuple[int, int, str]  # code points, end exclusive, and one of CLASSES


@dataclass(frozen=True, slots=True)
class NewsSentence:
    """A sentence and its names; tokens: (word, IOB2 tag)."""

    text: str
    language: str
    tokens: tuple[tuple[str, str], ...]

    @property
    def spans(self) -> list[Span]:
        """The names, by start."""
        spans: list[Span] = []
        at = 0
        for word, tag in self.tokens:
            start = self.text.index(word, at)
            at = start + len(word)
            if tag.startswith("B-"):
                spans.append((start, at, tag[2:]))
            elif tag.startswith("I-"):
                first, _, kind = spans.pop()
                spans.append((first, at, kind))
        return spans


def news() -> Iterator[NewsSentence]:
    """The sentences in the order of the file."""
    for block in NEWS.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        facts = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        tokens = tuple(tuple(line.split("\t")) for line in lines if not line.startswith("# "))
        if tokens:
            yield NewsSentence(facts["text"], facts["lang"], tokens)  # type: ignore[arg-type]


Found = Callable[[NewsSentence], Iterable[Span]]


def strict_f1(
    found: Found, sentences: Iterable[NewsSentence], classes: Iterable[str] = CLASSES
) -> dict[str, float]:
    """F1 in percent of each class and of all ("all"): start, end and class have to be right.

    With fewer `classes`, spans of the others count neither for nor against: what is found over one of them is passed
    over, so that a recogniser which takes "EU-Kommission" for an organisation is judged by the four kinds alone.
    """
    counted = set(classes)
    right, said, wanted = Counter[str](), Counter[str](), Counter[str]()
    for sentence in sentences:
        gold = {span for span in sentence.spans if span[2] in counted}
        others = [span for span in sentence.spans if span[2] not in counted]
        mine = {span for span in found(sentence) if span[2] in counted and not _over(span, others)}
        right.update(kind for *_, kind in mine & gold)
        said.update(kind for *_, kind in mine)
        wanted.update(kind for *_, kind in gold)
    scores = {kind: _f1(right[kind], said[kind], wanted[kind]) for kind in CLASSES if wanted[kind]}
    return {**scores, "all": _f1(right.total(), said.total(), wanted.total())}


def _over(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end, _ in others)


def _f1(right: int, said: int, wanted: int) -> float:
    return 200 * right / (said + wanted) if said + wanted else 0.0
