"""Imports follow the way of the data (docs/design.md)."""

import ast
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "digest"

BASE = {"models", "errors", "__version__"}
PURE = BASE | {"languages"}

ALLOWED = {
    "models": set[str](),
    "errors": {"models"},
    "languages": BASE,
    "shipped": BASE,
    "formats": PURE,
    "documents": PURE,
    "claims": PURE,
    "stories": PURE,
    "edition": PURE,
    "rendering": PURE | {"edition", "shipped"},
    "config": PURE | {"shipped", "rendering", "delivery", "schedule"},
    "feeds": PURE | {"formats"},
    "sources": PURE | {"formats"},
    "fetching": PURE,
    "workers": BASE,
    "storage": PURE,
    "schedule": PURE,
    "subscribers": PURE | {"formats"},
    "delivery": PURE | {"rendering"},
    "web": PURE | {"rendering"},
    "pipeline": PURE
    | {"config", "sources", "formats", "documents", "claims", "stories", "edition"}
    | {"rendering", "storage", "feeds", "fetching", "workers", "schedule", "delivery"}
    | {"subscribers"},
    "scheduler": PURE | {"config", "pipeline", "storage", "schedule", "web"},
    "cli": PURE
    | {"config", "pipeline", "rendering", "storage", "web", "shipped", "feeds"}
    | {"schedule", "scheduler", "delivery", "subscribers"},
    "__init__": set[str](),
    "__main__": {"cli"},
}


def step_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_steps(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            package, *rest = name.split(".")
            if package == "digest" and rest:
                yield node.lineno, rest[0]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=str)
def test_imports_follow_the_arrow(path: Path) -> None:
    """A step that reaches back or sideways makes a wall that no later change can move."""
    step = step_of(path)
    allowed = ALLOWED[step] | {step}
    wrong = [f"line {line}: {name}" for line, name in imported_steps(path) if name not in allowed]
    assert not wrong, f"digest/{step} may import {sorted(allowed)}, not {wrong}"


@pytest.mark.parametrize("path", sorted((ROOT / "bench").glob("*.py")), ids=lambda path: path.name)
def test_benchmarks_find_what_they_measure(path: Path) -> None:
    """No test runs them: a name that moved would be noticed when somebody wants a figure."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("digest"):
            module = import_module(node.module or "")
            names = [alias.name for alias in node.names]
            missing = [each for each in names if not hasattr(module, each)]
            assert not [each for each in missing if find_spec(f"{node.module}.{each}") is None]
