"""What a screen is that wants to hear of the notebook's changes."""

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from reader.store.notebook import Changed


@runtime_checkable
class Hearing(Protocol):
    """The app calls it in its own thread, for every such screen that is open."""

    def shifted(self, changed: "Changed") -> None:
        """The notebook changed, here or in another process."""
