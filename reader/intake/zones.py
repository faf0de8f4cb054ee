"""The zone a page's times are in when it names none: that of the country its address ends with, else of its language.

A German paper that writes "16 March, 20:15" means Berlin's evening. Countries of several zones and languages of many
countries say nothing; a feed's times without a zone are UTC, as its formats have it.
"""

from datetime import UTC, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from reader.intake.links import host_of

_CITIES = {
    "Europe/Berlin": "de",
    "Europe/Vienna": "at",
    "Europe/Zurich": "ch li",
    "Europe/Paris": "fr",
    "Europe/Rome": "it",
    "Europe/Madrid": "es",
    "Europe/Amsterdam": "nl",
    "Europe/Brussels": "be lu",
    "Europe/Warsaw": "pl",
    "Europe/Prague": "cz sk",
    "Europe/Copenhagen": "dk",
    "Europe/Stockholm": "se",
    "Europe/Oslo": "no",
    "Europe/Helsinki": "fi ee lv lt",
    "Europe/London": "uk",
    "Europe/Dublin": "ie",
    "Europe/Lisbon": "pt",
    "Europe/Athens": "gr",
    "Europe/Budapest": "hu hr si rs",
    "Europe/Bucharest": "ro bg",
    "Europe/Kyiv": "ua",
    "Europe/Istanbul": "tr",
    "Asia/Jerusalem": "il",
    "Asia/Kolkata": "in",
    "Asia/Tokyo": "jp",
    "Asia/Seoul": "kr",
    "Africa/Johannesburg": "za",
}
_BY_COUNTRY = {country: city for city, countries in _CITIES.items() for country in countries.split()}
_COUNTRY_OF = {  # a language of one country in the main
    **{name: name for name in ("de", "fr", "it", "nl", "pl", "fi", "no", "hu", "ro", "tr")},
    **{
        "nb": "no",
        "da": "dk",
        "sv": "se",
        "cs": "cz",
        "el": "gr",
        "uk": "ua",
        "ja": "jp",
        "ko": "kr",
        "he": "il",
    },
}


def zone_of(url: str, language: str = "") -> tzinfo:
    """The zone of a page at `url`; UTC where nothing says it. language: a BCP 47 tag."""
    country = host_of(url).rpartition(".")[2]
    city = _BY_COUNTRY.get(country) or _BY_COUNTRY.get(_COUNTRY_OF.get(language.partition("-")[0].lower(), ""))
    return _zone(city) if city else UTC


@cache
def _zone(city: str) -> tzinfo:
    try:
        return ZoneInfo(city)
    except (KeyError, OSError, ValueError):  # a system without the tables of zones
        return UTC
