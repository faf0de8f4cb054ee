"""How a subscription stands in the list of feeds, and below it in full; pure."""

from datetime import datetime

from rich.cells import cell_len, set_cell_size

from reader.desk.incoming import FeedRow
from reader.domain.clean import clean_line
from reader.domain.feed import Feed
from reader.ui.widgets.row_list import Cell

_AGES = ((60, 1, "now"), (3600, 60, "{} min"), (172_800, 3600, "{} h"))
_DAY = 86_400
_NARROW = 60  # columns below which numbers and age are left out


def feed_cells(row: FeedRow, width: int, now: datetime) -> list[Cell]:
    """One subscription on one line: a sign, its name, unread and all, when it last answered, or what is wrong."""
    feed = row.feed
    sign, style = _sign(row)
    tail = f"{row.unread:>6}/{row.total:<6} {age(feed.fetched, now):>8} " if width >= _NARROW else ""
    error = f" {feed.error}" if feed.error else ""
    room = max(10, width - 2 - cell_len(tail))
    name_width = min(room, max(16, room // 2)) if error else room
    name = set_cell_size(clean_line(feed.label), name_width)
    return [(sign, style), (name, "strong" if row.unread else ""), (tail, "dim"), (error, "per")]


def _sign(row: FeedRow) -> tuple[str, str]:
    if row.feed.gone:
        return "✕ ", "per"
    if row.feed.error:
        return "! ", "per"
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
        since = f" (since {_ago(feed.failing, now)})" if feed.failing else ""
        lines.append(f"{feed.error}{since}")
    return "\n".join(clean_line(line) for line in lines)


def _ago(when: datetime | None, now: datetime) -> str:
    words = age(when, now)
    return words if words in ("never", "now") else f"{words} ago"
