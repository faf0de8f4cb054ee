"""Glosse, a news reader for the terminal: entities in the text, notes in the margin."""

__version__ = "0.1.0"
