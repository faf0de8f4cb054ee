"""Ranges of a text, asked for what touches a place.

Sorted by start, with the greatest end so far beside each, so that a query walks back only as far as something
can still reach into it: logarithmic for ranges that do not overlap, and a few steps more where they do.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Spans(Generic[T]):
    """Values with a range each.

    Args:
        values: in any order.
        bounds: gives a value's start and exclusive end.
    """

    def __init__(self, values: Iterable[T], bounds: Callable[[T], tuple[int, int]]) -> None:
        ranges = sorted(((*bounds(value), value) for value in values), key=lambda item: (item[0], -item[1]))
        self.values = [value for *_, value in ranges]
        self.starts = [start for start, *_ in ranges]
        self._ends = [end for _, end, _ in ranges]
        self._reach: list[int] = []
        for end in self._ends:
            self._reach.append(max(end, self._reach[-1]) if self._reach else end)

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[T]:
        return iter(self.values)

    def touching(self, start: int, end: int) -> list[tuple[int, int, T]]:
        """(start, end, value) of what shares a code point with start..end, by start, the longer one first."""
        at = bisect_left(self.starts, end) - 1
        found = []
        while at >= 0 and self._reach[at] > start:
            if self._ends[at] > start:
                found.append((self.starts[at], self._ends[at], self.values[at]))
            at -= 1
        return found[::-1]

    def at(self, offset: int) -> list[T]:
        """What covers the code point at `offset`, the longest first."""
        found = self.touching(offset, offset + 1)
        return [value for start, end, value in sorted(found, key=lambda item: item[0] - item[1])]
