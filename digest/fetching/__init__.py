"""Fetching: the only part of Digest that speaks HTTP, in a process of its own."""

from digest.fetching.fetcher import Fetcher

__all__ = ["Fetcher"]
