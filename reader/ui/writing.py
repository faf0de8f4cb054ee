"""What the person does is written in the order it was done, without holding up the screen."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


class Writer:
    """Runs one verb after the other, each in a thread."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def run(self, verb: Callable[[], Result]) -> Result:
        """The verb's result; its errors are raised here."""
        self._waiting += 1
        try:
            async with self._turn:
                return await asyncio.to_thread(verb)
        finally:
            self._waiting -= 1

    async def drained(self, patience: float = 3.0) -> None:
        """Returns when everything is written, at the latest after `patience` seconds."""
        until = asyncio.get_running_loop().time() + patience
        while self._waiting and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.01)
