"""What is said when the disk refuses."""

from collections.abc import Iterator
from contextlib import contextmanager

from reader.domain.errors import StoreError
from reader.store.notebook import disk

NOT_KEPT = "The notebook could not be written: {reason}. The change was not kept; all before it are."
NOT_OPENED = "The notebook could not be opened: {reason}. Nothing in it was changed."
NOT_FOLDED = (
    "The notebook's journal could not be folded: {reason}. Nothing is lost by that; the next try may do it."
)
NO_LOCKS = (
    "This file system cannot lock files. Do not use the notebook from two windows or two programs at once:"
    " they would overwrite each other's changes."
)


@contextmanager
def told(failure: str) -> Iterator[None]:
    """What the disk refuses, as a sentence."""
    try:
        yield
    except OSError as error:
        raise StoreError(failure.format(reason=disk.reason(error))) from error
