"""Feeds: what is decided about them, pure."""
