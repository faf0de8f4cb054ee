"""Settings: frozen values read from config.toml; the defaults stand in `settings` and nowhere else.

The file is TOML. What is wrong in it is collected as sentences in `Config.problems`, each with its line and what
was meant; the rest of the file counts all the same.
"""

from dataclasses import replace
from pathlib import Path

from reader.config.settings import CITATIONS, Config, FetchConfig, Rule
from reader.domain.clean import clean_line

__all__ = ["CITATIONS", "Config", "FetchConfig", "Rule", "load_config", "parse_config"]


def load_config(path: Path) -> Config:
    """The settings in `path`, or the defaults where there is no such file. The file raises nothing."""
    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        return Config(problems=(f"{clean_line(path.name)} cannot be read ({reason}); the defaults hold.",))
    return parse_config(text.removeprefix("\ufeff"), path.name)


def parse_config(text: str, name: str = "config.toml") -> Config:
    """The settings that `text` gives, with `problems` for what it gives wrongly."""
    from reader.config.reading import Reading  # only where there is a file

    reading = Reading(text, clean_line(name))
    document = reading.document()
    config = Config(
        **reading.values(Config, document, "", {"fetch", "keys", "rules"}),
        fetch=FetchConfig(**reading.values(FetchConfig, reading.table(document, "fetch"), "fetch")),
        keys=reading.keys(reading.table(document, "keys")),
        rules=tuple(reading.rules(document.get("rules", []))),
    )
    return replace(config, problems=tuple(reading.problems))
