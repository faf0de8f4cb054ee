"""Whether two articles are the same report: one agency's text in two papers, under other headlines, cut or touched up.

Words are compared by shingles, three words in a row (A. Broder, On the resemblance and containment of documents,
1997). A word is shared when a shingle that holds it stands in the other text too; so paragraphs may move, come or
go. A desk that prints an agency's report cuts it from the end, writes a lede of its own and puts a paragraph in, but
leaves the sentences alone. Three kinds of pairs look like that and are none:

- a follow-up repeats the background and says something new at the top: so the beginnings must be shared;
- a form is filled in anew (results, weather, prices): so where a shared sentence differs in a word, that must not be
  a figure, a day or again and again a name;
- an overview holds many reports: so one must not be five times as long as the other.

`sketch` is what an index keeps: the smallest hashes of the beginning's shingles (MinHash, bottom-k). Two texts
share the more of them the more shingles they share. datasketch has MinHash and LSH as well; it brings numpy and
scipy, some 150 MB, for what is a sorted list of sixteen numbers here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nsmallest
from zlib import crc32

from reader.domain.article import Article, BlockKind

FORM = "2"  # another one when `sketch` gives other numbers for the same text
SIZE = 3  # words of a shingle
SKETCH = 16  # numbers of a sketch
HEAD = 200  # words of the beginning, of which the sketch is made
FEWEST = 25  # words of a text that can be told from others

_SHARED = 0.55  # of the shorter text, at least
_BEGUN = 0.35  # of both beginnings, at least
_LONGER = 5.0  # times, at most
_GAP = 6  # words of a place where a shared sentence differs, at most
_NAMES = 0.34  # of the shared sentences may differ in a name
_LONG = 12  # shared sentences from which on one figure may differ

_TOLD = frozenset((BlockKind.LEDE, BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM))
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+")
_STOP = re.compile(r"[.!?:]\W*$")

Shingle = tuple[str, ...]


def _table(**classes: str) -> dict[str, tuple[str, str]]:
    return {
        word: (kind, str(n))
        for kind, rows in classes.items()
        for row in rows.split("/")
        for n, word in enumerate(row.split(), 1)
    }


# Words whose exchange makes another report: their class, and what they mean in it.
_HARD: Mapping[str, tuple[str, str]] = _table(
    day="montag dienstag mittwoch donnerstag freitag samstag sonntag/"
    "monday tuesday wednesday thursday friday saturday sunday/lundi mardi mercredi jeudi vendredi samedi dimanche",
    month="januar februar märz april mai juni juli august september oktober november dezember/january february "
    "march april may june july august september october november december",
    number="ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf/"
    "one two three four five six seven eight nine ten eleven twelve",
)


@dataclass(frozen=True)
class Body:
    """What an article tells, without headline, captions and credits: paragraph by paragraph.

    What is made of it is made when it is asked for: most texts that are compared differ in all, which takes little.
    """

    texts: tuple[str, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """As they stand."""
        return tuple(word for text in self.texts for word in _WORD.findall(text))

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where sentences end, as counts of words."""
        count, ends = 0, dict[int, None]()
        for text in self.texts:
            last = 0
            for match in _WORD.finditer(text):
                if last and match[0][0].isupper() and _STOP.search(text, last, match.start()):
                    ends[count] = None
                count += 1
                last = match.end()
            ends[count] = None
        return tuple(ends)

    @cached_property
    def folded(self) -> tuple[str, ...]:
        return tuple(map(str.casefold, self.words))

    @cached_property
    def shingles(self) -> tuple[Shingle, ...]:
        return tuple(zip(*(self.folded[n:] for n in range(SIZE)), strict=False))

    @cached_property
    def places(self) -> dict[Shingle, int]:
        """Where each shingle first stands."""
        return {shingle: at for at, shingle in reversed(tuple(enumerate(self.shingles)))}

    def held(self, other: "Body") -> list[bool]:
        """For each shingle whether it stands in the other text too."""
        return list(map(other.places.__contains__, self.shingles))


def _covered(held: Sequence[bool]) -> list[bool]:
    """For each word whether it is in a shingle that is held."""
    none = [False] * (SIZE - 1)
    padded = [*none, *held, *none]
    return [a or b or c for a, b, c in zip(padded, padded[1:], padded[2:], strict=False)]


def _texts(article: Article) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.kind in _TOLD] or [article.text]


def body(article: Article) -> Body:
    """What `article` tells."""
    return Body(tuple(_texts(article)))


def sketch(article: Article) -> list[int]:
    """Up to SKETCH numbers of 32 bits; none for a text that is too short."""
    head: list[str] = []
    for text in _texts(article):
        head += _WORD.findall(text.casefold())
        if len(head) >= HEAD:
            break
    if len(head) < FEWEST:
        return []
    shingles = {" ".join(words) for words in zip(*(head[n:HEAD] for n in range(SIZE)), strict=False)}
    return nsmallest(SKETCH, {_number(shingle) for shingle in shingles})


def _number(shingle: str) -> int:
    """A checksum, its bits mixed: as it comes, like texts have like ones."""
    return crc32(shingle.encode()) * 0x9E3779B1 & 0xFFFFFFFF


def likeness(one: Body, other: Body) -> float:
    """The share of the shorter text that both have, 0 when they are not the same report."""
    short, long_ = sorted((one, other), key=lambda told: len(told.words))
    if len(short.words) < FEWEST or len(long_.words) > _LONGER * len(short.words):
        return 0.0
    held = short.held(long_)
    if SIZE * sum(held) < _SHARED * len(short.words):  # however they lie, they cover no more than that
        return 0.0
    covered = _covered(held)
    whole = sum(covered) / len(covered)
    if whole < _SHARED or not _begin_alike(covered, _covered(long_.held(short))):
        return 0.0
    return 0.0 if _contradict(short, long_, covered) else whole


def _begin_alike(short: Sequence[bool], long_: Sequence[bool]) -> bool:
    """Whether the first half of the shorter text, and as much of the other, are shared in good part."""
    half = (len(short) + 1) // 2
    return min(sum(short[:half]), sum(long_[:half])) >= _BEGUN * half


def _contradict(short: Body, long_: Body, covered: Sequence[bool]) -> bool:
    """Whether shared sentences differ in figures, or often in names."""
    kept = _kept_sentences(short, covered)
    figures = 0
    names: Counter[tuple[str, str]] = Counter()
    for mine, yours in _exchanged(short, long_, covered):
        if _other_figures(mine, yours):
            figures += 1
        elif pair := _other_names(mine, yours):
            names[pair] += 1
    if figures > (len(kept) >= _LONG and not names):
        return True
    return sum(names.values()) >= 2 and (
        sum(names.values()) > _NAMES * len(kept) or max(names.values()) > max(1, len(kept) // 5)
    )


def _kept_sentences(told: Body, covered: Sequence[bool]) -> list[int]:
    """The ends of the sentences of which at least half is shared."""
    starts = (0, *told.ends)
    return [
        end for start, end in zip(starts, told.ends, strict=False) if 2 * sum(covered[start:end]) >= end - start
    ]


def _exchanged(
    one: Body, other: Body, covered: Sequence[bool]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Few words in a row that stand in place of few others: between shingles that both texts have."""
    at = 0
    while at < len(covered):
        if covered[at]:
            at += 1
            continue
        end = at
        while end < len(covered) and not covered[end]:
            end += 1
        before = other.places.get(one.folded[at - SIZE : at]) if at >= SIZE else None
        after = other.places.get(one.folded[end : end + SIZE])
        if before is not None and after is not None and end - at <= _GAP and 0 < after - before - SIZE <= _GAP:
            yield one.words[at:end], other.words[before + SIZE : after]
        at = end


def _other_figures(mine: Sequence[str], yours: Sequence[str]) -> bool:
    """Whether both say a figure, a day or a month, and not the same."""
    one, other = _figures(mine), _figures(yours)
    return any(one[kind] != other[kind] for kind in one.keys() & other.keys())


def _figures(words: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for word in words:
        kind, value = _HARD.get(word.casefold()) or ("number", word if word[0].isdigit() else "")
        if value:
            found.setdefault(kind, set()).add(value.replace(".", "").rstrip(",0") or value)
    return found


def _other_names(mine: Sequence[str], yours: Sequence[str]) -> tuple[str, str] | None:
    """What begins with a capital in both and is not written alike: names, and in German nouns."""
    one = [word for word in mine if word[0].isupper()]
    other = [word for word in yours if word[0].isupper()]
    if not one or not other or any(_alike(a, b) for a in one for b in other):
        return None
    return " ".join(one), " ".join(other)


def _alike(one: str, other: str) -> bool:
    """Two spellings of one name: Selenskyj and Zelensky, Corona and Coronavirus."""
    one, other = one.casefold(), other.casefold()
    return one in other or other in one or SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.6
