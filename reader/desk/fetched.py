"""What a fetch says of itself while it goes on and at its end, and a subscription as a list shows it."""

from dataclasses import dataclass

from reader.domain.feed import Feed


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a fetch is: `done` of `total` feeds, the last one being `feed` with `new` articles."""

    done: int
    total: int
    feed: Feed
    new: int = 0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch brought."""

    asked: int = 0  # feeds that were asked and answered, well or not
    waiting: int = 0  # feeds left alone: not due yet, or gone
    new: int = 0  # articles
    changed: int = 0  # articles that came again with another text
    failed: tuple[Feed, ...] = ()  # each with its sentence in `error`
    cancelled: bool = False
    problems: tuple[str, ...] = ()  # a sentence for each watched folder or file that cannot be read


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A subscription as a list shows it."""

    feed: Feed
    unread: int
    total: int
