"""A file, an archive or a folder of exports to what was saved: which program wrote it is told by what is in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reader.domain.errors import InputError
from reader.intake.decode import decode
from reader.intake.exports.documents import omnivore_passages, read_json
from reader.intake.exports.pages import read_page
from reader.intake.exports.saved import Export, NoExport, Saved, address
from reader.intake.exports.tables import read_table
from reader.intake.files import spoken
from reader.intake.packed import Packed

SIZE_MOST = 200_000_000  # bytes of one file
_FILES_MOST = 200_000  # of an archive or a folder
_READABLE = (".csv", ".json", ".html", ".htm")

Part = Callable[[str], bytes]


def read_export(source: Path | bytes, name: str = "") -> Export:
    """What `source`, a file, an archive, a folder or a document's bytes, has of what was saved elsewhere.

    Args:
        name: what errors call it; a path has its own.

    Raises:
        InputError: it cannot be read, or is no export that is known.
    """
    if isinstance(source, bytes):
        return _document(source, name or "The input")
    name = spoken(source)
    try:
        if source.is_dir():
            files = sorted(p.relative_to(source).as_posix() for p in source.rglob("*") if p.is_file())
            return _parts(files, lambda part: _bytes(source / part), name)
        data = _bytes(source)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {name}.") from error
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it is no name of a file").lower()
        raise InputError(f"{name} cannot be read: {reason}.") from error
    return _document(data, name)


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > SIZE_MOST:
        raise InputError(f"{spoken(path)} has more than {SIZE_MOST // 1_000_000} MB; split it.")
    return path.read_bytes()


def _document(data: bytes, name: str) -> Export:
    if data.startswith(b"PK\x03\x04"):
        packed = Packed(data, name)
        return _parts(packed.names(), packed.part, name)
    text = decode(data, name=name)
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("[", "{")):
        return read_json(text, name)
    if head.startswith("<"):
        return read_page(text, name)
    return read_table(text, name)


def _parts(files: list[str], part: Part, name: str) -> Export:
    """All exports among the files as one, Omnivore's texts and highlights put to what they belong to."""
    if len(files) > _FILES_MOST:
        raise InputError(f"{name} has more than {_FILES_MOST} files; import it in parts.")
    known = set(files)
    found: list[Export] = []
    for file in files:
        beside = any(piece in ("content", "highlights") for piece in file.split("/")[:-1])
        if not beside and file.lower().endswith(_READABLE) and not file.rpartition("/")[2].startswith("."):
            found += _part(file, part, known, name)
    kind = next((export.kind for export in found if export.kind), "")
    if not kind:
        raise InputError(f"There is no export of another program in {name[0].lower() + name[1:]}.")
    problems = tuple(problem for export in found for problem in export.problems)
    saved = sorted((one for export in found for one in export.saved), key=lambda one: one.marks_only)
    return Export(kind, tuple(saved), problems)  # passages come when what they are from is there


def _part(file: str, part: Part, known: set[str], name: str) -> Iterator[Export]:
    """The export in one file; nothing where it is something else, a sentence alone where it is torn."""
    try:
        data = part(file)
        export = _document(data, file)
    except NoExport:
        return
    except (InputError, OSError) as error:
        yield Export("", (), (_reason(error, file),))
        return
    problems = [f"{file}, {p[0].lower() + p[1:]}" for p in export.problems]
    if export.kind == "Omnivore":
        folder = file.rpartition("/")[0]
        slugs = [str(one.get("slug", "")) for one in json.loads(decode(data)) if address(one.get("url"))]
        beside = _Beside(f"{folder}/" if folder else "", part, known, problems)
        pairs = zip(export.saved, slugs, strict=False)
        export = replace(export, saved=tuple(beside.put_to(one, slug) for one, slug in pairs))
    yield replace(export, problems=tuple(problems))


def _reason(error: InputError | OSError, file: str) -> str:
    if isinstance(error, OSError):
        return f"{file} cannot be read: {(error.strerror or 'it is damaged').lower()}."
    return str(error) if file in str(error) else f"{file}: {error}"


@dataclass(frozen=True, slots=True)
class _Beside:
    """The files of texts and highlights that lie beside Omnivore's lists. What cannot be read goes to problems."""

    folder: str
    part: Part
    known: set[str]
    problems: list[str]

    def put_to(self, one: Saved, slug: str) -> Saved:
        """What was saved, with its text and the passages marked in it, from the files named by its slug."""
        marks = self._text(f"highlights/{slug}.md")
        return replace(one, html=self._text(f"content/{slug}.html"), passages=omnivore_passages(marks))

    def _text(self, name: str) -> str:
        file = self.folder + name
        if file not in self.known:
            return ""
        try:
            return decode(self.part(file), name=file)
        except (InputError, OSError) as error:
            self.problems.append(_reason(error, file))
            return ""
