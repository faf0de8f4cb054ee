"""From the text of config.toml to values: what is right counts, what is wrong becomes a sentence with its line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from reader.config.settings import RULE, TEXT, Check, Rule
from reader.domain.clean import clean_line


class Reading:
    """One pass over a file: gives the values that are right and collects a sentence for each that is not."""

    def __init__(self, text: str, name: str) -> None:
        self.lines = text.split("\n")
        self.name = name
        self.problems: list[str] = []

    def document(self) -> dict[str, Any]:
        """The file as TOML; a line that is no TOML is named, left out, and the rest read again."""
        import tomllib  # only where there is a file

        for _ in range(50):
            try:
                return tomllib.loads("\n".join(self.lines))
            except tomllib.TOMLDecodeError as error:
                found = re.search(r"\(at line (\d+)", str(error))
                number = min(int(found[1]), len(self.lines)) if found else self._last_line()
                self._wrong_toml(number, str(error).split(" (at ")[0])
        self.problems.append(f"{self.name}: too much of it is not TOML; the defaults hold.")
        return {}

    def _last_line(self) -> int:
        """The last line that has something on it: what an unexpected end of the file is about."""
        return next((n for n in range(len(self.lines), 0, -1) if self.lines[n - 1].strip()), 1)

    def _wrong_toml(self, number: int, reason: str) -> None:
        line = self.lines[number - 1]
        bare = re.fullmatch(r"\s*([\w.-]+)\s*[=:]\s*([^\s\"'\[{#][^\"'#]*?)\s*(#.*)?", line)
        meant = f' Was this meant: {bare[1]} = "{bare[2]}"?' if bare else ""
        self._problem(
            number, f'"{clean_line(line)[:60]}" is not TOML ({reason[:1].lower()}{reason[1:]}).{meant}'
        )
        self.lines[number - 1] = ""

    def table(self, document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        found = document.get(name, {})
        if isinstance(found, dict):
            return found
        self._problem(self._line(name), f"{name} is a table of its own: write [{name}] and its lines below.")
        return {}

    def values(
        self, kind: type, table: Mapping[str, Any], section: str, apart: set[str] | None = None
    ) -> dict[str, Any]:
        """The fields of `kind` that `table` sets rightly."""
        apart = apart or set()
        checks = {f.name: f.metadata["check"] for f in fields(kind) if "check" in f.metadata}
        return self._checked(checks, table, section, apart)

    def keys(self, table: Mapping[str, Any]) -> Mapping[str, str]:
        """The remapped keys; whether their ids exist is the keymap's business."""
        good = {}
        for key, value in _flat(table):
            if isinstance(value, str):
                good[key] = value
            else:
                self._problem(self._line(key, "keys"), f"keys.{key} must be {TEXT.says}.")
        return MappingProxyType(good)

    def rules(self, raw: Any) -> Iterator[Rule]:
        if not isinstance(raw, list):
            self._problem(self._line("rules"), "rules come one by one: write [[rules]] above each.")
            return
        for number, one in enumerate(raw, 1):
            good = self._checked(RULE, one, "rules") if isinstance(one, dict) else {}
            if good.get("when"):
                yield Rule(**good)
            else:
                line = self._line("[[rules]]", nth=number)
                self._problem(line, 'a rule needs when = "...", the query that finds its articles.')

    def _checked(
        self,
        checks: Mapping[str, Check],
        table: Mapping[str, Any],
        section: str,
        apart: Sequence[str] | set[str] = (),
    ) -> dict[str, Any]:
        good: dict[str, Any] = {}
        for key, value in table.items():
            if key in apart:
                continue
            if key not in checks:
                self._unknown(key, section, [*checks, *apart])
            elif not checks[key].fits(value):
                self._problem(self._line(key, section), f"{clean_line(key)} must be {checks[key].says}.")
            else:
                good[key] = tuple(value) if isinstance(value, list) else value
        return good

    def _unknown(self, key: str, section: str, known: Sequence[str]) -> None:
        import difflib  # only where something is wrong

        near = difflib.get_close_matches(key, known, 1, 0.6)
        where = f" in [{section}]" if section else ""
        meant = f"; was {near[0]} meant?" if near else f"; there are {', '.join(known)}."
        self._problem(self._line(key, section), f'there is no setting "{clean_line(key)}"{where}{meant}')

    def _line(self, key: str, section: str = "", nth: int = 1) -> int:
        """The line on which `key` is set, or its section's, or 1."""
        here, header = "", 1
        for number, line in enumerate(self.lines, 1):
            text = line.strip()
            if text.startswith("["):
                here = text.split("#")[0].strip(" []")
                header = number if here == section else header
                nth -= text.startswith(key)
                if nth == 0:
                    return number
            elif here == section and re.match(rf"""["']?{re.escape(key)}["']?\s*(=|\.)""", text):
                return number
        return header

    def _problem(self, line: int, what: str) -> None:
        self.problems.append(f"{self.name}, line {line}: {what}")


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """`list.read = "r"` in TOML is a table in a table; here it is the key "list.read"."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + key, value
