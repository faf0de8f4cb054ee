"""All that lasts: the library in SQLite, the notebook in TinyDB."""
