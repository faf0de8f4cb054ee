"""What the rules write on while they read one text: who has claimed which words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from reader.domain.entity import Kind, Mention
from reader.entities import cues
from reader.entities.lexicon import Lexicon
from reader.entities.words import Words


@dataclass(frozen=True, slots=True)
class Find:
    """The words first to last, both included, name `entity`."""

    first: int
    last: int
    kind: Kind
    entity: str
    derived: bool = False


@dataclass
class Draft:
    """One text in the making. A word that is taken is not taken again."""

    words: Words
    lexicon: Lexicon
    language: str
    tagged: bool = False  # whether a tagger looked at every word: what it passed over is hardly a name
    finds: list[Find] = field(default_factory=list)
    taken: bytearray = field(default_factory=bytearray)
    edges: dict[int, int] = field(
        default_factory=dict
    )  # a name's last word -> its end, where a sign belongs to it

    def __post_init__(self) -> None:
        self.taken = bytearray(len(self.words))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the text: to see whether a name stands in it without a genitive's s."""
        return frozenset(self.words.words)

    def __len__(self) -> int:
        return len(self.taken)

    def word(self, index: int) -> str:
        """The word, or "" outside the text."""
        return self.words.words[index] if 0 <= index < len(self.taken) else ""

    def is_free(self, first: int, last: int) -> bool:
        return first >= 0 and last < len(self.taken) and not any(self.taken[first : last + 1])

    def take(self, first: int, last: int, kind: Kind, entity: str, derived: bool = False) -> None:
        self.finds.append(Find(first, last, kind, entity, derived))
        for index in range(first, last + 1):
            self.taken[index] = 1

    def drop(self, find: Find) -> None:
        """Takes a find back; its words are free again."""
        self.finds.remove(find)
        for index in range(find.first, find.last + 1):
            self.taken[index] = 0

    def mentions(self) -> list[Mention]:
        """What was found, by start."""
        starts, ends = self.words.starts, self.words.ends
        return [
            Mention(starts[f.first], self.edges.get(f.last, ends[f.last]), f.kind, f.entity, f.derived)
            for f in sorted(self.finds, key=lambda find: find.first)
        ]

    def spelled(self, first: int, last: int) -> str:
        """The words as they stand there, white space levelled."""
        end = self.edges.get(last, self.words.ends[last])
        return " ".join(self.words.text[self.words.starts[first] : end].split())

    def capitals(self) -> Iterator[int]:
        """The free words that begin with a capital, each asked for when its turn comes."""
        taken = self.taken
        return (index for index in self.words.capitals if not taken[index])

    def follows(self, index: int) -> bool:
        """Whether the word stands behind the one before it with nothing but a space between."""
        return index > 0 and self.words.close[index - 1]

    def before(self, index: int) -> str:
        """The word before, if nothing but a space stands between; else ""."""
        return self.words.words[index - 1] if index > 0 and self.words.close[index - 1] else ""

    def after(self, index: int) -> str:
        """The word behind, if nothing but a space stands between; else ""."""
        return self.words.words[index + 1] if index + 1 < len(self.taken) and self.words.close[index] else ""

    def has_article(self, index: int) -> bool:
        return self.before(index).lower() in cues.ARTICLES
