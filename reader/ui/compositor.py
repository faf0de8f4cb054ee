"""Textual's compositor, which paints what is in front first, but stops where nothing is left to paint.

Textual asks every widget that has anything to do with the changed rows for all of its lines, those that lie wholly
under others too, and cuts each line into pieces that are thrown away. Here a widget is asked for the lines that
changed and are not covered yet: a step in a list then asks the list alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import cast

from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

Chops = list[dict[int, Strip | None]]


class Patches(ChopsUpdate):
    """Changed pieces of lines as they are written to a terminal, each where it belongs: of a strange emoji a terminal
    may think that it is wider or narrower."""

    def render_segments(self, console: Console) -> str:
        return "".join(self._written(console))

    def _written(self, console: Console) -> Iterable[str]:
        for y, first, last in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is not None and x < last and end > first:
                    yield f"\x1b[{y + 1};{x + 1}H"
                    yield (strip if end <= last else strip.crop(0, last - x)).render(console)


class FrontFirst(Compositor):
    """Paints the same cells as Textual's own."""

    def render_partial_update(self) -> ChopsUpdate | None:
        update = super().render_partial_update()
        return None if update is None else Patches(update.chops, update.spans, update.chop_ends)

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        """The pieces of each line by the column they begin at; None where nothing changed."""
        chops: Chops = [dict.fromkeys(cuts[:-1]) for cuts in self.cuts]
        left, right = crop.column_span
        bare = {
            y: {start for start, end in pairwise(self.cuts[y]) if start < right and end > left}
            for y in crop.line_range
            if is_rendered_line(y)
        }
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            changed = seen.intersection(crop)
            lines = [y for y in changed.line_range if bare.get(y)] if changed else []
            if lines:
                part = Region(seen.x, lines[0], seen.width, lines[-1] + 1 - lines[0])
                strips = widget.render_lines(part.translate((-region.x, -region.y)))
                self._lay(chops, bare, part, strips)
                if not any(bare.values()):
                    break
        return cast("Sequence[Mapping[int, Strip]]", chops)

    def _lay(self, chops: Chops, bare: dict[int, set[int]], part: Region, strips: Sequence[Strip]) -> None:
        """Puts the lines of `part` where nothing lies yet."""
        first, last = part.column_span
        for y, strip in zip(part.line_range, strips, strict=False):
            if wanted := bare.get(y):
                cuts = [cut for cut in self.cuts[y] if first <= cut <= last]
                for cut, piece in zip(cuts, strip.divide([cut - first for cut in cuts[1:]]), strict=False):
                    if cut in wanted:
                        wanted.discard(cut)
                        chops[y][cut] = piece
