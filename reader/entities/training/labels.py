"""The twenty-five tags, and which of them a corpus's tag may stand for.

GermEval's twelve classes: four kinds, each alone, derived ("russischer") or as a part of a word ("US-Amtskollege").
A corpus that does not annotate a class says O where it means O or that class; learning from it leaves the choice open.
"""

from collections.abc import Sequence

KINDS = ("PER", "LOC", "ORG", "MISC")
CLASSES = tuple(kind + form for form in ("", "deriv", "part") for kind in KINDS)
TAGS = ("O", *(prefix + name for name in CLASSES for prefix in ("B-", "I-")))
NUMBER = {tag: i for i, tag in enumerate(TAGS)}
ANY = "?"  # a word of which nothing is learned
_AUXILIARY = tuple(tag for tag in TAGS if tag.endswith(("deriv", "part")))
_PARTS = tuple(tag for tag in TAGS if tag.endswith("part"))

# What an annotation scheme leaves open: its tag -> the tags that it may be. A tag that is not named is meant as it is.
_OPEN: dict[str, dict[str, tuple[str, ...]]] = {
    "twelve": {},
    "three": {  # PER, LOC and ORG alone
        "O": ("O", "B-MISC", "I-MISC", *_AUXILIARY),
        "B-LOC": ("B-LOC", "B-LOCderiv", "B-LOCpart"),
        "B-ORG": ("B-ORG", "B-ORGpart"),
    },
    "four": {  # as CoNLL-2003: MISC has the adjectives of countries
        "O": ("O", *_PARTS),
        "B-MISC": ("B-MISC", "B-LOCderiv", "B-MISCderiv"),
        "I-MISC": ("I-MISC", "I-LOCderiv", "I-MISCderiv"),
    },
    "heads": {"O": ("O", *_AUXILIARY)},
}
SCHEMES = tuple(_OPEN)


def allowed(scheme: str, tag: str) -> tuple[str, ...]:
    """The tags that `tag` may stand for in a corpus annotated by `scheme`."""
    if tag == ANY:
        return TAGS
    return _OPEN[scheme].get(tag, (tag,))


def mask(scheme: str, tags: Sequence[str]) -> list[list[bool]]:
    """For each word of a sentence, for each of TAGS, whether it agrees with the corpus's tag."""
    return [[tag in allowed(scheme, own) for tag in TAGS] for own in tags]
