"""What is done to marks in the screen of marks, one or many at a time, each as one step of undo."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from textual.dom import DOMNode

from reader.desk import Desk
from reader.domain.clean import clean_line
from reader.domain.mark import COLORS, Mark, Status
from reader.domain.tags import tags_of
from reader.ui import outer_editor
from reader.ui.cells import cut
from reader.ui.citing import Citing
from reader.ui.deeds import undoable
from reader.ui.marking import Verbs

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp

LOOSE = (Status.ORPHAN, Status.UNCERTAIN)


class MarkDeeds:
    """The verbs, by name; they write in the app's writer and say what was done.

    Args:
        chosen: gives the marks they hold for.
    """

    def __init__(self, screen: DOMNode, desk: Desk, chosen: Callable[[], Sequence[Mark]]) -> None:
        self._screen = screen
        self._desk = desk
        self._chosen = chosen
        self._citing = Citing[Sequence[Mark]](desk)
        self._deeds: dict[str, Callable[..., None]] = {
            "note": self._note,
            "edit": self._edit,
            "tag": self._tag,
            "color": self._color,
            "remove": self._remove,
            "attach": self._attach,
            "confirm": self._confirm,
            "quote": self._quote,
            "cite": self._cite,
        }

    @property
    def _app(self) -> "GlosseApp":
        return cast("GlosseApp", self._screen.app)

    def do(self, name: str, *args: object) -> None:
        """Does `name` to the chosen marks."""
        self._deeds[name](*args)

    def able(self, name: str) -> bool | None:
        """Whether `name` can be done now; None: not now, but it is shown."""
        chosen = self._chosen()
        if name == "confirm":
            return any(mark.status is Status.UNCERTAIN for mark in chosen)
        if name == "attach":
            return len(chosen) == 1 and chosen[0].status in LOOSE
        if name in ("note", "edit"):
            return True if len(chosen) == 1 else None
        return True if chosen else None

    def _tag(self) -> None:
        from reader.ui.screens.mark_dialogs import TagMarks

        marks = self._chosen()

        def answered(line: str | None) -> None:
            if line is not None:
                self._app.write(lambda: retag(self._desk, marks, line))

        self._app.push_screen(TagMarks(marks, Verbs(self._desk).known_tags()), answered)

    def _note(self) -> None:
        """Opens the note in a dialog, or goes on with it in the person's own editor."""
        from reader.ui.screens.mark_dialogs import NoteOfMark

        mark, verbs = self._chosen()[0], Verbs(self._desk)

        def answered(answer: tuple[str, str] | None) -> None:
            text, how = answer or (mark.note, "left")
            if how == "outside":
                self._write_outside(mark, text)
            else:
                self._keep(mark, text)

        self._app.push_screen(
            NoteOfMark(mark, verbs.known_tags(), lambda text: self._keep(mark, text)), answered
        )

    def _edit(self) -> None:
        mark = self._chosen()[0]
        self._write_outside(mark, mark.note)

    def _write_outside(self, mark: Mark, text: str) -> None:
        """The person's editor on `text`; what was typed before is kept, whatever comes of it."""
        self._keep(mark, outer_editor.go_on(self._app, text))

    def _keep(self, mark: Mark, text: str) -> None:
        """Has a changed note written; an emptied note on a whole article is removed."""
        verbs = Verbs(self._desk)
        if not text.strip() and not mark.quote:
            self._app.write(lambda: verbs.remove(mark.id))
        elif text.strip() != mark.note:
            self._app.write(lambda: verbs.note(mark.id, text))

    def _color(self, number: int) -> None:
        marks, color = self._chosen(), COLORS[number - 1]

        def write() -> str:
            self._desk.marks.recolor(marks, color)
            return undoable(f"{len(marks)} marks are {color} now") if len(marks) > 1 else ""

        self._app.write(write)

    def _remove(self) -> None:
        marks = self._chosen()

        def write() -> str:
            count = self._desk.marks.remove([mark.id for mark in marks])
            return undoable("Mark deleted" if count == 1 else f"{count} marks deleted")

        self._app.write(write)

    def _confirm(self) -> None:
        marks = [mark for mark in self._chosen() if mark.status is Status.UNCERTAIN]

        def write() -> str:
            count = len(self._desk.marks.confirm(marks))
            return undoable("Confirmed" if count == 1 else f"{count} marks confirmed")

        self._app.write(write)

    def _attach(self) -> None:
        from reader.ui.screens.mark_dialogs import AttachMark

        mark = self._chosen()[0]

        def answered(place: tuple[int, int] | None) -> None:
            if place is not None:
                self._app.write(lambda: attach(self._desk, mark, *place))

        self._app.push_screen(AttachMark(self._desk, mark), answered)

    def _quote(self) -> None:
        self._copy("\n\n".join(mark.quote or mark.note for mark in self._chosen()))

    def _copy(self, text: str, said: str = "") -> None:
        self._app.copy_to_clipboard(text)
        self._app.notify(said or f"Copied: {cut(clean_line(text), 60)}", timeout=3, markup=False)

    def _cite(self) -> None:
        desk, citing, app, before = self._desk, self._citing, self._app, self._citing.style
        marks = citing.what(tuple(mark.id for mark in self._chosen()), self._chosen())

        def write() -> str:
            cited = [desk.marks.cite(desk.library.get(mark.article), mark, citing.style) for mark in marks]
            text = "\n\n".join(cited)
            app.call_from_thread(self._copy, text, citing.said(cut(clean_line(text), 60)))
            return citing.keep() if citing.style != before else ""

        app.write(write)


def retag(desk: Desk, marks: Sequence[Mark], line: str) -> str:
    """Gives marks the tags of `line`: one has these and no others then, several get them besides their own; "-tag"
    takes one away."""
    wanted = tags_of(line)
    less = [tag[1:] for tag in wanted if tag.startswith("-")]
    more = [tag for tag in wanted if not tag.startswith("-")]
    if len(marks) == 1:
        kept = {tag.casefold() for tag in more}
        less = [tag for tag in marks[0].tags if tag.casefold() not in kept]
    if not more and not less:
        return ""
    desk.marks.retag(marks, more, less)
    signs = " ".join([*(f"+{tag}" for tag in more), *(f"-{tag}" for tag in less)])
    return undoable(f"{signs} on {len(marks)} marks") if len(marks) > 1 else ""


def attach(desk: Desk, mark: Mark, start: int, end: int) -> str:
    desk.marks.attach(mark, start, end)
    return undoable("Attached here")
