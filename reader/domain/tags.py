"""Tags as people type them in one line."""

from reader.domain.clean import clean_line


def tags_of(line: str) -> list[str]:
    """The tags of a line, each once: apart by spaces or commas, without the # or dot that some write before them."""
    found = (word.strip("#").lstrip(".") for word in line.replace(",", " ").split())
    return list(dict.fromkeys(word for word in map(clean_line, found) if word))
