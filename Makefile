# Everything that a developer does, as targets. `make` prints them.
.DEFAULT_GOAL := help
.PHONY: help run test lint types format unit browser postgres bench messages docs lock atlas clean

# Some images set it: each command would then compile all that it reads again, for a second or two.
export PYTHONDONTWRITEBYTECODE :=

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A stamp for each set of pinned packages: the next `make` starts at once.
RUN_STAMP := $(VENV)/.run-$(shell cat requirements/run.txt pyproject.toml | cksum | cut -d' ' -f1)
DEV_STAMP := $(VENV)/.dev-$(shell cat requirements/dev.txt pyproject.toml | cksum | cut -d' ' -f1)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

help: ## what there is to make
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_STAMP) ## a filled site on http://127.0.0.1:8000
	@$(BIN)/freedomcities demo

test: $(DEV_STAMP) ## the whole suite: lint, types, SQLite, PostgreSQL, browser
	@$(BIN)/python tools/suite.py

lint: $(DEV_STAMP) ## style, templates, arrows between folders
	@$(BIN)/python tools/suite.py lint

types: $(DEV_STAMP) ## mypy, strict
	@$(BIN)/python tools/suite.py types

unit: $(DEV_STAMP) ## the tests that need no browser, on SQLite
	@$(BIN)/python tools/suite.py sqlite

postgres: $(DEV_STAMP) ## the same on PostgreSQL (TEST_POSTGRES_URL)
	@$(BIN)/python tools/suite.py postgres

browser: $(DEV_STAMP) ## the tests that drive a real Chromium
	@$(BIN)/python tools/suite.py browser

bench: $(DEV_STAMP) ## measure, against a baseline of the same run (NAME=people for one)
	@$(BIN)/python tools/bench.py $(NAME)

format: $(DEV_STAMP) ## put code and templates into shape
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	@git ls-files -z --cached --others --exclude-standard '*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2

messages: $(DEV_STAMP) ## collect the strings to translate, compile the catalogues
	@$(BIN)/python tools/messages.py

docs: $(DEV_STAMP) ## write the reference of commands and settings
	@$(BIN)/python tools/reference.py

lock: $(DEV_STAMP) ## pin the packages anew (needs uv)
	@for set in run dev; do uv pip compile --quiet --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --python-version 3.11 --extra build \
	  $$(test $$set = dev && echo --extra dev) pyproject.toml -o requirements/$$set.txt; done

atlas: $(DEV_STAMP) ## build the atlas's tables from published files (DIR=…)
	@$(BIN)/freedomcities atlas build $(DIR) src/freedomcities/places/data

clean: ## forget the environment and the caches; the site's data stay
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

$(VENV)/pyvenv.cfg:
	@echo "Making the environment …" >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed.")'
	@$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): $(VENV)/pyvenv.cfg
	@echo "Installing the packages …" >&2
	@$(PIP) install --require-hashes --requirement requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): $(VENV)/pyvenv.cfg
	@echo "Installing the packages, with those for tests …" >&2
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(RUN_STAMP)
