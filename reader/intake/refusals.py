"""What a server's refusal means, in words, and how long it asks to be left alone."""

from datetime import UTC, datetime

from reader.intake.dates import parse_date

_WAIT_MOST = 30 * 86_400  # seconds
_SAID = {
    401: "asks for a name and a password",
    403: "does not let this be read",
    404: "has no such page",
    410: "says that this is gone for good",
    429: "asks to be left alone for a while",
    451: "may not show this, for legal reasons",
    503: "cannot answer just now",
}


def refusal(host: str, status: int) -> str:
    """An HTTP status as a sentence."""
    said = _SAID.get(status) or ("has a fault" if status >= 500 else "does not give it")
    return f"{host} {said} (status {status})."


def seconds_to_wait(header: str) -> int:
    """A Retry-After header, in seconds or as a date, as seconds from now; 0 for none."""
    if header.strip().isdecimal():
        return min(int(header), _WAIT_MOST)
    when = parse_date(header)
    if when is None:
        return 0
    return min(max(0, round((when - datetime.now(UTC)).total_seconds())), _WAIT_MOST)
