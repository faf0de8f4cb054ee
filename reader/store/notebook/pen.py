"""The pen: writes into the ledger what is wished, remembers it for undo, and tells who listens."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import local

from reader.store.notebook.history import History
from reader.store.notebook.ledger import Done, Ledger, Op
from reader.store.notebook.wishes import REMOVED, Wish, steps


@dataclass(frozen=True, slots=True)
class Changed:
    """One change: whose state or marks are different, which tables, and the notebook's `change` after it."""

    articles: frozenset[str]
    tables: frozenset[str]
    change: str


class Pen:
    """Writes into one ledger. Safe from any thread."""

    def __init__(self, ledger: Ledger) -> None:
        self.listeners: list[Callable[[Changed], None]] = []
        self._ledger = ledger
        self._history = History()
        self._batch = local()
        self._untold: list[Done] = []
        ledger.watch(self._untold.extend)

    def write(
        self, wishes: Callable[[], Iterable[Wish]], label: str | None, *, counted: bool = False
    ) -> list[Done]:
        """Fulfils wishes as one change and one step of undo.

        Args:
            wishes: asked for while nobody else can write.
            label: the step in words; None: no step. counted: how many documents were changed stands before it.
        """
        return self.perform(lambda: steps(self._ledger, wishes(), datetime.now(UTC)), label, counted=counted)

    def perform(
        self, make: Callable[[], Sequence[Op]], label: str | None, *, counted: bool = False
    ) -> list[Done]:
        """The same for steps of the ledger that are made already."""
        with self._ledger.lock:
            done = self._ledger.commit(make)
            if label is not None:
                self._did(f"{len(done)} {label}" if counted else label, done)
        self.tell()
        return done

    def step(self, *, redo: bool) -> str:
        """Takes back the last step, or does it again; what it was, "" when there is none."""
        with self._ledger.lock:
            step = self._history.last(redo=redo)
            if step is None:
                return ""
            wanted = step if redo else step.turned()
            self._ledger.commit(lambda: steps(self._ledger, wanted.wishes(self._ledger), datetime.now(UTC)))
            self._history.took(redo=redo)
        self.tell()
        return step.label

    @contextmanager
    def batch(self, label: str) -> Iterator[None]:
        """All changes made inside, by this thread, are one step of undo."""
        if getattr(self._batch, "done", None) is not None:
            yield  # a batch in a batch belongs to the outer one
            return
        self._batch.done = []
        try:
            yield
        finally:
            done, self._batch.done = self._batch.done, None
            with self._ledger.lock:
                self._history.did(label, done)

    def tell(self) -> bool:
        """Tells the listeners what was done since they were told last, without holding the lock meanwhile."""
        with self._ledger.lock:
            done = tuple(self._untold)
            self._untold.clear()
            changed = _changed(done, self._ledger.change)
        if done:
            for heard in self.listeners:
                heard(changed)
        return bool(done)

    def _did(self, label: str, done: Sequence[Done]) -> None:
        batch: list[Done] | None = getattr(self._batch, "done", None)
        if batch is not None:
            batch.extend(done)
        else:
            self._history.did(label, done)


def _changed(done: Iterable[Done], change: str) -> Changed:
    articles: set[str] = set()
    tables = set()
    for step in done:
        tables.add(step.table)
        field = {"articles": "id", "marks": "article"}.get(step.table)
        if field:
            articles.update(d[field] for d in (step.before, step.after) if d and isinstance(d.get(field), str))
    return Changed(frozenset(articles), frozenset(tables - {REMOVED}), change)
