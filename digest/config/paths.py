"""Paths in the file are relative to its folder."""

from __future__ import annotations

from pathlib import Path


def under(base: Path, path: str) -> Path:
    return base / Path(path).expanduser()


def maybe(base: Path, path: str | None) -> Path | None:
    return None if path is None else under(base, path)
