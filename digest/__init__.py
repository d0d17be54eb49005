"""Digest: the brief whose every line names its source."""

__version__ = "0.1.0"
