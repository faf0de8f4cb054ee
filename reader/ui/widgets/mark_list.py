"""A list of marks, each with a bar in its colour."""

from rich.style import Style

from reader.domain.mark import COLORS
from reader.ui.colors import palette
from reader.ui.widgets.row_list import Row, RowList


class MarkList(RowList[Row]):
    """A RowList whose cells may also be called "mark-yellow", "mark-green" and so on."""

    DEFAULT_CSS = """
    MarkList:focus > .rows--cursor { background: $block-cursor-blurred-background; color: $foreground; }
    """

    def ink(self, name: str) -> Style:
        color = name.removeprefix("mark-")
        if color == name:
            return super().ink(name)
        inks = palette(self.app.current_theme).marks
        return Style(color=inks[color if color in COLORS else COLORS[0]].sign.rich_color)
