"""German news articles without end, to measure with: own sentences over words that are frequent by Zipf's law,
with compounds put together as German does, so that the vocabulary keeps growing with the library.

    python -m tests.benchmarks.generator FOLDER COUNT [FIRST]     text files, as one would paste them
    python -m tests.benchmarks.generator --home FOLDER COUNT      a home whose library holds them

Article n is always the same one. 100,000 of them: 350 MB of text, some 600,000 different words.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from reader.domain.article import Article, Block, BlockKind, article_id
from reader.domain.feed import feed_id
from tests.benchmarks import words as w

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
DAYS = 3650  # the articles lie in the ten years before NOW


def _zipf(count: int, exponent: float = 1.0) -> list[float]:
    return list(accumulate(1 / (rank + 1.5) ** exponent for rank in range(count)))


@dataclass(frozen=True, slots=True)
class _Pool:
    """Words of which the first are the most frequent."""

    words: tuple[str, ...]
    weights: tuple[float, ...]

    def some(self, random: Random, count: int) -> list[str]:
        return random.choices(self.words, cum_weights=self.weights, k=count)


def _pool(words: tuple[str, ...], exponent: float = 1.0) -> _Pool:
    return _Pool(words, tuple(_zipf(len(words), exponent)))


_HEADS, _FRONTS = _pool(w.NOUNS, 0.5), _pool(w.FRONTS, 0.6)
_VERBS, _ADJECTIVES, _ADVERBS = _pool(w.VERBS), _pool(w.ADJECTIVES), _pool(w.ADVERBS)
_PLACES, _FIRST, _GROUPS = _pool(w.PLACES), _pool(w.FIRST_NAMES, 0.7), _pool(w.GROUPS)
_SHAPES = _pool(w.SHAPES, 0.3)
_ARTICLES = {
    "m": ("der", "den", "dem", "des"),
    "f": ("die", "die", "der", "der"),
    "n": ("das", "das", "dem", "des"),
}


def _noun(random: Random, topic: list[str]) -> tuple[str, str]:
    """A noun and its gender: of the topic, plain, or a compound of two or three parts."""
    dice = random.random()
    if topic and dice < 0.35:
        word, gender = random.choice(topic).split()
        return word, gender
    word, gender = _HEADS.some(random, 1)[0].split()
    if dice < 0.55:
        return word, gender
    fronts = _FRONTS.some(random, 1 if dice < 0.92 else 2)
    return (fronts[0] + "".join(part.lower() for part in fronts[1:]) + word.lower()), gender


def _person(random: Random) -> str:
    """A name; the surname is one of the well-known to the library, or made of syllables."""
    first = _FIRST.some(random, 1)[0]
    if random.random() < 0.5:
        return f"{first} {random.choices(w.SURNAMES, cum_weights=_SURNAMES)[0]}"
    return f"{first} {''.join(random.choices(w.SYLLABLES, k=2)).capitalize()}{random.choice(w.ENDINGS)}"


_SURNAMES = _zipf(len(w.SURNAMES))


class _Writer:
    """One article's words: its topic, its people, its random numbers."""

    def __init__(self, number: int) -> None:
        self.random = Random(number * 7919 + 1)
        nouns = [_noun(self.random, []) for _ in range(5)]
        self.topic = [f"{word} {gender}" for word, gender in nouns]
        self.people = [_person(self.random) for _ in range(3)]
        self.places = _PLACES.some(self.random, 3)

    def phrase(self, case: int) -> str:
        """A noun with its article: case 0 is who, 1 whom, 2 to whom, 3 whose."""
        word, gender = _noun(self.random, self.topic)
        ending = ("s" if word[-1] in "elrnmg" else "es") if case == 3 and gender != "f" else ""
        article = _ARTICLES[gender][case]
        if self.random.random() < 0.3:
            adjective = _ADJECTIVES.some(self.random, 1)[0]
            weak = "e" if case == 0 or (case == 1 and gender != "m") else "en"
            return f"{article} {adjective}{weak} {word}{ending}"
        return f"{article} {word}{ending}"

    def sentence(self) -> str:
        random = self.random
        made = _SHAPES.some(random, 1)[0].format(
            who=self.phrase(0),
            whom=self.phrase(1),
            to=self.phrase(2),
            whose=self.phrase(3),
            other=self.phrase(2),
            third=self.phrase(0),
            verb=_VERBS.some(random, 1)[0],
            verb2=_VERBS.some(random, 1)[0],
            adverb=_ADVERBS.some(random, 1)[0],
            person=random.choice(self.people),
            place=random.choice(self.places),
            group=_GROUPS.some(random, 1)[0],
            number=f"{random.randrange(2, 900)}",
            day=random.choice(w.DAYS),
        )
        return made[0].upper() + made[1:]

    def headline(self) -> str:
        random = self.random
        word = self.topic[0].split()[0]
        other = self.topic[1].split()[0]
        return random.choice(w.HEADLINES).format(
            noun=word,
            other=other,
            place=self.places[0],
            name=self.people[0].split()[-1],
            group=_GROUPS.some(random, 1)[0],
        )

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(2, 5)))


def parts(number: int) -> list[tuple[BlockKind, str]]:
    """The blocks of article `number`, in order."""
    writer = _Writer(number)
    random = writer.random
    made = [
        (BlockKind.KICKER, random.choice(w.KICKERS)),
        (BlockKind.HEADLINE, writer.headline()),
        (BlockKind.LEDE, writer.sentence()),
    ]
    size, wanted = 0, random.lognormvariate(7.9, 0.45)
    while size < wanted:
        if size and random.random() < 0.12:
            made.append((BlockKind.SUBHEAD, writer.headline()))
        made.append((BlockKind.PARAGRAPH, writer.paragraph()))
        size += len(made[-1][1])
    return [*made, (BlockKind.AGENCY, f"({random.choice(w.AGENCIES)})")]


def article(number: int) -> Article:
    """Article `number`, as intake would give it."""
    text, blocks = "", []
    for kind, words in parts(number):
        start = len(text) + 2 * bool(text)
        text += ("\n\n" if text else "") + words
        blocks.append(Block(kind, start, len(text), 2 * (kind is BlockKind.SUBHEAD)))
    random = Random(number)
    source = random.choices(w.SOURCES, cum_weights=_zipf(len(w.SOURCES)))[0]
    url = f"https://{source.lower().replace(' ', '-')}.example/{number}"
    when = NOW - timedelta(seconds=random.randrange(DAYS * 86400))
    return Article(
        id=article_id(url, text),
        text=text,
        blocks=tuple(blocks),
        title=next(text[b.start : b.end] for b in blocks if b.kind is BlockKind.HEADLINE),
        added=when + timedelta(minutes=random.randrange(1, 600)),
        published=when,
        source=source,
        url=url,
        author=f"{random.choice(w.FIRST_NAMES)} {random.choice(w.SURNAMES)}",
        agency=text[blocks[-1].start + 1 : blocks[-1].end - 1],
        language="de",
        feed=feed_id(url.rsplit("/", 1)[0]),
    )


def articles(count: int, first: int = 0) -> Iterator[Article]:
    """`count` articles from number `first` on; in the order of arrival their dates go up and down by chance."""
    return (article(number) for number in range(first, first + count))


def write(folder: Path, count: int, first: int = 0) -> None:
    """Writes articles as text files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        text = "\n\n".join(words for _, words in parts(number))
        (folder / f"{number:06d}.txt").write_text(text + "\n", encoding="utf-8")


def fill(home: Path, count: int) -> None:
    """Makes a home whose library holds `count` articles."""
    from reader import paths
    from reader.store.library import Library

    home.mkdir(parents=True, exist_ok=True)
    library = Library(paths.Home.at(home).library)
    for first in range(0, count, 2000):
        library.add_many(articles(min(2000, count - first), first))
        print(f"{min(first + 2000, count):,} of {count:,}", file=sys.stderr)
    library.close()


if __name__ == "__main__":
    if sys.argv[1] == "--home":
        fill(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
