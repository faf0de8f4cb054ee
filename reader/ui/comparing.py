"""Two texts laid over each other for the screen: which can be compared, and the lines that show one comparison.

Pure but for `pairings`, which asks the library and is run in a thread. What came is underlined and what went struck
through, so that no colour is needed; `bare` also puts brackets around both, for terminals that draw neither.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from reader.domain.article import Article
from reader.domain.difference import Kind, Passage, Piece, difference, passages
from reader.store.library import Library
from reader.ui.when import long_date
from reader.ui.wrap import wrap

Cell = tuple[str, str]  # text, and the name of a style: "same", "in", "out", "fold"
GUTTER = 3  # the bar of the cursor, a sign, air
MOST = 8  # other reports of the story that are compared
_BARE = {Kind.IN: ("{+", "+}"), Kind.OUT: ("[-", "-]")}


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two texts to be compared. opens: the article in which places of the new text are, "" for an old version."""

    old: Article
    new: Article
    title: str
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its cells, its sign in the gutter ("+", "-", "±" or " "), and the change it belongs to, -1 for none."""

    cells: tuple[Cell, ...]
    sign: str = " "
    changes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pairing's passages. places: where each change stands in the new text."""

    pairing: Pairing
    passages: tuple[Passage, ...]
    places: tuple[int, ...]


def pairings(library: Library, article: str) -> list[Pairing]:
    """An article's successive versions, the newest two first, then the other reports of its story beside it."""
    versions = library.versions(article)
    found = [
        Pairing(
            old.article,
            new.article,
            f"version {old.number}, {_when(old.seen)} → version {new.number}, {_when(new.seen)}",
            article if new is versions[-1] else "",
        )
        for old, new in pairwise(versions)
    ][::-1]
    here = versions[-1].article
    others = [library.get(id_) for id_ in library.story(article) if id_ != article][:MOST]
    return found + [Pairing(other, here, f"{_named(other)} → {_named(here)}", article) for other in others]


def _when(moment: datetime) -> str:
    return f"{long_date(moment)}, {moment.astimezone():%H:%M}"


def _named(article: Article) -> str:
    return article.source or article.title


def compared(pairing: Pairing) -> Comparison:
    """The two texts word by word."""
    found = tuple(passages(difference(pairing.old.text, pairing.new.text)))
    places = [change[0].start for passage in found for change in _changes(passage)]
    return Comparison(pairing, found, tuple(places))


def _changes(passage: Passage) -> Iterator[list[Piece]]:
    """What changed in one place: what went and what came instead."""
    for same, pieces in groupby(passage.pieces, lambda piece: piece.kind is Kind.SAME):
        if not same:
            yield list(pieces)


def lines(comparison: Comparison, width: int, *, whole: bool = False, bare: bool = False) -> list[Line]:
    """The comparison in lines of `width` cells; paragraphs that stayed are folded unless `whole`."""
    found: list[Line] = []
    number = 0
    for changed, group in groupby(comparison.passages, lambda passage: passage.changed):
        some = list(group)
        if not changed and not whole:
            noun = "paragraph" if len(some) == 1 else "paragraphs"
            found += [Line(((f"⋯ {len(some)} {noun} the same", "fold"),)), Line(())]
            continue
        for passage in some:
            found += [*_set(passage, max(8, width - GUTTER), number, bare), Line(())]
            number += sum(1 for _ in _changes(passage))
    return found[:-1]


def _set(passage: Passage, width: int, number: int, bare: bool) -> Iterator[Line]:
    text, starts, kinds, changes = "", [], [], []
    last = Kind.SAME
    for piece in passage.pieces:
        number += piece.kind is Kind.SAME and last is not Kind.SAME
        if not bare and piece.kind is Kind.IN and last is Kind.OUT:
            starts.append(len(text))
            kinds.append(Kind.SAME)
            changes.append(-1)
            text += " "
        before, behind = _BARE[piece.kind] if bare and piece.kind is not Kind.SAME else ("", "")
        starts.append(len(text))
        kinds.append(piece.kind)
        changes.append(-1 if piece.kind is Kind.SAME else number)
        text += before + piece.text + behind
        last = piece.kind
    for span in wrap(text, 0, len(text), width):
        first = max(0, bisect_right(starts, span.start) - 1)
        here = [n for n in range(first, len(starts)) if starts[n] < max(span.end, span.start + 1)]
        cells = [(_inside(text, span.start, span.end, starts, n), kinds[n].value) for n in here]
        yield Line(
            tuple(cell for cell in cells if cell[0]),
            _sign({kinds[n] for n, cell in zip(here, cells, strict=True) if cell[0]}),
            tuple(dict.fromkeys(changes[n] for n in here if changes[n] >= 0)),
        )


def _inside(text: str, start: int, end: int, starts: Sequence[int], n: int) -> str:
    """What of the n-th piece stands in start..end."""
    stop = starts[n + 1] if n + 1 < len(starts) else len(text)
    return text[max(start, starts[n]) : min(end, stop)].replace("\t", "  ")


def _sign(kinds: set[Kind]) -> str:
    came, went = Kind.IN in kinds, Kind.OUT in kinds
    return "±" if came and went else "+" if came else "-" if went else " "
