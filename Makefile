# SPDX-License-Identifier: EUPL-1.2
# The two commands of the README are `make serve` and `make test`; each makes .venv from nothing.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

export FUNDGRAPH_BASE_IRI ?= http://localhost:$(PORT)/

.PHONY: serve test check acceptance bench abuse lock clean

serve: .venv/ready
	$(BIN)/fundgraph publish data
	$(BIN)/fundgraph serve --port $(PORT)

test: .venv/ready
	env -u FUNDGRAPH_BASE_IRI $(BIN)/pytest

check: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/ready
	env -u FUNDGRAPH_BASE_IRI $(BIN)/python -m tests.benchmarks

abuse: .venv/ready
	env -u FUNDGRAPH_BASE_IRI $(BIN)/python -m tests.abuse

lock: .venv/ready
	$(BIN)/pip-compile --quiet --upgrade --extra dev --strip-extras --no-header --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host --output-file requirements.lock pyproject.toml

# The suites of ../shared/acceptance, where they are, in an environment of their own.
acceptance: .venv/ready .venv-acceptance/ready
	env -u FUNDGRAPH_BASE_IRI $(BIN)/python -m tests.acceptance .venv-acceptance/bin/python

.venv-acceptance/ready: tests/acceptance/requirements.lock
	$(PYTHON) -m venv --clear .venv-acceptance
	.venv-acceptance/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

clean:
	rm -rf .venv .venv-acceptance

# The versions of the lock, and this checkout itself; made anew when either file changes.
.venv/ready: requirements.lock pyproject.toml
	@echo "Installing what Fundgraph needs into .venv (once; about half a minute) …"
	$(PYTHON) -m venv --clear .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@
