"""Names and passwords of feeds: from the system's keyring or from a command, never from a file of ours.

`Feed.login` says where they are: "keyring" (service "glosse", under the feed's host) or "command: pass show news",
whose first line is "name:password". Neither stands in an error or a log.
"""

import shlex
import subprocess
from importlib import import_module
from urllib.parse import urlsplit

from reader.domain.errors import FetchError
from reader.domain.feed import Feed

_SECONDS = 15


def login_of(feed: Feed) -> tuple[str, str] | None:
    """Name and password for the feed, None when it needs none.

    Raises:
        FetchError: they are not where `feed.login` says.
    """
    kind, _, rest = feed.login.partition(":")
    if not feed.login:
        return None
    if kind == "keyring":
        return _from_keyring(urlsplit(feed.url).hostname or "")
    if kind == "command" and rest.strip():
        return _from_command(rest.strip())
    raise FetchError('The feed\'s login must be "keyring" or "command: ...".')


def _from_keyring(host: str) -> tuple[str, str]:
    try:
        keyring = import_module("keyring")  # an extra
    except ImportError as error:
        raise FetchError("For passwords from the keyring install glosse[keyring].") from error
    try:
        found = keyring.get_credential("glosse", host)
    except keyring.errors.KeyringError as error:
        raise FetchError("The system's keyring does not open.") from error
    if found is None:
        raise FetchError(f"The keyring has no password of glosse for {host}.")
    return found.username, found.password


def _from_command(command: str) -> tuple[str, str]:
    try:
        words = shlex.split(command)
        done = subprocess.run(words, capture_output=True, timeout=_SECONDS, check=True, text=True)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise FetchError("The command that gives the feed's password failed.") from error
    name, colon, password = done.stdout.partition("\n")[0].partition(":")
    if not colon:
        raise FetchError("The command that gives the feed's password must print name:password.")
    return name, password
