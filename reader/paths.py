"""Where things lie: the bundled styles and seeds, and the person's own files.

In a checkout `styles/` and `seeds/` stand at the top; in an installed wheel they lie inside the package,
under `_bundled/` (see force-include in pyproject.toml). Only this module knows the difference.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def bundled(name: str) -> Path:
    """The folder `styles` or `seeds` as shipped.

    Args:
        name: "styles" or "seeds".

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for base in (_PACKAGE / "_bundled", _PACKAGE.parent):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(f"the folder {name}/ is missing from this installation; install glosse again")


@dataclass(frozen=True, slots=True)
class Home:
    """The person's files: `config.toml` in one folder, `library.db` and `notebook.json` in another.

    With `--home DIR` or GLOSSE_HOME both are the same folder.
    """

    config_dir: Path
    data_dir: Path

    @classmethod
    def at(cls, home: str | os.PathLike[str] | None = None) -> "Home":
        """The home named by `home`, else by GLOSSE_HOME, else the platform's own folders. Creates nothing."""
        chosen = home or os.environ.get("GLOSSE_HOME")
        if chosen:
            folder = Path(chosen).expanduser().absolute()
            return cls(folder, folder)
        dirs = platformdirs.PlatformDirs("glosse", appauthor=False)
        return cls(dirs.user_config_path, dirs.user_data_path)

    @property
    def config(self) -> Path:
        return self.config_dir / "config.toml"

    @property
    def library(self) -> Path:
        return self.data_dir / "library.db"

    @property
    def notebook(self) -> Path:
        return self.data_dir / "notebook.json"
