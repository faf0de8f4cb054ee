"""One setting changed in the file, everything else in it left as it is."""

import json
import re
from pathlib import Path

_LINE = r"^[ \t]*{name}[ \t]*=.*$"
_COMMENTED = r"^[ \t]*#[ \t]*{name}[ \t]*=.*$"
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def changed(text: str, name: str, value: str) -> str:
    """`text`, a config.toml, with the top-level setting `name` set to `value`.

    The line that sets it is replaced, else the comment that shows its default, else a line is put at the top.
    """
    line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
    table = _TABLE.search(text)
    top = text[: table.start()] if table else text
    for shape in (_LINE, _COMMENTED):
        pattern = re.compile(shape.format(name=re.escape(name)), re.MULTILINE)
        if pattern.search(top):
            return pattern.sub(lambda _: line, top, count=1) + text[len(top) :]
    return f"{line}\n{text}"


def change(path: Path, name: str, value: str) -> None:
    """Changes the setting in the file, which is made when there is none.

    Raises:
        OSError: it cannot be written.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_text(changed(text, name, value), encoding="utf-8")
    beside.replace(path)
