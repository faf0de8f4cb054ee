"""Pairs of articles that are the same report or only look like it: short ones from tests/data/stories, long ones
from the generator, edited as desks do."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from random import Random

from reader.domain.article import Article, BlockKind, article_id
from tests.benchmarks import generator
from tests.benchmarks.words import PLACES
from tests.shelf import article

DATA = Path(__file__).parent / "data" / "stories"
Part = tuple[BlockKind, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, what was done to make the one of the other, and whether they are the same report."""

    what: str
    one: Article
    other: Article
    same: bool


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a file: "report", "same: cut" or "other: the next day"."""

    what: str
    article: Article

    @property
    def same(self) -> bool:
        return not self.what.startswith("other")


def texts(path: Path) -> list[Text]:
    """The texts of one file, see tests/data/stories/README.md."""
    report: list[str] = []
    found: list[Text] = []
    for part in path.read_text(encoding="utf-8").split("== ")[1:]:
        what, title, *lines = part.strip().split("\n")
        paragraphs = [_line(line, report) for line in lines]
        report = report or paragraphs
        url = f"https://paper{len(found)}.example/{path.stem}"
        source = f"Paper {len(found)}"
        found.append(Text(what, article(title, "\n\n".join(paragraphs), url=url, source=source)))
    return found


def _line(line: str, report: list[str]) -> str:
    if not line.startswith("@"):
        return line
    number, *changes = line[1:].split(" | ")
    text = report[int(number) - 1]
    for change in changes:
        old, new = change.split(" => ")
        text = text.replace(old, new)
    return text


def written() -> Iterator[Pair]:
    """Every two texts of each file, but for two `other` ones."""
    for path in sorted(DATA.glob("*.txt")):
        for one, other in combinations(texts(path), 2):
            if one.same or other.same:
                what = f"{path.stem}: {one.what} / {other.what}"
                yield Pair(what, one.article, other.article, one.same and other.same)


def _made(parts: list[Part], number: int) -> Article:
    title = next(text for kind, text in parts if kind is BlockKind.HEADLINE)
    body = "\n\n".join(text for kind, text in parts if kind in (BlockKind.PARAGRAPH, BlockKind.AGENCY))
    lede = next(text for kind, text in parts if kind is BlockKind.LEDE)
    found = article(title, body, lede=lede)
    return replace(found, id=article_id(f"https://desk.example/{number}/{title}/{len(body)}", ""))


def _told(parts: list[Part]) -> list[int]:
    return [n for n, (kind, _) in enumerate(parts) if kind is BlockKind.PARAGRAPH]


def _headed(parts: list[Part], other: list[Part]) -> list[Part]:
    """`parts` under the headline of another article."""
    head = next(text for kind, text in other if kind is BlockKind.HEADLINE)
    return [(kind, head if kind is BlockKind.HEADLINE else text) for kind, text in parts]


def _cut(parts: list[Part], other: list[Part], random: Random) -> list[Part]:
    told = _told(parts)
    gone = set(told[max(1, round(len(told) * random.uniform(0.4, 0.8))) :])
    return [part for n, part in enumerate(_headed(parts, other)) if n not in gone]


def _new_lede(parts: list[Part], other: list[Part], random: Random) -> list[Part]:
    lede = next(text for kind, text in other if kind is BlockKind.LEDE)
    return [(k, lede if k is BlockKind.LEDE else text) for k, text in _headed(parts, other)]


def _local(parts: list[Part], other: list[Part], random: Random) -> list[Part]:
    made = _headed(parts, other)
    made.insert(random.choice(_told(parts)) + 1, other[_told(other)[0]])
    return made


def _spelled(parts: list[Part], other: list[Part], random: Random) -> list[Part]:
    """Here and there a word in another spelling."""

    def word(text: str) -> str:
        return text[:-1] if len(text) > 6 and text.isalpha() and random.random() < 0.06 else text

    return [(kind, " ".join(map(word, text.split(" ")))) for kind, text in _headed(parts, other)]


def _merged(parts: list[Part], other: list[Part], random: Random) -> list[Part]:
    """With the beginning of another report behind it."""
    return [*_headed(parts, other), *(other[n] for n in _told(other)[: max(1, len(_told(parts)) // 2)])]


def _form(parts: list[Part], other: list[Part], random: Random) -> list[Part]:
    """The same words with other figures, places and days."""

    def word(text: str) -> str:
        core = text.strip(".,:;")
        if core.isdigit():
            return text.replace(core, str(int(core) + random.randrange(1, 90)))
        return text.replace(core, random.choice(PLACES)) if core in PLACES else text

    return [(kind, " ".join(map(word, text.split(" ")))) for kind, text in parts]


def _follow_up(parts: list[Part], other: list[Part], random: Random) -> list[Part]:
    """News at the top, the background from before."""
    background = [parts[n] for n in _told(parts)[-max(1, len(_told(parts)) // 3) :]]
    kept = len(_told(other)) - len(background)
    return [*_new_lede(other[: _told(other)[max(1, kept)]], other, random), *background]


SAME = {"cut": _cut, "lede": _new_lede, "local": _local, "spelling": _spelled, "merged": _merged}
OTHER = {"form": _form, "follow-up": _follow_up}


def generated(count: int = 40) -> Iterator[Pair]:
    """`count` long articles, each with one of every edit."""
    for number in range(count):
        parts, other = generator.parts(number), generator.parts(number + 5000)
        if min(len(_told(parts)), len(_told(other))) < 4:
            continue
        one = _made(parts, number)
        for table, same in ((SAME, True), (OTHER, False)):
            for what, edit in table.items():
                made = _made(edit(parts, other, Random(number)), number)
                yield Pair(f"{number}: {what}", one, made, same)
        yield Pair(f"{number}: another article", one, _made(other, number), False)
