"""A text handed to the person's own editor, with the screen given over to it meanwhile."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App, SuspendNotSupported

from reader.domain.clean import clean, clean_line
from reader.domain.errors import GlosseError, InputError

if TYPE_CHECKING:
    from reader.ui.app import GlosseApp


def command(setting: str) -> list[str]:
    """The editor's command: the setting, else $VISUAL, else $EDITOR.

    Raises:
        InputError: there is none.
    """
    words = shlex.split(setting or os.environ.get("VISUAL", "") or os.environ.get("EDITOR", ""))
    if not words:
        raise InputError("No editor is known: set $EDITOR, or editor in config.toml.")
    return words


def go_on(app: "GlosseApp", text: str) -> str:
    """`text` as the person left it in the editor; as it was, and said why, where that does not work."""
    try:
        return edit(app, text, app.desk.config.editor)
    except GlosseError as error:
        app.told(error)
        return text


def edit(app: App[Any], text: str, setting: str) -> str:
    """`text` as the person left it in the editor. The program waits.

    Raises:
        InputError: there is no editor, or it did not end well; the text is as it was.
    """
    words = command(setting)
    with tempfile.TemporaryDirectory(prefix="glosse-") as folder:  # for this user alone
        file = Path(folder) / "note.md"
        file.write_text(text + "\n" if text else "", encoding="utf-8")
        try:
            with app.suspend():
                code = subprocess.run([*words, str(file)], check=False).returncode
        except SuspendNotSupported as error:
            raise InputError("This terminal cannot be given over to an editor.") from error
        except OSError as error:
            raise InputError(f"The editor {clean_line(words[0])} does not start: {error.strerror}.") from error
        if code:
            raise InputError(
                f"The editor {clean_line(words[0])} ended with code {code}; the note is as it was."
            )
        return clean(file.read_text(encoding="utf-8", errors="replace")).strip()
