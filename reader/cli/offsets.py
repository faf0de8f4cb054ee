"""Offsets of a cleaned text as offsets of the text that was given: programs count in what they gave."""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from reader.domain.clean import clean

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Given:
    """A text as given, `text`, its canonical form, and the way back from that.

    Cleaning works line by line (neither an escape sequence nor a composition reaches over a line's end), so one
    line is all that is looked at for one offset.
    """

    def __init__(self, raw: str) -> None:
        self._lines = _LINE.findall(raw)
        cleaned = [clean(line) for line in self._lines]
        self.text = "".join(cleaned)
        self._same = self.text == raw
        self._starts = [0, *accumulate(map(len, cleaned))]
        self._raw_starts = [0, *accumulate(map(len, self._lines))]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the given text that became text[start:end]; start < end."""
        if self._same:
            return start, end
        line = bisect_right(self._starts, start) - 1
        first = bisect_right(self._sizes(line), start - self._starts[line]) - 1
        last_line = bisect_left(self._starts, end) - 1
        last = bisect_left(self._sizes(last_line), end - self._starts[last_line])
        return self._raw_starts[line] + first, self._raw_starts[last_line] + last

    def _sizes(self, line: int) -> "_Sizes":
        return _Sizes(self._lines[line])


class _Sizes:
    """How long the first n code points of a line are when cleaned; grows with n, so it can be bisected."""

    def __init__(self, line: str) -> None:
        self._line = line

    def __len__(self) -> int:
        return len(self._line) + 1

    def __getitem__(self, n: int) -> int:
        return len(clean(self._line[:n]))
