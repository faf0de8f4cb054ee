"""The daily review: marks shown again, at intervals that grow as long as the person keeps them.

The intervals are those of FSRS (Ye, Su and Cao 2022), by its own library; nothing is drilled within a day. The
schedule stands in the notebook's table "review", a document a mark.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from reader.domain.mark import Mark
from reader.domain.review import Grade, Schedule, due

if TYPE_CHECKING:
    from fsrs import Card

    from reader.store.notebook import Notebook

TABLE = "review"
_FACTS = ("stability", "difficulty")


class Reviews:
    """The schedule of all marks."""

    def __init__(self, notebook: "Notebook") -> None:
        self._notebook = notebook

    def due(self, now: datetime, limit: int) -> list[Mark]:
        """The marks to be shown now, at most `limit` a day."""
        documents = self._notebook.get_all(TABLE)
        schedules = {mark: _schedule(document) for mark, document in documents.items()}
        return due(self._notebook.marks(), schedules, now, limit)

    def graded(self, mark: Mark, grade: Grade, now: datetime) -> datetime:
        """Keeps the grade, as one step of undo; when the mark is shown again."""
        before = self._notebook.get_all(TABLE).get(mark.id, {})
        after = _after(before, grade, now)
        with self._notebook.batch("review"):
            self._notebook.put(TABLE, mark.id, after)
        return datetime.fromisoformat(after["due"])

    def forget(self, ids: Sequence[str]) -> None:
        """Drops the schedules of marks."""
        self._notebook.delete(TABLE, ids)


def _schedule(document: Mapping[str, Any]) -> Schedule:
    return Schedule(
        datetime.fromisoformat(document["due"]),
        datetime.fromisoformat(document["last"]),
        bool(document.get("let_go")),
    )


def _after(before: Mapping[str, Any], grade: Grade, now: datetime) -> dict[str, Any]:
    """A mark's document once it has been graded."""
    from fsrs import Rating, Scheduler  # not before there is something to review

    count = {"reviews": int(before.get("reviews", 0)) + 1, "last": now.isoformat(timespec="seconds")}
    if grade is Grade.LET_GO:
        kept = {name: before[name] for name in _FACTS if name in before}
        return {**kept, **count, "due": before.get("due", count["last"]), "let_go": True}
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    rating = Rating.Good if grade is Grade.KEEP else Rating.Again
    card, _ = scheduler.review_card(_card(before), rating, now.astimezone(UTC))
    again = max(card.due, now + timedelta(hours=18))
    return {
        **count,
        "due": again.astimezone(UTC).isoformat(timespec="seconds"),
        "stability": card.stability,
        "difficulty": card.difficulty,
    }


def _card(document: Mapping[str, Any]) -> "Card":
    from fsrs import Card, State

    if document.get("stability") is None:
        return Card()
    return Card(
        state=State.Review,
        stability=document["stability"],
        difficulty=document["difficulty"],
        due=datetime.fromisoformat(document["due"]),
        last_review=datetime.fromisoformat(document["last"]),
    )
