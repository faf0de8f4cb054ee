"""Zip archives that hold documents, opened with a bound: a small file must not become a large one."""

import io
import zipfile
import zlib

from reader.domain.errors import InputError

PART_MOST = 10_000_000  # bytes of one part, unpacked
ALL_MOST = 200_000_000  # bytes that the archive says it unpacks to


class Packed:
    """The parts of an archive.

    Args:
        data: the archive.
        name: what errors call it.

    Raises:
        InputError: it is no archive, or one that unpacks beyond reason.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise InputError(f"{name} is damaged: it cannot be unpacked.") from error
        if sum(part.file_size for part in self._zip.infolist()) > ALL_MOST:
            raise InputError(f"{name} unpacks to more than {ALL_MOST // 1_000_000} MB and was not read.")

    def names(self) -> list[str]:
        """The paths of all parts."""
        return sorted(part.filename for part in self._zip.infolist() if not part.is_dir())

    def part(self, path: str) -> bytes:
        """One part, unpacked; b"" when there is none of that name.

        Raises:
            InputError: it is damaged, locked or too large.
        """
        try:
            with self._zip.open(path) as part:
                data = part.read(PART_MOST + 1)
        except KeyError:
            return b""
        except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError) as error:
            raise InputError(f"{self._name} is damaged or locked: a part of it cannot be unpacked.") from error
        if len(data) > PART_MOST:
            raise InputError(
                f"{self._name} has a part of more than {PART_MOST // 1_000_000} MB and was not read."
            )
        return data
