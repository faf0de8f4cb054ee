"""The article's text on the screen, drawn by the Line API."""

from typing import ClassVar

from textual.scroll_view import ScrollView


class ArticleView(ScrollView, can_focus=True):
    """A text with a reading cursor."""

    KEY_SCOPE: ClassVar[str] = "article"
