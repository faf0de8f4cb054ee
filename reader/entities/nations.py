"""The forms of what is made from a place's name: adjectives and the people who live there. Pure."""

import re
from collections.abc import Iterator

_CASES = ("e", "en", "er", "es", "em")


def nation_forms(german: str, people: str, english: str = "", french: str = "") -> Iterator[str]:
    """Every form of a country's adjectives and people, from their base forms (see tables/nations.tsv)."""
    for word in _split(german):
        for ending in _CASES:
            yield word + ending
            yield word[0].upper() + word[1:] + ending
    for word in _split(people):
        yield from _people(word)
    yield from _split(english)
    for word in _split(french):
        yield from _french(word)


def _people(word: str) -> Iterator[str]:
    """Russe, Russen, Russin; Amerikaner, Amerikanern, Amerikanerin; Jemenit, Jemeniten."""
    yield word
    base = word.removesuffix("e")
    if word.endswith("in"):
        yield word + "nen"
    elif word.endswith("er"):
        yield from (word + ending for ending in ("s", "n", "in", "innen"))
    elif word == "Deutsche":
        yield from ("Deutschen", "Deutscher")
    elif not word.endswith(("s", "i")):
        yield from (base + ending for ending in ("en", "in", "innen"))


def _french(word: str) -> Iterator[str]:
    """russe, russes, Russe, Russes; américain, américaine, ...; italien, italienne, ..."""
    forms = [word, word if word.endswith(("s", "x")) else word + "s"]
    if not word.endswith("e"):
        feminine = word + ("ne" if word.endswith(("ien", "éen", "on")) else "e")
        forms += [feminine, feminine + "s"]
    if word == "grec":
        forms = ["grec", "grecs", "grecque", "grecques"]
    for form in forms:
        yield form
        yield form[0].upper() + form[1:]


_IRREGULAR = {
    "München": "Münchner",
    "Dresden": "Dresdner",
    "Bremen": "Bremer",
    "Zürich": "Zürcher",
    "Hannover": "Hannoveraner",
    "Göttingen": "Göttinger",
    "Frankfurt am Main": "Frankfurter",
    "Halle (Saale)": "Hallenser",
    "Basel": "Basler",
    "Kassel": "Kasseler",
    "Neapel": "Neapolitaner",
    "Venedig": "Venezianer",
    "Mailand": "Mailänder",
    "Aachen": "Aachener",
    "Athen": "Athener",
    "Wien": "Wiener",
    "Rom": "",
}


def town_forms(town: str) -> list[str]:
    """What stands before a noun for a town: "Kölner", "Münchner"."""
    if town in _IRREGULAR:
        return [_IRREGULAR[town]] if _IRREGULAR[town] else []
    if " " in town or not town.isalpha():
        return []
    if town.endswith(("ingen", "ungen", "hafen", "hausen")):
        return [town[:-2] + "er"]
    if town.endswith("e"):
        return [town + "r"]
    return [town + "er"]


_ENDING = re.compile(r"(?:er|isch)(?:e[nrsm]?|n|s|in|innen)?$")


def root(word: str) -> str:
    """What `word` may be made from: "Lübeck" for Lübecker, lübeckisch; the word itself without such an ending."""
    found = _ENDING.sub("", word)
    return found[0].upper() + found[1:] if len(found) > 2 else word


def _split(forms: str) -> list[str]:
    return forms.split("|") if forms else []
