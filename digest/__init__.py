"""Digest: the brief whose every line names its source."""
