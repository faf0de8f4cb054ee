"""What holds for the mentions of any text, whoever found them."""

from collections.abc import Sequence
from itertools import pairwise

from reader.domain.entity import Mention


def check(text: str, mentions: Sequence[Mention]) -> None:
    """Whether `mentions` may be drawn over `text`: in it, in order, apart, and named."""
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(text[m.start : m.end].strip() == text[m.start : m.end] for m in mentions)
    assert all(m.entity and "\n" not in m.entity for m in mentions)
