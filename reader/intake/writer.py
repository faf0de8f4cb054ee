"""Collects a marked-up document's text into pieces: what a tree walker and a token walker have in common."""

from reader.domain.article import BlockKind, Style
from reader.intake.compose import Piece, Run


class PieceWriter:
    """Text comes in under the styles that are open; `end` makes a piece of what came since the last one."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._runs: list[Run] = []
        self._open: list[tuple[Style, str]] = []

    def text(self, text: str) -> None:
        if text:
            self._runs.append(Run(text, frozenset(self._open)))

    def open(self, style: Style, target: str = "") -> None:
        self._open.append((style, target))

    def close(self) -> None:
        self._open.pop()

    @property
    def waiting(self) -> str:
        """What came since the last piece."""
        return "".join(run.text for run in self._runs)

    def take(self) -> list[Run]:
        """What came since the last piece, taken out."""
        runs, self._runs = self._runs, []
        return runs

    def end(self, kind: BlockKind, *, level: int = 0, marker: str = "") -> None:
        """Ends a piece; white space alone makes none."""
        runs = self.take()
        if any(run.text.strip() for run in runs):
            self.pieces.append(Piece(kind, tuple(runs), level, marker))

    def image(self, alternative: str, address: str) -> None:
        """A picture as a piece of its own: its alternative text, leading to `address` if any."""
        styles = frozenset({(Style.LINK, address)}) if address else frozenset()
        if alternative.strip():
            self.pieces.append(Piece(BlockKind.IMAGE, (Run(alternative, styles),)))
