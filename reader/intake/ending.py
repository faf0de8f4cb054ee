"""The agency that an article's last words name, whatever format it came in."""

from reader.domain.article import BlockKind
from reader.intake import agency
from reader.intake.compose import Piece, Run, piece

_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE})


def part_agency(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], str]:
    """The pieces without the agency at their end, that agency's piece if any, and its name.

    A dateline ("Berlin (dpa) - ...") names it too, and stays where it is.
    """
    found = _at_end(pieces)
    if found[2]:
        return found
    first = next((p for p in pieces if p.kind is BlockKind.PARAGRAPH), None)
    return pieces, [], agency.in_dateline(first.text) if first is not None else ""


def _at_end(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], str]:
    if not pieces or pieces[-1].kind not in _RUNNING:
        return pieces, [], ""
    before, last = pieces[:-1], pieces[-1]
    whole = last.text.rstrip()
    text, bracket, named = agency.at_end(whole)
    if not named and before and (named := agency.alone(whole.strip())):
        text, bracket = "", whole
    if not named:
        return pieces, [], ""
    runs = _cut(last, len(text))
    kept = [*before, Piece(last.kind, runs, last.level, last.marker)] if text else before
    return kept, [piece(BlockKind.AGENCY, bracket)], named


def _cut(item: Piece, length: int) -> tuple[Run, ...]:
    runs: list[Run] = []
    for run in item.runs:
        runs.append(Run(run.text[: max(0, length)], run.styles))
        length -= len(run.text)
    return tuple(run for run in runs if run.text)
