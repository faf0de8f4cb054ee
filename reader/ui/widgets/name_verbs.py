"""What a person says of a name, by keys: it is watched, is none, is of another kind, is called otherwise, is two.

These are corrections: they hold in the whole library, at once and for what comes later, and `u` takes them back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.containers import Vertical
from textual.message import Message

from reader.desk import Desk
from reader.domain.clean import clean_line
from reader.domain.correction import Correction, change_kind, reject, rename, split
from reader.domain.entity import NAMES, Kind
from reader.ui.answers import answer
from reader.ui.screens.ask_line import AskLine
from reader.ui.screens.entity_rows import KIND_NAMES

if TYPE_CHECKING:
    from reader.desk.who import CardFacts
    from reader.ui.app import GlosseApp


class NameVerbs(Vertical):
    """Holds what shows an entity; its verbs are those of the entity that `about` was told of."""

    KEY_SCOPE: ClassVar[str] = "card"

    @dataclass
    class Turned(Message):
        """From now on it is called so and of that kind; None: it is no name."""

        now: tuple[str, Kind] | None

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._facts: CardFacts | None = None
        self.proposed: list[str] = []  # names that are likely the same

    def about(self, facts: "CardFacts") -> None:
        """The entity that is shown now."""
        self._facts = facts

    @property
    def _key(self) -> tuple[str, Kind]:
        assert self._facts is not None  # check_action lets nothing through before
        return self._facts.row.entity, self._facts.row.kind

    @property
    def _other_forms(self) -> list[str]:
        row = self._facts.row if self._facts else None
        return [form for form in row.aliases if form != row.entity] if row else []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What changes an entity waits until it is shown; what stands in one form only cannot be split."""
        if self._facts is None:
            return None
        return True if action != "split" or self._other_forms else None

    def action_watch(self) -> None:
        entity, kind = self._key
        self._write(lambda: self._desk.who.watch(entity, kind))

    def action_reject(self) -> None:
        entity, kind = self._key
        self._correct(reject(entity, kind), f"“{entity}” is no name any more · u undo", None)

    def action_kind(self) -> None:
        entity, kind = self._key
        other = NAMES[(NAMES.index(kind) + 1) % len(NAMES)] if kind in NAMES else Kind.MISC
        said = f"{KIND_NAMES[other].capitalize()} from now on · u undo"
        self._correct(change_kind(entity, kind, other), said, (entity, other))

    def action_rename(self) -> None:
        entity, _ = self._key
        self.app.push_screen(AskLine(f"What is “{entity}” to be called?", entity), self._rename)

    def _rename(self, name: str | None) -> None:
        entity, kind = self._key
        name = clean_line(name or "")
        if name and name != entity:
            self._correct(rename(entity, kind, name), f"Called “{name}” from now on · u undo", (name, kind))

    @work(thread=True, group="card-ask")
    def action_merge(self) -> None:
        """Asks for the other name; the likeliest are looked up first."""
        entity, kind = self._key
        proposed = self.proposed or self._desk.who.doubles.of(entity, kind)
        company = self._facts.company if self._facts else []
        others = [row.entity for row in company if row.kind is kind]
        ask = AskLine(f"“{entity}” is the same as", next(iter(proposed), ""), [*proposed, *others])
        answer(self, self.app.push_screen, ask, self._rename)

    def action_split(self) -> None:
        entity, kind = self._key

        def named(form: str | None) -> None:
            if form in forms:
                said = f"“{form}” stands for itself now · u undo"
                self._correct(split(entity, kind, form), said, (entity, kind))

        forms = self._other_forms
        self.app.push_screen(AskLine("Which of its forms is somebody else?", forms[0], forms), named)

    def _correct(self, correction: Correction, said: str, now: tuple[str, Kind] | None) -> None:
        def verb() -> str:
            self._desk.who.correct(correction)
            return said

        self.post_message(self.Turned(now))
        self._write(verb)

    def _write(self, verb: Callable[[], object]) -> None:
        cast("GlosseApp", self.app).write(verb)
