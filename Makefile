# Two commands are enough from a fresh clone: `make demo` and `make test`. `make help` lists the others.
PYTHON ?= python3
BIN := .venv/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo -n)
# What the tests need besides Python: a real IMAP server, real mail clients in a terminal, and a browser.
SERVER_TOOLS := dovecot-imapd neomutt mutt tmux chromium
# What `make real-clients` needs besides; php-cgi only keeps apt from installing Apache for Roundcube.
CLIENT_PACKAGES := thunderbird xvfb chromium chromium-driver php-cli php-cgi roundcube-core roundcube-sqlite3

.PHONY: help demo test lint servers faults real-clients bench bench-reading clean
.DEFAULT_GOAL := help

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile

demo: .venv/ready ## the main job on made-up mail in a temporary folder; ends by itself
	@$(BIN)/mailfollow demo

test: .venv/ready-dev servers lint ## everything: linters, types, contracts, and all tests (Dovecot is installed if missing)
	$(BIN)/pytest -n 2 --dist worksteal

lint: .venv/ready-dev ## style, types and import contracts only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

faults: .venv/ready-dev servers ## every promise put to the test in full, with its counts; about an hour on two cores
	$(BIN)/python -m tests.faults

real-clients: .venv/ready-clients servers ## our draft in the real Thunderbird and Roundcube: CLIENTS="thunderbird" PICTURES=folder
	@dpkg -s $(CLIENT_PACKAGES) >/dev/null 2>&1 || { echo "Installing $(CLIENT_PACKAGES) ..."; \
		$(SUDO) apt-get -qq update && $(SUDO) env DEBIAN_FRONTEND=noninteractive \
			apt-get -qq install -y --no-install-recommends $(CLIENT_PACKAGES) >/dev/null; } \
	|| echo "They could not all be installed here."
	$(BIN)/python -m tests.real_clients $(CLIENTS) --pictures $(or $(PICTURES),/tmp/mailfollow-real-clients)

bench: .venv/ready-dev servers ## speed as ratios to a floor measured in the same run
	$(BIN)/python -m tests.benchmarks

bench-reading: .venv/ready-benchmark ## how well mail is read beside other libraries: CORPUS=path, see tests/README.md
	$(BIN)/python tests/benchmarks/reading.py $(CORPUS)

clean: ## remove the virtual environment and caches
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "mailfollow needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@rm -rf .venv; $(PYTHON) -m venv .venv >/dev/null 2>&1 \
		|| { rm -rf .venv; $(SUDO) apt-get -qq update && $(SUDO) env DEBIAN_FRONTEND=noninteractive \
			apt-get -qq install -y python3-venv >/dev/null && $(PYTHON) -m venv .venv; } \
		|| { rm -rf .venv; echo "Python's venv module is missing and could not be installed: install python3-venv, then run make again."; exit 1; }

.venv/ready: .venv/bin/python pyproject.toml
	@echo "Setting up .venv (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

.venv/ready-dev: .venv/bin/python pyproject.toml
	@echo "Setting up .venv with the test tools (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ .venv/ready

.venv/ready-clients: .venv/bin/python pyproject.toml
	@echo "Setting up .venv with what drives the mail clients (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[clients]'
	@touch $@

.venv/ready-benchmark: .venv/ready-dev
	@echo "Setting up .venv with the libraries to compare with (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[benchmark]'
	@touch $@

servers:
	@missing=; PATH="$$PATH:/usr/sbin"; for tool in $(SERVER_TOOLS); do \
		command -v "$${tool%-imapd}" >/dev/null 2>&1 || missing="$$missing $$tool"; done; \
	[ -z "$$missing" ] || { echo "Installing$$missing for the tests ..."; \
		$(SUDO) apt-get -qq update && $(SUDO) env DEBIAN_FRONTEND=noninteractive \
			apt-get -qq install -y --no-install-recommends $$missing >/dev/null; } \
	|| { echo "The tests need$$missing, which could not be installed here: install them with your package manager, then run make test again."; exit 1; }
