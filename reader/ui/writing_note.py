"""A note from the first letter to the notebook: the editor in its place, what becomes of an empty or a left one.

A new mark whose note is being written is drawn but not in the notebook before the note is done, so that mark and
note are one step of undo. Leaving the editor keeps what was typed; a new mark left without a word is none.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from textual.geometry import Region

from reader.domain.mark import Mark
from reader.ui import marking, outer_editor
from reader.ui.ledger import Ledger
from reader.ui.widgets.note_editor import NoteEditor
from reader.ui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp


@dataclass(frozen=True, slots=True)
class Draft:
    """A note being written; new: its mark is not in the notebook yet."""

    mark: Mark
    new: bool


class NoteWriting:
    """Brings the editor, the sheet that keeps room for it, and the ledger together.

    Args:
        closed: called when the editor was closed.
    """

    def __init__(
        self, view: SheetView, editor: NoteEditor, ledger: Ledger, closed: Callable[[], object]
    ) -> None:
        self._view = view
        self._editor = editor
        self._ledger = ledger
        self._closed = closed
        self._draft: Draft | None = None

    @property
    def going_on(self) -> bool:
        return self._draft is not None

    def begin(self, mark: Mark, *, new: bool = False) -> None:
        """Opens the editor on a mark's note."""
        self.finish()
        shown = self._ledger.shown
        self._draft = Draft(mark, new)
        self._ledger.draft = mark if new else None
        self._view.change(look=self._view.look.with_draft(mark.id, 1))
        if new:
            self._ledger.draw(shown)
        self._editor.begin(mark.note)
        self.stand(into_view=True)

    def stand(self, *, into_view: bool = False) -> None:
        """Puts the editor where its note stands now; into_view: scrolls there."""
        sheet = self._view.sheet
        place = sheet.draft_at() if sheet and self._draft else None
        if place is None:
            return
        if into_view:
            self._view.reveal_lines(place.y, place.bottom)
        self._editor.stand(Region(place.x, place.y - self._view.top, place.width, place.height))

    def grow(self, lines: int) -> None:
        """The text takes `lines` lines."""
        if self._draft is not None:
            look = self._view.look
            self._view.change(look=look.with_draft(look.draft[0], lines))
            self.stand(into_view=True)

    def finish(self) -> bool:
        """Closes the editor and keeps what was typed; whether that was anything new."""
        text = self._editor.text
        draft = self.close()
        return draft is not None and self.keep(draft, text, left=True)

    def close(self) -> Draft | None:
        """Closes the editor; what was being written is the caller's to keep."""
        draft, self._draft = self._draft, None
        if draft is not None:
            shown = self._ledger.shown
            self._ledger.draft = None
            self._editor.display = False
            self._view.change(look=self._view.look.with_draft("", 0))
            self._ledger.draw(shown)
            self._closed()
        return draft

    def keep(self, draft: Draft, text: str, *, left: bool = False) -> bool:
        """Has a note written that was made or changed; left: an empty new one means that there was none.

        Returns whether anything is written.
        """
        ledger, text, mark = self._ledger, text.strip(), draft.mark
        page = self._view.page
        if page is None or (draft.new and not text and (left or not mark.quote)):
            return False
        noted, others = marking.with_note(mark, text), [m for m in ledger.shown if m.id != mark.id]
        if draft.new:
            whole = replace(mark, note=text)
            ledger.write(lambda: ledger.verbs.make(page.article, whole), marking.put(others, noted))
        elif not text and not mark.quote:
            ledger.write(lambda: ledger.verbs.remove(mark.id), others)
        elif text != mark.note:
            ledger.write(lambda: ledger.verbs.note(mark.id, text), marking.put(others, noted))
        return draft.new or text != mark.note

    def outside(self, draft: Draft, text: str) -> None:
        """Goes on with `text` in the person's own editor; what was typed is kept, whatever comes of it."""
        self.keep(draft, outer_editor.go_on(cast("GlosseApp", self._view.app), text), left=draft.new)
