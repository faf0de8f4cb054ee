"""Bytes in, articles out. Only `fetch.py` opens the network; all the rest is pure."""
