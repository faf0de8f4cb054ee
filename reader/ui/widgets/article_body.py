"""The text with the verbs over its marks: marking, noting, colouring, tagging, copying."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from reader.desk import Desk
from reader.domain.clean import clean_line
from reader.domain.mark import COLORS, Mark
from reader.ui import marking, reading
from reader.ui.copier import Copier
from reader.ui.ledger import Ledger
from reader.ui.marker import Marker
from reader.ui.page import Page
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.line_bar import LineBar
from reader.ui.widgets.note_editor import NoteEditor
from reader.ui.writing_note import Draft, NoteWriting

EMPTY = "Nothing is open.\n\nEnter opens the article\nunder the list's cursor."


class ArticleBody(Container):
    """Shows one page, and changes its marks.

    Attributes:
        view: the text. ledger: its marks, drawn and written. marker: what the verbs make of them.
        notes: the note that is being written.
    """

    KEY_SCOPE: ClassVar[str] = "article"

    class NoteClosed(Message):
        """No note is being written any more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.view = ArticleView(desk.config.measure, names=desk.config.entities, empty=EMPTY)
        self.ledger = Ledger(desk, self.view)
        self.marker = Marker(self.view, self.ledger, lambda words: self.notify(words, timeout=4))
        self._editor = NoteEditor()
        self._ask = LineBar(id="ask")
        self._copier = Copier(desk, self.view)
        self.notes = NoteWriting(
            self.view, self._editor, self.ledger, lambda: self.post_message(self.NoteClosed())
        )

    def compose(self) -> ComposeResult:
        yield self.view
        yield self._editor
        yield self._ask

    def show(self, page: Page | None, place: reading.Place | None = None, marks: Sequence[Mark] = ()) -> None:
        """Shows another article; what was being written is kept first."""
        self.notes.finish()
        self._ask.display = False
        self.ledger.begin(page, marks)
        self.view.show(page, place)

    def know(self, tags: Sequence[str], color_names: Mapping[str, str]) -> None:
        """The tags there are, for completion, and what the person calls the colours."""
        self._editor.tags = tags
        if color_names != self.view.look.color_names:
            self.view.change(look=replace(self.view.look, color_names=color_names))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action not in _VERBS:
            return True
        if self.view.page is None or not self.view.in_hand:
            return False
        if action == "color":
            return self.view.coloring
        return self.marker.here is not None if action in ("tag", "remove") else True

    def action_mark(self) -> None:
        """Marks the selection or the sentence; a mark whose ends were moved is put where they are now."""
        if self.marker.here is not None and self.view.place.moving:
            self.marker.move(self.marker.here)
        else:
            self.marker.make()

    def action_color(self, number: int) -> None:
        """Colours the mark here; with a selection, marks it in that colour. New marks get it from then on."""
        self.marker.color = COLORS[number - 1]
        if self.marker.here is None:
            self.marker.make()
        else:
            self.marker.recolor(self.marker.here)

    def action_annotate(self) -> None:
        """Opens the note of the mark here, or of a new one on the selection or the sentence."""
        mark = self.marker.here
        if mark is None:
            made = self.marker.new()
            if made is not None:
                self.marker.rest_on(made)
                self.notes.begin(made, new=True)
            return
        if self.view.place.moving:
            self.marker.move(mark)
        self.notes.begin(mark)

    def action_article_note(self) -> None:
        """Opens the note on the whole article."""
        page = self.view.page
        if page is not None:
            old = page.whole[-1] if page.whole else None
            blank = marking.provisional(page.article, 0, 0, self.marker.color)
            self.notes.begin(old or blank, new=old is None)

    def action_edit_note(self) -> None:
        """Opens the note in the person's own editor."""
        mark = self.marker.here
        draft = Draft(mark, False) if mark else None
        if draft is None and (made := self.marker.new()) is not None:
            self.marker.rest_on(made)
            draft = Draft(made, True)
        if draft is not None:
            self.notes.outside(draft, draft.mark.note)

    def action_tag(self) -> None:
        mark = self.marker.here
        if mark is not None:
            line = "".join(f"{tag} " for tag in mark.tags)
            self._ask.ask(f"tags {mark.id}", "tags ", line, self._editor.tags)

    def action_name_color(self) -> None:
        """Asks what the colour of the mark here, or of new marks, stands for."""
        color = self.marker.here.color if self.marker.here else self.marker.color
        name = self.view.look.name_of(color)
        self._ask.ask(f"color {color}", f"{color} stands for ", "" if name == color else name)

    def action_remove(self) -> None:
        if self.marker.here is not None:
            self.marker.remove(self.marker.here)

    def action_copy(self, what: str) -> None:
        """Copies the mark's, the selection's or the sentence's words, or a citation of them."""
        passage, page = self.marker.passage(), self.view.page
        if passage is None or page is None:
            return
        if what == "citation":
            self._copier.citation(page, passage)
        else:
            self._copier.quote(passage)
        self.view.leave()

    @on(NoteEditor.Done)
    def _note_done(self, event: NoteEditor.Done) -> None:
        event.stop()
        draft = self.notes.close()
        self.screen.set_focus(self.view)
        if draft is None:
            return
        if event.how == "outside":
            self.notes.outside(draft, event.text)
        elif self.notes.keep(draft, event.text, left=event.how == "left") and event.how == "left":
            self.notify("The note is kept · u takes it back", timeout=3)
        self.view.go(self.view.place)

    @on(NoteEditor.Grown)
    def _grown(self, event: NoteEditor.Grown) -> None:
        event.stop()
        self.notes.grow(event.lines)

    @on(Ledger.Written)
    def _written(self, event: Ledger.Written) -> None:
        event.stop()
        self.ledger.written(event)
        self.notes.stand()

    @on(LineBar.Answered)
    def _answered(self, event: LineBar.Answered) -> None:
        """Tags were given, or a colour's name, or neither."""
        event.stop()
        self.screen.set_focus(self.view)
        what, _, of = event.subject.partition(" ")
        if event.text is None:
            return
        line = clean_line(event.text)
        if what == "tags":
            words = (word.strip(",#.") for word in line.split())
            self.marker.retag(of, [*dict.fromkeys(word for word in words if word)])
        else:
            self.marker.name_color(of, line)

    @on(ArticleView.Moved)
    def _moved(self) -> None:
        self.notes.stand()

    @on(ArticleView.NoteClicked)
    def _note_clicked(self, event: ArticleView.NoteClicked) -> None:
        """The first click goes to the note's place, the next one opens it."""
        event.stop()
        page = self.view.page
        mark = next((m for m in self.ledger.shown if m.id == event.mark), None)
        if page is None or mark is None:
            return
        if not mark.quote or (self.marker.here and self.marker.here.id == mark.id):
            self.notes.begin(mark)
        else:
            self.view.go(reading.on_mark(page, mark))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Whoever goes back into the text has done with the note."""
        if event.widget is self.view:
            self.notes.finish()


_VERBS = frozenset(
    ["mark", "color", "annotate", "article_note", "edit_note", "tag", "name_color", "remove", "copy"]
)
