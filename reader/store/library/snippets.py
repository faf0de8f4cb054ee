"""Where a query's words stand in a text, and the piece of it that shows them best."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from reader.domain.article import Article, BlockKind
from reader.store.library import fold
from reader.store.library.terms import Sought

Range = tuple[int, int]

LENGTH = 180  # code points of a snippet, about
_BEFORE = 50  # of them in front of the first found word
_SPACE = re.compile(r"\s+")


def found(text: str, language: str, wanted: Sequence[Sought]) -> list[Range]:
    """The ranges of `text` that match any of `wanted`, by start, overlapping ones joined."""
    stems = fold.stems(language)
    words = [(start, end, stems[word], word) for start, end, word in fold.spans(text)]
    single = frozenset().union(*(sought.stems | sought.compounds for sought in wanted))
    begins = tuple(sought.begins for sought in wanted if sought.begins)
    ranges = [
        (start, end)
        for start, end, stem, word in words
        if stem in single or (begins and (stem.startswith(begins) or fold.fold(word).startswith(begins)))
    ]
    for sought in wanted:
        for phrase in sought.phrases:
            ranges += _phrase([(start, end, stem) for start, end, stem, _ in words], phrase, sought.open)
    return _merged(sorted(ranges))


def _phrase(words: Sequence[tuple[int, int, str]], phrase: Sequence[str], open_: bool) -> list[Range]:
    stems = [stem for *_, stem in words]
    size = len(phrase)
    head, last = list(phrase[:-1]), phrase[-1]
    return [
        (words[at][0], words[at + size - 1][1])
        for at in range(len(words) - size + 1)
        if stems[at : at + size - 1] == head
        and (stems[at + size - 1].startswith(last) if open_ else stems[at + size - 1] == last)
    ]


def _merged(ranges: Sequence[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in ranges:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def headline(article: Article) -> Range:
    """The range of the article's headline, (0, 0) if its text has none."""
    blocks = (block for block in article.blocks if block.kind is BlockKind.HEADLINE)
    return next(((block.start, block.end) for block in blocks), (0, 0))


def snippet(text: str, hits: Sequence[Range], apart: Range = (0, 0)) -> tuple[str, tuple[Range, ...]]:
    """A piece of `text` on one line, and the found words as ranges of it.

    Args:
        apart: a range that is shown elsewhere (the headline): its hits count only when there are no others.
    """
    others = [hit for hit in hits if not (apart[0] <= hit[0] < apart[1])]
    shown = others or list(hits)
    begin = _best(shown) if shown else apart[1]
    start, end = _window(text, begin, apart[1] if begin >= apart[1] else 0)
    return _one_line(text, start, end, hits)


def _best(hits: Sequence[Range]) -> int:
    """The start of the hit that has most others behind it within a snippet's length; the first of those."""
    starts = [start for start, _ in hits]
    return max(
        starts, key=lambda at: (bisect_left(starts, at + LENGTH - _BEFORE) - bisect_left(starts, at), -at)
    )


def _window(text: str, at: int, least: int) -> Range:
    """About LENGTH code points around `at`, from a word's beginning to one's end, none before `least`."""
    start = max(least, at - _BEFORE)
    if start > least:
        space = _SPACE.search(text, start, at)
        start = space.end() if space else at
    end = min(len(text), start + LENGTH)
    if end < len(text):
        space_at = max(text.rfind(" ", start + LENGTH // 2, end), text.rfind("\n", start + LENGTH // 2, end))
        end = space_at if space_at > at else end
    return start, end


def _one_line(text: str, start: int, end: int, hits: Sequence[Range]) -> tuple[str, tuple[Range, ...]]:
    made, ranges = ("" if not text[:start].strip() or text[:start].endswith("\n\n") else "… "), []
    at = start
    for first, last in hits:
        if first < start or last > end:
            continue
        made = _appended(made, text[at:first])
        begin = len(made)
        made = _appended(made, text[first:last])
        ranges.append((begin, len(made)))
        at = last
    made = _appended(made, text[at:end]).rstrip()
    return made + (" …" if end < len(text) else ""), tuple(ranges)


def _appended(made: str, piece: str) -> str:
    piece = _SPACE.sub(" ", piece)
    return made + (piece.removeprefix(" ") if not made or made.endswith(" ") else piece)
