# `make help` lists what there is. Extra arguments go through ARGS: make test ARGS="-k cart -x"
SHELL := /bin/sh
.DEFAULT_GOAL := help
ARGS ?=

# uv from PATH, else one of our own, put into .venv-uv by whatever Python is at hand.
UV := $(shell command -v uv 2>/dev/null || echo .venv-uv/bin/uv)
# Any Python from 3.12 will do; the pinned one is taken when it is there.
PYTHON = $(shell $(UV) python find "$$(cat .python-version)" 2>/dev/null || $(UV) python find '>=3.12' 2>/dev/null || cat .python-version)
RUN := $(UV) run --no-sync
NEXUS := .venv/bin/nexus

.PHONY: help up run down status logs demo verify migrate shell reset test check lint types format bench torture build frontend messages screenshots lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# ---- the environment

# A folder that was moved or copied brings along an environment whose programs still run the sources (and the data!)
# of the old place: it is made anew.
OURS := test "$$(cat .venv/.place 2>/dev/null)" = "$$(pwd -P)"
$(shell $(OURS) || rm -f .venv/.ready)

.venv/.ready: requirements.lock pyproject.toml | $(UV)
	@echo "Installing what Nexus needs into .venv"
	@$(OURS) && .venv/bin/python -c '' 2>/dev/null \
	  || { $(UV) venv --quiet --clear --python "$(PYTHON)" .venv && pwd -P >.venv/.place; } \
	  || { echo "Nexus needs Python 3.12 or newer. None was found here, and uv could not fetch one."; \
	       echo "Install it, then run make again."; exit 1; }
	@$(UV) pip install --quiet --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --no-deps --editable .
	@touch $@

.venv-uv/bin/uv:
	@echo "Installing uv into .venv-uv"
	@python3 -m venv .venv-uv && .venv-uv/bin/python -m pip install --quiet uv \
	  || { echo "uv is missing and python3 cannot make a virtual environment. Install uv (https://docs.astral.sh/uv/)"; \
	       echo "or your system's python3-venv, then run make again."; exit 1; }

# ---- running

up: .venv/.ready ## Start everything in the background and print addresses and logins
	@$(NEXUS) up --detach $(ARGS)

run: .venv/.ready ## The same in the foreground; Ctrl-C stops it
	@$(NEXUS) up $(ARGS)

down: .venv/.ready ## Stop everything in order
	@$(NEXUS) down $(ARGS)

status: .venv/.ready ## What runs, since when, and whether it answers
	@$(NEXUS) status

logs: .venv/.ready ## Ends of the logs; ARGS="web -f" follows one
	@$(NEXUS) logs $(ARGS)

demo: .venv/.ready ## Seed the demo
	@$(NEXUS) demo $(ARGS)

verify: .venv/.ready ## Prove streams, hash chains, stock and books
	@$(NEXUS) verify $(ARGS)

migrate: .venv/.ready ## Bring the database to this version
	@$(NEXUS) migrate $(ARGS)

shell: .venv/.ready ## A Python shell inside the product
	@$(NEXUS) shell $(ARGS)

reset: .venv/.ready ## Stop and delete all data (asks first; ARGS=--yes does not)
	@$(NEXUS) reset $(ARGS)

# ---- proving

test: .venv/.ready ## The test suite; ARGS go to pytest
	$(RUN) pytest --numprocesses 2 --dist loadgroup $(ARGS)

lint: .venv/.ready ## Style, format and the streets between contexts
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) lint-imports

types: .venv/.ready ## Static types
	$(RUN) mypy

check: lint types ## Lint, types, Django's checks, missing migrations, then the tests
	@$(NEXUS) manage check
	@$(NEXUS) manage makemigrations --check --dry-run
	@$(MAKE) test

bench: .venv/.ready ## Measure in production mode; ARGS go to the benchmark
	$(RUN) python -m benchmarks $(ARGS)

torture: .venv/.ready ## Kill processes at random under load, then verify; ARGS go through
	$(RUN) python -m tests.torture $(ARGS)

# ---- making

format: .venv/.ready ## Format the code
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

frontend/node_modules/.ready: frontend/package-lock.json
	@command -v npm >/dev/null || { echo "The stylesheet is built with Node 20 or newer and npm. Install both, then run make again."; exit 1; }
	@cd frontend && npm ci --silent --no-audit --no-fund && touch node_modules/.ready

frontend: frontend/node_modules/.ready ## Build the shop's stylesheet (needs Node; running Nexus does not); ARGS=--check compares
	@cd frontend && node build.mjs $(ARGS)

messages: .venv/.ready ## Collect the pages' texts and compile translations (needs GNU gettext); ARGS: translators' files
	$(RUN) python tools/translations.py $(ARGS)

screenshots: .venv/.ready ## Pictures of the demo's pages in var/screenshots (needs a Chromium); ARGS="--only home"
	$(RUN) python -m tools.screenshots $(ARGS)

build: .venv/.ready ## Wheel and source archive in dist/
	$(UV) build --quiet --out-dir dist
	@ls dist

lock: | $(UV) ## Pin the dependencies of pyproject.toml anew
	$(UV) lock --quiet
	$(UV) export --quiet --frozen --no-header --no-emit-project --all-groups -o requirements.lock

clean: ## Remove caches and built files; data and the environment stay
	rm -rf dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
