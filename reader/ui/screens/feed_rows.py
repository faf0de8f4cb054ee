"""How a subscription stands in the list of feeds, and below it in full; pure."""

from datetime import datetime

from rich.cells import cell_len

from reader.desk.feed_settings import span_words
from reader.desk.incoming import FeedRow
from reader.domain.clean import clean_line
from reader.domain.feed import Feed
from reader.ui.cells import Cell, cut, fitted

_AGES = ((60, 1, "now"), (3600, 60, "{} min"), (172_800, 3600, "{} h"))
_DAY = 86_400
_NARROW = 60  # columns below which numbers and age are left out
_NUMBERS = f"{'unread':>7} {'all':>6} {'asked':>8}   "
_NAME_MOST = 44  # columns


def _widths(width: int) -> tuple[int, int]:
    """The columns of the name, and of what stands behind the numbers."""
    numbers = len(_NUMBERS) if width >= _NARROW else 1
    name = min(_NAME_MOST, max(14, (width - 2 - numbers) // 2))
    return name, max(0, width - 2 - name - numbers)


def feed_head(width: int) -> str:
    """The names of the columns, "" where only one fits."""
    name, rest = _widths(width)
    return f"  {fitted('feed', name)}{_NUMBERS}{cut('tags and settings', rest)}" if width >= _NARROW else ""


def feed_cells(row: FeedRow, width: int, now: datetime) -> list[Cell]:
    """One subscription on one line: a sign, its name, its numbers, its last answer; what is wrong, or settings."""
    feed = row.feed
    name, room = _widths(width)
    wide = width >= _NARROW
    unread = f"{row.unread or '':>7}" if wide else ""
    numbers = f" {row.total:>6} {age(feed.fetched, now):>8}   " if wide else " "
    rest = (_wrong(feed, now), "wrong") if feed.error or feed.gone else (_said(feed), "dim")
    return [
        _sign(row),
        (fitted(clean_line(feed.label), name), "strong" if row.unread else ""),
        (unread, "head"),
        (numbers, "dim"),
        (cut(rest[0], room), rest[1]),
    ]


def _sign(row: FeedRow) -> Cell:
    if row.feed.gone:
        return "✕ ", "wrong"
    if row.feed.error:
        return "! ", "wrong"
    return ("● ", "head") if row.unread else ("  ", "")


def _wrong(feed: Feed, now: datetime) -> str:
    """What is wrong, and since when."""
    since = age(feed.failing, now)
    lasts = f"{since} · " if feed.failing and since != "now" else ""
    return lasts + ("gone for good" if feed.gone else clean_line(feed.error))


def _said(feed: Feed) -> str:
    """What the person said of the feed, as far as it is not the rule."""
    words = [f"#{tag}" for tag in feed.tags]
    words += ["whole"] if feed.whole else []
    words += [f"every {span_words(feed.pace)}"] if feed.pace else []
    words += [f"kept {feed.keep} d"] if feed.keep else []
    return clean_line("  ".join(words))


def age(when: datetime | None, now: datetime) -> str:
    """How long ago `when` was: "now", "5 min", "3 h", "12 d"; "never" for None."""
    if when is None:
        return "never"
    seconds = max(0, int((now - when).total_seconds()))
    for most, unit, words in _AGES:
        if seconds < most:
            return words.format(seconds // unit)
    return f"{seconds // _DAY} d"


def details(feed: Feed, now: datetime) -> list[Cell]:
    """What is known of a feed, on a few lines, each with the name of a style."""
    times = [f"answered {_ago(feed.fetched, now)}" if feed.fetched else "never answered yet"]
    if feed.due and not feed.gone and (feed.due - now).total_seconds() > 60:
        times.append(f"asked again in {age(now, feed.due)}")
    said = [f"#{tag}" for tag in feed.tags]
    said += ["whole articles from their pages" if feed.whole else "the feed's own text"]
    said += [f"asked every {span_words(feed.pace)}"] if feed.pace else []
    said += [f"kept {feed.keep} d" if feed.keep else "kept for ever"]
    said += (
        ["login from the keyring" if feed.login == "keyring" else "login by a command"] if feed.login else []
    )
    lines = [(feed.url, ""), (" · ".join(times), "dim"), (" · ".join(said), "dim")]
    if feed.gone:
        lines.append(("Its server says that it is gone for good; f asks once more.", "wrong"))
    elif feed.error:
        since = age(feed.failing, now)
        lines.append((feed.error + (f" So for {since}." if feed.failing and since != "now" else ""), "wrong"))
    return [(clean_line(line), style) for line, style in lines]


def _ago(when: datetime | None, now: datetime) -> str:
    words = age(when, now)
    return words if words in ("never", "now") else f"{words} ago"


def narrowed(text: str, width: int) -> str:
    """`text` in `width` columns, the middle of a long address left out."""
    if cell_len(text) <= width or width < 12:
        return cut(text, width)
    return f"{text[: width // 2]}…{text[-(width - width // 2 - 1) :]}"
