"""Word lists written as text: easier to read, and to change, than a column of quotation marks."""


def listed(words: str) -> frozenset[str]:
    """The words of `words`, which spaces separate."""
    return frozenset(words.split())
