"""Numbers with the word for what is counted, the word in its right form."""


def counted(number: int, one: str, many: str = "") -> str:
    """A number and its word: "1 feed", "2 feeds", "12,000 feeds".

    Args:
        one: the word for one.
        many: the word for any other number, where it is not `one` and an s.
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
