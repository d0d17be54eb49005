# The first two commands of the README: `make digest` and `make test`.
# Both need python3 (3.11 or newer) with venv; all else is installed into .venv from the locks.

PYTHON ?= python3
VENV := .venv
OUT ?= out
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check -q

.PHONY: digest test lint quality lock clean

digest: $(VENV)/.run
	@$(VENV)/bin/digest build seeds --anew --out $(OUT)
	@echo
	@cat $(OUT)/edition.txt

test: $(VENV)/.dev .node/.tools
	@$(VENV)/bin/python -m pytest

lint: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

# How good and fast the claim engine is on the annotated articles, and what it misses there; how well
# stories are told.
quality: $(VENV)/.dev
	@$(VENV)/bin/python bench/claims.py --errors
	@$(VENV)/bin/python bench/stories_quality.py --errors

# Run after a change of dependencies in pyproject.toml; needs uv.
lock:
	uv pip compile $(LOCK) --group build -o requirements.lock pyproject.toml
	uv pip compile $(LOCK) --group dev -c requirements.lock -o requirements-dev.lock pyproject.toml
LOCK := -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

clean:
	rm -rf $(VENV) .node $(OUT) dist var

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'digest needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 ...' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/.python
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@# Where PYTHONDONTWRITEBYTECODE is set, every start would compile all of it again.
	@$(VENV)/bin/python -m compileall -q digest
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# mjml and html-validate check what mjml-python lets pass, axe-core what keeps people from reading;
# without npm the tests say that they leave them out. Newer versions of html-validate need a newer
# Node than distributions have.
NODE_TOOLS := mjml@5.4.1 html-validate@9.7.1 axe-core@4.14.1
.node/.tools: Makefile
	@mkdir -p .node
	@if command -v npm >/dev/null; then \
	  npm install --prefix .node --no-save --no-audit --no-fund --silent $(NODE_TOOLS) && touch $@; fi
