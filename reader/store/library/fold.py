"""Words as the index keeps them: folded, then stemmed by the language of their article.

Folding makes one of what people write in two ways: case, ß and ss, accents, and Umlaute both ways (Müller,
Mueller and Muller; Ärzte and Aerzte). "ae", "oe" and "ue" lose their e unless a vowel or q stands before them
("neue", "Steuer", "Quelle"); as article and query are folded alike, the few words that meet by this ("Michael",
"Michal") only find each other. Stems are Snowball's.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from threading import local

import Stemmer  # type: ignore[import-not-found]  # a C extension without stubs

# A word: letters, digits and the marks that combine with them; an ideograph or kana stands by itself.
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_JOINED = "\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0900-\u0963\u0966-\u0d7f"
_WORD = rf"[{_IDEOGRAPH}]|(?:(?![{_IDEOGRAPH}])[^\W_]|[{_JOINED}])+"
_PLAIN_WORD = r"[^\W_]+"
_UNUSUAL = "[\u0300-\u036f\u0590-\u1dff\u2c00-\uabff\uf900-\U0010ffff]"  # else the plain pattern finds the same
_DIGRAPH = r"(?<![aeiouqy])([aou])e"
_compiled = cache(re.compile)  # at first use: the reader's first list needs none, and compiling takes 8 ms
_SPECIAL = str.maketrans({"æ": "a", "œ": "o", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
_MOST = 60_000  # stems kept at once, for each language

_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
# Words of grammar that Snowball also makes of other words: of "Seiten" it makes "seit", of "nächste" "nach". Left
# so, whoever looks for the one would find nearly every article.
_GERMAN = """aber all alle als also am an auch auf aus bei bis da damit dann das dass dem den denn der des die doch dort
du durch ein er es fur hat hier hin ich ihr im in ist ja je mal man mehr mein mit nach nicht noch nun nur ob oder ohne
schon sehr sein seit selbst sich sie sind so uber um und unter viel vom von vor war was weil wenn wer wie wir wird wo
zu zum zur zwar"""
_ENGLISH = """a all an and are as at be but by do for had has have he i in is it no not of on or so to was we"""
_FUNCTION_WORDS = {"de": frozenset(_GERMAN.split()), "en": frozenset(_ENGLISH.split())}
COMPOUNDING = frozenset(("", "da", "de", "fi", "hu", "nb", "nl", "nn", "no", "sv"))

Learned = Callable[[str, str], None]


def base(language: str) -> str:
    """The language that stems are made by: "de" for "de-AT", "" where there is no stemmer."""
    tag = language.lower().partition("-")[0]
    return tag if tag in _ALGORITHMS else ""


def words(text: str) -> list[str]:
    """The words of `text` as they stand."""
    return _pattern(text).findall(text)


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of `text` with their ranges."""
    return ((m.start(), m.end(), m.group()) for m in _pattern(text).finditer(text))


def _pattern(text: str) -> re.Pattern[str]:
    return _compiled(_WORD if _compiled(_UNUSUAL).search(text) else _PLAIN_WORD)


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """`word` with all ways of writing it made one."""
    word = word.casefold()
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word).casefold().translate(_SPECIAL)
        if word[:1] < "\u0370":  # combining marks are letters in their own right elsewhere
            word = "".join(char for char in word if not unicodedata.combining(char))
        word = unicodedata.normalize("NFC", word)
    return _compiled(_DIGRAPH).sub(r"\1", word)


def folded(text: str) -> list[str]:
    """The words of `text`, folded."""
    return [fold(word) for word in words(text)]


class Stems(dict[str, str]):
    """Word as it stands -> stem, in one language; grows as it is asked, and is bounded.

    Args:
        learned: told the folded form and the stem of each word that is new to it.
    """

    def __init__(self, language: str, learned: Learned | None = None) -> None:
        super().__init__()
        algorithm = _ALGORITHMS.get(base(language))
        self._stemmer = Stemmer.Stemmer(algorithm, 0) if algorithm else None
        self._function_words = _FUNCTION_WORDS.get(base(language), frozenset())
        self._learned = learned

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        form = fold(word)
        stem = self.stem(form)
        self[word] = stem
        if self._learned is not None:
            self._learned(form, stem)
        return stem

    def stem(self, form: str) -> str:
        """The stem of a folded word."""
        if self._stemmer is None:
            return form
        stem = str(self._stemmer.stemWord(form))
        return f"{stem}e" if stem in self._function_words and form not in self._function_words else stem


class _Here(local):
    def __init__(self) -> None:
        self.stems: dict[str, Stems] = {}


_here = _Here()


def stems(language: str) -> Stems:
    """The stems of `language` for this thread (a Snowball stemmer is not safe in two)."""
    tag = base(language)
    if tag not in _here.stems:
        _here.stems[tag] = Stems(tag)
    return _here.stems[tag]


_SAMPLE = (
    "nächsten Seiten Außenministern Regierungen Ärzte Häuser Mueller neue Quellen gingen Wahlkampf Bundesländer "
    "countries running ministers policies nationales gouvernement élections guerres ministros guerra новости "
    "правительства œuvre"
)


FORM = "1"  # another one when this module makes other words of the same text; a test says so


def maker() -> str:
    """What makes the words: while it is the same, so is `fingerprint`, which takes a hundred times as long."""
    return f"{FORM} {Stemmer.version()} {unicodedata.unidata_version}"


def fingerprint() -> str:
    """Changes whenever the same text could give other index words: then the index is built anew."""
    from hashlib import sha256

    made = " ".join(Stems(language)[word] for language in _ALGORITHMS for word in words(_SAMPLE))
    return sha256(f"{FORM} {made}".encode()).hexdigest()[:16]
