"""Where a mark stands: its place as position and quote, and finding it again when the text has changed.

The place is kept as the W3C Web Annotation Data Model has it: a TextPositionSelector and a TextQuoteSelector with
context. `carry` moves a mark along the edits between two versions of a text, both at hand; `anchor` looks for its
quote in a text of which only the mark is known. Nothing is dropped: what is not found becomes an orphan.
"""

from dataclasses import replace

from reader.domain import grapheme
from reader.domain.mark import Mark, Status

CONTEXT = 32  # code points, and at most as many UTF-16 units


def tidy(text: str, start: int, end: int) -> tuple[int, int]:
    """The range start..end widened to whole grapheme clusters, without white space at its ends.

    Returns an empty range when there is nothing but white space.
    """
    start, end = sorted((max(0, min(start, len(text))), max(0, min(end, len(text)))))
    if start == end:
        return start, start
    start, end = grapheme.floor(text, start), grapheme.ceil(text, end)
    while start < end and text[start : (stop := grapheme.after(text, start))].isspace():
        start = stop
    while start < end and text[(stop := grapheme.before(text, end)) : end].isspace():
        end = stop
    return start, end


def quote_of(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The TextQuoteSelector of a range: (quote, prefix, suffix), the context cut at grapheme borders."""
    first = start
    while first > 0 and _units(text[(stop := grapheme.before(text, first)) : start]) <= CONTEXT:
        first = stop
    last = end
    while last < len(text) and _units(text[end : (stop := grapheme.after(text, last))]) <= CONTEXT:
        last = stop
    return text[start:end], text[first:start], text[end:last]


def _units(text: str) -> int:
    """UTF-16 units, of which other programs count their contexts."""
    return len(text) + sum(char > "\uffff" for char in text)


def placed(mark: Mark, text: str, start: int, end: int, status: Status) -> Mark:
    """`mark` on a range of `text`, with the quote and the context that stand there."""
    quote, prefix, suffix = quote_of(text, start, end)
    return replace(mark, start=start, end=end, quote=quote, prefix=prefix, suffix=suffix, status=status)


def carry(mark: Mark, old: str, new: str) -> Mark:
    """`mark`, made in `old`, at the place of its words in `new`."""
    return anchor(mark, new)


def anchor(mark: Mark, text: str) -> Mark:
    """`mark` where its quote stands in `text`: at its position, else elsewhere, else an orphan."""
    if not mark.quote:
        return mark
    if text[mark.start : mark.end] == mark.quote:
        return replace(mark, status=Status.ANCHORED)
    at = text.find(mark.quote)
    if at < 0:
        return replace(mark, status=Status.ORPHAN)
    return placed(mark, text, at, at + len(mark.quote), Status.MOVED)
