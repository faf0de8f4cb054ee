"""Verbs of the comparison of two texts."""

from reader.keymap.verb import Verb

DIFFERENCE = [
    Verb("difference.next", "j down n", "change(1)", "Next change", "next change"),
    Verb("difference.prev", "k up N", "change(-1)", "Previous change"),
    Verb("difference.page-down", "space pagedown", "page(1)", "A page down"),
    Verb("difference.page-up", "backspace pageup", "page(-1)", "A page up"),
    Verb("difference.first", "gg home", "edge(0)", "First change"),
    Verb("difference.last", "G end", "edge(-1)", "Last change"),
    Verb("difference.left", "h left", "pair(-1)", "The comparison before: newer versions", "newer"),
    Verb(
        "difference.right", "l right", "pair(1)", "The next one: older versions, other reports", "older, others"
    ),
    Verb("difference.whole", "o", "turn", "Show or hide what is the same", "all of it"),
    Verb("difference.open", "enter", "choose", "To this place in the article", "open"),
]
