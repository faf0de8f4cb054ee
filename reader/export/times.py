"""Times as exchange formats write them."""

from datetime import UTC, datetime


def iso(time: datetime) -> str:
    """ISO 8601 in UTC, to the second: "2025-03-15T18:04:00Z"."""
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def day(time: datetime | None) -> str:
    """ "2025-03-15", or "" for no time."""
    return time.astimezone(UTC).strftime("%Y-%m-%d") if time else ""
