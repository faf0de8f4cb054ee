"""How far the article scrolls, and where notes stand in the margin. All without a screen."""

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.margin import GAP, Margin, Note, give_way, settle
from reader.ui.revealing import scrolled

NOTES = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5)), min_size=1, max_size=30)


def notes(steps: list[tuple[int, int]], focus: int = -1) -> list[Note]:
    """Notes whose places lie so many rows apart, of so many lines."""
    found, row = [], 0
    for number, (gap, lines) in enumerate(steps):
        row += gap
        found.append(Note(str(number), "yellow", row, ("x",) * lines, focused=number == focus))
    return found


@given(st.integers(0, 500), st.integers(4, 60), st.integers(0, 500), st.integers(0, 3), st.booleans())
def test_what_is_revealed_is_in_view(top: int, height: int, first: int, more: int, by_line: bool) -> None:
    now = scrolled(top, height, first, first + more, by_line=by_line)
    assert now <= first
    assert first + more < now + height


def test_by_line_it_scrolls_no_further_than_it_must() -> None:
    assert scrolled(0, 40, 36, 36, by_line=True) == 1
    assert scrolled(0, 40, 20, 22) == 0


def test_a_step_out_of_the_view_leaves_room_for_the_next_ones() -> None:
    assert scrolled(0, 40, 38, 39) == 28


@given(NOTES, st.integers(0, 29))
def test_notes_keep_their_order_and_do_not_touch_whichever_is_in_focus(
    steps: list[tuple[int, int]], focus: int
) -> None:
    at = focus % len(steps)
    placed = notes(steps, at)
    tops = give_way(placed, settle(placed), at)
    assert tops[0] >= 0
    for number in range(1, len(placed)):
        assert tops[number] > tops[number - 1] + placed[number - 1].height


@given(NOTES)
def test_every_line_runs_from_its_place_to_its_note(steps: list[tuple[int, int]]) -> None:
    placed = notes(steps)
    margin = Margin(placed, settle(placed))
    for note in placed:
        assert note.row is not None
        assert 0 in margin.strokes(note.row)
    for y in range(margin.height):
        box = margin.box_at(y)
        if box is not None and y == box.top + box.joint:
            assert GAP - 1 in margin.strokes(y)


def test_a_note_alone_stands_beside_its_place() -> None:
    (note,) = notes([(10, 3)])
    box = Margin([note], settle([note])).box_at(10)
    assert box is not None
    assert (box.top, box.joint) == (9, 1)
