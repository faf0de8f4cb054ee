"""The annotated sets: where each lies, how it is annotated, how much of it is learned from and what is held out.

A set is a text file, a word, a tab and its tag (IOB2) on a line, an empty line behind each sentence, `# doc` before
each document. What is held out is chosen by a fixed seed, by document where a set has them, and never learned from.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.entities.training.labels import ANY

_HELD_SEED = 20_261
_LONGEST = 90  # words of a sentence; longer ones are cut into pieces of this length


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with their tags, the scheme of annotation, the language and the document they stand in."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    scheme: str = "twelve"
    language: str = "de"
    document: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a set. `share`: how much of it a pass reads; `held`: how much is never learned from."""

    corpus: str
    file: str
    scheme: str
    language: str
    share: float = 1.0
    held: float = 0.0


SOURCES = (
    Source("GermEval 2014", "de_germeval14.dev.12cls.conll", "twelve", "de"),
    Source("GermEval 2014", "de_germeval14.part.12cls.conll", "twelve", "de", held=0.2),
    Source("SmartData", "de_smartdata.news.train.conll", "three", "de", held=0.125),
    Source("SmartData", "de_smartdata.rss.train.conll", "three", "de", share=0.25),
    Source("SmartData", "de_smartdata.tweet.train.conll", "three", "de", share=0.5),
    Source("MobIE", "de_mobie.train.conll", "three", "de", share=0.1),
    *(
        Source("Europeana", f"de_europeana_{library}.conll", "three", "de", share=0.08)
        for library in ("lft", "onb", "sbb")
    ),
    Source("Wikigold", "en_wikigold.conll", "four", "en", held=0.125),
    Source("GUM", "en_gum_news_interview.conll", "heads", "en", held=0.125),
    *(Source("Broad Twitter Corpus", f"en_btc_{part}.conll", "three", "en", share=0.25) for part in "abefgh"),
)


def read(path: Path, scheme: str = "twelve", language: str = "de") -> list[Sentence]:
    """The sentences of the set at `path`; ValueError names the line that is no word with its tag."""
    found: list[Sentence] = []
    words: list[tuple[str, str]] = []
    document = 0
    for number, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), ""], 1):
        if line.startswith("# "):
            document += 1
        elif line.strip():
            word, tab, tag = line.rpartition("\t")
            if not tab:
                raise ValueError(f"{path}: line {number}: expected a word, a tab and a tag")
            words.append((word, tag.strip()))
        elif words:
            found += _cut(words, scheme, language, f"{path.name}#{document}")
            words = []
    return found


def _cut(words: list[tuple[str, str]], scheme: str, language: str, document: str) -> Iterator[Sentence]:
    """A sentence, in pieces where it is very long; a piece begins outside a name."""
    while words:
        end = min(_LONGEST, len(words))
        while end < len(words) and end > 1 and words[end][1].startswith("I-"):
            end -= 1
        plain, tags = zip(*words[:end], strict=True)
        yield Sentence(plain, _ignored(plain, tags), scheme, language, document)
        words = words[end:]


def _ignored(words: tuple[str, ...], tags: tuple[str, ...]) -> tuple[str, ...]:
    """The tags, with names of accounts behind an "@" left open: as names they would teach what no news text has."""
    if "@" not in words:
        return tags
    handle = [word == "@" or (i > 0 and words[i - 1] == "@") for i, word in enumerate(words)]
    return tuple(ANY if own else tag for own, tag in zip(handle, tags, strict=True))


def split(folder: Path) -> tuple[dict[Source, list[Sentence]], dict[str, list[Sentence]]]:
    """What is learned from, by source, and what is held out, by corpus, of the sets in `folder`."""
    learned: dict[Source, list[Sentence]] = {}
    held: dict[str, list[Sentence]] = {}
    for source in SOURCES:
        sentences = read(folder / source.file, source.scheme, source.language)
        if source.held:
            out = _held(sentences, source.held)
            held[source.corpus] = [s for i, s in enumerate(sentences) if i in out]
            sentences = [s for i, s in enumerate(sentences) if i not in out]
        learned[source] = sentences
    return learned, held


def _held(sentences: list[Sentence], share: float) -> set[int]:
    """The sentences to hold out: whole documents where there are some, about `share` of all sentences."""
    documents = sorted({s.document for s in sentences})
    chosen = random.Random(_HELD_SEED)
    if len(documents) == 1:
        return set(chosen.sample(range(len(sentences)), round(share * len(sentences))))
    chosen.shuffle(documents)
    out: set[int] = set()
    for document in documents:
        if len(out) >= share * len(sentences):
            break
        out |= {i for i, s in enumerate(sentences) if s.document == document}
    return out


def a_pass(learned: dict[Source, list[Sentence]], rng: random.Random) -> list[Sentence]:
    """One pass over all sources, each with its share, in an order of its own; neighbours are joined now and then."""
    chosen: list[Sentence] = []
    for source, sentences in learned.items():
        joined = list(_joined(sentences, rng))
        count = len(joined) if source.share == 1 else round(source.share * len(joined))
        chosen += rng.sample(joined, count)
    rng.shuffle(chosen)
    return chosen


def _joined(sentences: list[Sentence], rng: random.Random) -> Iterator[Sentence]:
    """Some sentences together with the next of their document: the program's own cuts are not perfect either."""
    waiting: Sentence | None = None
    for s in sentences:
        if waiting and waiting.document == s.document:
            s = Sentence(waiting.words + s.words, waiting.tags + s.tags, s.scheme, s.language, s.document)
            waiting = None
        elif waiting:
            yield waiting
            waiting = None
        if waiting is None and len(s.words) < 30 and rng.random() < 0.06:
            waiting = s
        else:
            yield s
    if waiting:
        yield waiting
