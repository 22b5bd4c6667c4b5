# Two commands do everything: `make demo` and `make test`. Each sets up what it needs first.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PORT ?= 8000
HERMANAR_HOME ?= var
export PORT
export HERMANAR_HOME

# The system's own Python where it is 3.11 or later and whole: distributions build theirs for speed, and one built by hand
# without that takes a quarter longer for everything. Else the newest that is here; a sentence says so where there is none.
PYTHON ?= $(shell /usr/bin/python3 -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo /usr/bin/python3 || for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

.PHONY: help setup demo test test-long bench messages clean

help: ## these lines
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile | sort

setup: python ## environment, assets, gazetteer, translations; afterwards .venv/bin/hermanar works
	@$(PYTHON) tools/setup.py

demo: setup ## the demonstration on http://localhost:PORT, web server and worker
	@exec .venv/bin/hermanar demo --port $(PORT)

test: python ## everything: both databases, Chromium, PDF validation
	@$(PYTHON) tools/setup.py --test
	@.venv/bin/python tools/run_tests.py

test-long: python ## the long sweeps
	@$(PYTHON) tools/setup.py --test
	@.venv/bin/python tools/run_tests.py --long

bench: setup ## documents and pages, measured
	@.venv/bin/hermanar bench documents
	@.venv/bin/hermanar bench pages

messages: setup ## find new sentences for the English catalogues, then compile them
	@.venv/bin/python tools/messages.py update
	@.venv/bin/python tools/messages.py compile

clean: ## remove what was made; your data in var/ stay
	@rm -rf .venv node_modules build src/hermanar/ui/static/dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache test-results

.PHONY: python
python:
	@test -n "$(PYTHON)" || { echo "Hermanar needs Python 3.11 or later, and none is here. Install it (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python) and try again."; exit 1; }
