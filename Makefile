# Everything runs from .venv, made here from requirements.lock. `make` alone lists what there is.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/installed
# What the tests run inside a browser's page, pinned by tests/browser/package-lock.json.
AXE := tests/browser/node_modules/.package-lock.json
# Spark's server, which the tests start, pinned by tests/spark/server.lock.
SPARK := .spark/.fetched
# Extra words for pytest and for the benchmark: make test ARGS='-k vectors'
ARGS ?=

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help install demo test validation lint fmt bench docs docs-check lock release kit folder release-check clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(STAMP) ## Make .venv: the locked packages by their hashes, and tirage as it stands here

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tirage needs Python 3.11 or newer: make PYTHON=python3.12 install")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: install ## Draw 100 of 700 synthetic volunteers of Paris, then check everything
	examples/paris/demo.sh

test: install $(AXE) $(SPARK) ## Every test, doctests included
	$(BIN)/pytest $(ARGS)

# Where npm or its registry cannot be reached, the tests that need it are skipped and say so; with CI=true they fail.
$(AXE): tests/browser/package-lock.json
	-@npm ci --prefix tests/browser --no-audit --no-fund --silent && touch $@

# 450 megabytes, of no use without Java: the tests of the second engine are skipped then, or fail, likewise.
$(SPARK): tests/spark/server.lock | $(STAMP)
	-@command -v java >/dev/null && $(BIN)/python tests/spark/fetch.py && touch $@

lint: install ## Style, layout and types; changes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict

fmt: install ## Lay the code out, mend what can be mended by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

validation: install $(AXE) $(SPARK) ## Every test, and from it validation/: requirement, test, result, for an auditor of computerised systems
	$(BIN)/python packaging/validation.py $(ARGS)

bench: install ## Measure tirage and its peer on the same pools: make bench ARGS='--pools paris_700_100'
	$(BIN)/python bench/run.py $(ARGS)

docs: install ## Make what is made from the code, pictures of screens, and the manual as a site, in site/
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/pictures.py
	$(BIN)/python docs/notebooks.py
	$(BIN)/python docs/manual.py

docs-check: install ## Links and commands named in the documentation exist
	$(BIN)/pytest -n0 tests/test_docs.py $(ARGS)

lock: install ## Renew requirements.lock and runtime.lock for Python 3.11 and later on every platform
	UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade \
		--generate-hashes --group dev pyproject.toml --output-file requirements.lock
	UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes pyproject.toml --constraint requirements.lock --output-file runtime.lock

release: install ## Wheel, sdist, verifier (.pyz and page), bill of materials and SHA256SUMS in dist/
	$(BIN)/python packaging/release.py

kit: release ## Kit without a network, and one file: make kit ARGS='--platform win_amd64 --python 3.12 3.13'
	$(BIN)/python packaging/kit.py $(ARGS)

folder: install ## A folder that needs no Python, for this system, in dist/tirage; made and used: some minutes
	$(BIN)/python packaging/folder.py --try

release-check: install ## Build all of a release and use it, without a network: make release-check ARGS='--also PYTHON'
	$(BIN)/python packaging/release_check.py $(ARGS)

clean: ## Remove .venv, caches and the demo's dossier
	rm -rf .venv .spark tests/browser/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist demo site validation
	find src tests bench examples -name __pycache__ -type d -prune -exec rm -rf {} +
