"""Frozen values and pure functions, standard library only: no file, no screen, no network."""
