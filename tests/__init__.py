"""Tests are sentences, on real engines."""
