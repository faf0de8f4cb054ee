"""Undo and redo over everything since the notebook was opened.

A step remembers what each document was before and after. Undoing it is a new edit, not a return to an old file:
what other windows and other machines wrote in the meantime, to other documents or to other fields, stays.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reader.store.notebook.ledger import Done, Ledger
from reader.store.notebook.plain import Document
from reader.store.notebook.record import bare
from reader.store.notebook.wishes import REMOVED, Wish


@dataclass(frozen=True, slots=True)
class Step:
    """What a person did at once, in words ("2 read"), and what it did."""

    label: str
    done: tuple[Done, ...]

    def turned(self) -> "Step":
        """The step back."""
        return Step(self.label, tuple(Done(d.table, d.id, d.after, d.before) for d in reversed(self.done)))

    def wishes(self, ledger: Ledger) -> Iterable[Wish]:
        """What is to be wished so that the step is done once more, whatever else was done since."""
        current: dict[tuple[str, str], Document | None] = {}
        for done in self.done:
            key = (done.table, done.id)
            if key not in current:
                document = ledger.get(*key)
                current[key] = bare(document) if document is not None else None
            current[key] = _moved(current[key], done)
        return [Wish(table, id_, fields) for (table, id_), fields in current.items()]


class History:
    """Two piles of steps."""

    def __init__(self) -> None:
        self._undo: list[Step] = []
        self._redo: list[Step] = []

    def did(self, label: str, done: Sequence[Done]) -> None:
        """Something new was done; what was undone before cannot be redone after it."""
        kept = tuple(d for d in done if d.table != REMOVED)
        if kept:
            self._undo.append(Step(label, kept))
            self._redo.clear()

    def last(self, *, redo: bool = False) -> Step | None:
        """The step that would be taken back (as it was done), or with `redo` the one that was taken back last."""
        pile = self._redo if redo else self._undo
        return pile[-1] if pile else None

    def took(self, *, redo: bool = False) -> None:
        """The step that `last` named has been taken back, or done again."""
        source, target = (self._redo, self._undo) if redo else (self._undo, self._redo)
        target.append(source.pop())


def _moved(current: Document | None, done: Done) -> Document | None:
    """The fields of a document as `done` leaves them: those it did not touch stay as they are now."""
    before, after = bare(done.before or {}), bare(done.after or {})
    if done.after is None and (done.table != "articles" or current == before):
        return None  # an article of which others know more is not forgotten, only what the step knew
    if current is None:
        return after
    fields = dict(current)
    for name in {*before, *after}:
        if name == "tags":
            fields["tags"] = _tags(fields.get("tags", []), before.get("tags", []), after.get("tags", []))
        elif name not in after and name != "id":
            fields.pop(name, None)
        elif before.get(name) != after.get(name, before.get(name)):
            fields[name] = after[name]
    return fields


def _tags(current: list[Any], before: list[Any], after: list[Any]) -> list[Any]:
    if current == before:
        return after
    return [t for t in current if t in after or t not in before] + [
        t for t in after if t not in before and t not in current
    ]
