"""What is exported: an article with all that stands on it."""

from dataclasses import dataclass, field

from reader.domain.article import Article
from reader.domain.entity import NAMES, Mention
from reader.domain.mark import Mark, State


@dataclass(frozen=True, slots=True)
class Item:
    """An article with what stands on it.

    Args:
        marks: by their place in the text.
        mentions: by their place, as corrected.
    """

    article: Article
    state: State = field(default=State())
    marks: tuple[Mark, ...] = ()
    mentions: tuple[Mention, ...] = ()

    @property
    def names(self) -> list[Mention]:
        """The mentions that are names, without those inside another: formats for training know no overlap."""
        kept: list[Mention] = []
        for mention in sorted(self.mentions, key=lambda m: (m.start, -m.end)):
            if mention.kind in NAMES and (not kept or mention.start >= kept[-1].end):
                kept.append(mention)
        return kept
