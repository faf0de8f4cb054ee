"""Verbs of the article: moving, selecting, marking, finding."""

from reader.keymap.verb import Verb


def _moves(kind: str, forward: str, back: str, what: str, bar: str = "", when: str = "") -> list[Verb]:
    return [
        Verb(f"article.{kind}-next", forward, f"move('{kind}-next')", f"Next {what}", bar, when),
        Verb(f"article.{kind}-prev", back, f"move('{kind}-prev')", f"Previous {what}", "", when),
    ]


ARTICLE = [
    *_moves("line", "j down", "k up", "line"),
    *_moves("char", "l right", "h left", "character", when="selecting"),
    *_moves("page", "space pagedown ctrl+f", "backspace pageup ctrl+b", "page"),
    *_moves("half", "ctrl+d", "ctrl+u", "half page"),
    *_moves("sentence", ")", "(", "sentence", "sentence"),
    *_moves("paragraph", "}", "{", "paragraph"),
    *_moves("word", "w", "W", "word"),
    *_moves("mention", "]e", "[e", "name", "name"),
    *_moves("person", "]p", "[p", "person"),
    *_moves("organisation", "]o", "[o", "organisation"),
    *_moves("place", "]l", "[l", "place"),
    *_moves("mark", "]m", "[m", "mark"),
    *_moves("heading", "]h", "[h", "heading"),
    *_moves("link", "]u", "[u", "link"),
    *_moves("hit", "n", "N", "hit", when="finding"),
    Verb("article.top", "gg home", "move('top')", "Top"),
    Verb("article.end", "G end", "move('end')", "End"),
    Verb("article.select", "v", "visual", "Select; on a mark, its range"),
    Verb("article.select-paragraph", "V", "visual_paragraph", "Select by paragraph"),
    Verb("article.other-end", "o", "other_end", "The selection's other end", when="selecting"),
    Verb("article.pick-sentence", "is", "pick('sentence')", "The sentence", when="selecting"),
    Verb("article.pick-around", "as", "pick('sentence-around')", "The sentence and its space", when="fresh"),
    Verb("article.pick-paragraph", "ip", "pick('paragraph')", "The paragraph", when="selecting"),
    Verb("article.pick-word", "iw", "pick('word')", "The word", when="selecting"),
    Verb("article.pick-quotation", 'i"', "pick('quotation')", "The quotation", when="selecting"),
    Verb("article.pick-name", "ie", "pick('entity')", "The name", when="selecting"),
    Verb("article.mark", "m", "mark", "Mark the selection or the sentence", "mark"),
    Verb("article.note", "a", "annotate", "Mark with a note", "note"),
    *(Verb(f"article.color-{n}", str(n), f"color({n})", f"Colour {n}", when="coloring") for n in range(1, 7)),
    *(Verb(f"article.count-{n}", str(n), f"digit({n})", f"Count {n}", when="counting") for n in range(10)),
    Verb("article.tag", "t", "tag", "Tag the mark here", when="marked"),
    Verb("article.remove", "x delete", "remove", "Remove the mark", when="marked"),
    Verb("article.walk", "M", "next_mark", "The next of the marks here", when="overlapping"),
    Verb("article.name-color", "C", "name_color", "Give the colour a name"),
    Verb("article.copy", "y", "copy('quote')", "Copy the quote"),
    Verb("article.cite", "Y", "copy('citation')", "Copy the citation"),
    Verb("article.edit", "E", "edit_note", "The note in $EDITOR"),
    Verb("article.whole", "+", "article_note", "A note for the whole article"),
    Verb("article.find", "/", "find", "Find in the article", "find"),
    Verb("article.choose", "enter", "choose", "A name's card, a mark's note, a link", "card"),
    Verb("article.leave", "escape q", "leave", "Leave the selection or the search", "leave", when="busy"),
    Verb("find.keep", "enter", "keep", "Into the text, on the hit", "keep"),
    Verb("find.next", "down", "step(1)", "Next hit", "next"),
    Verb("find.prev", "up", "step(-1)", "Previous hit"),
    Verb("find.leave", "escape", "leave", "Back to where one was", "back"),
    Verb("note.save", "enter", "save", "Save", "save"),
    Verb("note.newline", "alt+enter shift+enter ctrl+j", "newline", "Break the line", "new line"),
    Verb("note.complete", "tab", "complete", "Complete the tag", "complete"),
    Verb("note.editor", "ctrl+o", "editor", "Go on in $EDITOR", "$EDITOR"),
    Verb("note.leave", "escape", "leave", "Leave; a note keeps what was typed", "leave"),
]
