"""Answers that come after their asker was left: from threads and timers into screens that may be closing."""

from collections.abc import Callable
from typing import ParamSpec

from textual.widget import Widget

P = ParamSpec("P")


def stands(widget: Widget) -> bool:
    """Whether a widget's screen is whole; one that is being closed is not displayed, and loses its parts one by one."""
    return widget.is_attached and widget.screen.display


def answer(widget: Widget, then: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
    """From a thread: has `then` called on the app's, unless the widget's screen was left meanwhile."""

    def call() -> None:
        if stands(widget):
            then(*args, **kwargs)

    widget.app.call_from_thread(call)
