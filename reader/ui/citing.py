"""The style in which citations are copied: asked for again at once, the same passage is copied in the next one."""

from dataclasses import replace
from time import monotonic
from typing import Generic, TypeVar

from reader.config.changing import change
from reader.desk import Desk
from reader.domain.citation import STYLES

T = TypeVar("T")
AGAIN = 5.0  # seconds in which a second asking is about the style


class Citing(Generic[T]):
    """Remembers what was cited last."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._last: tuple[object, float, T] | None = None

    @property
    def style(self) -> str:
        return self._desk.config.citation

    @property
    def following(self) -> str:
        """The style that comes next."""
        return STYLES[(STYLES.index(self.style) + 1) % len(STYLES)]

    def what(self, at: object, passage: T) -> T:
        """What is to be cited: `passage`, or what was cited a moment ago, in the next style.

        Args:
            at: where the person is; the same place again means the same passage again.
        """
        now, last = monotonic(), self._last
        if last is not None and last[0] == at and now - last[1] < AGAIN:
            self._desk.config = replace(self._desk.config, citation=self.following)
            passage = last[2]
        self._last = at, now, passage
        return passage

    def keep(self) -> str:
        """Writes the style into config.toml; a sentence when that cannot be done. Blocking."""
        try:
            change(self._desk.home.config, "citation", self.style)
        except (OSError, UnicodeDecodeError):
            return f"{self.style} holds until you quit: {self._desk.home.config.name} cannot be written."
        return ""

    def said(self, words: str) -> str:
        """What is said of a copied citation."""
        return f"Copied ({self.style}): {words} · Y again: {self.following}"
