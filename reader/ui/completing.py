"""The options of a word that is being completed, taken in turn: each Tab puts the next one in the last one's place."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reader.domain.query import Completion


@dataclass(frozen=True, slots=True)
class Turn:
    """Which option stands in the line.

    Args:
        completion: the options, and the place in the line that each of them takes.
        number: the option's.
        line: the whole line with it; "" before one was taken.
    """

    completion: Completion = field(default_factory=lambda: Completion(0, 0))
    number: int = 0
    line: str = ""

    @property
    def option(self) -> str:
        return self.completion.options[self.number].text

    @property
    def end(self) -> int:
        """Where the option ends in the line: the caret's place."""
        return self.completion.end

    def follows(self, line: str) -> bool:
        """Whether the next option may take its turn in `line`."""
        return len(self.completion.options) > 1 and line == self.line

    def taken(self, line: str) -> "Turn":
        """With the option in `line`."""
        start, end = self.completion.start, self.completion.end
        place = Completion(start, start + len(self.option), self.completion.options)
        return Turn(place, self.number, line[:start] + self.option + line[end:])

    def next(self) -> "Turn":
        """With the next option in the line, after the last one the first."""
        return replace(self, number=(self.number + 1) % len(self.completion.options)).taken(self.line)

    def told(self) -> str:
        """ "tag: · title: (words of the headline)": the option taken first, then those that follow."""
        options: Sequence[str] = [option.text for option in self.completion.options]
        following = [*options[self.number + 1 :], *options[: self.number]]
        help_ = self.completion.options[self.number].help
        return " · ".join([self.option + (f" ({help_})" if help_ else ""), *following[:6]])
