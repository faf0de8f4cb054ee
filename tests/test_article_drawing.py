"""The article as it is drawn: what is marked is what is highlighted; and every ink can be read on every ground."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from reader.domain import grapheme
from reader.domain.anchor import tidy
from reader.domain.article import Article, Block, BlockKind
from reader.domain.mark import COLORS, Mark, Status
from reader.ui.colors import CONTRAST, contrast, palette
from reader.ui.inks import Inks
from reader.ui.layout import Layout
from reader.ui.marking import provisional, with_note
from reader.ui.notes import appendix
from reader.ui.page import Page
from reader.ui.page import page as page_of
from reader.ui.paint import Cursor
from reader.ui.sheet import Sheet, geometry
from reader.ui.themes import OWN
from tests.test_article_reading import PARAGRAPHS, set_page

THEMES = {**BUILTIN_THEMES, **{theme.name: theme for theme in OWN}}
DARK = Inks(palette(BUILTIN_THEMES["textual-dark"]))


def sheet(page: Page, width: int, inks: Inks = DARK) -> Sheet:
    columns = geometry(width, 72)
    made = Sheet(page, columns, Layout(page.article, columns.measure), inks)
    made.annotate(None)
    return made


def lit(made: Sheet, grounds: set[str]) -> str:
    """What stands on `grounds` in the text, line by line, without its spaces."""
    found = []
    for y in range(made.height):
        for segment in made.line(y, Cursor(caret_shown=False), (0, 0)):
            ground = segment.style.bgcolor if segment.style else None
            if ground is not None and ground.get_truecolor().hex in grounds:
                found.append(segment.text)
    return "".join("".join(found).split())


@given(PARAGRAPHS, st.floats(0, 1), st.floats(0, 1), st.sampled_from([24, 40, 60, 120]), st.booleans())
@settings(max_examples=80, deadline=None)
def test_what_is_marked_is_what_is_highlighted(
    paragraphs: list[str], one: float, other: float, width: int, noted: bool
) -> None:
    page = set_page(paragraphs)
    size = len(page.text)
    start, end = sorted((round(one * size), round(other * size)))
    mark = provisional(page.article, start, end, "green")
    if not mark.quote:
        return
    mark = with_note(mark, "eine Notiz") if noted else mark
    assert (mark.start, mark.end) == tidy(page.text, start, end)
    assert page.text[mark.start : mark.end] == mark.quote
    assert grapheme.floor(page.text, mark.start) == mark.start
    ink = DARK.palette.marks["green"]
    shown = lit(sheet(page.with_marks([mark]), width), {ink.plain.hex.lower(), ink.noted.hex.lower()})
    assert shown == "".join(mark.quote.split())


@given(PARAGRAPHS, st.sampled_from([12, 24, 40, 80, 140]))
@settings(max_examples=60, deadline=None)
def test_every_line_has_the_width_of_the_window_and_every_cell_leads_back(
    paragraphs: list[str], width: int
) -> None:
    page = set_page(paragraphs)
    made = sheet(page, width)
    layout = made.layout
    for y in range(made.height):
        assert made.line(y, Cursor(), (0, 5)).cell_length == width
    for number, row in enumerate(layout.rows):
        for glyph in layout.glyphs(number):
            assert layout.offset_at(number, glyph.column) == glyph.start
            assert layout.column_of(glyph.start, number) == glyph.column
            assert layout.row_of(glyph.start) == number
        assert layout.width_of(number) <= layout.measure or cell_len(page.text[row.start : row.end]) <= 2


@pytest.mark.parametrize("name", sorted(THEMES))
def test_every_ink_is_read_on_every_ground(name: str) -> None:
    inks = palette(THEMES[name])
    for ground in inks.grounds:
        for ink in (inks.text, *inks.kinds.values()):
            assert contrast(ink, ground) >= CONTRAST, (name, ink.hex, ground.hex)
    for ink in (inks.quiet, inks.heading, *(mark.sign for mark in inks.marks.values())):
        assert contrast(ink, inks.background) >= CONTRAST, (name, ink.hex)


@pytest.mark.parametrize("name", sorted(THEMES))
def test_what_is_quiet_is_read_where_it_is_marked_or_selected(name: str) -> None:
    inks = Inks(palette(THEMES[name]))
    text = "Bildunterschrift unter dem Bild"
    now = datetime(2025, 3, 16, tzinfo=UTC)
    blocks = (Block(BlockKind.CAPTION, 0, len(text)),)
    made = page_of(Article("a" * 15, text, blocks, text, now)).with_marks(
        [provisional(Article("a" * 15, text, blocks, text, now), 0, 10, color) for color in COLORS]
    )
    for cursor in (Cursor(caret_shown=False), Cursor(selection=(0, len(text)), caret_shown=False)):
        for segment in sheet(made, 60, inks).line(0, cursor, (0, 0)):
            if segment.text.strip() and segment.style and segment.style.bgcolor and "▏" not in segment.text:
                ink, ground = segment.style.color, segment.style.bgcolor
                assert ink is not None
                pair = (Color.from_rich_color(ink), Color.from_rich_color(ground))
                assert contrast(*pair) >= CONTRAST, (segment.text, pair)


@pytest.mark.parametrize("name", sorted(THEMES))
def test_marks_can_be_told_from_the_page_and_from_each_other(name: str) -> None:
    inks = palette(THEMES[name])
    for color in COLORS:
        ink = inks.marks[color]
        assert len({inks.background.hex, ink.plain.hex, ink.noted.hex, ink.strong.hex}) == 4
    assert len({inks.marks[color].plain.hex for color in COLORS}) == len(COLORS)


def test_marks_without_a_place_stand_below_the_text_with_their_notes_and_tags() -> None:
    made = datetime(2025, 3, 1, tzinfo=UTC)
    bare = Mark("a", "x", 0, 9, "Ein Satz.", "", "", made, made, status=Status.ORPHAN)
    noted = replace(bare, id="b", quote="Noch einer.", note="Stimmt das?", tags=("frage",))
    lines = [line for _, line in appendix([bare, noted], "Without a place", 40)]
    assert lines[2:] == ["", "▍ “Ein Satz.”", "", "▍ “Noch einer.”", "▏ Stimmt das?", "▏ #frage"]
