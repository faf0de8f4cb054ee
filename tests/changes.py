"""Changed copies of a text that know, for each character, which one of the old text it is."""

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from reader.domain.sentence import sentences

NEW = -1  # the origin of a character that the old text does not have
ADDED = (
    "Das teilte eine Sprecherin am Abend mit.",
    "In einer früheren Fassung dieses Artikels fehlte diese Zahl.",
    "Officials declined to say more.",
    "Weitere Gespräche sollen folgen, hieß es aus Delegationskreisen, wohl noch in dieser Woche.",
)
WORDS = ("offenbar", "gestern", "reportedly", "erneut", "sehr", "nach eigenen Angaben")


@dataclass(frozen=True)
class Copy:
    """A changed text; origins: for each of its characters the place in the old text, or NEW."""

    text: str
    origins: tuple[int, ...]

    def cut(self, start: int, end: int) -> "Copy":
        return Copy(self.text[:start] + self.text[end:], self.origins[:start] + self.origins[end:])

    def put(self, at: int, text: str) -> "Copy":
        return self.place(at, Copy(text, (NEW,) * len(text)))

    def place(self, at: int, part: "Copy") -> "Copy":
        return Copy(
            self.text[:at] + part.text + self.text[at:], self.origins[:at] + part.origins + self.origins[at:]
        )

    def part(self, start: int, end: int) -> "Copy":
        return Copy(self.text[start:end], self.origins[start:end])

    def translate(self, table: dict[str, str]) -> "Copy":
        """Changed one by one; a character of several keeps its origin in each."""
        pieces = [(table.get(char, char), origin) for char, origin in zip(self.text, self.origins, strict=True)]
        return Copy("".join(p for p, _ in pieces), tuple(o for p, o in pieces for _ in p))


def copy(text: str) -> Copy:
    return Copy(text, tuple(range(len(text))))


Change = Callable[[Copy, int, int, random.Random], Copy]  # the mark is at start..end


@lru_cache(maxsize=8)
def _sentences(text: str) -> list[tuple[int, int]]:
    return sentences(text, 0, len(text), "de")


def _sentence(text: str, at: int) -> tuple[int, int]:
    return next((s for s in _sentences(text) if s[0] <= at < s[1]), (0, len(text)))


def _other(c: Copy, start: int, end: int, rng: random.Random) -> tuple[int, int]:
    """A sentence that does not touch the mark."""
    found = [s for s in _sentences(c.text) if s[1] <= start or s[0] >= end]
    return rng.choice(found)


def put_before(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    return c.put(_sentence(c.text, start)[0], rng.choice(ADDED) + " ")


def put_just_before(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    return c.put(start, rng.choice(WORDS) + " ")


def put_just_behind(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    return c.put(end, " " + rng.choice(WORDS))


def put_inside(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    spaces = [m.start() for m in re.finditer(" ", c.text[start:end])]
    return c.put(start + rng.choice(spaces), " " + rng.choice(WORDS)) if spaces else c


def put_at_top(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    return c.put(0, "\n\n".join(rng.sample(ADDED, 2)) + "\n\n")


def cut_word_inside(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    words = [m.span() for m in re.finditer(r"\S+ ", c.text[start:end])]
    if len(words) < 3:
        return c
    low, high = rng.choice(words[1:-1])
    return c.cut(start + low, start + high)


def cut_elsewhere(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    return c.cut(*_other(c, start, end, rng))


def cut_the_sentence(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    first = _sentence(c.text, start)
    return c.cut(first[0], max(first[1], end))


def cut_the_paragraph(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    return c.cut(c.text.rfind("\n\n", 0, start) + 2 if start else 0, (c.text + "\n\n").find("\n\n", end))


def cut_neighbours(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    low, high = _sentence(c.text, start)
    behind = _sentence(c.text, min(len(c.text) - 1, max(high, end) + 1))
    if behind[0] >= end:
        c = c.cut(*behind)
    front = _sentence(c.text, max(0, low - 2))
    return c.cut(*front) if front[1] <= start else c


def swap_the_sentence(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    low, high = _sentence(c.text, start)
    high = max(high, end)
    first, last = _other(c, low, high, rng)
    mine, yours = c.part(low, high), c.part(first, last)
    if first < low:
        return c.cut(low, high).place(low, yours).cut(first, last).place(first, mine)
    return c.cut(first, last).place(first, mine).cut(low, high).place(low, yours)


def change_word_inside(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    words = [m.span() for m in re.finditer(r"\w+", c.text[start:end])]
    low, high = rng.choice(words[1:-1] if len(words) > 2 else words)
    return c.cut(start + low, start + high).put(start + low, rng.choice(WORDS))


def change_first_word(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    found = re.match(r"\w+", c.text[start:end])
    return c.cut(start, start + found.end()).put(start, rng.choice(WORDS)) if found else c


def misspell_inside(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    at = rng.randrange(start, end)
    return c.cut(at, at + 1).put(at, rng.choice("xyzq"))


def change_quotes(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    return c.translate(
        {"„": '"', "“": '"', "”": '"', "‚": "'", "‘": "'", "’": "'", "–": "-", "»": '"', "«": '"'}
    )


def change_spaces(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    return c.translate({" ": rng.choice(["\xa0", " ", "\u2009"])})


def change_punctuation(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    return c.translate({",": ";", "“": "”", ".": rng.choice([".", "!"])})


def decompose(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    return c.translate({char: unicodedata.normalize("NFD", char) for char in set(c.text)})


def next_version(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    """As a paper does it: a new lede, a sentence less, one more, words changed, other quotation marks."""
    first, last = _other(c, start, end, rng)
    if last <= start:
        start, end = start - (last - first), end - (last - first)
    c = c.cut(first, last)
    for _ in range(12):
        at = rng.randrange(len(c.text))
        if c.text[at] == " " and not start <= at < end:
            word = " " + rng.choice(WORDS)
            c = c.put(at, word)
            if at < start:
                start, end = start + len(word), end + len(word)
    return change_quotes(put_at_top(c, start, end, rng), start, end, rng)


def repeat_at_top(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    """The mark's own sentence once more, as a teaser above the article."""
    low, high = _sentence(c.text, start)
    return c.put(0, c.text[low : max(high, end)] + "\n\n")


def cut_and_keep_the_words(c: Copy, start: int, end: int, rng: random.Random) -> Copy:
    """The mark's sentence is gone, its words stand in another sentence that was not there before."""
    quote = c.text[start:end]
    return cut_the_sentence(c, start, end, rng).put(0, f"Unter der Zeile „{quote}“ stand hier anderes.\n\n")


CHANGES: tuple[Change, ...] = (
    put_before,
    put_just_before,
    put_just_behind,
    put_inside,
    put_at_top,
    cut_word_inside,
    cut_elsewhere,
    cut_the_sentence,
    cut_the_paragraph,
    cut_neighbours,
    swap_the_sentence,
    change_word_inside,
    change_first_word,
    misspell_inside,
    change_quotes,
    change_spaces,
    change_punctuation,
    decompose,
    next_version,
    repeat_at_top,
    cut_and_keep_the_words,
)
