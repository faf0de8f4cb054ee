"""How a subscription stands in the list of feeds, and below it in full; pure."""

from datetime import datetime

from rich.cells import cell_len, set_cell_size

from reader.desk.incoming import FeedRow
from reader.domain.clean import clean_line
from reader.domain.feed import Feed
from reader.ui.widgets.article_rows import cut
from reader.ui.widgets.row_list import Cell

_AGES = ((60, 1, "now"), (3600, 60, "{} min"), (172_800, 3600, "{} h"))
_DAY = 86_400
_NARROW = 60  # columns below which numbers and age are left out


def feed_cells(row: FeedRow, width: int, now: datetime) -> list[Cell]:
    """One subscription on one line: a sign, its name, unread and all, when it last answered; what is wrong, or tags."""
    feed = row.feed
    sign, style = _sign(row)
    numbers = f"{row.unread:>6}/{row.total:<6} {age(feed.fetched, now):>6}  " if width >= _NARROW else " "
    name_width = max(14, (width - 2 - cell_len(numbers)) // 2)
    room = max(0, width - 2 - name_width - cell_len(numbers))
    rest = (feed.error, "wrong") if feed.error else (" ".join(f"#{tag}" for tag in feed.tags), "dim")
    return [
        (sign, style),
        (set_cell_size(cut(clean_line(feed.label), name_width), name_width), "strong" if row.unread else ""),
        (numbers, "dim"),
        (cut(clean_line(rest[0]), room), rest[1]),
    ]


def _sign(row: FeedRow) -> tuple[str, str]:
    if row.feed.gone:
        return "✕ ", "wrong"
    if row.feed.error:
        return "! ", "wrong"
    return ("● ", "head") if row.unread else ("  ", "")


def age(when: datetime | None, now: datetime) -> str:
    """How long ago `when` was: "now", "5 min", "3 h", "12 d"; "never" for None."""
    if when is None:
        return "never"
    seconds = max(0, int((now - when).total_seconds()))
    for most, unit, words in _AGES:
        if seconds < most:
            return words.format(seconds // unit)
    return f"{seconds // _DAY} d"


def details(feed: Feed, now: datetime) -> str:
    """What is known of a feed, on a few lines."""
    lines = [feed.url, f"fetched {_ago(feed.fetched, now)}"]
    if feed.due and feed.due > now and not feed.gone:
        lines[1] += f" · asked again in {age(now, feed.due)}" if (feed.due - now).total_seconds() > 60 else ""
    lines[1] += f" · tags {' '.join(feed.tags)}" if feed.tags else ""
    lines[1] += " · whole articles" if feed.whole else ""
    if feed.gone:
        lines.append("Its server says that it is gone for good; f asks once more.")
    elif feed.error:
        since = age(feed.failing, now)
        lines.append(feed.error + (f" So for {since}." if feed.failing and since != "now" else ""))
    return "\n".join(clean_line(line) for line in lines)


def _ago(when: datetime | None, now: datetime) -> str:
    words = age(when, now)
    return words if words in ("never", "now") else f"{words} ago"
